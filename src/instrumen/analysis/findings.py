"""Findings: statements under a theme, written by the researcher, with how sure they are.

The program never writes a statement. It counts, keeps the evidence beside it, and holds a
finding back from `final` as long as one of its claims is contradicted and nobody says why.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import cast

from instrumen.analysis.assessments import assessments
from instrumen.analysis.codebook import codebook
from instrumen.analysis.refusal import Refusal
from instrumen.analysis.spread import spread
from instrumen.language.text import Text
from instrumen.messages import Message, msg
from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import keep


class Status(StrEnum):
    """How far a finding has come."""

    DRAFT = "draft"
    SUPPORTED = "supported"
    VERIFIED = "verified"
    FINAL = "final"


def status_label(status: Status) -> Message:
    """A status in words."""
    return {
        Status.DRAFT: msg("draft"),
        Status.SUPPORTED: msg("supported"),
        Status.VERIFIED: msg("verified"),
        Status.FINAL: msg("final"),
    }[status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement under a theme. `number` counts from 1 within its theme; `codes` carry it,
    `contrary_codes` speak against it; `claims` are those it stands or falls with."""

    id: str
    theme: str
    number: int
    statement: Text
    codes: tuple[str, ...]
    contrary_codes: tuple[str, ...]
    claims: tuple[str, ...]
    status: Status
    verified_by: str
    verified_how: str
    actor: str
    time: str


def findings(study: Study, theme: str | None = None) -> tuple[Finding, ...]:
    """The findings of a theme or of all, by the study's order of themes, then by number."""
    order = {name: at for at, name in enumerate(study.design.theme)}
    found = [each for each in _findings(study) if theme is None or each.theme == theme]
    return tuple(
        sorted(found, key=lambda each: (order.get(each.theme, len(order)), each.number, each.id))
    )


def finding(study: Study, finding_id: str) -> Finding | None:
    """One finding by id, or None."""
    return next((each for each in _findings(study) if each.id == finding_id), None)


def write_finding(
    study: Study,
    theme: str,
    statement: str | Mapping[str, str],
    *,
    codes: Iterable[str] = (),
    contrary_codes: Iterable[str] = (),
    claims: Iterable[str] = (),
    id: str | None = None,
) -> Finding | Refusal:
    """Write a finding, or write the one with `id` anew. A changed statement or changed codes take
    a finding that was verified or final back to supported: what was verified was another one.

    Refused when the statement is empty, or theme, a code, a claim or the finding do not exist.
    """
    words = {"": statement} if isinstance(statement, str) else dict(statement)
    words = {language: keep(text).strip() for language, text in words.items()}
    names = tuple(codes), tuple(contrary_codes), tuple(claims)
    if refusal := _cannot_write(study, theme, words, *names):
        return refusal
    before = finding(study, id) if id else None
    if id and before is None:
        return Refusal(msg("This finding is no longer there."))
    finding_id = id or study.new_id("f")
    moved = before is None or before.theme != theme
    value: dict[str, Json] = {
        "theme": theme,
        "number": _next_number(study, theme) if moved or before is None else before.number,
        "statement": {language: text for language, text in words.items() if text},
        "codes": list(names[0]),
        "contrary_codes": list(names[1]),
        "claims": list(names[2]),
    }
    acts = [Act("finding.written", finding_id, "", value)]
    if before and before.status in (Status.VERIFIED, Status.FINAL) and _differs(before, value):
        acts.append(Act("status.set", finding_id, "", _standing(Status.SUPPORTED)))
    study.record(*acts)
    return _must(study, finding_id)


def remove_finding(study: Study, finding_id: str) -> None:
    """Take a finding away with its chosen evidence; the log keeps both."""
    if finding(study, finding_id) is not None:
        study.record(Act("finding.removed", finding_id))


def set_status(
    study: Study, finding_id: str, status: str, *, by: str = "", how: str = ""
) -> Finding | Refusal:
    """Say how far a finding has come. `by` and `how` name who verified it and how (member check,
    second coder, search for negative cases); `final` keeps those of `verified`.

    Refused when nothing supports it, verification is not named, or, for `final`, one of its
    claims is contradicted without a written explanation.
    """
    found = finding(study, finding_id)
    if found is None:
        return Refusal(msg("This finding is no longer there."))
    if status not in set(Status):
        return Refusal(msg("“{status}” is not one of: {known}.", status=status,
                           known=", ".join(Status)))  # fmt: skip
    wanted = Status(status)
    by, how = keep(by).strip(), keep(how).strip()
    if wanted is Status.FINAL:
        by, how = by or found.verified_by, how or found.verified_how
    if refusal := _cannot_stand(study, found, wanted, by, how):
        return refusal
    study.record(Act("status.set", finding_id, "", _standing(wanted, by, how)))
    return _must(study, finding_id)


