"""What kind of value every part of an expression has to have where it stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from instrumen.language.expression.functions import FUNCTIONS, Of
from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Filter,
    Node,
    Unary,
)

ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
BY_SIZE = frozenset({"<", "<=", ">", ">="})
_NUMBER = re.compile(r"\s*-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)\s*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
# Take the values of a node-set one by one, whatever kind they want them as.
_SPREAD = frozenset({"concat", "join", "min", "max", "checklist", "weighted-checklist", "distance"})


class Part(NamedTuple):
    """A part of an expression and what is wanted of it there; `asker` is the operator or function
    that wants it, `within` says that it stands inside of `[…]`, where names mean other things."""

    node: Node
    wanted: Of
    asker: str
    within: bool = False


def parts(tree: Node) -> Iterator[Part]:
    """Every operand and argument in a tree with the kind that is wanted of it; NODES where many
    values are welcome, ANY where one of any kind is."""
    yield Part(tree, Of.ANY, "")
    yield from _below(tree, False)


def _below(node: Node, within: bool) -> Iterator[Part]:
    for part in _wanted_by(node):
        inside = within or (isinstance(node, Filter) and part.node is node.predicate)
        yield part._replace(within=inside)
        yield from _below(part.node, inside)


def _wanted_by(node: Node) -> Iterator[Part]:
    match node:
        case Binary(sign, left, right):
            wanted = _operand(sign)
            yield Part(left, wanted, sign)
            yield Part(right, wanted, sign)
        case Unary(operand):
            yield Part(operand, Of.NUMBER, "-")
        case Filter(base, predicate):
            yield Part(base, Of.NODES, "[")
            yield Part(predicate, Of.ANY, "[")
        case Child(base):
            yield Part(base, Of.NODES, "/")
        case Call(name, arguments):
            for place, argument in enumerate(arguments):
                yield Part(argument, _argument(name, place), name)


def is_number(text: str) -> bool:
    """Whether a text reads as a number."""
    return _NUMBER.fullmatch(text) is not None


def is_day(text: str) -> bool:
    """Whether a text looks like a date, or a date with a time."""
    return _DAY.fullmatch(text) is not None


def _operand(sign: str) -> Of:
    if sign in ARITHMETIC or sign in BY_SIZE:
        return Of.NUMBER
    return Of.NODES if sign == "|" else Of.ANY


def _argument(name: str, place: int) -> Of:
    function = FUNCTIONS.get(name)
    if function is None or name in _SPREAD:
        return Of.NODES
    return function.argument(place)
