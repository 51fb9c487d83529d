"""One of a list, several of a list, and a list in order of importance."""

from collections.abc import Sequence
from dataclasses import replace

from instrumen.language.model import Choice
from instrumen.messages import msg
from instrumen.tui.keys import Key
from instrumen.tui.pads.base import DOWN, GO_ON, UP, Asked, Pad, nothing_there
from instrumen.tui.pads.intents import Clear, Give, GoOn, Intent, Stay
from instrumen.tui.safe import content
from instrumen.tui.theme import ACCENT, STRONG
from instrumen.tui.widgets.blocks import Block, Row

# One key a choice, however many there are: digits first, then letters.
SIGNS = "1234567890abcdefghijklmnopqrstuvwxyz"

PICK = Key(
    tuple(SIGNS), "pick", "1–9", msg("choose"),
    msg("Choose by the sign before a choice."), 5,
)  # fmt: skip
MARK = Key(tuple(SIGNS), "pick", "1–9", msg("mark"), msg("Mark a choice, or unmark it."), 5)
ORDER = Key(
    tuple(SIGNS), "pick", "1–9", msg("in order"),
    msg("Give the next place to a choice, or take its place away."), 5,
)  # fmt: skip
TOGGLE = Key(
    ("space",), "toggle", "␣", msg("mark"), msg("Mark the choice at the cursor, or unmark it."), 0
)


class ChoicePad(Pad):
    """What the three have in common: the list, and a cursor for those who use arrows."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.at: int | None = None

    def records(self) -> tuple[Key, ...]:
        """The key line names as many signs as there are choices."""
        return tuple(
            replace(key, cap=self.signs) if key.act == "pick" else key for key in self.KEYS
        )

    @property
    def signs(self) -> str:
        """The first and the last sign there is: `1–5`."""
        last = min(len(self.choices), len(SIGNS)) - 1
        return f"1–{SIGNS[last]}" if last > 0 else "1"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices in the order shown."""
        return self.form.choices(self.path)

    @property
    def cursor(self) -> int | None:
        """Where the arrows stand; nowhere before they were used."""
        return self.at

    def blocks(self) -> Sequence[Block]:
        """A line a choice: its sign, its mark, its words."""
        return [
            Row(
                (
                    content(SIGNS[index] if index < len(SIGNS) else "", ACCENT),
                    content(self.mark(choice)),
                    content(self.desk.say(choice.label) or choice.name, self.tone(choice)),
                ),
                (1, 3, 0),
            )
            for index, choice in enumerate(self.choices)
        ]

    def mark(self, choice: Choice) -> str:
        """`(•)` and `( )`, or what stands for them."""
        raise NotImplementedError

    def tone(self, choice: Choice) -> str:
        """How the words of a choice are drawn."""
        return STRONG if self.mark(choice).strip("()[] ") else ""

    def take(self, choice: Choice) -> Intent:
        """A choice was pointed at."""
        raise NotImplementedError

    def do_pick(self, pressed: str) -> Intent:
        """A choice by its sign."""
        index = SIGNS.index(pressed)
        if index >= len(self.choices):
            return nothing_there(pressed, self.signs)
        self.at = index if self.at is not None else None
        return self.take(self.choices[index])

    def click(self, index: int, from_right: int) -> Intent:
        """A choice by the mouse."""
        return self.take(self.choices[index])

    def do_up(self, pressed: str) -> Intent:
        """The cursor up."""
        self.at = max((self.at if self.at is not None else self._begin(1)) - 1, 0)
        return Stay()

    def do_down(self, pressed: str) -> Intent:
        """The cursor down."""
        last = len(self.choices) - 1
        self.at = min((self.at if self.at is not None else self._begin(-1)) + 1, last)
        return Stay()

    def _begin(self, otherwise: int) -> int:
        marked = [i for i, choice in enumerate(self.choices) if self.tone(choice)]
        return marked[0] if marked else otherwise


class OnePad(ChoicePad):
    """One of a list: a digit chooses and goes on."""

    KEYS = (PICK, GO_ON, UP, DOWN)

    def mark(self, choice: Choice) -> str:
        """A filled or an empty circle."""
        return "(•)" if self.form.stored(self.path) == choice.name else "( )"

    def take(self, choice: Choice) -> Intent:
        """The answer."""
        return Give(self.path, choice.name, go_on=self.desk.digit_goes_on)

    def do_go_on(self, pressed: str) -> Intent:
        """Enter takes the choice at the cursor; without a cursor, what was chosen stands."""
        if self.at is None:
            return GoOn()
        return Give(self.path, self.choices[self.at].name)


class ManyPad(ChoicePad):
    """Several of a list: a digit marks, Enter goes on."""

    KEYS = (MARK, GO_ON, UP, DOWN, TOGGLE)

    @property
    def chosen(self) -> list[str]:
        """The names marked, in the order of the list."""
        stored = self.form.stored(self.path)
        return list(stored) if isinstance(stored, list) else []

    def mark(self, choice: Choice) -> str:
        """A ticked or an empty box."""
        return "[x]" if choice.name in self.chosen else "[ ]"

    def take(self, choice: Choice) -> Intent:
        """Mark or unmark; an exclusive choice stands alone."""
        chosen = set(self.chosen) ^ {choice.name}
        if choice.name in chosen and choice.exclusive:
            chosen = {choice.name}
        elif choice.name in chosen:
            chosen -= {other.name for other in self.choices if other.exclusive}
        names = [other.name for other in self.choices if other.name in chosen]
        return Give(self.path, names, go_on=False) if names else Clear(self.path)

    def do_toggle(self, pressed: str) -> Intent:
        """The choice at the cursor."""
        return Stay() if self.at is None else self.take(self.choices[self.at])


class RankPad(ChoicePad):
    """A list in order: digits in the order of importance."""

    KEYS = (ORDER, GO_ON, UP, DOWN, TOGGLE)

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        stored = self.form.stored(self.path)
        self.order: list[str] = list(stored) if isinstance(stored, list) else []

    @property
    def wanted(self) -> int:
        """How many places there are."""
        top = getattr(self.asked.step.item, "top", None)
        return top or len(self.choices)

    @property
    def begun(self) -> str:
        """The places given so far, while some are missing."""
        return " ".join(self.order) if len(self.order) < self.wanted else ""

    def take_up(self, begun: str) -> None:
        """The places given before."""
        offered = {choice.name for choice in self.choices}
        self.order = [name for name in begun.split() if name in offered]

    def mark(self, choice: Choice) -> str:
        """The place, or an empty circle."""
        if choice.name in self.order:
            return f"({self.order.index(choice.name) + 1})"
        return "( )"

    def take(self, choice: Choice) -> Intent:
        """The next place, or none; the answer is given when every place is."""
        if choice.name in self.order:
            self.order.remove(choice.name)
        elif len(self.order) < self.wanted:
            self.order.append(choice.name)
        else:
            return Stay(
                msg("All {n} places are given; take one away by its sign first.", n=self.wanted)
            )
        if len(self.order) == self.wanted:
            return Give(self.path, list(self.order), go_on=False)
        return Clear(self.path) if self.form.stored(self.path) else Stay()

    def do_toggle(self, pressed: str) -> Intent:
        """The choice at the cursor."""
        return Stay() if self.at is None else self.take(self.choices[self.at])

    def do_go_on(self, pressed: str) -> Intent:
        """Places that are missing are said; none at all is a question left out."""
        stored = self.form.stored(self.path)
        if not self.order or self.order == stored:
            return GoOn()
        return Give(self.path, list(self.order))
