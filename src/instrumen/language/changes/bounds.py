"""Whether a rule for answers became narrower: `. >= 18` where `. >= 16` stood."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from instrumen.language.expression.syntax import Binary, Node, Number, Self, Unary
from instrumen.language.model import Check

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(slots=True)
class _Bounds:
    """What answers may be. A bound is a pair that grows as the rule gets narrower: its number (of
    the upper one the negative) and whether the number itself is out. `others` are conditions that
    are no bounds."""

    lower: tuple[float, bool] = (-math.inf, False)
    upper: tuple[float, bool] = (-math.inf, False)
    others: list[Node] = field(default_factory=list)


def narrower(old: Iterable[Check], new: Iterable[Check]) -> bool:
    """Whether an answer that kept all hard rules of `old` may break one of `new`. Rules that are
    no plain bounds are narrower unless they are the same."""
    before, now = _bounds(old), _bounds(new)
    if now.lower > before.lower or now.upper > before.upper:
        return True
    return any(other not in before.others for other in now.others)


def _bounds(checks: Iterable[Check]) -> _Bounds:
    bounds = _Bounds()
    for check in checks:
        if not check.soft:
            for part in _conjuncts(check.constraint.root):
                _take(bounds, part)
    return bounds


def _conjuncts(node: Node) -> Iterator[Node]:
    """The parts that must all hold."""
    match node:
        case Binary("and", left, right):
            yield from _conjuncts(left)
            yield from _conjuncts(right)
        case _:
            yield node


def _take(bounds: _Bounds, part: Node) -> None:
    match part:
        case Binary(operator, Self(), right) if (value := _number(right)) is not None:
            pass
        case Binary(operator, left, Self()) if (value := _number(left)) is not None:
            operator = _MIRRORED.get(operator, operator)
        case _:
            bounds.others.append(part)
            return
    match operator:
        case ">" | ">=":
            bounds.lower = max(bounds.lower, (value, operator == ">"))
        case "<" | "<=":
            bounds.upper = max(bounds.upper, (-value, operator == "<"))
        case _:
            bounds.others.append(part)


def _number(node: Node) -> float | None:
    match node:
        case Number(value):
            return value
        case Unary(Number(value)):
            return -value
    return None
