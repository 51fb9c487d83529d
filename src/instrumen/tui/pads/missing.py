"""F4: no answer, and which kind: only what the question allows."""

from collections.abc import Sequence
from dataclasses import replace

from instrumen.language.model import Missing
from instrumen.messages import msg
from instrumen.tui.keys import Key
from instrumen.tui.pads.base import DOWN, GO_ON, UP, Asked, LinesPad, nothing_there
from instrumen.tui.pads.intents import Clear, GiveMissing, Intent
from instrumen.tui.safe import content
from instrumen.tui.theme import ACCENT
from instrumen.tui.widgets.blocks import Block, Row
from instrumen.tui.words import missing_word

_PICK = Key(("1", "2", "3", "4"), "pick", "1–4", msg("choose"), msg("Why there is no answer."), 5)


class MissingPad(LinesPad):
    """A list with digits in the place of the choices; the last line takes an answer back."""

    def __init__(self, asked: Asked, path: str, allowed: tuple[Missing, ...], whole: bool) -> None:
        super().__init__(asked)
        self._path = path
        self.allowed = allowed
        self.whole = whole

    def records(self) -> tuple[Key, ...]:
        """The key line names as many digits as there are lines."""
        pick = replace(_PICK, cap=f"1–{len(self.allowed) + 1}")
        return (pick, GO_ON, UP, DOWN)

    @property
    def path(self) -> str:
        """The question it is about (a row, in a grid)."""
        return self._path

    def blocks(self) -> Sequence[Block]:
        """The kinds of no answer, and taking the answer back."""
        held = self.form.missing(self.path)
        words = [
            (("(•) " if held is kind else "( ) ") + self.desk.say(missing_word(kind)))
            for kind in self.allowed
        ]
        words.append("( ) " + self.desk.catalog.t("take the answer back, leave it open"))
        return [Row((content(str(n), ACCENT), content(w)), (1, 0)) for n, w in enumerate(words, 1)]

    def do_line(self, which: int) -> Intent:
        """A reason, or the answer back."""
        if which < len(self.allowed):
            return GiveMissing(self.path, self.allowed[which], go_on=self.whole)
        if which == len(self.allowed):
            return Clear(self.path)
        return nothing_there(str(which + 1), f"1–{len(self.allowed) + 1}")
