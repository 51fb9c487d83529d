"""What a form in memory is made of: nodes, the scopes they stand in, and frames with the answers.

A *node* is anything with a state: a question, a repeat, or a container (section, group, matrix).
A *scope* is the response or a repeat; it numbers its nodes. An *edge* leads from a node to one
whose state must be looked at again when the first one changes. They are compiled once for each
instrument and shared; nothing in them belongs to one response.

A *frame* is what belongs to one: a row of places, one for each node of its scope, for the response
itself and for each member of a repeat; compiled expressions read it by number. What was typed
(`stored`) and what the rest of the form sees (`values`) stand apart: the value of a question that
is not relevant is kept in the one and blank in the other.

Nodes hold functions of frames and frames stand in scopes of nodes, hence one file.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from instrumen.engine.accepting import Accept
from instrumen.engine.contract import Value
from instrumen.engine.conversion import Scalar
from instrumen.language.expression.functions import Of
from instrumen.language.model import (
    Choice,
    Group,
    Matrix,
    Missing,
    Question,
    Repeat,
    Section,
)
from instrumen.language.text import Text

Table = Sequence[Mapping[str, str]]
Test = Callable[["Frame"], bool]
Run = Callable[["Frame"], Scalar]


class Role(Enum):
    """What a node is."""

    QUESTION = "question"
    REPEAT = "repeat"
    CONTAINER = "container"


@dataclass(slots=True, eq=False)
class Scope:
    """The response (`repeat` None) or the inside of a repeat. `chain` are the repeats from the
    outermost down to this one; its length is the depth. `defaulted` are the nodes that begin with
    a default: those with one as typed, then the others, in the order of the form (JavaRosa)."""

    parent: Scope | None
    repeat: Node | None
    chain: tuple[Node, ...]
    nodes: list[Node] = field(default_factory=list)
    blanks: list[Scalar] = field(default_factory=list)
    names: dict[str, Node] = field(default_factory=dict)
    defaulted: tuple[Node, ...] = ()

    @property
    def depth(self) -> int:
        """0 for the response, 1 inside a repeat, 2 inside a repeat in a repeat."""
        return len(self.chain)


@dataclass(slots=True, eq=False)
class Edge:
    """`target` must be looked at again in every frame of its scope that lies below the changed
    frame's ancestor at depth `level`: go `up` that many frames, then down through `down`."""

    target: Node
    up: int
    down: tuple[int, ...]


@dataclass(slots=True, eq=False)
class RunningCheck:
    """A compiled constraint."""

    holds: Test
    message: Text
    soft: bool


@dataclass(slots=True, eq=False, kw_only=True)
class Touched:
    """What every answer touches of a node. In a long form the processor's cache is what is short:
    the slots of a base class lie together at the front of an object (those of one class in
    alphabetical order, however they are written)."""

    role: Role
    slot: int
    index: int
    rank: int = 0
    accept: Accept | None = None
    checks: tuple[RunningCheck, ...] = ()
    admits: Callable[[Frame, Choice], bool] | None = None
    default: Run | None = None
    calculation: Run | None = None
    view: Callable[[Value], Scalar] | None = None
    triggers: tuple[Edge, ...] = ()
    spreads: bool = False
    near_names: tuple[str, ...] = ()


@dataclass(slots=True, eq=False, kw_only=True)
class Node(Touched):
    """One node. `slot` is its place in the frames of its scope, `rank` its turn in topological
    order, `index` that in the file, `container` the slot of the section, group or matrix around
    it (-1: none in this scope). `near` and `far` are the nodes to look at again when it changes
    (in the same frame, in others); `watched_near` and `watched_far` those that only show or
    check it, `near_names` its own name and theirs. `triggers` lead to what is set when its answer
    changes, `sets` works out what it is set to itself.
    """

    container: int
    relevant: Test | None = None
    near: tuple[Node, ...] = ()
    far: tuple[Edge, ...] = ()
    watched_far: tuple[Edge, ...] = ()
    blank: Scalar = ""
    looks_at_itself: bool = False
    scope: Scope
    name: str
    path: str
    item: Question | Repeat | Group | Matrix | Section
    section: str
    kind: Of = Of.ANY
    count: Run | None = None
    required: Test | None = None
    choices: tuple[Choice, ...] = ()
    labels: dict[str, Text] = field(default_factory=dict)
    inside: Scope | None = None
    watched_near: tuple[Node, ...] = ()
    sets: Run | None = None
    lasting: bool = False
    speaks: bool = False


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
    outer: list[Frame] = field(default_factory=list)
    place: int = 0


class Frame:
    """The places of one scope. `number` is the member's (from 1), `prefix` what its paths begin
    with (`pelatihan[2]/`). The frame of the response is its own parent.

    By place: `values` as expressions see them, `stored` as typed, `shown` (relevant), `missing`
    (codes), `members` and `counts` of repeats (members beyond the count are archived), `typed`
    (places a person answered where something else would fill them), `orders` (names of choices
    as they were shown).
    """

    __slots__ = (
        "context",
        "counts",
        "members",
        "missing",
        "number",
        "orders",
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
        scope: Scope,
        parent: Frame | None = None,
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
        self.orders: dict[int, tuple[str, ...]] = {}

    def active(self, slot: int) -> list[Frame]:
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
