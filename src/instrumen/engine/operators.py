"""Operators, compiled. Sources: XPath 1.0 §3.4–3.5 and JavaRosa's `XPathEqExpr`, `XPathCmpExpr`,
`XPathArithExpr`; where a kind is known beforehand a shorter way to the same result is taken."""

import math
import operator
from collections.abc import Callable, Mapping

from instrumen.engine.code import Code, boolean, number, text
from instrumen.engine.conversion import (
    NAN,
    TOLERANCE,
    Scalar,
    days_of,
    equal,
    is_blank,
    number_of,
    numbers_equal,
)
from instrumen.engine.nodes import Frame, Test
from instrumen.language.expression.functions import Of

_TEXTS = (Of.TEXT, Of.DATE)


def compile_operator(sign: str, left: Code, right: Code) -> Code:
    """The code of `left sign right`; not for `|`."""
    match sign:
        case "and":
            one, other = boolean(left), boolean(right)
            return Code(Of.BOOLEAN, lambda frame: one(frame) and other(frame))
        case "or":
            one, other = boolean(left), boolean(right)
            return Code(Of.BOOLEAN, lambda frame: one(frame) or other(frame))
        case "=":
            return Code(Of.BOOLEAN, _equality(left, right))
        case "!=":
            same = _equality(left, right)
            return Code(Of.BOOLEAN, lambda frame: not same(frame))
        case "<" | "<=" | ">" | ">=":
            return Code(Of.BOOLEAN, _comparison(sign, left, right))
        case _:
            first, second = _beside(left, right), _beside(right, left)
            return Code(Of.NUMBER, _arithmetic(sign, first, second))


def negative(operand: Code) -> Code:
    """The code of `-operand`."""
    if isinstance(operand.constant, float):
        fixed = -operand.constant
        return Code(Of.NUMBER, lambda _frame: fixed, constant=fixed)
    run = number(operand)
    return Code(Of.NUMBER, lambda frame: -run(frame))


def _equality(left: Code, right: Code) -> Test:
    if left.constant is not None and right.constant is None:
        left, right = right, left
    fixed = right.constant
    if left.kind in _TEXTS and right.kind in _TEXTS:
        return _same_text(left, right)
    if left.kind is Of.NUMBER and fixed == "":
        # An unanswered number is the empty text, a number that could not be computed is not.
        run = left.run
        return (lambda frame: run(frame) != run(frame)) if left.blank else (lambda _frame: False)
    if left.kind is Of.NUMBER and isinstance(fixed, float):
        return _is_fixed_number(left, fixed)
    if {left.kind, right.kind} == {Of.DATE, Of.NUMBER}:
        return _same_day(left, right)
    return _same_value(left, right)


def _same_text(left: Code, right: Code) -> Test:
    first, second, fixed, slot = text(left), text(right), right.constant, left.slot
    if fixed is not None and slot >= 0:
        return lambda frame: frame.values[slot] == fixed
    if fixed is not None:
        return lambda frame: first(frame) == fixed
    return lambda frame: first(frame) == second(frame)


def _is_fixed_number(left: Code, fixed: float) -> Test:
    run, slot = number(left), left.slot
    low, high = fixed - TOLERANCE, fixed + TOLERANCE
    if math.isinf(fixed) or low == high:
        return lambda frame: run(frame) == fixed
    if slot >= 0:
        return lambda frame: low < frame.values[slot] < high  # type: ignore[operator]
    return lambda frame: low < run(frame) < high


def _same_day(left: Code, right: Code) -> Test:
    """A date and a number; also when both are unanswered."""
    first, second = number(left), number(right)
    if not (left.blank and right.blank):
        return lambda frame: numbers_equal(first(frame), second(frame))
    one, other = left.run, right.run
    return lambda frame: (
        numbers_equal(first(frame), second(frame))
        or (is_blank(one(frame)) and is_blank(other(frame)))
    )


def _same_value(left: Code, right: Code) -> Test:
    """Kinds known only now. A NaN that is no blank equals nothing, not even a blank."""
    first, second = left.run, right.run
    computed = (
        left.kind is Of.NUMBER and not left.blank,
        right.kind is Of.NUMBER and not right.blank,
    )

    def same(frame: Frame) -> bool:
        one, other = first(frame), second(frame)
        if (computed[0] and one != one) or (computed[1] and other != other):
            return _with_no_number(one, other)
        return equal(one, other)

    return same


def _with_no_number(one: Scalar, other: Scalar) -> bool:
    """Against a truth value NaN counts as false; against all else it is unequal."""
    if isinstance(one, bool) or isinstance(other, bool):
        return not (one if isinstance(one, bool) else other)
    return False


def _beside(code: Code, other: Code) -> Callable[[Frame], float]:
    """The code as a number; as days when it may be a date (a field of the roster) and the other
    side is one."""
    if code.kind is not Of.ANY or other.kind is not Of.DATE:
        return number(code)
    run = code.run

    def days(frame: Frame) -> float:
        value = run(frame)
        found = days_of(value) if isinstance(value, str) else NAN
        return found if found == found else number_of(value)

    return days


_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def _comparison(sign: str, left: Code, right: Code) -> Test:
    """Numbers only: a blank or a text that is no number is neither less nor greater."""
    compare = _COMPARE[sign]
    first, second = _beside(left, right), _beside(right, left)
    if right.constant is None:
        return lambda frame: compare(first(frame), second(frame))
    fixed, slot = number_of(right.constant), left.slot
    if left.kind is Of.NUMBER and slot >= 0:
        return lambda frame: compare(frame.values[slot], fixed)  # type: ignore[arg-type]
    return lambda frame: compare(first(frame), fixed)


def _arithmetic(
    sign: str, left: Callable[[Frame], float], right: Callable[[Frame], float]
) -> Callable[[Frame], float]:
    match sign:
        case "+":
            return lambda frame: left(frame) + right(frame)
        case "-":
            return lambda frame: left(frame) - right(frame)
        case "*":
            return lambda frame: left(frame) * right(frame)
        case "div":
            return lambda frame: _divide(left(frame), right(frame))
        case _:
            return lambda frame: _remainder(left(frame), right(frame))


def _divide(dividend: float, divisor: float) -> float:
    if divisor:
        return dividend / divisor
    if dividend != dividend or dividend == 0:
        return NAN
    return math.copysign(math.inf, dividend) * math.copysign(1.0, divisor)


def _remainder(dividend: float, divisor: float) -> float:
    """Has the sign of the dividend (5 mod -3 = 2), as in Java."""
    if is_blank(dividend) or is_blank(divisor) or math.isinf(dividend) or divisor == 0:
        return NAN
    return math.fmod(dividend, divisor)
