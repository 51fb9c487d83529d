"""Chapter: how the study was done, from the study file and from the data."""

from collections.abc import Iterator, Mapping, Sequence

from instrumen.analysis.corpus import Origin
from instrumen.export.word.blocks import Block, Caption, Heading, Para, Row, Table
from instrumen.export.word.brief import Brief
from instrumen.export.word.wording import NOTHING, day, of_all
from instrumen.fieldwork.consent import scopes
from instrumen.language.design import Scope


def method_chapter(brief: Brief) -> Iterator[Block]:
    """Sites, approach, framework, instruments with their dates, ethics, limits."""
    catalog, design = brief.catalog, brief.design
    yield Heading(catalog.t("Method"))
    yield Heading(catalog.t("Site"), 2)
    for site in design.sites:
        yield Para(brief.say(site.context) or brief.say(site.label))
    yield from _typed(brief, catalog.t("Approach"), "pendekatan")
    yield from _typed(brief, catalog.t("Framework"), "kerangka")
    yield Heading(catalog.t("Instruments, dates and collectors"), 2)
    yield _instruments(brief)
    yield Heading(catalog.t("Ethics"), 2)
    yield from _ethics(brief)
    yield from _typed(brief, catalog.t("Limits"), "keterbatasan")


def references_chapter(brief: Brief) -> Iterator[Block]:
    """The references as the researcher typed them, one a line."""
    typed = brief.design.facts.get("pustaka")
    if typed:
        yield Heading(brief.catalog.t("References"), kind="plain")
        for line in brief.say(typed).splitlines():
            if line.strip():
                yield Para(line.strip(), "Reference")


def _typed(brief: Brief, title: str, fact: str) -> Iterator[Block]:
    """A section that is printed as the researcher typed it; nothing when there is none."""
    typed = brief.design.facts.get(fact)
    if typed:
        yield Heading(title, 2)
        for paragraph in brief.say(typed).splitlines():
            if paragraph.strip():
                yield Para(paragraph.strip())


def _instruments(brief: Brief) -> Table:
    catalog = brief.catalog
    return Table(
        header=(
            catalog.t("Instrument"),
            catalog.t("Technique"),
            catalog.t("Version"),
            catalog.t("Responses"),
            catalog.t("From"),
            catalog.t("To"),
        ),
        rows=list(_instrument_rows(brief)),
        widths=(5.4, 1.8, 1.9, 1.8, 2.6, 2.6),
        align=("left", "left", "left", "right", "left", "left"),
        caption=Caption(catalog.t("Instruments and when they were used")),
        note=_collectors(brief),
    )


def _instrument_rows(brief: Brief) -> Iterator[Row]:
    for instrument in brief.design.instruments:
        used = [o for o in brief.corpus.origins.values() if o.instrument == instrument.id]
        first, last = _limits(used)
        yield (
            brief.say(instrument.title),
            instrument.technique or NOTHING,
            instrument.version,
            str(len(used)),
            day(first, brief.catalog),
            day(last, brief.catalog),
        )


def _limits(used: list[Origin]) -> tuple[str, str]:
    begun = sorted(origin.begun for origin in used)
    return (begun[0], begun[-1]) if begun else ("", "")


def _collectors(brief: Brief) -> str:
    names = ", ".join(f"{code} {name}" for code, name in brief.design.collectors.items())
    return brief.catalog.t("Collectors: {names}.", names=names) if names else ""


def _ethics(brief: Brief) -> Iterator[Block]:
    catalog, consent = brief.catalog, brief.design.consent
    yield Para(
        catalog.t(
            "Before the first instrument everybody was shown the consent text and answered each "
            "of its scopes. Only words covered by that consent are quoted, under codes. Single "
            "holders of a post are easily recognised; they see their quotations beforehand."
        )
    )
    if consent is None:
        return
    asked = [scopes(brief.study, code) for code in brief.corpus.people]
    yield Table(
        header=(catalog.t("Scope"), catalog.t("Granted")),
        rows=[_scope_row(brief, scope, asked) for scope in consent.scopes],
        widths=(9, 4),
        caption=Caption(catalog.t("Consent granted, of those who were asked")),
    )


def _scope_row(brief: Brief, scope: Scope, asked: Sequence[Mapping[str, bool]]) -> Row:
    answers = [given[scope.name] for given in asked if scope.name in given]
    return brief.say(scope.label), of_all(sum(answers), len(answers), brief.catalog)
