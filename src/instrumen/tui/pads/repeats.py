"""The end of each round of a repeat: another one, or on."""

from collections.abc import Sequence
from dataclasses import replace

from instrumen.language.model import Repeat
from instrumen.messages import Message, msg
from instrumen.tui.keys import Key
from instrumen.tui.pads.base import DOWN, GO_ON, UP, Asked, LinesPad
from instrumen.tui.pads.intents import AddMember, GoOn, Intent, RemoveMember, Stay
from instrumen.tui.safe import content
from instrumen.tui.theme import ACCENT
from instrumen.tui.widgets.blocks import Block, Row

_PICK = Key(("1", "2", "3"), "pick", "1–3", msg("choose"), msg("Another one, on, or one less."), 5)

_FIXED = msg("How many there are follows from another answer.")


class RepeatPad(LinesPad):
    """`1` another, `2` on, `3` the last one away; Enter does what the cursor stands on."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.step.item, Repeat)
        self.repeat = asked.step.item
        self.count = self.form.count(self.path)
        self.at = 1 if self.count else 0

    def records(self) -> tuple[Key, ...]:
        """The key line names as many digits as there are lines."""
        pick = replace(_PICK, cap=f"1–{len(self.blocks())}")
        return (pick, GO_ON, UP, DOWN)

    @property
    def may_add(self) -> bool:
        """Whether one more is allowed."""
        return self.repeat.count is None and self.count < self.repeat.most

    @property
    def may_remove(self) -> bool:
        """Whether one less is allowed."""
        return self.repeat.count is None and self.count > self.repeat.least

    def blocks(self) -> Sequence[Block]:
        """The three ways, with how many there are."""
        t = self.desk.catalog
        words = (
            t.t("another one") if self.may_add else t.t("no more can be added"),
            t.plural("that was all: {n}", "that was all: {n}", self.count),
            t.t("put the last one aside") if self.may_remove else "",
        )
        return [
            Row((content(str(n), ACCENT), content(text)), (1, 0), selectable=bool(text))
            for n, text in enumerate(words, 1)
            if text
        ]

    def do_line(self, which: int) -> Intent:
        """Another one, on, or one less."""
        if which == 0 and self.may_add:
            return AddMember(self.path)
        if which == 2 and self.may_remove:
            return RemoveMember(self.path)
        if which == 1:
            return GoOn()
        return Stay(_FIXED if self.repeat.count is not None else self._bound(which))

    def _bound(self, which: int) -> Message:
        if which == 0:
            return msg("There may be {n} at most.", n=self.repeat.most)
        return msg("There must be {n} at least.", n=self.repeat.least)