def _cannot_stand(
    study: Study, found: Finding, wanted: Status, by: str, how: str
) -> Refusal | None:
    if wanted is Status.DRAFT:
        return None
    if not _supported(study, found):
        return Refusal(
            msg("Nothing supports this finding yet. Give it codes that occur in the texts.")
        )
    if wanted is Status.SUPPORTED:
        return None
    if not (by and how):
        return Refusal(
            msg(
                "Name who verified the finding and how (member check, second coder, search for "
                "negative cases)."
            )
        )
    return _contradicted(study, found) if wanted is Status.FINAL else None


def _contradicted(study: Study, found: Finding) -> Refusal | None:
    recorded = assessments(study)
    open_claims = [
        claim for claim in found.claims if claim in recorded and recorded[claim].unexplained
    ]
    if not open_claims:
        return None
    return Refusal(
        msg(
            "The finding cannot be final: sources contradict {claims} and nobody has written why. "
            "Write the explanation in the confrontation table first.",
            claims=", ".join(claim.upper() for claim in open_claims),
        )
    )


def _supported(study: Study, found: Finding) -> bool:
    if spread(study, found.codes).n:
        return True
    chosen = "SELECT 1 FROM evidence WHERE finding=? AND stance='supports'"
    return study.row(chosen, (found.id,)) is not None


def _cannot_write(
    study: Study,
    theme: str,
    words: Mapping[str, str],
    codes: tuple[str, ...],
    contrary: tuple[str, ...],
    claims: tuple[str, ...],
) -> Refusal | None:
    if theme not in study.design.theme:
        return Refusal(msg("There is no theme “{theme}” in this study.", theme=theme))
    if not any(words.values()):
        return Refusal(msg("A finding needs a statement. Write one or two sentences."))
    known = {code.name for code in codebook(study)}
    for code in (*codes, *contrary):
        if code not in known:
            return Refusal(msg("There is no code “{code}” in the codebook.", code=code))
    for code in codes:
        if code in contrary:
            return Refusal(
                msg("The code “{code}” cannot speak both for and against a finding.", code=code)
            )
    for claim in claims:
        if claim not in {each.name for each in study.design.claims}:
            return Refusal(msg("There is no claim “{claim}” in this study.", claim=claim))
    return None


def _differs(before: Finding, value: Mapping[str, object]) -> bool:
    return (
        dict(before.statement.by_language) != value["statement"]
        or list(before.codes) != value["codes"]
        or list(before.contrary_codes) != value["contrary_codes"]
    )


def _standing(status: Status, by: str = "", how: str = "") -> Json:
    return {"status": str(status), "by": by, "how": how}


def _next_number(study: Study, theme: str) -> int:
    return max((each.number for each in findings(study, theme)), default=0) + 1


def _must(study: Study, finding_id: str) -> Finding:
    found = finding(study, finding_id)
    if found is None:
        raise LookupError(finding_id)
    return found


# The query.

_Row = tuple[str, str, int, str, str, str, str, str, str, str, str, str]


def _findings(study: Study) -> list[Finding]:
    query = (
        "SELECT id, theme, number, statement, codes, contrary_codes, claims, status, verified_by, "
        "verified_how, actor, time FROM findings"
    )
    return [_finding(cast(_Row, row)) for row in study.rows(query)]


def _finding(row: _Row) -> Finding:
    (id_, theme, number, statement, codes, contrary, claims, status, by, how, actor, time) = row
    return Finding(
        id=id_,
        theme=theme,
        number=number,
        statement=Text(MappingProxyType(json.loads(statement))),
        codes=tuple(json.loads(codes)),
        contrary_codes=tuple(json.loads(contrary)),
        claims=tuple(json.loads(claims)),
        status=Status(status) if status in set(Status) else Status.DRAFT,
        verified_by=by,
        verified_how=how,
        actor=actor,
        time=time,
    )
