"""What the researcher recorded about a claim: per source, and over all of them.

The note on a source says what it shows; the note on the whole explains why sources disagree.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from instrumen.analysis.refusal import Refusal
from instrumen.messages import Message, msg
from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import keep

OVERALL = ""
"""The source under which a claim is assessed as a whole."""


class Verdict(StrEnum):
    """How a source stands to a claim."""

    AGREES = "agrees"
    PARTLY = "partly"
    CONTRADICTS = "contradicts"
    SILENT = "silent"


def verdict_label(verdict: Verdict) -> Message:
    """A verdict in words."""
    return {
        Verdict.AGREES: msg("agrees"),
        Verdict.PARTLY: msg("partly"),
        Verdict.CONTRADICTS: msg("contradicts"),
        Verdict.SILENT: msg("says nothing"),
    }[verdict]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was recorded about a claim and one source (`source` is a technique code, or
    OVERALL)."""

    claim: str
    source: str
    verdict: Verdict
    note: str
    actor: str
    time: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """All that was recorded about one claim, by source."""

    by_source: Mapping[str, Assessment]

    @property
    def contradicted(self) -> bool:
        """Whether any source, or the whole, contradicts the claim."""
        return any(each.verdict is Verdict.CONTRADICTS for each in self.by_source.values())

    @property
    def explanation(self) -> str:
        """What was written about the claim as a whole."""
        whole = self.by_source.get(OVERALL)
        return whole.note.strip() if whole else ""

    @property
    def unexplained(self) -> bool:
        """Whether it is contradicted and nobody has written why."""
        return self.contradicted and not self.explanation


def assess(
    study: Study, claim: str, source: str, status: str, note: str = ""
) -> Assessment | Refusal:
    """Record how a source (a technique code; OVERALL for the whole) stands to a claim.

    Refused for a claim or a source the study file does not have, or an unknown status.
    """
    known = next((each for each in study.design.claims if each.name == claim), None)
    if known is None:
        return Refusal(msg("There is no claim “{claim}” in this study.", claim=claim))
    if source != OVERALL and source not in {each.technique for each in known.sources}:
        return Refusal(
            msg("“{source}” is not a source of claim {claim}.", source=source, claim=claim)
        )
    if status not in set(Verdict):
        return Refusal(msg("“{status}” is not one of: {known}.", status=status,
                           known=", ".join(Verdict)))  # fmt: skip
    value: Json = {"status": str(status), "note": keep(note)}
    done = study.record(Act("claim.assessed", claim, source, value)).events[0]
    return Assessment(claim, source, Verdict(status), keep(note), done.actor, done.time)


def assessments(study: Study) -> Mapping[str, Assessed]:
    """What was recorded, by claim; a claim nobody assessed has an empty entry."""
    by_claim: dict[str, dict[str, Assessment]] = defaultdict(dict)
    query = "SELECT claim, source, status, note, actor, time FROM assessments ORDER BY 1, 2"
    for raw in study.rows(query):
        claim, source, status, note, actor, time = cast("tuple[str, ...]", raw)
        if status in set(Verdict):
            verdict = Verdict(status)
            by_claim[claim][source] = Assessment(claim, source, verdict, note, actor, time)
    return {
        claim: Assessed(by_claim.get(claim, {}))
        for claim in dict.fromkeys((*(each.name for each in study.design.claims), *by_claim))
    }
