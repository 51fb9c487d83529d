"""The header of a session: where, who else is there, whether it is recorded."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.content import Content
from textual.widget import Widget

from instrumen.fieldwork.consent import scopes
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.page import Page
from instrumen.tui.safe import content
from instrumen.tui.theme import ACCENT, QUIET
from instrumen.tui.widgets.fields import LineField
from instrumen.tui.widgets.lines import TextLine

_NEXT = Key(
    ("enter",), "go_on", "Enter", msg("next"),
    msg("The next line; from the last one, begin."), 1,
)  # fmt: skip
_BEGIN = Key(("f2", "ctrl+s"), "begin", "F2", msg("begin"), msg("Begin the session."), 5)
_TAB = Key(("tab", "down"), "next_line", "Tab", msg("line"), msg("To the other line."), 0)
_UP = Key(("shift+tab", "up"), "next_line", "↑", msg("line"), msg("To the other line."), 0)
_RECORD = Key(("f8",), "record", "F8", msg("recording"), msg("Whether sound is recorded."), 10)


class SessionPage(Page[dict[str, Any]]):
    """Dismissed with `place`, `present` and `recorded`, or None. `people` are those who speak."""

    KEYS = (_NEXT, _BEGIN, _TAB, _UP, _RECORD, keys.BACK, keys.LEAVE)

    def __init__(self, desk: Desk, who: str, people: Sequence[str], number: int) -> None:
        super().__init__(desk)
        self.who = who
        self.people = people
        self.number = number
        self.recorded = False

    def body(self) -> Iterable[Widget]:
        """Two lines to type, one to switch."""
        yield TextLine(id="place-label")
        yield LineField(id="place")
        yield TextLine(id="present-label")
        yield LineField(id="present")
        yield TextLine(id="recorded")

    def place(self) -> tuple[Content, Content]:
        """Who, and which session."""
        t = self.desk.catalog
        return self.strong(self.who), self.quiet(t.t("session {n}", n=self.number))

    def draw(self) -> None:
        """Labels; what was typed stays."""
        t = self.desk.catalog
        place = content("\n" + t.t("Place"), QUIET)
        self.query_one("#place-label", TextLine).show(place)
        present = content("\n" + t.t("Who else is present (nobody: leave empty)"), QUIET)
        self.query_one("#present-label", TextLine).show(present)
        mark = "[x]" if self.recorded else "[ ]"
        recorded = content("\nF8 ", ACCENT) + content(f"{mark} " + t.t("sound is recorded"))
        if self.cannot_record() is not None:
            recorded = content("\n" + t.t("No sound: the consent does not cover it."), QUIET)
        self.query_one("#recorded", TextLine).show(recorded)
        if self.field is None:
            self.set_focus(self.query_one("#place", LineField))

    def do_go_on(self, pressed: str) -> None:
        """The next line, or the beginning."""
        if self.focused is self.query_one("#place"):
            self.do_next_line(pressed)
        else:
            self.do_begin(pressed)

    def do_next_line(self, pressed: str) -> None:
        """The other of the two."""
        first, second = self.query_one("#place", LineField), self.query_one("#present", LineField)
        self.set_focus(second if self.focused is first else first)

    def cannot_record(self) -> Message | None:
        """Only with the scope that interviews alone are asked for, of everybody who speaks."""
        consent = self.desk.study.design.consent
        if consent is None:
            return None
        asked = [scope.name for scope in consent.scopes if scope.kinds]
        granted = [scopes(self.desk.study, code) for code in self.people]
        if all(each.get(scope, False) for each in granted for scope in asked):
            return None
        return msg("The consent does not cover recording.")

    def do_record(self, pressed: str) -> None:
        """Switch recording on or off."""
        self.recorded = not self.recorded
        self.draw()

    def do_begin(self, pressed: str) -> None:
        """Hand the header over."""
        self.dismiss(
            {
                "place": self.query_one("#place", LineField).value.strip(),
                "present": self.query_one("#present", LineField).value.strip(),
                "recorded": self.recorded,
                "mode": "interview",
            }
        )

    def do_back(self, pressed: str) -> None:
        """Without a session."""
        self.dismiss(None)
