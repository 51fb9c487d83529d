"""Going to somebody with an instrument: consent, answers, breaking off, coming back, and the
visits where nothing comes of it."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from instrumen.demo import texts
from instrumen.demo.answers import answer_all
from instrumen.demo.draws import Voice
from instrumen.demo.field import Field
from instrumen.demo.outcomes import Outcome
from instrumen.fieldwork.consent import (
    consent_text,
    give_consent,
    needs_consent,
    scopes,
    withdraw,
)
from instrumen.fieldwork.dispositions import Disposition, set_disposition
from instrumen.fieldwork.responses import Filling, begin, resume
from instrumen.fieldwork.targets import Target

# A part of an instrument in one session: says whether the end was reached.
Play = Callable[[Filling, float], bool]

_HALF = 0.45
_A_DAY = 86_400


def visit(field: Field, target: Target, outcome: Outcome, plays: Sequence[Play]) -> None:
    """Everything that happens with one target, in one commit; one play for each response."""
    field.sit_down()
    with field.study.together():
        _visit(field, target, outcome, plays)
    field.tick()


def filled_in(voice: Voice) -> Play:
    """Playing a form: every step, or the first share of them."""
    return lambda filling, share: answer_all(filling, voice, share=share)


def agree(field: Field, code: str, instrument: str, how: str = "signed") -> None:
    """Ask for consent where it is needed. The condition is granted; the other scopes are, the
    more the franker somebody is."""
    if not needs_consent(field.study, code, instrument):
        return
    field.clock.wait(field.rng.uniform(60, 180))
    candour = field.people[code].candour if code in field.people else 1.0
    asked = consent_text(field.study, code, instrument, field.language).scopes
    granted = {
        scope.name: scope.condition or field.rng.random() < 0.5 + 0.5 * candour
        for scope in asked
        if scope.given is None
    }
    give_consent(
        field.study, code, granted, language=field.language, how=how, instrument=instrument
    )


def agrees_to(field: Field, code: str, scope: str) -> bool:
    """Whether somebody granted a scope that the consent of the study knows."""
    return scopes(field.study, code).get(scope, False)


def _visit(field: Field, target: Target, outcome: Outcome, plays: Sequence[Play]) -> None:
    match outcome.disposition:
        case Disposition.REFUSAL:
            set_disposition(field.study, target, Disposition.REFUSAL, reason=outcome.reason)
        case Disposition.NON_CONTACT | Disposition.UNAVAILABLE:
            _not_met(field, target, outcome)
        case _:
            for number, play in enumerate(plays):
                if number:
                    field.clock.wait(_A_DAY)
                    field.sit_down()
                _meet(field, target, outcome, play)
    if outcome.disposition is Disposition.WITHDRAWN:
        _withdraw(field, target)


def _meet(field: Field, target: Target, outcome: Outcome, play: Play) -> None:
    plan = field.plan(target.instrument)
    place, mode = texts.word(plan, "place"), texts.word(plan, "mode", default="read_out")
    if target.respondent:
        agree(field, target.respondent, target.instrument)
    filling = begin(field.study, target, mode=mode, language=field.language, place=place)
    if outcome.disposition is Disposition.PARTIAL:
        play(filling, _HALF)
        filling.end_session(outcome.reason)
        set_disposition(field.study, target, Disposition.PARTIAL, reason=outcome.reason)
        return
    if outcome.sessions > 1:
        play(filling, _HALF)
        filling.end_session(outcome.reason)
        field.sit_down()
        field.sit_down()
        filling = resume(
            field.study, filling.response.id, mode=mode, language=field.language, place=place
        )
    play(filling, 1.0)
    filling.finish()


def _not_met(field: Field, target: Target, outcome: Outcome) -> None:
    """Two attempts on two days, the second with an appointment that is still to come."""
    for weeks in (0, 3):
        later = field.clock.now().replace(hour=9, minute=0) + timedelta(weeks=weeks)
        appointment = f"{later:%Y-%m-%dT%H:%M}" if weeks else ""
        set_disposition(
            field.study,
            target,
            outcome.disposition,
            reason=outcome.reason,
            appointment=appointment,
        )
        field.clock.wait(_A_DAY)
        field.sit_down()


def _withdraw(field: Field, target: Target) -> None:
    consent = field.study.design.consent
    if consent is None or target.respondent is None:
        return
    everything = [scope.name for scope in consent.scopes]
    withdraw(field.study, target.respondent, everything, by=field.study.actor, reach="all")
