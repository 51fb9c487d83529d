"""A block of statements with one list of choices: a row a statement, one digit a row."""

from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content

from instrumen.language.model import Choice, Matrix, Missing
from instrumen.messages import msg
from instrumen.tui.keys import Key
from instrumen.tui.pads.base import DOWN, GO_ON, UP, Asked, Pad, nothing_there
from instrumen.tui.pads.choices import SIGNS
from instrumen.tui.pads.intents import Give, GoOn, Intent, Stay
from instrumen.tui.safe import content
from instrumen.tui.theme import ACCENT, QUIET, STRONG
from instrumen.tui.widgets.blocks import Block, Row
from instrumen.tui.words import missing_word

MARGIN = 4
"""Lines kept visible above the cursor: two statements of two lines."""

_CIRCLE = 4
"""Cells from one circle to the next."""

RATE = Key(
    tuple(SIGNS[:9]), "pick", "1–5", msg("choose"),
    msg("The digit of a choice answers the row and goes to the next."), 5,
)  # fmt: skip
CLEAR = Key(
    ("backspace", "delete"), "row_back", "⌫", msg("row back"),
    msg("To the row before, to answer it again."), 0,
)  # fmt: skip


class GridPad(Pad):
    """The cursor stands on a row; a digit answers it and moves down; after the last, on."""

    KEYS = (RATE, GO_ON, UP, DOWN, CLEAR)

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.step.item, Matrix)
        prefix = asked.step.path.rpartition("/")[0]
        before = f"{prefix}/" if prefix else ""
        self.rows = tuple(
            (f"{before}{row.name}", row)
            for row in asked.step.item.rows
            if self.form.is_relevant(f"{before}{row.name}")
        )
        self.at = self._first_open()

    def records(self) -> tuple[Key, ...]:
        """The key line names as many digits as there are choices."""
        cap = f"1–{len(self._choices())}"
        return tuple(replace(key, cap=cap) if key.act == "pick" else key for key in self.KEYS)

    @property
    def path(self) -> str:
        """The row at the cursor."""
        return self.rows[self.at][0] if self.rows else self.asked.step.path

    @property
    def cursor(self) -> int | None:
        """The row at the cursor."""
        return self.at

    def stand_on(self, path: str) -> None:
        """Put the cursor on a row."""
        self.at = next((i for i, (row, _) in enumerate(self.rows) if row == path), self.at)

    def legend(self) -> Content:
        """`1 Sangat setuju · 2 Setuju · …`: which digit is which."""
        return Content.styled(" · ", QUIET).join(
            content(SIGNS[index], ACCENT)
            + content(" " + (self.desk.say(choice.label) or choice.name))
            for index, choice in enumerate(self._choices())
        )

    def columns(self) -> Content:
        """The digits over the columns of circles."""
        return content(" ".join(f" {SIGNS[i]} " for i in range(len(self._choices()))), ACCENT)

    def blocks(self) -> Sequence[Block]:
        """Number, statement, a circle a choice."""
        wide = _CIRCLE * len(self._choices()) - 1
        return [
            Row(
                (
                    content(row.number, QUIET),
                    content(self.form.label(path), STRONG if index == self.at else ""),
                    self._circles(path),
                ),
                (4, 0, wide),
                gap=2,
            )
            for index, (path, row) in enumerate(self.rows)
        ]

    def do_pick(self, pressed: str) -> Intent:
        """The answer of the row at the cursor."""
        index = SIGNS.index(pressed)
        choices = self._choices()
        if index >= len(choices) or not self.rows:
            return nothing_there(pressed, f"1–{len(choices)}")
        path = self.path
        last = self.at == len(self.rows) - 1
        self.at = min(self.at + 1, len(self.rows) - 1)
        return Give(path, choices[index].name, go_on=last)

    def do_go_on(self, pressed: str) -> Intent:
        """The next row; after the last one, the next step."""
        if self.at < len(self.rows) - 1:
            self.at += 1
            return Stay()
        return GoOn()

    def click(self, index: int, from_right: int) -> Intent:
        """The mouse on a circle answers the row, on its words puts the cursor there."""
        self.at = index
        many = len(self._choices())
        column = many - 1 - from_right // _CIRCLE
        between = from_right % _CIRCLE == _CIRCLE - 1
        return self.do_pick(SIGNS[column]) if 0 <= column < many and not between else Stay()

    def do_up(self, pressed: str) -> Intent:
        """The row before."""
        self.at = max(self.at - 1, 0)
        return Stay()

    def do_down(self, pressed: str) -> Intent:
        """The row after."""
        self.at = min(self.at + 1, len(self.rows) - 1)
        return Stay()

    def do_row_back(self, pressed: str) -> Intent:
        """As up: the hand stays where the digits are."""
        return self.do_up(pressed)

    def _choices(self) -> tuple[Choice, ...]:
        return self.form.choices(self.rows[0][0]) if self.rows else ()

    def _circles(self, path: str) -> Content:
        missing = self.form.missing(path)
        if isinstance(missing, Missing):
            return content("– " + self.desk.say(missing_word(missing)), QUIET)
        stored = self.form.stored(path)
        marks = ["(•)" if choice.name == stored else "( )" for choice in self._choices()]
        return content(" ".join(marks), STRONG if stored else "")

    def _first_open(self) -> int:
        for index, (path, _row) in enumerate(self.rows):
            if self.form.stored(path) is None and self.form.missing(path) is None:
                return index
        return max(len(self.rows) - 1, 0)
