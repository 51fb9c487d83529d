"""What must be so when a condition holds: every answer it speaks of, narrowed to what is left.

A condition that leaves nothing for one of them can never hold. Conditions that say something else
than a question compared with a constant, `selected`, `and`, `or`, `not` leave everything as it is.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from instrumen.language.expression.domains import (
    COMPARE,
    Constant,
    Domain,
    OneOf,
    answered,
    by_size,
    chosen,
    either,
    equal,
    may_be_blank,
    number_of,
    same,
)
from instrumen.language.expression.syntax import Binary, Call, Node, Number, String, Unary

Known = Mapping[str, Domain]
"""What is known of answers, by a key of the surroundings' choice. What is not in it may be
anything its question allows."""

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_SELECTED = frozenset({"selected", "is-selected"})


class Surroundings(Protocol):
    """What an expression cannot know of itself."""

    def key(self, node: Node) -> str:
        """The key of the answer a node means; '' when it means no single one."""

    def domain(self, key: str) -> Domain | None:
        """What the answer can be; None when nothing is known of it."""

    def constant(self, node: Node) -> Constant | None:
        """The value of a name that stands for a constant here (a column of a choice)."""

    def shown(self, key: str, known: Known) -> Known | None:
        """What must be so when the question of this key is shown; None when it never is."""


def assume(tree: Node, wanted: bool, known: Known, around: Surroundings) -> Known | None:
    """What is known when the truth of `tree` is as `wanted`; None when it can never be."""
    match tree:
        case Binary("and" | "or" as sign, left, right):
            if (sign == "and") is wanted:
                first = assume(left, wanted, known, around)
                return None if first is None else assume(right, wanted, first, around)
            return _one_of(
                assume(left, wanted, known, around), assume(right, wanted, known, around)
            )
        case Call("not", (operand,)):
            return assume(operand, not wanted, known, around)
        case Call("boolean", (operand,)):
            return assume(operand, wanted, known, around)
        case Call("true" | "false" as name, ()):
            return known if (name == "true") is wanted else None
        case Call(name, (asked, choice)) if name in _SELECTED:
            return _assume_chosen(asked, choice, wanted, known, around)
        case Binary(sign, left, right) if sign in _MIRRORED:
            return _assume_compared(sign, left, right, wanted, known, around)
        case Number(value):
            return known if bool(value) is wanted else None
        case String(value):
            return known if bool(value) is wanted else None
    return known


def assume_all(
    conditions: Iterable[tuple[Node, "Surroundings"]], known: Known | None
) -> Known | None:
    """What is known when all of them hold, each in its own surroundings."""
    for tree, around in conditions:
        known = None if known is None else assume(tree, True, known, around)
    return known


def culprit(tree: Node, known: Known, around: Surroundings) -> Node:
    """The part of a condition that can never hold which leaves nothing."""
    if not isinstance(tree, Binary) or tree.operator != "and":
        return tree
    first = assume(tree.left, True, known, around)
    if first is None:
        return culprit(tree.left, known, around)
    return culprit(tree.right, first, around)


def constant_of(tree: Node, around: Surroundings) -> Constant | None:
    """The value of a tree that has always the same."""
    match tree:
        case Number(value) | String(value):
            return value
        case Unary(operand):
            inner = constant_of(operand, around)
            return None if inner is None else -number_of(inner)
    return around.constant(tree)


def _assume_chosen(
    asked: Node, choice: Node, wanted: bool, known: Known, around: Surroundings
) -> Known | None:
    name, key = constant_of(choice, around), around.key(asked)
    if not key or not isinstance(name, str):
        return known
    domain = known.get(key) or around.domain(key)
    if domain is None or _told_elsewhere(domain, choice, name):
        return known
    return _with(key, domain, chosen(domain, name, wanted), known, around)


def _assume_compared(
    sign: str, left: Node, right: Node, wanted: bool, known: Known, around: Surroundings
) -> Known | None:
    one, other = constant_of(left, around), constant_of(right, around)
    if one is not None and other is not None:
        return known if _holds(sign, one, other) is wanted else None
    if one is not None:
        sign, left, right, other = _MIRRORED[sign], right, left, one
    key = around.key(left)
    domain = (known.get(key) or around.domain(key)) if key and other is not None else None
    if domain is None or other is None or _told_elsewhere(domain, right, other):
        return known
    if sign in COMPARE:
        left_over = by_size(domain, sign, other, wanted)
    else:
        left_over = equal(domain, other, (sign == "=") is wanted)
    return _with(key, domain, left_over, known, around)


def _told_elsewhere(domain: Domain, written: Node, constant: Constant) -> bool:
    """Whether somebody wrote a choice that does not exist, which has a check of its own."""
    if not isinstance(domain, OneOf) or not isinstance(written, Number | String):
        return False
    return not any(same(name, constant) for name in domain.known)


def _with(
    key: str, before: Domain, after: Domain | None, known: Known, around: Surroundings
) -> Known | None:
    """Note what is left; a question that must have an answer must be shown too."""
    if after is None or after == before:
        return known if after is not None else None
    more: Known = {**known, key: after}
    if may_be_blank(before) and not may_be_blank(after):
        return around.shown(key, more)
    return more


def _one_of(one: Known | None, other: Known | None) -> Known | None:
    if one is None or other is None:
        return other if one is None else one
    joined = {key: either(one[key], other[key]) for key in one.keys() & other.keys()}
    return {key: domain for key, domain in joined.items() if domain is not None}


def _holds(sign: str, one: Constant, other: Constant) -> bool:
    if sign in COMPARE:
        return COMPARE[sign](number_of(one), number_of(other))
    if isinstance(one, str) and isinstance(other, str):
        return (one == other) is (sign == "=")
    return (number_of(one) == number_of(other)) is (sign == "=")


def with_answer(key: str, known: Known, around: Surroundings) -> Known:
    """What is known when the question of this key has an answer, whatever it is."""
    domain = known.get(key) or around.domain(key)
    kept = answered(domain) if domain is not None else None
    return known if kept is None else {**known, key: kept}
