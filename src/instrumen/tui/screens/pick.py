"""Choosing one of several: a short list by its digits, a long one by typing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.content import Content
from textual.widget import Widget

from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import DIGITS, Key
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.theme import ACCENT, QUIET, STRONG
from instrumen.tui.widgets.blocks import Block, Blocks, Para, Row
from instrumen.tui.widgets.fields import Field, LineField
from instrumen.tui.widgets.lines import TextLine

Value = TypeVar("Value")


NOTHING = Content("")


@dataclass(frozen=True, slots=True)
class Option(Generic[Value]):
    """Something to choose: its name, what is said beside it, the words that find it, and how
    far in its second line begins."""

    value: Value
    name: Content
    beside: Content = NOTHING
    words: str = ""
    hang: int = 0

    def matches(self, typed: str) -> bool:
        """Whether every typed word occurs, case aside."""
        text = (self.words or f"{self.name.plain} {self.beside.plain}").casefold()
        return all(word in text for word in typed.casefold().split())

    def likeness(self, typed: str) -> int:
        """How near a match is: 0 the name begins so, 1 a word of it does, 2 anything else."""
        name, wanted = self.name.plain.casefold(), typed.casefold().strip()
        if name.startswith(wanted):
            return 0
        return 1 if any(word.startswith(wanted) for word in name.split()) else 2


_CHOOSE = Key(("enter",), "choose", "Enter", msg("choose"), msg("Take the line at the cursor."), 1)
_DIGIT = Key(DIGITS, "digit", "1–9", msg("choose"), msg("Take the line with this digit."), 2)
_CANCEL = Key(
    ("f3", "escape", "ctrl+o"), "leave", "F3", msg("back"), msg("Back without choosing."), 80
)


class PickPage(ListPage[Value]):
    """A list with digits. Dismissed with the value chosen, or None."""

    KEYS = (_CHOOSE, _DIGIT, _CANCEL)

    def __init__(
        self, desk: Desk, title: Content, options: Sequence[Option[Value]], at: int = 0
    ) -> None:
        super().__init__(desk)
        self.title_text = title
        self.options = tuple(options)
        self.at = at

    def place(self) -> tuple[Content, Content]:
        """What is being chosen."""
        return self.title_text.stylize(STRONG), Content("")

    def draw(self) -> None:
        """The options with their digits."""
        rows = [
            Row((Content.styled(_digit(number), ACCENT), _words(option)), (2, 0))
            for number, option in enumerate(self.options)
        ]
        self.rows.show([Para(Content("")), *rows], self.at + 1)

    def do_digit(self, pressed: str) -> None:
        """Take an option by its digit."""
        index = DIGITS.index(pressed)
        if index < len(self.options):
            self.dismiss(self.options[index].value)

    def do_choose(self, pressed: str) -> None:
        """Take the option at the cursor."""
        if self.rows.cursor is not None and self.options:
            self.dismiss(self.options[self.rows.cursor - 1].value)


class FindPage(ListPage[Value]):
    """A list that narrows as one types. Dismissed with the value chosen, or None."""

    KEYS = (_CHOOSE, _CANCEL)

    def __init__(
        self,
        desk: Desk,
        title: Content,
        options: Sequence[Option[Value]],
        hint: str = "",
        at: int = 0,
    ) -> None:
        super().__init__(desk)
        self.title_text = title
        self.options = tuple(options)
        self.found = self.options
        self.hint_text = hint
        self.at = at

    def body(self) -> Iterable[Widget]:
        """The field over the list."""
        yield LineField(id="find")
        yield TextLine()
        yield Blocks(id="rows")

    def place(self) -> tuple[Content, Content]:
        """What is being looked for, and how many there are."""
        count = f"{len(self.found)}/{len(self.options)}"
        return self.title_text.stylize(STRONG), self.quiet(count)

    def draw(self) -> None:
        """The field has the focus; the list shows what matches."""
        field = self.query_one(LineField)
        field.hint(self.hint_text or self.desk.catalog.t("type to find"))
        self.set_focus(field)
        self._narrow()

    def typed(self, field: Field) -> None:
        """Show what matches the words typed so far."""
        self.at = 0
        self._narrow()
        self.draw_frame()

    def do_choose(self, pressed: str) -> None:
        """Take the option at the cursor."""
        if self.rows.cursor is not None and self.found:
            self.dismiss(self.found[self.rows.cursor].value)

    def _narrow(self) -> None:
        typed = self.query_one(LineField).value
        found = [option for option in self.options if option.matches(typed)]
        self.found = tuple(sorted(found, key=lambda option: option.likeness(typed)))
        rows: list[Block] = [
            Para(_words(option), selectable=True, hang=option.hang) for option in self.found
        ]
        nothing = Para(self.quiet(self.desk.catalog.t("Nothing matches these words.")))
        self.rows.show(rows or [nothing], self.at)

    def keys_now(self) -> tuple[Key, ...]:
        """No `go to` inside a search."""
        own = (keys.HELP, keys.LANGUAGE, keys.HIDE, keys.QUIT)
        return (*self.KEYS, *keys.MOVING, *own)


def _digit(number: int) -> str:
    return DIGITS[number] if number < len(DIGITS) else ""


def _words(option: Option[Value]) -> Content:
    if not option.beside:
        return option.name
    return option.name + Content("  ") + option.beside.stylize_before(QUIET)
