"""Going through a syntax tree."""

import re
from collections.abc import Iterator

from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Filter,
    Node,
    Reference,
    String,
    Unary,
)

# jr:choice-name(value, '${question}') names its question inside a text.
_QUOTED = re.compile(r"\s*\$\{\s*([^{}\s]+)\s*\}\s*")


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one, in the order they are written."""
    match node:
        case Call():
            return node.arguments
        case Unary():
            return (node.operand,)
        case Binary():
            return (node.left, node.right)
        case Filter():
            return (node.base, node.predicate)
        case Child():
            return (node.base,)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, parents before children, left before right."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(children(here)))


def references(node: Node) -> Iterator[Reference]:
    """Every `${name}` in the tree in the order written, also the quoted one of
    `jr:choice-name`."""
    yield from sorted(_references(node), key=lambda found: found.at)


def _references(node: Node) -> Iterator[Reference]:
    for here in walk(node):
        if isinstance(here, Reference):
            yield here
        elif isinstance(here, Call) and here.name == "jr:choice-name":
            yield from (found for argument in here.arguments[1:] if (found := quoted(argument)))


def quoted(node: Node) -> Reference | None:
    """The reference written inside a text (`'${name}'`), or None."""
    if isinstance(node, String) and (found := _QUOTED.fullmatch(node.value)):
        return Reference(found[1], node.at + 1 + found.start(1) - 2)
    return None
