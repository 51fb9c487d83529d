"""Chapter: the findings, focus by focus and theme by theme, always in the same block: what was
asked of whom; the statement; n of N; quotations and the voice against; figures of the
questionnaires; claims confronted; verification."""

from collections.abc import Iterable, Iterator, Sequence

from instrumen.analysis.assessments import OVERALL, assessments
from instrumen.analysis.confrontation import Confrontation
from instrumen.analysis.findings import Status, status_label
from instrumen.analysis.frequencies import ItemTable, missing_label
from instrumen.analysis.quotations import Quotation
from instrumen.analysis.spread import Spread
from instrumen.export.word.blocks import (
    Block,
    Caption,
    Heading,
    Inline,
    Para,
    Row,
    Run,
    Seq,
    Table,
)  # fmt: skip
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.confrontation import source_word, verdict
from instrumen.export.word.chapters.numbered import (
    Numbered,
    by_focus,
    findings_in_order,
    numbered_findings,
    spread_words,
)  # fmt: skip
from instrumen.export.word.piping import piped
from instrumen.export.word.shown import Passage
from instrumen.export.word.wording import NOTHING, day, figure, percent
from instrumen.language.design import Theme
from instrumen.language.model import Kind, Type
from instrumen.messages import msg
from instrumen.transcripts.reading import turn

_QUOTATIONS = msg("quotations")
_MOST_CHOICES = 4
"""How many choices, the most frequent first, the figures of a question name here; all of them
stand in the chapter on the questionnaires."""


def findings_chapter(brief: Brief) -> Iterator[Block]:
    """Every theme of every focus, those without a finding too."""
    catalog = brief.catalog
    yield Heading(catalog.t("Findings per theme"))
    found = tuple(numbered_findings(brief))
    for group in by_focus(brief):
        title = brief.say(group.focus.label) if group.focus else catalog.t("Across the foci")
        yield Heading(title, 2)
        if group.focus and group.focus.question:
            yield Para((Run(brief.say(group.focus.question), italic=True),), keep_next=True)
        if not group.themes:
            yield Para(catalog.t("No theme belongs to this focus."))
        for theme in group.themes:
            yield from _theme(brief, theme, [each for each in found if each.theme is theme])


def findings_passages(brief: Brief) -> Iterator[Passage]:
    """Every statement with its quotations, then what was written about the claims."""
    for _focus, _theme, finding in findings_in_order(brief):
        yield Passage(brief.say(finding.statement))
        chosen = brief.chosen[finding.id]
        for reason, count in chosen.left_out.items():
            yield from (Passage("", reason, _QUOTATIONS) for _ in range(count))
        for quotation in (*chosen.supporting, *chosen.contrary):
            yield Passage(f"{quotation.words} {_gloss(brief, quotation.ref)}")
    for each in assessments(brief.study).values():
        if OVERALL in each.by_source:
            yield Passage(each.by_source[OVERALL].note)


def _theme(brief: Brief, theme: Theme, found: Sequence[Numbered]) -> Iterator[Block]:
    yield Heading(brief.say(theme.label), 3)
    yield Para(_asked_of(brief, theme))
    if not found:
        yield Para(brief.catalog.t("No finding has been written under this theme yet."))
    for each in found:
        yield from _finding(brief, each)
    yield from _figures(brief, theme)
    yield from _claims(brief, theme)


def _asked_of(brief: Brief, theme: Theme) -> str:
    """Which instruments ask about a theme, with how many questions."""
    asked = []
    for instrument in brief.design.instruments:
        questions = [q for q in instrument.questions.values() if theme.name in q.themes and q.asks]
        units = [unit for unit in instrument.units if theme.name in unit.themes]
        count = len(units) or len(questions)
        if count:
            asked.append(f"{brief.short_instrument(instrument.id)} ({count})")
    if not asked:
        return brief.catalog.t("No instrument asks about this theme.")
    return brief.catalog.t(
        "Asked about with (questions or documents): {instruments}.", instruments="; ".join(asked)
    )


