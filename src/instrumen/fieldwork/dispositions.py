"""What became of each target, in the words of AAPOR's Standard Definitions; a refusal or an
absence is recorded and never taken out of N."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from instrumen.fieldwork.population import Respondent, respondents
from instrumen.fieldwork.targets import Target, TargetKey, targets
from instrumen.messages import Message, msg
from instrumen.store.events import Act
from instrumen.store.study import Study
from instrumen.text import keep


class Disposition(StrEnum):
    """The outcome of a target so far. `none` and `not_shown` are a document's: it does not
    exist, it exists and was not shown."""

    OPEN = "open"
    BEGUN = "begun"
    COMPLETE = "complete"
    PARTIAL = "partial"
    REFUSAL = "refusal"
    NON_CONTACT = "non_contact"
    UNAVAILABLE = "unavailable"
    INELIGIBLE = "ineligible"
    WITHDRAWN = "withdrawn"
    NONE = "none"
    NOT_SHOWN = "not_shown"


# The ones after which nothing more is to be done.
SETTLED = frozenset(Disposition) - {
    Disposition.OPEN,
    Disposition.BEGUN,
    Disposition.NON_CONTACT,
    Disposition.UNAVAILABLE,
}

# Those that gave data.
ANSWERED = frozenset({Disposition.COMPLETE, Disposition.PARTIAL})

_WORDS: Mapping[Disposition, Message] = {
    Disposition.OPEN: msg("not begun"),
    Disposition.BEGUN: msg("begun"),
    Disposition.COMPLETE: msg("complete"),
    Disposition.PARTIAL: msg("partial"),
    Disposition.REFUSAL: msg("refusal"),
    Disposition.NON_CONTACT: msg("non-contact"),
    Disposition.UNAVAILABLE: msg("unavailable"),
    Disposition.INELIGIBLE: msg("ineligible"),
    Disposition.WITHDRAWN: msg("withdrawn"),
    Disposition.NONE: msg("does not exist"),
    Disposition.NOT_SHOWN: msg("not shown"),
}


def disposition_word(disposition: Disposition) -> Message:
    """The disposition in words for people."""
    return _WORDS[disposition]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a target stands: its disposition, with what was said about it when it was recorded
    (times ISO 8601; all '' when nothing was), and its newest response, if there is one."""

    disposition: Disposition
    reason: str = ""
    appointment: str = ""
    note: str = ""
    actor: str = ""
    time: str = ""
    response: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One visit: an outcome recorded for a target, as it stands in the log."""

    target: TargetKey
    disposition: Disposition
    reason: str
    appointment: str
    note: str
    actor: str
    time: str


def disposition_act(
    target: Target,
    disposition: Disposition,
    *,
    reason: str = "",
    appointment: str = "",
    note: str = "",
) -> Act:
    """The act that records an outcome; for callers that record it together with others."""
    return Act(
        "disposition.set",
        target.subject,
        f"{target.instrument}/{target.unit}" if target.unit else target.instrument,
        {
            "disposition": disposition.value,
            "reason": keep(reason),
            "appointment": appointment,
            "note": keep(note),
        },
    )


def set_disposition(
    study: Study,
    target: Target,
    disposition: Disposition,
    *,
    reason: str = "",
    appointment: str = "",
    note: str = "",
) -> None:
    """Record the outcome of a visit. `appointment` is ISO 8601 (`2026-05-04T10:00`); `open` with
    an appointment is a promise to come back."""
    act = disposition_act(target, disposition, reason=reason, appointment=appointment, note=note)
    study.record(act)


def dispositions(
    study: Study,
    wanted: tuple[Target, ...] | None = None,
    people: tuple[Respondent, ...] | None = None,
) -> Mapping[TargetKey, Standing]:
    """The standing of every target: what was recorded last; else that a response is begun; else
    open, or ineligible for those who have left. `wanted` and `people` when read already."""
    people = respondents(study) if people is None else people
    wanted = targets(study, people) if wanted is None else wanted
    recorded, newest = recorded_standings(study), _newest_responses(study)
    gone = {person.code for person in people if not person.eligible}
    return {
        target.key: _standing(recorded.get(target.key), newest.get(target.key), target, gone)
        for target in wanted
    }


def recorded_standings(study: Study) -> Mapping[TargetKey, Standing]:
    """What was recorded last of every target of which anything was."""
    found = {}
    query = (
        "SELECT instrument, subject, unit, disposition, reason, appointment, note, actor, time "
        "FROM dispositions"
    )
    for row in study.rows(query):
        instrument, subject, unit, disposition, reason, appointment, note, actor, time = map(
            str, row
        )
        found[TargetKey(instrument, subject, unit)] = Standing(
            disposition=Disposition(disposition),
            reason=reason,
            appointment=appointment,
            note=note,
            actor=actor,
            time=time,
        )
    return found


def standing_of(study: Study, target: Target) -> Standing:
    """Where one target stands; also one outside the census, such as a group interview."""
    known = respondents(study) if target.respondent else ()
    return dispositions(study, (target,), known)[target.key]


def attempts(study: Study, subject: str) -> tuple[Attempt, ...]:
    """Every recorded visit to a respondent (or site), oldest first."""
    rows = study.rows(
        "SELECT t.instrument, t.subject, t.unit, t.disposition, t.reason, t.appointment, t.note, "
        "t.actor, t.time FROM attempts t JOIN events e USING (writer, seq) WHERE t.subject=? "
        "ORDER BY e.depth, e.writer, e.seq",
        (subject,),
    )
    found = []
    for row in rows:
        instrument, about, unit, disposition, reason, appointment, note, actor, time = map(str, row)
        found.append(
            Attempt(
                target=TargetKey(instrument, about, unit),
                disposition=Disposition(disposition),
                reason=reason,
                appointment=appointment,
                note=note,
                actor=actor,
                time=time,
            )
        )
    return tuple(found)


def _standing(
    recorded: Standing | None, response: str | None, target: Target, gone: set[str]
) -> Standing:
    if recorded is not None:
        return Standing(
            disposition=recorded.disposition,
            reason=recorded.reason,
            appointment=recorded.appointment,
            note=recorded.note,
            actor=recorded.actor,
            time=recorded.time,
            response=response or "",
        )
    if response is not None:
        return Standing(disposition=Disposition.BEGUN, response=response)
    left = target.respondent in gone
    return Standing(disposition=Disposition.INELIGIBLE if left else Disposition.OPEN)


def _newest_responses(study: Study) -> dict[TargetKey, str]:
    """The response of the latest round and instance of each target."""
    query = "SELECT instrument, subject, unit, id FROM responses ORDER BY round, instance, begun"
    return {
        TargetKey(str(instrument), str(subject), str(unit)): str(response)
        for instrument, subject, unit, response in study.rows(query)
    }
