"""What a question takes for an answer: the shape of values by type, choices, ranks, ranges.

Each function here takes a value and gives it in the shape it is stored in, or a `Wrong`.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from instrumen.engine.contract import Value
from instrumen.engine.conversion import NAN, Scalar, first_day, number_of, time_of_day
from instrumen.engine.functions.geo import points_of
from instrumen.language.expression.functions import Of
from instrumen.language.model import MANY_VALUED, Choice, Question, Type
from instrumen.messages import Message, msg

ACKNOWLEDGED = "ok"
_SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a value is no answer to a question."""

    message: Message
    rule: str = "type"


Accept = Callable[[Value], Value | Wrong]


def acceptance(question: Question, choices: Sequence[Choice]) -> Accept:
    """What decides on the answers to a question. A blank (None) is always accepted. Questions
    that take the same answers share one."""
    names = tuple(choice.name for choice in choices)
    match question.type:
        case Type.SELECT_ONE | Type.LIKERT:
            return _one_of(names)
        case Type.SELECT_MULTIPLE:
            return _some_of(names, tuple(each.name for each in choices if each.exclusive))
        case Type.RANK:
            return _ranked(names, question.top)
        case Type.RANGE:
            return _in_range(question)
        case Type.DATE:
            return _date(question.precision)
        case type_:
            return _BY_TYPE[type_]


def kind_of_answers(type_: Type) -> Of:
    """The kind a question's answer has in expressions."""
    match type_:
        case Type.INTEGER | Type.DECIMAL | Type.RANGE:
            return Of.NUMBER
        case Type.DATE | Type.TIME | Type.DATETIME:
            return Of.DATE
        case _:
            return Of.TEXT


def viewing(question: Question) -> Callable[[Value], Scalar]:
    """How a stored answer reads in expressions."""
    if kind_of_answers(question.type) is Of.NUMBER:
        return _as_number
    return _joined if question.type in MANY_VALUED else _as_text


def viewing_result(kind: Of) -> Callable[[Value], Scalar]:
    """How the stored result of a calculation of this kind reads in expressions."""
    return _as_number if kind is Of.NUMBER else _as_it_is


def _as_it_is(value: Value) -> Scalar:
    return float(value) if isinstance(value, int | float) else _as_text(value)


def _as_number(value: Value) -> float:
    if isinstance(value, int | float):
        return float(value)
    return number_of(value) if isinstance(value, str) else NAN


def _as_text(value: Value) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else " ".join(value) if isinstance(value, list) else str(value)


def _joined(value: Value) -> str:
    return " ".join(value) if isinstance(value, list) else _as_text(value)


def _text(value: Value) -> Value | Wrong:
    if isinstance(value, str):
        return value or None
    return value if value is None else Wrong(msg("A text is wanted here."))


def _integer(value: Value) -> Value | Wrong:
    if type(value) is int or value is None:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return Wrong(msg("A whole number is wanted here."))


def _number(value: Value) -> Value | Wrong:
    if value is None or type(value) is int:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return Wrong(msg("A number is wanted here."))


def _in_range(question: Question) -> Accept:
    least, most, step = question.start, question.end, question.step

    def accept(value: Value) -> Value | Wrong:
        found = _number(value)
        if not isinstance(found, int | float):
            return found
        if (least is not None and found < least) or (most is not None and found > most):
            return Wrong(
                msg(
                    "A number from {least} to {most} is wanted.",
                    least=_short(least),
                    most=_short(most),
                ),
                "range",
            )
        steps = (found - (least or 0.0)) / step if step else 0.0
        if abs(steps - round(steps)) > _SMALL:
            return Wrong(
                msg(
                    "Only every {step} from {least} on is offered.",
                    step=_short(step),
                    least=_short(least),
                ),
                "range",
            )
        return found

    return accept


def _short(number: float | None) -> str:
    return "…" if number is None else f"{number:g}"