def _finding(brief: Brief, found: Numbered) -> Iterator[Block]:
    catalog, finding = brief.catalog, found.finding
    label = Seq(catalog.t("Finding"), found.anchor)
    yield Para((label, Run(f". {brief.say(finding.statement)}")), "Statement")
    yield Para((Run(catalog.t("Spread: "), bold=True), Run(_spread(brief, found.spread))))
    if finding.codes:
        codes = ", ".join(f"{brief.code(name)} ({name})" for name in finding.codes)
        yield Para((Run(catalog.t("Codes: "), bold=True), Run(codes)))
    yield from _quotations(brief, found)
    yield Para((Run(catalog.t("Verification: "), bold=True), Run(_verification(brief, found))))


def _spread(brief: Brief, counted: Spread) -> str:
    catalog = brief.catalog
    groups = "; ".join(
        catalog.t("{group} {n} of {of}", group=brief.group(each.group), n=each.n, of=each.of)
        for each in counted.by_group
    )
    parts = [spread_words(brief, counted), groups]
    if counted.techniques:
        parts.append(catalog.t("asked with {techniques}", techniques=", ".join(counted.techniques)))
    return "; ".join(filter(None, parts)) + "."


def _quotations(brief: Brief, found: Numbered) -> Iterator[Block]:
    catalog = brief.catalog
    chosen = brief.chosen[found.finding.id]
    if not chosen.supporting:
        yield Para(catalog.t("No quotation may be shown."))
    for quotation in chosen.supporting:
        yield _quotation(brief, quotation)
    if chosen.contrary:
        yield Para((Run(catalog.t("A voice against it:"), bold=True),), keep_next=True)
    elif found.finding.contrary_codes:
        yield Para(catalog.t("No voice against it was found under the codes searched."))
    for quotation in chosen.contrary:
        yield _quotation(brief, quotation)


def _quotation(brief: Brief, quotation: Quotation) -> Para:
    """A short quotation in quotation marks, a long one as a block without them (the length from
    which is the profile's)."""
    words: list[Inline]
    if len(quotation.words.split()) >= brief.profile.block_quote_words:
        words, style = [Run(f"{quotation.words} ")], "BlockText"
    else:
        words, style = [Run(f"“{quotation.words}” ")], "Quote"
    words.append(brief.citation(quotation.text))
    gloss = _gloss(brief, quotation.ref)
    if gloss:
        words.append(Run(brief.catalog.t(" [meaning: {gloss}]", gloss=gloss), italic=True))
    return Para(tuple(words), style)


def _gloss(brief: Brief, ref: str) -> str:
    spoken = turn(brief.study, ref.removeprefix("turn:")) if ref.startswith("turn:") else None
    return spoken.gloss if spoken else ""


def _verification(brief: Brief, found: Numbered) -> str:
    catalog, finding = brief.catalog, found.finding
    status = catalog.say(status_label(finding.status))
    written = catalog.t(
        "written by {actor}, {date}",
        actor=finding.actor or NOTHING,
        date=day(finding.time, catalog),
    )
    if finding.status in (Status.VERIFIED, Status.FINAL) and finding.verified_how:
        how = catalog.t("{how} ({who})", how=finding.verified_how, who=finding.verified_by)
        return f"{status}; {how}; {written}."
    return f"{status}; {catalog.t('not verified yet')}; {written}."


def _figures(brief: Brief, theme: Theme) -> Iterator[Block]:
    rows = [
        row
        for instrument in brief.design.instruments
        if instrument.kind is Kind.QUESTIONNAIRE
        for row in _instrument_rows(brief, instrument.id, theme)
    ]
    if rows:
        catalog = brief.catalog
        yield Table(
            header=(
                catalog.t("No."),
                catalog.t("Question or scale"),
                catalog.t("Result"),
                catalog.t("n"),
                catalog.t("Missing"),
            ),
            rows=rows,
            widths=(1.8, 4.6, 4.6, 0.9, 2.4),
            align=("left", "left", "left", "right", "left"),
            caption=Caption(
                catalog.t("From the questionnaires: {theme}", theme=brief.say(theme.label))
            ),
            note=catalog.t("All choices of every question stand in the chapter on the results."),
        )


