"""What a careful reader would ask: foci without a finding, findings that answer no focus, claims
nobody looked into or only one person or technique speaks for."""

from collections.abc import Iterator, Mapping

from instrumen.analysis.assessments import OVERALL, Assessed, Verdict, assessments
from instrumen.analysis.findings import Finding, findings
from instrumen.analysis.quotations import Material, Stance, of_finding, read_material
from instrumen.analysis.spread import spread
from instrumen.language.design import Claim
from instrumen.messages import Message, msg
from instrumen.store.study import Study

_SAYING = frozenset({Verdict.AGREES, Verdict.PARTLY, Verdict.CONTRADICTS})


def warnings(
    study: Study, language: str | None = None, material: Material | None = None
) -> tuple[Message, ...]:
    """Everything to think about before the findings are handed in, in a fixed order: foci,
    findings, claims. Labels are in `language` (default: the study's first)."""
    tongue = language or next(iter(study.design.languages), "")
    written = findings(study)
    known = material or read_material(study)
    recorded = assessments(study)
    return (
        *_foci(study, written, tongue),
        *(message for each in written for message in _of_finding(study, each, known, tongue)),
        *(message for claim in study.design.claims
          for message in _of_claim(claim, recorded[claim.name])),
        *_unexplained(study, recorded),
    )  # fmt: skip


def _foci(study: Study, written: tuple[Finding, ...], language: str) -> Iterator[Message]:
    answered = {study.design.theme[each.theme].focus for each in written
                if each.theme in study.design.theme}  # fmt: skip
    for focus in study.design.foci:
        if focus.question and focus.name not in answered:
            yield msg("There is no finding for the focus {focus}.", focus=focus.label(language))


def _of_finding(
    study: Study, finding: Finding, material: Material, language: str
) -> Iterator[Message]:
    theme = study.design.theme.get(finding.theme)
    name = f"{theme.label(language) if theme else finding.theme} {finding.number}"
    asked = {focus.name for focus in study.design.foci if focus.question}
    if theme is None or theme.focus not in asked:
        yield msg("The finding {finding} answers none of the foci.", finding=name)
    found = spread(study, finding.codes, corpus=material.corpus, coded=material.coded)
    supporting = [
        each for each in of_finding(study, finding, material) if each.stance is Stance.SUPPORTS
    ]
    if not supporting:
        yield msg("Nothing supports the finding {finding}.", finding=name)
        return
    people = {*found.respondents, *(each.text.respondent for each in supporting)} - {""}
    if len(people) == 1:
        yield msg("Only one person supports the finding {finding}: {person}.", finding=name,
                  person=next(iter(people)))  # fmt: skip
    techniques = {each.text.technique for each in supporting}
    if len(techniques) == 1:
        yield msg("Only one technique supports the finding {finding}: {technique}.", finding=name,
                  technique=next(iter(techniques)))  # fmt: skip
    if not finding.contrary_codes and all(
        each.stance is Stance.SUPPORTS for each in of_finding(study, finding, material)
    ):
        yield msg("Nothing was set against the finding {finding}: look for the case that "
                  "contradicts it.", finding=name)  # fmt: skip


def _of_claim(claim: Claim, recorded: Assessed) -> Iterator[Message]:
    saying = {
        source
        for source, each in recorded.by_source.items()
        if source != OVERALL and each.verdict in _SAYING
    }
    if not saying:
        yield msg("No source has been assessed for the claim {claim}.", claim=claim.name.upper())
    elif len(saying) == 1:
        yield msg(
            "Only one technique speaks to the claim {claim}: {technique}.",
            claim=claim.name.upper(),
            technique=next(iter(saying)),
        )


def _unexplained(study: Study, recorded: Mapping[str, Assessed]) -> Iterator[Message]:
    for claim in study.design.claims:
        if recorded[claim.name].unexplained:
            yield msg(
                "Sources contradict the claim {claim} and nobody has written why.",
                claim=claim.name.upper(),
            )
