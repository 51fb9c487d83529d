"""A visit that gave no answer: what came of it, why, and when to come back."""

from datetime import datetime
from typing import Any

from instrumen.fieldwork.dispositions import Disposition, disposition_word, set_disposition
from instrumen.fieldwork.targets import Target
from instrumen.messages import Message, msg
from instrumen.tui.page import Page
from instrumen.tui.safe import content
from instrumen.tui.screens.ask import AskPage
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.when import read_moment

_OUTCOMES = (
    Disposition.NON_CONTACT, Disposition.UNAVAILABLE, Disposition.REFUSAL,
    Disposition.INELIGIBLE, Disposition.OPEN,
)  # fmt: skip
_APPOINTMENT = "appointment"


def record_visit(page: Page[Any], target: Target) -> None:
    """Ask for the outcome and what belongs to it; recorded as one attempt."""
    t = page.desk.catalog
    options = [Option(_APPOINTMENT, content(t.t("an appointment was made")))]
    options += [
        Option(outcome.value, content(page.desk.say(disposition_word(outcome))))
        for outcome in _OUTCOMES
    ]

    def go_on(chosen: str | None) -> None:
        if chosen == _APPOINTMENT:
            _ask_when(page, target)
        elif chosen is not None:
            _ask_why(page, target, Disposition(chosen))

    title = content(t.t("What came of the visit?"))
    page.app.push_screen(PickPage(page.desk, title, options), go_on)


def _ask_when(page: Page[Any], target: Target) -> None:
    t = page.desk.catalog
    now = page.desk.now()

    def refuse(typed: str) -> Message | None:
        if read_moment(typed, now) is None:
            return msg("This is no time to meet. Type 10.30 for today, or 5/5 10.30.")
        return None

    def keep(typed: str | None) -> None:
        moment = read_moment(typed or "", now)
        if moment is not None:
            _record(page, target, Disposition.OPEN, appointment=moment)

    about = content(t.t("When? 10.30 is today; 5/5 10.30 another day."))
    page.app.push_screen(
        AskPage(page.desk, content(t.t("Appointment")), about, refuse=refuse), keep
    )


def _ask_why(page: Page[Any], target: Target, outcome: Disposition) -> None:
    t = page.desk.catalog

    def keep(typed: str | None) -> None:
        if typed is not None:
            _record(page, target, outcome, reason=typed)

    about = content(t.t("Why, in a few words? Enter alone notes no reason."))
    title = content(page.desk.say(disposition_word(outcome)))
    page.app.push_screen(AskPage(page.desk, title, about), keep)


def _record(
    page: Page[Any],
    target: Target,
    outcome: Disposition,
    *,
    reason: str = "",
    appointment: datetime | None = None,
) -> None:
    when = appointment.isoformat(timespec="minutes") if appointment else ""
    set_disposition(page.desk.study, target, outcome, reason=reason, appointment=when)
    page.redraw()
    page.say_done(page.desk.saved())
