"""Chapter: the confrontation of sources, a claim a table: every source side by side, what it
shows, how it stands to the claim, and what the researcher makes of the whole."""

from collections.abc import Iterator

from instrumen.analysis.assessments import Assessment, assessments, verdict_label
from instrumen.analysis.confrontation import ROSTER, Cell, Confrontation, figure_text
from instrumen.export.word.blocks import Block, Caption, Heading, Para, Row, Run, Table
from instrumen.export.word.brief import Brief
from instrumen.export.word.piping import piped
from instrumen.export.word.shown import Passage
from instrumen.export.word.wording import NOTHING


def confrontation_chapter(brief: Brief) -> Iterator[Block]:
    """Every claim with its sources."""
    catalog = brief.catalog
    yield Heading(catalog.t("Confrontation of sources"))
    found = brief.confrontations
    if not found:
        yield Para(catalog.t("This study names no claims."))
        return
    yield Para(
        catalog.t(
            "Each claim is laid beside every source that can speak to it. What the sources show is "
            "worked out from the data; how they stand to the claim is the researcher's judgement."
        )
    )
    for each in found:
        yield from claim_blocks(brief, each)


def confrontation_passages(brief: Brief) -> Iterator[Passage]:
    """What was written about the claims and their sources."""
    for assessed in assessments(brief.study).values():
        yield from (Passage(each.note) for each in assessed.by_source.values())


def claim_blocks(brief: Brief, found: Confrontation) -> Iterator[Block]:
    """One claim as a table, and the explanation."""
    catalog, claim = brief.catalog, found.claim
    yield Table(
        header=(catalog.t("Source"), catalog.t("What it shows"), catalog.t("Verdict")),
        rows=[_row(brief, cell) for cell in found.cells],
        widths=(2.6, 8.4, 2.6),
        caption=Caption(f"{claim.name.upper()} – {brief.say(claim.label)}"),
    )
    yield Para((Run(catalog.t("Overall: "), bold=True), Run(_overall(brief, found))))


def verdict(brief: Brief, assessment: Assessment | None) -> str:
    """A verdict in words; a dash when nobody has judged."""
    return brief.catalog.say(verdict_label(assessment.verdict)) if assessment else NOTHING


def source_word(brief: Brief, technique: str) -> str:
    """A source in words: the instrument's short title with its technique."""
    if technique == ROSTER:
        return brief.catalog.t("Staff list")
    for instrument in brief.design.instruments:
        if instrument.technique == technique:
            return f"{brief.say(instrument.short_title or instrument.title)} ({technique})"
    return technique


def _row(brief: Brief, cell: Cell) -> Row:
    lines = [
        f"{piped(brief, figure.label)}: {figure_text(figure, brief.catalog) or NOTHING}"
        for figure in cell.figures
    ]
    if cell.assessment and cell.assessment.note:
        lines.append(cell.assessment.note)
    return (
        source_word(brief, cell.source.technique),
        "\n".join(lines) or NOTHING,
        verdict(brief, cell.assessment),
    )


def _overall(brief: Brief, found: Confrontation) -> str:
    catalog, overall = brief.catalog, found.overall
    if not found.explained:
        return catalog.t(
            "{verdict}. A source contradicts the claim and nobody has written why; a finding that "
            "rests on it cannot be final.",
            verdict=verdict(brief, overall),
        )
    return ". ".join(filter(None, (verdict(brief, overall), overall.note if overall else "")))
