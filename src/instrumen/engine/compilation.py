"""The compilation of one expression: where it stands, what it was found to read, and the way to the
parts of it. `compiler` knows every kind of tree; the files that know one (`nodesets`, `calls`)
are handed a `Compilation` and compile what is inside of theirs through it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple, Self

from instrumen.engine.code import Code, Compiled, single
from instrumen.engine.naming import Names, encloses
from instrumen.engine.nodes import Frame, Node, Scope
from instrumen.language.expression.syntax import Node as Tree


class Need(NamedTuple):
    """Something an expression reads: a change of `node` concerns it in all frames below the
    ancestor at depth `level`."""

    node: Node
    level: int


class Compilation(ABC):
    """Compiles the expressions of one place: `scope` is where names are looked up, `own` the
    node that `.` means, `in_rows` whether bare names are columns. `origin` is the compilation
    outside of all `[...]`, `cap` the depth above which the frames of both agree, `entered` how
    many `[...]` over members lie between.

    What it finds on the way: `needs`; `speaks`, when the value depends on the language;
    `lasting`, when it is drawn once; `asks_outside`, when a `[...]` looks out of itself.
    """

    def __init__(
        self,
        names: Names,
        scope: Scope,
        own: Node | None = None,
        *,
        in_rows: bool = False,
        origin: Self | None = None,
        cap: int | None = None,
        entered: int = 0,
    ) -> None:
        self.names = names
        self.scope = scope
        self.own = own
        self.in_rows = in_rows
        self.origin = origin or self
        self.cap = scope.depth if cap is None else cap
        self.entered = entered
        self.needs: list[Need] = [] if origin is None else origin.needs
        self.speaks = False
        self.lasting = False
        self.asks_outside = False

    @abstractmethod
    def compile(self, tree: Tree) -> Compiled:
        """The code of a tree."""

    @abstractmethod
    def reference(self, name: str) -> Compiled:
        """`${name}`."""

    @abstractmethod
    def read(self, node: Node) -> Compiled:
        """A node's value: one when the node stands here or around, else one a member."""

    def single(self, tree: Tree) -> Code:
        """The code of a tree as one value."""
        return single(self.compile(tree))

    def among_members(self, scope: Scope, own: Node | None, level: int) -> Self:
        """The compilation of a `[...]` over members of `scope`, which share the frames down to
        depth `level` with the expression outside."""
        cap, entered = min(level, self.cap), self.entered + 1
        return type(self)(self.names, scope, own, origin=self.origin, cap=cap, entered=entered)

    def among_rows(self) -> Self:
        """The compilation of a `[...]` over the rows of a list or table."""
        return type(self)(
            self.names,
            self.scope,
            self.own,
            in_rows=True,
            origin=self.origin,
            cap=self.cap,
            entered=self.entered,
        )

    def need(self, node: Node, level: int) -> None:
        """Remember that the expression reads `node`."""
        self.needs.append(Need(node, min(level, self.cap)))

    def own_stored(self) -> Callable[[Frame], object] | None:
        """What is stored for the node that holds the expression."""
        if self.own is None:
            return None
        slot = self.own.slot
        return lambda frame: frame.stored[slot]

    def enclosed_by(self, node: Node) -> bool:
        """Whether the expression stands inside the repeat `node`."""
        return encloses(node, self.scope)
