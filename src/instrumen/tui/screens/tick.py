"""Ticking several lines of a list."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from textual.content import Content

from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.pick import Option
from instrumen.tui.theme import QUIET, STRONG
from instrumen.tui.widgets.blocks import Row

Value = TypeVar("Value")

_TICK = Key(
    ("space", "x"), "tick", "␣", msg("mark"),
    msg("Mark the line at the cursor, or unmark it."), 5,
)  # fmt: skip
_DONE = Key(("enter", "f2", "ctrl+s"), "done", "Enter", msg("done"), msg("Take what is marked."), 1)
_CANCEL = Key(
    ("f3", "escape", "ctrl+o"), "leave", "F3", msg("back"),
    msg("Back; nothing changes."), 80,
)  # fmt: skip


class TickPage(ListPage[tuple[Value, ...]]):
    """Dismissed with the values marked, in the order of the list, or with None."""

    KEYS = (_DONE, _TICK, _CANCEL)

    def __init__(
        self, desk: Desk, title: Content, options: Sequence[Option[Value]], ticked: Iterable[Value]
    ) -> None:
        super().__init__(desk)
        self.title_text = title
        self.options = tuple(options)
        self.ticked = set(ticked)

    def keys_now(self) -> tuple[Key, ...]:
        """Mark, take, move."""
        return (*self.KEYS, *keys.MOVING, keys.HELP, keys.LANGUAGE, keys.HIDE, keys.QUIT)

    def place(self) -> tuple[Content, Content]:
        """What is being chosen, and how many are."""
        return self.title_text.stylize(STRONG), self.quiet(
            f"{len(self.ticked)}/{len(self.options)}"
        )

    def draw(self) -> None:
        """A box a line."""
        rows = [
            Row(
                (
                    content("[x]" if option.value in self.ticked else "[ ]"),
                    option.name + Content("  ") + option.beside.stylize_before(QUIET),
                ),
                (3, 0),
            )
            for option in self.options
        ]
        self.rows.show(rows, self.rows.cursor)

    def do_tick(self, pressed: str) -> None:
        """Mark or unmark."""
        if self.rows.cursor is not None:
            self.ticked ^= {self.options[self.rows.cursor].value}
            self.draw()

    def do_done(self, pressed: str) -> None:
        """Hand back what is marked."""
        self.dismiss(tuple(o.value for o in self.options if o.value in self.ticked))
