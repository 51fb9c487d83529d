"""Where the answers are: a frame for the response itself and one for each member of a repeat.

A frame is a row of places, one for each node of its scope; compiled expressions read it by
number. What was typed (`stored`) and what the rest of the form sees (`values`) stand apart: the
value of a question that is not relevant is kept in the one and blank in the other.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from instrumen.engine.contract import Value
from instrumen.engine.conversion import Scalar
from instrumen.language.model import Missing
from instrumen.language.text import Text

if TYPE_CHECKING:
    from instrumen.engine.program import Scope

Table = Sequence[Mapping[str, str]]


@dataclass(slots=True)
class Context:
    """What expressions can reach beside the answers. `row` is the choice a `choice_filter` looks
    at, `outer` the frame a `[...]` was entered from, `place` the member's place it looks at."""

    fields: Mapping[str, Scalar]
    labels: Mapping[str, Text]
    clock: Callable[[], datetime]
    draws: random.Random
    seed: str
    language: str
    tables: Mapping[str, Table]
    last_saved: Mapping[str, Value]
    row: Mapping[str, str] = field(default_factory=dict)
    outer: "list[Frame]" = field(default_factory=list)
    place: int = 0


class Frame:
    """The places of one scope. `number` is the member's (from 1), `prefix` what its paths begin
    with (`pelatihan[2]/`). The frame of the response is its own parent.

    By place: `values` as expressions see them, `stored` as typed, `shown` (relevant), `missing`
    (codes), `members` and `counts` of repeats (members beyond the count are archived), `typed`
    (places a person answered where something else would fill them).
    """

    __slots__ = (
        "context",
        "counts",
        "members",
        "missing",
        "number",
        "parent",
        "prefix",
        "scope",
        "shown",
        "stored",
        "typed",
        "values",
    )

    def __init__(
        self,
        context: Context,
        scope: "Scope",
        parent: "Frame | None" = None,
        prefix: str = "",
        number: int = 0,
    ) -> None:
        self.context = context
        self.scope = scope
        self.parent = parent or self
        self.prefix = prefix
        self.number = number
        self.values: list[Scalar] = list(scope.blanks)
        self.stored: list[Value] = [None] * len(scope.blanks)
        self.shown = [False] * len(scope.blanks)
        self.missing: dict[int, Missing] = {}
        self.members: dict[int, list[Frame]] = {}
        self.counts: dict[int, int] = {}
        self.typed: set[int] = set()

    def active(self, slot: int) -> "list[Frame]":
        """The members of the repeat at `slot` that count; none while it is not relevant."""
        if not self.shown[slot]:
            return []
        return self.members[slot][: self.counts[slot]]


def ancestor(frame: Frame, levels: int) -> Frame:
    """The frame `levels` above."""
    for _ in range(levels):
        frame = frame.parent
    return frame


def below(frame: Frame, slots: Sequence[int]) -> list[Frame]:
    """The counting members down a chain of repeats, in the order of the form."""
    frames = [frame]
    for slot in slots:
        frames = [member for one in frames for member in one.active(slot)]
    return frames
