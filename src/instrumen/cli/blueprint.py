"""`instrumen blueprint`: which items answer which indicator (*kisi-kisi*), and what is lacking."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrumen.cli.options import chosen_catalog, json_option, study_option

if TYPE_CHECKING:
    from instrumen.language.blueprint import Blueprint, Gaps, Line, Table
    from instrumen.language.design import Design
    from instrumen.language.text import Text

_NONE = "–"


@click.command("blueprint")
@study_option
@json_option
def command(study_folder: Path, as_json: bool) -> None:
    """Print the blueprint: which items answer which indicator, and what is lacking.

    The tables are Markdown, made from the instruments of the study.
    """
    from instrumen.language import load_design
    from instrumen.language.blueprint import blueprint

    design = load_design(study_folder)
    made = blueprint(design)
    if as_json:
        click.echo(json.dumps(_for_scripts(made), ensure_ascii=False, indent=2))
        return
    for line in _for_people(design, made):
        click.echo(line)


def _for_people(design: "Design", made: "Blueprint") -> Iterator[str]:
    catalog = chosen_catalog()
    for table in made.tables:
        title = catalog.t("Indicators × items ({taxonomy})", taxonomy=table.taxonomy)
        yield from (f"## {title}", "", *_rows(design, table), "")
    yield from (f"## {catalog.t('Gaps')}", "", *_gaps(design, made.gaps))


def _rows(design: "Design", table: "Table") -> Iterator[str]:
    """A Markdown table; a column that is empty in every line is left out."""
    catalog, lines = chosen_catalog(), table.lines
    focus = any(line.indicator.focus for line in lines)
    dimension = any(line.indicator.dimension for line in lines)
    crosswalk = tuple(dict.fromkeys(name for line in lines for name in line.indicator.crosswalk))
    heads = [catalog.t("focus")] if focus else []
    heads += [catalog.t("dimension")] if dimension else []
    heads += [catalog.t("indicator"), *table.techniques, *(name.upper() for name in crosswalk)]
    yield _row(heads)
    yield _row(["---"] * len(heads))
    for line in lines:
        cells = [line.indicator.focus.upper()] if focus else []
        cells += [_both(design, line.indicator.dimension)] if dimension else []
        cells.append(_both(design, line.indicator.label))
        yield _row([*cells, *_items(line, table.techniques), *_crosswalk(line, crosswalk)])


def _items(line: "Line", techniques: Iterable[str]) -> Iterator[str]:
    from instrumen.language.blueprint import in_ranges

    for technique in techniques:
        yield in_ranges(line.items.get(technique, ())) or _NONE


def _crosswalk(line: "Line", names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield ", ".join(line.indicator.crosswalk.get(name, ())) or _NONE


def _gaps(design: "Design", gaps: "Gaps") -> Iterator[str]:
    from instrumen.language.blueprint import in_ranges

    catalog = chosen_catalog()
    if not gaps:
        yield catalog.t("Nothing is lacking.")
    for indicator in gaps.unserved:
        label = _both(design, indicator.label)
        yield "- " + catalog.t(
            "The indicator {name} ({label}) has no item.", name=indicator.name, label=label
        )
    for thin in gaps.thin:
        techniques = ", ".join(thin.techniques) or _NONE
        yield "- " + catalog.t(
            "The focus {name} ({label}) has fewer than two techniques: {techniques}.",
            name=thin.focus.name, label=_both(design, thin.focus.label), techniques=techniques,
        )  # fmt: skip
    for instrument, loose in groupby(gaps.loose, key=lambda found: found.instrument):
        items = in_ranges([found.item for found in loose])
        yield "- " + catalog.t(
            "Items of {instrument} without an indicator: {items}.",
            instrument=instrument, items=items,
        )  # fmt: skip


def _both(design: "Design", text: "Text") -> str:
    """A text in every language of the study, as a blueprint for two readers has it."""
    return " / ".join(dict.fromkeys(filter(None, map(text, design.languages))))


def _row(cells: Sequence[str]) -> str:
    inside = (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(inside)} |"


def _for_scripts(made: "Blueprint") -> dict[str, Any]:
    gaps = made.gaps
    return {
        "tables": [_table(table) for table in made.tables],
        "gaps": {
            "indicators_without_item": [indicator.name for indicator in gaps.unserved],
            "items_without_indicator": [
                {"instrument": one.instrument, "technique": one.technique, "item": one.item}
                for one in gaps.loose
            ],
            "foci_with_fewer_than_two_techniques": [
                {"focus": thin.focus.name, "techniques": list(thin.techniques)}
                for thin in gaps.thin
            ],
        },
    }


def _table(table: "Table") -> dict[str, Any]:
    return {
        "taxonomy": table.taxonomy,
        "techniques": list(table.techniques),
        "indicators": [
            {
                "name": line.indicator.name,
                "focus": line.indicator.focus,
                "dimension": _plain(line.indicator.dimension),
                "label": _plain(line.indicator.label),
                "items": {technique: list(items) for technique, items in line.items.items()},
                "crosswalk": {k: list(v) for k, v in line.indicator.crosswalk.items()},
            }
            for line in table.lines
        ],
    }


def _plain(text: "Text") -> Mapping[str, str]:
    return dict(text.by_language)
