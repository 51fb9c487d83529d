"""Which node a name in an expression means."""

from collections.abc import Callable, Iterable

from instrumen.engine.nodes import Node, Role, Scope
from instrumen.language.expression.functions import Of
from instrumen.language.model import ChoiceList


class Names:
    """The names of a whole instrument. `kind_of` tells the kind of a node's value; a
    calculation's follows from its expression, which is why it is asked for and not stored."""

    def __init__(
        self,
        scopes: Iterable[Scope],
        kind_of: Callable[[Node], Of],
        lists: "dict[str, ChoiceList]",
    ) -> None:
        self._everywhere: dict[str, Node] = {}
        for scope in scopes:
            for name, node in scope.names.items():
                self._everywhere.setdefault(name, node)
        self.kind_of = kind_of
        self.lists = lists

    def find(self, name: str, scope: Scope) -> Node | None:
        """The node: in the scope itself, then in those around it, then anywhere."""
        around: Scope | None = scope
        while around is not None:
            if (found := around.names.get(name)) is not None:
                return found
            around = around.parent
        return self._everywhere.get(name)


def common_depth(one: Scope, other: Scope) -> int:
    """How many repeats two scopes share, from the outermost on."""
    depth = 0
    for left, right in zip(one.chain, other.chain, strict=False):
        if left is not right:
            break
        depth += 1
    return depth


def encloses(repeat: Node, scope: Scope) -> bool:
    """Whether the scope lies inside the repeat."""
    return repeat.role is Role.REPEAT and repeat in scope.chain
