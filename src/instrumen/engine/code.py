"""A compiled expression: a function of a frame, and what is known of its value beforehand.

Knowing the kind saves work at every answer: `${age} > 17` on an integer question becomes one
comparison of two floats.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from instrumen.engine.conversion import (
    TOLERANCE,
    Scalar,
    blank_or_text,
    boolean_of,
    days_of,
    number_of,
    text_of_number,
)
from instrumen.engine.nodes import Frame, Run, Scope, Test
from instrumen.language.expression.functions import Of

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Code:
    """`run` gives a value of `kind`. `blank`: a NaN stands for an unanswered question.
    `constant`: the value, when it does not depend on anything. `slot`: the place it reads in
    the very frame, when it does no more than that."""

    kind: Of
    run: Run
    blank: bool = False
    constant: Scalar | None = None
    slot: int = -1


@dataclass(frozen=True, slots=True)
class NodeSet:
    """Many values: of a question in the members of a repeat, of members (`slot` -1), or of the
    rows of a choice list or table."""

    values: Callable[[Frame], list[Scalar]]
    kind: Of = Of.TEXT
    scope: Scope | None = None
    slot: int = -1
    level: int = 0
    frames: Callable[[Frame], list[Frame]] | None = None
    rows: Callable[[Frame], Sequence[Row]] | None = None


Compiled = Code | NodeSet


def constant(value: Scalar) -> Code:
    """A value that is always the same."""
    kind = Of.TEXT if isinstance(value, str) else Of.NUMBER
    kind = Of.BOOLEAN if isinstance(value, bool) else kind
    return Code(kind, lambda _frame: value, constant=value)


def single(compiled: Compiled) -> Code:
    """Many values as one: the first, blank when there is none (XPath 1.0 §4.2, `string`)."""
    if isinstance(compiled, Code):
        return compiled
    values = compiled.values

    def first(frame: Frame) -> Scalar:
        found = values(frame)
        return found[0] if found else ""

    # An empty set is a blank text even where the members hold numbers.
    kind = compiled.kind if compiled.kind in (Of.TEXT, Of.DATE) else Of.ANY
    return Code(kind, first, blank=True)


def number(code: Code) -> Callable[[Frame], float]:
    """The code as one that gives a number."""
    run = code.run
    if code.constant is not None:
        fixed = number_of(code.constant)
        return lambda _frame: fixed
    if code.kind is Of.NUMBER:
        return run  # type: ignore[return-value]  # a NUMBER gives floats
    if code.kind is Of.DATE:
        return lambda frame: days_of(run(frame))
    return lambda frame: number_of(run(frame))


def text(code: Code) -> Callable[[Frame], str]:
    """The code as one that gives a text."""
    run = code.run
    if code.kind in (Of.TEXT, Of.DATE):
        return run  # type: ignore[return-value]
    if code.kind is Of.NUMBER and not code.blank:
        return lambda frame: text_of_number(run(frame))  # type: ignore[arg-type]
    return lambda frame: blank_or_text(run(frame))


def boolean(code: Code) -> Test:
    """The code as one that gives true or false."""
    run = code.run
    if code.kind is Of.BOOLEAN:
        return run  # type: ignore[return-value]
    if code.kind in (Of.TEXT, Of.DATE):
        return lambda frame: run(frame) != ""
    return lambda frame: boolean_of(run(frame))


def value_as(code: Code, kind: Of) -> Run:
    """The code as one that gives a value of `kind`."""
    match kind:
        case Of.NUMBER:
            return number(code)
        case Of.TEXT:
            return text(code)
        case Of.BOOLEAN:
            return boolean(code)
        case _:
            return code.run


def is_number(value: float, fixed: float) -> bool:
    """Equality with a number that is known beforehand; false for NaN."""
    return -TOLERANCE < value - fixed < TOLERANCE
