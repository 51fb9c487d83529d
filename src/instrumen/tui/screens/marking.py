"""F8 and a digit: a theme of a turn, a good quotation, off the record; F5: a note on it. The same
while a conversation is conducted and when it is read."""

from collections.abc import Callable
from typing import Any, TypeVar

from textual.events import Key as KeyEvent

from instrumen.language.design import Theme
from instrumen.messages import msg
from instrumen.store.study import Study
from instrumen.transcripts.marking import mark_turn, tag_turn
from instrumen.transcripts.reading import Turn
from instrumen.tui.desk import Desk
from instrumen.tui.keys import DIGITS, Key
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.writer import WriterPage

Result = TypeVar("Result")

MARK = Key(
    ("f8",), "mark", "F8", msg("quotation, theme"),
    msg("Then a digit: a theme of the turn; 0 a good quotation, 9 off the record."), 20,
)  # fmt: skip

QUOTATION, OFF_RECORD = "*", "-"
"""Signs that no theme has for a name."""

_THEMES = 8


def set_mark(study: Study, turn: Turn, mark: str) -> Turn:
    """Set a mark on a turn, or take it away where it stands already. Returns the turn."""
    if mark == QUOTATION:
        return mark_turn(study, turn, quotable=not turn.quotable)
    if mark == OFF_RECORD:
        return mark_turn(study, turn, off_record=not turn.off_record)
    return tag_turn(study, turn, mark, mark not in turn.themes)


def ask_note(page: Page[Any], turn: Turn, keep: Callable[[str], None]) -> None:
    """Write or change the note on a turn: how it was said, what the transcriber doubts."""
    title = content(page.desk.catalog.t("Note on turn {label}", label=turn.label))

    def keep_written(text: str | None) -> None:
        if text is not None:
            keep(text)

    writer = WriterPage(page.desk, title, line(turn.body), turn.remark)
    page.app.push_screen(writer, keep_written)


class MarkingPage(Page[Result]):
    """A screen on which turns are marked. Subclasses carry a mark out in `take_mark`."""

    marking = False

    def take_mark(self, mark: str) -> None:
        """A theme's name, QUOTATION or OFF_RECORD, for the turn one is on."""

    def do_mark(self, pressed: str) -> None:
        """Wait for a digit."""
        t = self.desk.catalog
        self.marking = True
        words = [f"{n} {self.desk.say(theme.label)}" for n, theme in _themes(self.desk).items()]
        words += ["0 " + t.t("quotation"), "9 " + t.t("off the record")]
        self.say("F8  " + " · ".join(words))

    async def take(self, event: KeyEvent) -> bool:
        """After F8 a digit marks; anything else is taken as ever."""
        if self.marking:
            self.marking = False
            if event.character is not None and event.character in DIGITS:
                mark = _mark_of(self.desk, event.character)
                if mark:
                    self.take_mark(mark)
                return True
            self.say("")
        return await super().take(event)


def _themes(desk: Desk) -> dict[str, Theme]:
    """The themes that have a digit."""
    return {str(n): theme for n, theme in enumerate(desk.study.design.themes[:_THEMES], 1)}


def _mark_of(desk: Desk, digit: str) -> str:
    theme = _themes(desk).get(digit)
    return theme.name if theme else {"0": QUOTATION, "9": OFF_RECORD}.get(digit, "")