def _instrument_rows(brief: Brief, instrument: str, theme: Theme) -> Iterator[Row]:
    """Scales that belong wholly to the theme, then questions that are in none of them."""
    found = brief.figures.get(instrument)
    if found is None:
        return
    catalog = brief.catalog
    technique = brief.design.instrument[instrument].technique
    items = [table for table in found.items if theme.name in table.question.themes]
    names = {table.question.name for table in items}
    told: set[str] = set()
    for scale in found.scales:
        if set(scale.scale.rows) <= names and scale.figures and scale.attainment is not None:
            told.update(scale.scale.rows)
            result = catalog.t("mean {mean}, attainment {share}",
                               mean=figure(scale.figures.mean, catalog),
                               share=percent(scale.attainment, 100, catalog))  # fmt: skip
            band = brief.say(scale.band)
            missing = catalog.t("too few answers {n}", n=scale.too_few) if scale.too_few else ""
            yield (technique, brief.say(scale.label), ", ".join(filter(None, (result, band))),
                   str(scale.figures.n), missing or NOTHING)  # fmt: skip
    for table in items:
        if table.question.name not in told and table.valid:
            yield (f"{technique} {table.number}".strip(), piped(brief, table.label),
                   _result(brief, table), str(table.valid), _missing(brief, table))  # fmt: skip


def _result(brief: Brief, table: ItemTable) -> str:
    catalog = brief.catalog
    if not table.choices:
        figures = table.figures
        if figures is None:
            return NOTHING
        return catalog.t(
            "mean {mean}, from {least} to {most}",
            mean=figure(figures.mean, catalog),
            least=figure(figures.least, catalog),
            most=figure(figures.most, catalog),
        )
    given = [choice for choice in table.choices if choice.n]
    if table.question.type not in (Type.LIKERT, Type.SELECT_ONE) or len(given) > _MOST_CHOICES:
        given = sorted(given, key=lambda choice: -choice.n)[:_MOST_CHOICES]
    return "; ".join(
        f"{brief.say(choice.label)} {choice.n} ({percent(choice.n, table.valid, catalog)})"
        for choice in given
    )


def _missing(brief: Brief, table: ItemTable) -> str:
    kinds = (
        f"{brief.catalog.say(missing_label(kind))} {n}" for kind, n in table.missing.items() if n
    )
    return ", ".join(kinds) or NOTHING


def _claims(brief: Brief, theme: Theme) -> Iterator[Block]:
    found = [each for each in brief.confrontations if theme.name in each.claim.themes]
    if found:
        catalog = brief.catalog
        yield Table(
            header=(catalog.t("Claim"), catalog.t("Sources"), catalog.t("Overall")),
            rows=[_claim_row(brief, each) for each in found],
            widths=(4.6, 5.2, 4.2),
            caption=Caption(
                catalog.t("Sources side by side: {theme}", theme=brief.say(theme.label))
            ),
        )


def _claim_row(brief: Brief, found: Confrontation) -> Row:
    catalog = brief.catalog
    sources = _lines(
        f"{source_word(brief, cell.source.technique)}: {verdict(brief, cell.assessment)}"
        for cell in found.cells
    )
    overall = verdict(brief, found.overall)
    if found.overall and found.overall.note:
        overall += f". {found.overall.note}"
    elif not found.explained:
        overall += catalog.t(". The contradiction is not explained yet.")
    return f"{found.claim.name.upper()} {brief.say(found.claim.label)}", sources, overall


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines)
