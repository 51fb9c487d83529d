"""Functions on numbers. Sources: ODK documentation, "Math"; XPath 3.0 for the mathematical ones;
JavaRosa's `XPathFuncExpr` for `round` and `int`. Outside a function's domain the result is NaN,
which is stored as blank."""

import math
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from instrumen.engine.conversion import NAN, Scalar, number_of

_MOST_PLACES = 30


def round_(number: float, places: float = 0.0) -> float:
    """ODK `round`. JavaRosa: halves go up (round(-2.5) = -2); more than 30 places give NaN."""
    if math.isinf(number) or number != number:
        return number
    if places != places or abs(places) > _MOST_PLACES:
        return NAN
    method = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
    step = Decimal(1).scaleb(-int(places))
    exact = Decimal(repr(number)) / step
    return float(exact.to_integral_value(rounding=method) * step)


def int_(number: float) -> float:
    """ODK `int`: the fraction is cut off."""
    return number if math.isinf(number) or number != number else float(math.trunc(number))


def number(value: Scalar) -> float:
    """ODK `number`. JavaRosa: a date question counts as days, a text that looks like a date is
    no number."""
    return number_of(value)


def pow_(base: float, exponent: float) -> float:
    """XPath 3.0 `math:pow`; as Java's, infinity on overflow and at 0 to a negative power."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:
        return math.inf if base == 0 else NAN


def exp(number: float) -> float:
    """XPath 3.0 `math:exp`."""
    try:
        return math.exp(number)
    except OverflowError:
        return math.inf


def exp10(number: float) -> float:
    """XPath 3.0 `math:exp10`."""
    return pow_(10.0, number)


def pi() -> float:
    """XPath 3.0 `math:pi`."""
    return math.pi


def _logarithm(compute: Callable[[float], float]) -> Callable[[float], float]:
    def logarithm(number: float) -> float:
        if number == 0:
            return -math.inf
        return compute(number) if number > 0 else NAN

    return logarithm


def _within_domain(compute: Callable[..., float]) -> Callable[..., float]:
    def apply(*numbers: float) -> float:
        try:
            return compute(*numbers)
        except (ValueError, OverflowError):
            return NAN

    return apply


FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {
    "round": round_,
    "int": int_,
    "number": number,
    "pow": pow_,
    "exp": exp,
    "exp10": exp10,
    "pi": pi,
    "log": _logarithm(math.log),
    "log10": _logarithm(math.log10),
    "abs": abs,
    "atan2": math.atan2,
    "atan": math.atan,
    **{
        name: _within_domain(getattr(math, name))
        for name in ("sin", "cos", "tan", "asin", "acos", "sqrt")
    },
}
