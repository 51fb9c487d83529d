"""What all pads share."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from instrumen.engine import FormState, Step
from instrumen.messages import msg
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.pads.intents import GoOn, Intent, Stay
from instrumen.tui.widgets.blocks import Block


class Entry(Enum):
    """Which field a pad types into."""

    NONE = "none"
    LINE = "line"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Asked:
    """A step of a form in hand, and who speaks which language."""

    form: FormState
    step: Step
    desk: Desk


GO_ON = Key(("enter",), "go_on", "Enter", msg("next"), msg("Accept and go on."), 10)
UP = Key(("up",), "up", "↑", msg("up"), msg("One choice up."), 0)
DOWN = Key(("down",), "down", "↓", msg("down"), msg("One choice down."), 0)


class Pad:
    """One step being answered. `path` is the question that F4 and F5 are about just now."""

    KEYS: ClassVar[tuple[Key, ...]] = (GO_ON,)
    entry = Entry.NONE

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.form = asked.form
        self.desk = asked.desk

    @property
    def path(self) -> str:
        """The question in hand."""
        return self.asked.step.path

    def records(self) -> tuple[Key, ...]:
        """The pad's records just now."""
        return self.KEYS

    def blocks(self) -> Sequence[Block]:
        """What is drawn under the question."""
        return ()

    @property
    def cursor(self) -> int | None:
        """The block the cursor stands on."""
        return None

    def text(self) -> str:
        """What stands in the field at first."""
        return ""

    def hint(self) -> str:
        """What the empty field says."""
        return ""

    @property
    def begun(self) -> str:
        """What has been chosen and is no answer yet, as a text to be kept on disk."""
        return ""

    def take_up(self, begun: str) -> None:
        """Go on with what was begun."""

    def click(self, index: int, from_right: int) -> Intent:
        """The mouse on a block, so many cells from its right end."""
        return Stay()

    def accept(self, typed: str) -> Intent:
        """Enter in the field."""
        return GoOn()

    def do_go_on(self, pressed: str) -> Intent:
        """Enter outside a field."""
        return GoOn()

    def do_up(self, pressed: str) -> Intent:
        """One choice up."""
        return Stay()

    def do_down(self, pressed: str) -> Intent:
        """One choice down."""
        return Stay()


def nothing_there(sign: str, signs: str) -> Stay:
    """A sign was pressed that stands before nothing."""
    return Stay(msg("There is no {sign} here; choose from {signs}.", sign=sign, signs=signs))


class LinesPad(Pad):
    """A few lines with digits: a digit does what its line says, Enter what the cursor's says."""

    at = 0

    @property
    def cursor(self) -> int | None:
        """The line the cursor stands on."""
        return self.at

    def click(self, index: int, from_right: int) -> Intent:
        """The mouse does what the line says."""
        self.at = index
        return self.do_line(index)

    def do_line(self, which: int) -> Intent:
        """What a line says, counted from 0; there may be none."""
        return Stay()

    def do_pick(self, pressed: str) -> Intent:
        """By digit; the cursor follows, so that Enter confirms what was picked."""
        which = int(pressed) - 1
        if which < len(self.blocks()):
            self.at = which
        return self.do_line(which)

    def do_go_on(self, pressed: str) -> Intent:
        """At the cursor."""
        return self.do_line(self.at)

    def do_up(self, pressed: str) -> Intent:
        """The cursor up."""
        self.at = max(self.at - 1, 0)
        return Stay()

    def do_down(self, pressed: str) -> Intent:
        """The cursor down."""
        self.at = min(self.at + 1, len(self.blocks()) - 1)
        return Stay()
