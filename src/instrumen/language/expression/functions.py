"""The functions of the language: their names, arguments and results.

They are ODK's: those of its documentation (docs.getodk.org/form-operators-functions) and of the
ODK XForms specification (getodk.github.io/xforms-spec/#xpath-functions), 73 together. What they
do is in `engine/functions`; the checker needs only this table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Of(StrEnum):
    """What kind of value an argument wants or a function gives. Values convert into each other
    by XPath's rules; NODES (a question in a repeat, a repeat, choices) and QUESTION (the name
    of a question in quotes: `'${name}'`) do not."""

    ANY = "any"
    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    NODES = "nodes"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Function:
    """A function: at least `least`, at most `most` (None: any number of) arguments. `arguments`
    are their kinds; when more are written, the last `repeating` kinds repeat."""

    name: str
    result: Of
    arguments: tuple[Of, ...]
    least: int
    most: int | None
    repeating: int = 1

    def argument(self, index: int) -> Of:
        """The kind of the argument at `index` (from 0)."""
        if index < len(self.arguments):
            return self.arguments[index]
        first = len(self.arguments) - self.repeating
        return self.arguments[first + (index - first) % self.repeating]

    def takes(self, count: int) -> bool:
        """Whether it may be written with this number of arguments."""
        if count < self.least or (self.most is not None and count > self.most):
            return False
        return self.repeating == 1 or (count - self.least) % self.repeating == 0


_A, _T, _N, _B, _D = Of.ANY, Of.TEXT, Of.NUMBER, Of.BOOLEAN, Of.DATE
_S, _Q = Of.NODES, Of.QUESTION


def _exactly(name: str, result: Of, *arguments: Of) -> Function:
    return Function(name, result, arguments, len(arguments), len(arguments))


def _optional(name: str, result: Of, least: int, *arguments: Of) -> Function:
    return Function(name, result, arguments, least, len(arguments))


def _many(name: str, result: Of, least: int, *arguments: Of, repeating: int = 1) -> Function:
    return Function(name, result, arguments, least, None, repeating)


_CONTROL = (
    _exactly("if", _A, _B, _A, _A),
    _exactly("once", _A, _A),
    _optional("position", _N, 0, _S),
    _exactly("coalesce", _A, _A, _A),
    _exactly("boolean", _B, _A),
    _exactly("boolean-from-string", _B, _T),
    _exactly("not", _B, _B),
    _exactly("true", _B),
    _exactly("false", _B),
    _many("checklist", _B, 3, _N, _N, _A),
    _many("weighted-checklist", _B, 4, _N, _N, _A, _N, repeating=2),
)
_SELECT = (
    _exactly("selected", _B, _T, _T),
    _exactly("selected-at", _T, _T, _N),
    _exactly("count-selected", _N, _T),
    _exactly("jr:choice-name", _T, _T, _Q),
)
_REPEAT = (
    Function("indexed-repeat", _A, (_S, _S, _N), 3, 7, repeating=2),
    _exactly("count", _N, _S),
    _exactly("count-non-empty", _N, _S),
    _exactly("sum", _N, _S),
    _many("min", _N, 1, _A),
    _many("max", _N, 1, _A),
)
_TEXT = (
    _exactly("regex", _B, _T, _T),
    _exactly("contains", _B, _T, _T),
    _exactly("starts-with", _B, _T, _T),
    _exactly("ends-with", _B, _T, _T),
    _optional("substr", _T, 2, _T, _N, _N),
    _exactly("substring-before", _T, _T, _T),
    _exactly("substring-after", _T, _T, _T),
    _exactly("translate", _T, _T, _T, _T),
    _optional("string-length", _N, 0, _T),
    _optional("normalize-space", _T, 0, _T),
    _many("concat", _T, 1, _A),
    _many("join", _T, 2, _T, _A),
    _exactly("string", _T, _T),
    _optional("digest", _T, 2, _T, _T, _T),
    _exactly("base64-decode", _T, _T),
    _exactly("extract-signed", _T, _T, _T),
    _optional("uuid", _T, 0, _N),
)
_NUMBER = (
    _optional("round", _N, 1, _N, _N),
    *(_exactly(name, _N, _N) for name in ("int", "log", "log10", "abs", "sin", "cos", "tan")),
    *(_exactly(name, _N, _N) for name in ("asin", "acos", "atan", "sqrt", "exp", "exp10")),
    _exactly("number", _N, _A),
    _exactly("pow", _N, _N, _N),
    _exactly("atan2", _N, _N, _N),
    _exactly("pi", _N),
    _exactly("random", _N),
)
_DATE = (
    _exactly("today", _D),
    _exactly("now", _D),
    _exactly("date", _D, _A),
    _exactly("decimal-date-time", _N, _D),
    _exactly("decimal-time", _N, _D),
    _exactly("format-date", _T, _D, _T),
    _exactly("format-date-time", _T, _D, _T),
)
_GEO = (
    _exactly("area", _N, _S),
    _many("distance", _N, 1, _A),
    _exactly("geofence", _B, _T, _T),
    _exactly("intersects", _B, _T),
)
_DATA = (
    _exactly("pulldata", _T, _T, _T, _T, _T),
    _exactly("instance", _S, _T),
    _exactly("current", _S),
    _optional("randomize", _S, 1, _S, _N),
    _exactly("jr:itext", _T, _T),
)

FAMILIES: Mapping[str, tuple[Function, ...]] = MappingProxyType(
    {
        "control": _CONTROL,
        "choices": _SELECT,
        "many values": _REPEAT,
        "text": _TEXT,
        "numbers": _NUMBER,
        "dates and times": _DATE,
        "places": _GEO,
        "data": _DATA,
    }
)
"""The functions by what they are about."""

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {function.name: function for family in FAMILIES.values() for function in family}
)
"""Every function by the name it is written with."""
