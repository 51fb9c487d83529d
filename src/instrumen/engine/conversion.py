"""The values of the expression language and how they turn into each other.

A value is a float (NaN: blank, or no number), a str (dates and times in ISO 8601, several
choices with spaces between) or a bool. The rules are those of ODK Collect's engine: JavaRosa,
`XPathFuncExpr.toNumeric`, `.toString`, `.toBoolean`, `XPathEqExpr`.
"""

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

Scalar = float | str | bool

NAN = math.nan
# JavaRosa takes two numbers closer than this for equal (0.1 + 0.2 = 0.3).
TOLERANCE = 1e-12

_PLAIN_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:Z|[+-]\d{2}(?::?\d{2})?)?")
_EPOCH = date(1970, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400


def number_of(value: Scalar) -> float:
    """Any value as a number; NaN when it is none. A comma may stand for the decimal point."""
    if isinstance(value, str):
        text = value.strip().replace(",", ".")
        return float(text) if _PLAIN_NUMBER.fullmatch(text) else NAN
    return float(value)


def text_of_number(value: float) -> str:
    """A number as XPath writes it: no exponent, no `.0`, `NaN`, `Infinity`."""
    if value != value:
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value - round(value)) < TOLERANCE:
        return str(round(value))
    return format(Decimal(repr(value)), "f")


def text_of_value(value: Scalar) -> str:
    """Any value as text; a boolean is `true` or `false`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return text_of_number(value)


def blank_or_text(value: Scalar) -> str:
    """Any value as text, where NaN stands for a blank."""
    return "" if value != value else text_of_value(value)


def boolean_of(value: Scalar) -> bool:
    """A text is true when it is not empty, a number when it is neither 0 nor NaN."""
    if isinstance(value, float):
        return value == value and abs(value) > TOLERANCE
    return bool(value)


def is_blank(value: Scalar) -> bool:
    """Whether a value is the empty text or no number."""
    return value == "" or value != value


def numbers_equal(left: float, right: float) -> bool:
    """Equality of numbers; NaN equals nothing."""
    return left == right or abs(left - right) < TOLERANCE


def equal(left: Scalar, right: Scalar) -> bool:
    """`left = right` for values whose kinds are known only now. A NaN is taken for a blank."""
    if isinstance(left, bool) or isinstance(right, bool):
        return boolean_of(left) == boolean_of(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if is_blank(left) or is_blank(right):
        return is_blank(left) and is_blank(right)
    return numbers_equal(number_of(left), number_of(right))


@lru_cache(maxsize=4096)
def days_of(text: str) -> float:
    """A date, time or date with time as days since 1970-01-01, by the calendar on the wall: an
    offset from UTC is not counted, so that what was typed and `now()` compare as they read.
    A year or month counts from its first day. NaN when the text is none of them."""
    day, _, clock = text.partition("T")
    if not clock and ":" in day:
        return time_of_day(day)
    start = first_day(day)
    if start is None:
        return NAN
    return start.toordinal() - _EPOCH + (time_of_day(clock) if clock else 0.0)


def first_day(text: str) -> date | None:
    """The day a `2026-05-04` is, or a `2026-05` or `2026` begins with; None when it is no date."""
    found = _DATE.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None
    except ValueError:
        return None


def time_of_day(text: str) -> float:
    """`10:30` (seconds and offset optional) as a fraction of a day; NaN when it is no time."""
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return NAN
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3] or 0)
    return seconds / _SECONDS_A_DAY


def moment_of(days: float) -> datetime | None:
    """The moment a number of days after 1970-01-01; None beyond the years 1 to 9999."""
    try:
        whole = math.floor(days)
        milliseconds = round((days - whole) * _SECONDS_A_DAY * 1000)
        return datetime.fromordinal(_EPOCH + whole) + timedelta(milliseconds=milliseconds)
    except (ValueError, OverflowError):
        return None
