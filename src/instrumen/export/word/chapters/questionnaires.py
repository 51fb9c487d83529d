"""Chapter: what the questionnaires gave, question by question, and the scales.

Questions that share one list of choices and follow each other stand in one table. Every table
says n, and of which kinds the missing answers are.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from instrumen.analysis.figures import Summary
from instrumen.analysis.frequencies import ItemTable, missing_label
from instrumen.analysis.scales import ScaleSummary
from instrumen.export.word.blocks import (
    Block,
    Caption,
    Cell,
    Heading,
    Paper,
    Para,
    Row,
    Table,
    right_aligned,
)
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.other_answers import other_answers_table
from instrumen.export.word.piping import piped
from instrumen.export.word.styles import text_width
from instrumen.export.word.wording import NOTHING, figure, percent
from instrumen.language.model import Instrument, Kind, Matrix, Type

_GRID_CHOICES = 6
"""The most choices whose columns fit beside the statements of a grid."""

_WORTH_TURNED_PAPER = 8
"""The fewest rows for which a grid that is too wide gets landscape pages of its own."""


def questionnaires_chapter(brief: Brief) -> Iterator[Block]:
    """A section per questionnaire: frequencies in its own order, then its scales."""
    yield Heading(brief.catalog.t("Questionnaire results"))
    for instrument in brief.design.instruments:
        if instrument.kind is Kind.QUESTIONNAIRE:
            yield from _questionnaire(brief, instrument)


def _questionnaire(brief: Brief, instrument: Instrument) -> Iterator[Block]:
    catalog = brief.catalog
    yield Heading(brief.say(instrument.title), 2)
    found = brief.figures.get(instrument.id)
    if found is None:
        yield Para(catalog.t("Nobody has answered this questionnaire yet."))
        return
    yield Para(
        catalog.t(
            "Responses: {n}. Percentages are of valid answers (n); answers that are missing are "
            "given by kind below each table. All of the population is asked, so the figures are "
            "descriptive.",
            n=found.responses,
        )
    )
    for together, run in groupby(found.items, key=_company):
        members = list(run)
        if together and _worth_a_grid(brief, members):
            yield from _grid(brief, instrument, members)
        else:
            for table in members:
                yield from _single(brief, table)
    if found.others:
        yield other_answers_table(brief, found.others)
    if found.scales:
        yield _scales(brief, found.scales)


def _company(table: ItemTable) -> tuple[str, ...]:
    """What makes neighbours one grid: the same few choices, one of which is given."""
    single = table.question.type in (Type.LIKERT, Type.SELECT_ONE)
    if not single or not 1 < len(table.choices) <= _GRID_CHOICES:
        return ()
    return (*(choice.name for choice in table.choices), table.version)


def _worth_a_grid(brief: Brief, tables: Sequence[ItemTable]) -> bool:
    """Several rows; and many, where they need paper of their own."""
    fits = sum(_grid_widths(tables[0])) <= text_width(brief.profile)
    return len(tables) >= (2 if fits else _WORTH_TURNED_PAPER)


def _grid_widths(table: ItemTable) -> tuple[float, ...]:
    """Centimetres: number, statement, the choices, n, and mean and attainment of scores."""
    scored = table.attainment is not None
    return (1.0, 4.5, *(1.35 for _ in table.choices), 0.9, *((1.2, 1.5) if scored else ()))


def _grid(brief: Brief, instrument: Instrument, tables: Sequence[ItemTable]) -> Iterator[Block]:
    catalog, first = brief.catalog, tables[0]
    scored = first.attainment is not None
    choices = [brief.say(choice.label) for choice in first.choices]
    figures = (catalog.t("n"), catalog.t("Mean"), catalog.t("Attainment"))
    widths = _grid_widths(first)
    wide = sum(widths) > text_width(brief.profile)
    yield Paper(landscape=wide)
    yield Table(
        header=(
            catalog.t("No."),
            catalog.t("Statement or question"),
            *choices,
            *(figures if scored else figures[:1]),
        ),
        rows=(_grid_row(brief, table, scored) for table in tables),
        widths=widths,
        align=("left", "left", *right_aligned(len(widths) - 2)),
        caption=Caption(_grid_title(brief, instrument, tables)),
        note=_missing_note(brief, tables),
    )
    yield Paper(landscape=False)


def _grid_title(brief: Brief, instrument: Instrument, tables: Sequence[ItemTable]) -> str:
    """The numbers of the rows, and the stem when they are those of a matrix."""
    first = tables[0].question
    numbers = [table.number for table in tables]
    if _without_a_gap(instrument, tables):
        title = brief.catalog.t("Items {first} to {last}", first=numbers[0], last=numbers[-1])
    else:
        title = brief.catalog.t("Items {numbers}", numbers=", ".join(numbers))
    for item in instrument.items:
        if isinstance(item, Matrix) and first.name in {row.name for row in item.rows}:
            title = f"{title}: {piped(brief, item.label)}" if item.label else title
    return title + _version(brief, tables[0])


def _without_a_gap(instrument: Instrument, tables: Sequence[ItemTable]) -> bool:
    """Whether no other numbered question stands between those of a grid."""
    within = {table.path for table in tables}
    places = {path: at for at, path in enumerate(instrument.questions)}
    if not within <= set(places):
        return True
    span = list(instrument.questions)[places[tables[0].path] : places[tables[-1].path] + 1]
    return all(path in within or not instrument.questions[path].number for path in span)


def _version(brief: Brief, table: ItemTable) -> str:
    """` (versi 1)` where a question has a table for each of its versions."""
    return brief.catalog.t(" (version {version})", version=table.version) if table.version else ""


def _grid_row(brief: Brief, table: ItemTable, scored: bool) -> Row:
    catalog = brief.catalog
    given = (f"{choice.n}\n{percent(choice.n, table.valid, catalog)}" for choice in table.choices)
    statement = piped(brief, table.label)
    if table.question.reverse:
        statement += catalog.t(" (reverse-scored)")
    figures: tuple[str, ...] = (str(table.valid),)
    if scored:
        mean, attained = table.figures, table.attainment
        figures += (
            figure(mean.mean, catalog) if mean else NOTHING,
            percent(attained, 100, catalog) if attained is not None else NOTHING,
        )
    return (table.number, statement, *given, *figures)


def _single(brief: Brief, table: ItemTable) -> Iterator[Block]:
    catalog = brief.catalog
    caption = Caption(_numbered(brief, table))
    note = _missing_note(brief, [table])
    if table.choices:
        yield Table(
            header=(catalog.t("Answer"), catalog.t("n"), catalog.t("%")),
            rows=list(_choice_rows(brief, table)),
            widths=(8.0, 1.5, 2.0),
            align=("left", "right", "right"),
            caption=caption,
            note=note,
        )
    elif table.figures:
        yield Table(
            header=_figure_header(brief),
            rows=[_figure_row(brief, table.figures)],
            widths=(1, 1, 1, 1, 1, 1),
            align=right_aligned(6),
            caption=caption,
            note=note,
        )


def _choice_rows(brief: Brief, table: ItemTable) -> Iterator[Row]:
    catalog = brief.catalog
    for choice in table.choices:
        label = brief.say(choice.label)
        if choice.places:
            places = ", ".join(
                catalog.t("place {place}: {n}", place=at, n=n)
                for at, n in enumerate(choice.places, 1)
            )
            label = f"{label} ({places})"
        yield label, str(choice.n), percent(choice.n, table.valid, catalog)
    many = table.question.type in (Type.SELECT_MULTIPLE, Type.RANK)
    total = catalog.t("People who answered (several answers each)") if many else catalog.t("Valid")
    share = "" if many else percent(table.valid, table.valid, catalog)
    yield Cell(total, bold=True), Cell(str(table.valid), bold=True), share


def _figure_header(brief: Brief) -> Row:
    catalog = brief.catalog
    return (
        catalog.t("n"),
        catalog.t("Mean"),
        catalog.t("Standard deviation"),
        catalog.t("Median"),
        catalog.t("Lowest"),
        catalog.t("Highest"),
    )


def _figure_row(brief: Brief, figures: Summary) -> Row:
    catalog = brief.catalog
    numbers = (figures.mean, figures.sd, figures.median, figures.least, figures.most)
    return (
        str(figures.n),
        *(NOTHING if number is None else figure(number, catalog) for number in numbers),
    )


def _scales(brief: Brief, summaries: Sequence[ScaleSummary]) -> Table:
    catalog = brief.catalog
    share = percent(brief.design.scale_answered_share, 1, catalog)
    return Table(
        header=(
            catalog.t("Scale"),
            catalog.t("Items"),
            catalog.t("n"),
            catalog.t("Mean"),
            catalog.t("Standard deviation"),
            catalog.t("Possible"),
            catalog.t("Attainment"),
        ),
        rows=[_scale_row(brief, scale) for scale in summaries],
        widths=(3.8, 2.1, 0.9, 1.3, 1.7, 1.7, 2.7),
        align=("left", *right_aligned(5), "left"),
        caption=Caption(catalog.t("Scales")),
        note=catalog.t(
            "Attainment: mean ÷ highest possible score. Items scored in reverse count highest + "
            "lowest − score. A person with less than {share} of the items answered has no score; "
            "items left out count as the person's own mean.",
            share=share,
        ),
    )


def _scale_row(brief: Brief, scale: ScaleSummary) -> Row:
    catalog, figures = brief.catalog, scale.figures
    assert figures is not None
    items = str(scale.items)
    if scale.reversed:
        items += catalog.t(" ({n} reversed)", n=len(scale.reversed))
    attained = percent(scale.attainment, 100, catalog) if scale.attainment is not None else NOTHING
    return (
        brief.say(scale.label),
        items,
        str(figures.n),
        figure(figures.mean, catalog),
        NOTHING if figures.sd is None else figure(figures.sd, catalog),
        f"{figure(scale.least, catalog)}–{figure(scale.most, catalog)}",
        ", ".join(filter(None, (attained, brief.say(scale.band)))),
    )


def _numbered(brief: Brief, table: ItemTable) -> str:
    label = piped(brief, table.label).replace("\n", " ").strip()
    short = label if len(label) <= 110 else f"{label[:107].rstrip()}…"
    short += _version(brief, table)
    if not table.number:
        return short
    return brief.catalog.t("Item {number}: {label}", number=table.number, label=short)


def _missing_note(brief: Brief, tables: Sequence[ItemTable]) -> str:
    """What the answers that are no value are; questions alike are told together."""
    catalog = brief.catalog
    alike: dict[str, list[str]] = {}
    for table in tables:
        counts = (
            f"{catalog.say(missing_label(kind))} {n}" for kind, n in table.missing.items() if n
        )
        if kinds := ", ".join(counts):
            alike.setdefault(kinds, []).append(table.number)
    if not alike:
        return catalog.t("No answer is missing.")
    if len(tables) == 1:
        return catalog.t("Missing: {kinds}.", kinds=next(iter(alike)))
    listed = "; ".join(f"{', '.join(numbers)}: {kinds}" for kinds, numbers in alike.items())
    return catalog.t("Missing: {kinds}.", kinds=listed)
