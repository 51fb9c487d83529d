"""An instrument made ready to run: its nodes, the scopes they stand in, and who depends on whom.

A *node* is anything with a state: a question, a repeat, or a container (section, group, matrix).
A *scope* is the response or a repeat; it numbers its nodes. An *edge* leads from a node to one
whose state must be looked at again when the first one changes. Nothing here belongs to one
response: a program is made once per instrument and shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from instrumen.engine.accepting import Accept
from instrumen.engine.contract import Value
from instrumen.engine.conversion import Scalar
from instrumen.engine.frame import Frame
from instrumen.language.expression.functions import Of
from instrumen.language.model import Choice, Group, Instrument, Matrix, Question, Repeat, Section
from instrumen.language.text import Text

if TYPE_CHECKING:
    from instrumen.engine.naming import Names
    from instrumen.engine.piping import Template

Test = Callable[[Frame], bool]
Run = Callable[[Frame], Scalar]


class Role(Enum):
    """What a node is."""

    QUESTION = "question"
    REPEAT = "repeat"
    CONTAINER = "container"


@dataclass(slots=True, eq=False)
class Scope:
    """The response (`repeat` None) or the inside of a repeat. `chain` are the repeats from the
    outermost down to this one; its length is the depth. `defaulted` are the nodes that begin with
    a default, in topological order."""

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
class Node:
    """One node. `slot` is its place in the frames of its scope, `rank` its turn in topological
    order, `index` that in the file, `container` the slot of the section, group or matrix around
    it (-1: none in this scope). `near` and `far` are the nodes to look at again when it changes
    (in the same frame, in others); `watched_near` and `watched_far` those that only show or
    check it, `near_names` its own name and theirs.

    What every answer touches stands first and together: in a long form the processor's cache
    is what is short.
    """

    role: Role
    slot: int
    index: int
    accept: Accept | None = None
    checks: tuple[RunningCheck, ...] = ()
    admits: Callable[[Frame, Choice], bool] | None = None
    default: Run | None = None
    calculation: Run | None = None
    container: int
    relevant: Test | None = None
    view: Callable[[Value], Scalar] | None = None
    spreads: bool = False
    near_names: tuple[str, ...] = ()
    near: tuple[Node, ...] = ()
    far: tuple[Edge, ...] = ()
    watched_far: tuple[Edge, ...] = ()
    rank: int = 0
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
    lasting: bool = False
    speaks: bool = False


@dataclass(slots=True, eq=False)
class Program:
    """A compiled instrument: its nodes in topological order and in the order of the file, the
    scope of the response, and the texts that were shown (by their name and language, then by
    the node's `index`)."""

    instrument: Instrument
    root: Scope
    names: Names
    order: tuple[Node, ...]
    nodes: tuple[Node, ...]
    shown: dict[tuple[str, str], list[str | Template | None]] = field(default_factory=dict)

    def texts(self, which: str, language: str) -> list[str | Template | None]:
        """The place for the texts of one name and language, one for each node."""
        found = self.shown.get((which, language))
        if found is None:
            found = self.shown[which, language] = [None] * len(self.nodes)
        return found
