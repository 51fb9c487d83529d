"""Chapter: the findings on one page: focus, finding, n of N, status."""

from collections.abc import Iterator

from instrumen.analysis.findings import status_label
from instrumen.export.word.blocks import Block, Caption, Cell, Heading, Para, Row, Run, Table
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.numbered import (
    FocusThemes,
    Numbered,
    by_focus,
    findings_in_order,
    numbered_findings,
    reference,
)  # fmt: skip
from instrumen.export.word.shown import Passage
from instrumen.export.word.wording import of_all


def summary_chapter(brief: Brief) -> Iterator[Block]:
    """One table; a focus without a finding says so."""
    catalog = brief.catalog
    yield Heading(catalog.t("Summary of findings"))
    found = tuple(numbered_findings(brief))
    yield Table(
        header=(catalog.t("Finding"), catalog.t("n of N"), catalog.t("Status")),
        rows=[row for group in by_focus(brief) for row in _focus(brief, group, found)],
        widths=(9.0, 2.9, 2.1),
        caption=Caption(catalog.t("Focus, finding, spread and status")),
        dense=True,
        note=catalog.t("n of N: distinct people who said it, of those who were asked about it."),
    )
    if not found:
        yield Para(catalog.t("No finding has been written yet."))


def summary_passages(brief: Brief) -> Iterator[Passage]:
    """Every statement."""
    return (Passage(brief.say(found.statement)) for _, _, found in findings_in_order(brief))


def _focus(brief: Brief, group: FocusThemes, found: tuple[Numbered, ...]) -> Iterator[Row]:
    catalog = brief.catalog
    inside = [each for each in found if each.theme in group.themes]
    title = brief.say(group.focus.label) if group.focus else catalog.t("Across the foci")
    if inside or group.focus:
        yield (Cell(title, bold=True, span=3),)
    for each in inside:
        statement = brief.say(each.finding.statement)
        yield (
            (reference(brief, each), Run(f". {statement}")),
            of_all(each.spread.n, each.spread.of, brief.catalog),
            catalog.say(status_label(each.finding.status)),
        )
    if group.focus and not inside:
        yield (Cell(catalog.t("No finding yet"), span=3),)