@lru_cache(maxsize=1024)
def _one_of(choices: tuple[str, ...]) -> Accept:
    names = frozenset(choices)

    def accept(value: Value) -> Value | Wrong:
        if value is None or value == "":
            return None
        if isinstance(value, str) and value in names:
            return value
        return Wrong(msg("{value} is not one of the choices.", value=value), "choice")

    return accept


@lru_cache(maxsize=1024)
def _some_of(choices: tuple[str, ...], alone: tuple[str, ...]) -> Accept:
    names, exclusive = frozenset(choices), frozenset(alone)

    def accept(value: Value) -> Value | Wrong:
        found = _names(value, names)
        if isinstance(found, list) and len(found) > 1 and not exclusive.isdisjoint(found):
            return Wrong(msg("One of these choices excludes all the others."), "exclusive")
        return found

    return accept


@lru_cache(maxsize=1024)
def _ranked(choices: tuple[str, ...], top: int | None) -> Accept:
    names = frozenset(choices)

    def accept(value: Value) -> Value | Wrong:
        found = _names(value, names)
        wanted = min(top or len(names), len(names))
        if isinstance(found, list) and len(found) != wanted:
            return Wrong(msg("Exactly {n} are to be ranked.", n=wanted), "rank")
        return found

    return accept


def _names(value: Value, names: frozenset[str]) -> Value | Wrong:
    """A list of different known names; the empty list is a blank."""
    if value is None or value in ("", []):
        return None
    if not isinstance(value, list):
        return Wrong(msg("A list of choices is wanted here."))
    for name in value:
        if name not in names:
            return Wrong(msg("{value} is not one of the choices.", value=name), "choice")
    if len(set(value)) != len(value):
        return Wrong(msg("No choice can be given twice."), "rank")
    return list(value)


_LENGTHS = {"day": 10, "month": 7, "year": 4}
_WANTED = {
    "day": msg("A date such as 4/5/2026 is wanted."),
    "month": msg("A month such as 5/2026 is wanted."),
    "year": msg("A year such as 2026 is wanted."),
}


def _date(precision: str) -> Accept:
    length, wanted = _LENGTHS.get(precision, 10), _WANTED.get(precision, _WANTED["day"])

    def accept(value: Value) -> Value | Wrong:
        if value is None or value == "":
            return None
        if isinstance(value, str) and len(value) == length and first_day(value) is not None:
            return value
        return Wrong(wanted)

    return accept


def _time(value: Value) -> Value | Wrong:
    if value is None or value == "":
        return None
    if isinstance(value, str) and time_of_day(value) == time_of_day(value):
        return value
    return Wrong(msg("A time such as 10.30 is wanted."))


def _datetime(value: Value) -> Value | Wrong:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        day, _, clock = value.partition("T")
        if (
            len(day) == _LENGTHS["day"]
            and first_day(day)
            and time_of_day(clock) == time_of_day(clock)
        ):
            return value
    return Wrong(msg("A date with time such as 4/5/2026 10.30 is wanted."))


def _acknowledged(value: Value) -> Value | Wrong:
    if value is None or value == "":
        return None
    return value if value == ACKNOWLEDGED else Wrong(msg("This can only be acknowledged."))


def _place(value: Value) -> Value | Wrong:
    if value is None or value == "":
        return None
    points = points_of([value]) if isinstance(value, str) else None
    if points is not None and len(points) == 1:
        return value
    return Wrong(msg("Latitude and longitude such as -2,99 104,76 are wanted."))


def _nothing(value: Value) -> Value | Wrong:
    return value if value is None else Wrong(msg("There is nothing to answer here."))


_BY_TYPE: Mapping[Type, Accept] = {
    Type.TEXT: _text,
    Type.OPEN: _text,
    Type.FILE: _text,
    Type.INTEGER: _integer,
    Type.DECIMAL: _number,
    Type.TIME: _time,
    Type.DATETIME: _datetime,
    Type.ACKNOWLEDGE: _acknowledged,
    Type.GEOPOINT: _place,
    Type.NOTE: _nothing,
    Type.CALCULATE: _nothing,
}
