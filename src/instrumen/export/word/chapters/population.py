"""Chapter: who was to be asked, who was, and why others were not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

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
from instrumen.export.word.wording import NOTHING, percent
from instrumen.fieldwork.coverage import CoverageRow, coverage
from instrumen.fieldwork.dispositions import ANSWERED, Disposition, disposition_word, dispositions
from instrumen.fieldwork.population import Respondent, respondents

_FITS_UPRIGHT = 5
"""The most dispositions whose columns fit on upright paper."""

_EXPLAINED = frozenset(Disposition) - ANSWERED - {Disposition.OPEN, Disposition.BEGUN}


def population_chapter(brief: Brief) -> Iterator[Block]:
    """The population by group, the coverage by instrument, the reasons of those not taking
    part; with names, the key from codes to people."""
    catalog = brief.catalog
    people = respondents(brief.study)
    yield Heading(catalog.t("Population and coverage"))
    yield Para(
        catalog.t(
            "The population is everybody on the staff list: nobody was sampled. N is given with "
            "those who have moved, retired or died counted apart; a refusal or an absence is "
            "recorded and never taken out of N."
        )
    )
    yield _population(brief, people)
    found = coverage(brief.study)
    met = [each for each in Disposition if any(row.count(each) for row in found)]
    yield Paper(landscape=len(met) > _FITS_UPRIGHT)
    yield _coverage(brief, found, met)
    yield from _reasons(brief)
    yield Paper(landscape=False)
    if brief.identities:
        yield _key(brief, people)


def _population(brief: Brief, people: Sequence[Respondent]) -> Table:
    catalog = brief.catalog
    cells = Counter((person.site, person.group, person.eligible) for person in people)
    rows: list[Row] = []
    for site in brief.design.sites:
        for group in brief.design.groups:
            inside, gone = cells[site.name, group.name, True], cells[site.name, group.name, False]
            if inside or gone:
                labels = (brief.say(site.label), brief.say(group.label))
                rows.append((*labels, str(inside + gone), str(gone), str(inside)))
    left = sum(not person.eligible for person in people)
    total = (str(len(people)), str(left), str(len(people) - left))
    rows.append((Cell(catalog.t("All"), bold=True, span=2), *(Cell(n, bold=True) for n in total)))
    return Table(
        header=(
            catalog.t("Site"),
            catalog.t("Group"),
            catalog.t("On the list"),
            catalog.t("Ineligible"),
            catalog.t("N"),
        ),
        rows=rows,
        widths=(4, 4, 2, 2, 1.5),
        align=("left", "left", "right", "right", "right"),
        caption=Caption(catalog.t("The population by group")),
    )


def _coverage(brief: Brief, found: Sequence[CoverageRow], met: Sequence[Disposition]) -> Table:
    catalog = brief.catalog
    words = [catalog.say(disposition_word(each)).capitalize() for each in met]
    return Table(
        header=(
            catalog.t("Instrument"),
            catalog.t("Group"),
            catalog.t("Wanted"),
            *words,
            catalog.t("Answered"),
        ),
        rows=list(_coverage_rows(brief, found, met)),
        widths=(3.9, 3.2, 1.7, *(2.0 for _ in met), 2.2),
        dense=True,
        align=("left", "left", *right_aligned(len(met) + 2)),
        caption=Caption(catalog.t("Coverage: what became of everything that was wanted")),
        note=catalog.t(
            "Dispositions follow AAPOR's Standard Definitions. Answered: complete and partial, of "
            "those wanted without the ineligible."
        ),
    )


def _coverage_rows(
    brief: Brief, found: Sequence[CoverageRow], met: Sequence[Disposition]
) -> Iterator[Row]:
    several = len(brief.design.sites) > 1
    for row in found:
        instrument = brief.short_instrument(row.instrument)
        if several:
            instrument = f"{brief.site(row.site)}: {instrument}"
        answered = sum(row.count(each) for each in ANSWERED)
        yield (
            instrument,
            brief.group(row.group) if row.group else brief.catalog.t("(site)"),
            str(row.total),
            *(str(row.count(each) or NOTHING) for each in met),
            percent(answered, row.eligible, brief.catalog),
        )


def _reasons(brief: Brief) -> Iterator[Block]:
    catalog = brief.catalog
    counts: Counter[tuple[str, Disposition, str]] = Counter(
        (target.instrument, standing.disposition, standing.reason)
        for target, standing in dispositions(brief.study).items()
        if standing.disposition in _EXPLAINED
    )
    if not counts:
        yield Para(catalog.t("Nobody refused, was absent or withdrew."))
        return
    order = list(brief.design.instrument)
    ranked = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), -item[1], item[0]))
    words = _reason_words(brief)
    yield Table(
        header=(
            catalog.t("Instrument"),
            catalog.t("Disposition"),
            catalog.t("Reason"),
            catalog.t("Count"),
        ),
        rows=[
            (
                brief.short_instrument(instrument),
                catalog.say(disposition_word(disposition)),
                words.get(reason, reason) or catalog.t("not given"),
                str(count),
            )
            for (instrument, disposition, reason), count in ranked
        ],
        dense=True,
        widths=(4, 3.4, 5, 1.5),
        align=("left", "left", "left", "right"),
        caption=Caption(catalog.t("Why answers are not there")),
    )


def _reason_words(brief: Brief) -> Mapping[str, str]:
    consent = brief.design.consent
    reasons = consent.reasons if consent else {}
    return {name: brief.say(text) for name, text in reasons.items()}


def _key(brief: Brief, people: Sequence[Respondent]) -> Table:
    catalog = brief.catalog
    return Table(
        header=(catalog.t("Code and name"), catalog.t("Group"), catalog.t("Site")),
        rows=((brief.person(p.code), brief.group(p.group), brief.site(p.site)) for p in people),
        widths=(7, 3.5, 3.5),
        caption=Caption(catalog.t("Who is behind the codes (confidential)")),
    )
