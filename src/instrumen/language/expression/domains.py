"""What an answer can be, and what is left of that once a comparison with a constant is known to
hold or not to hold. Each function takes a domain and gives the narrower one, None when nothing is
left.

Only as much is said as is certain: a domain may hold values that cannot come about, never the
other way round.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

Constant = float | str

# As in the engine, a comma may stand for the decimal point.
_NUMBER = re.compile(r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)")
_SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these texts; '' among them means: or unanswered. `known` are those it was before
    anything was assumed."""

    names: frozenset[str]
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Range:
    """A number from `least` to `most`, both included; `blank`: or unanswered."""

    least: float = -math.inf
    most: float = math.inf
    whole: bool = False
    blank: bool = True


@dataclass(frozen=True, slots=True)
class Some:
    """Some of these names: certainly those in `has`, none in `lacks`; `blank`: or none at all."""

    names: frozenset[str]
    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    blank: bool = True


Domain = OneOf | Range | Some


def may_be_blank(domain: Domain) -> bool:
    """Whether the question may be unanswered."""
    return "" in domain.names if isinstance(domain, OneOf) else domain.blank


def answered(domain: Domain) -> Domain | None:
    """What is left of it when the question has an answer."""
    return equal(domain, "", False)


def equal(domain: Domain, constant: Constant, wanted: bool) -> Domain | None:
    """What is left when `domain = constant` is as `wanted`."""
    match domain:
        case OneOf(names):
            return _kept(domain, {name for name in names if same(name, constant) is wanted})
        case Range():
            return _range_equal(domain, constant, wanted)
        case Some():
            return _some_equal(domain, constant, wanted)


def by_size(domain: Domain, sign: str, constant: Constant, wanted: bool) -> Domain | None:
    """What is left when `domain sign constant` is as `wanted`; sign is < <= > or >=."""
    limit = number_of(constant)
    if isinstance(domain, Some) or limit != limit:
        return domain
    if isinstance(domain, OneOf):
        if all(number_of(name) != number_of(name) for name in domain.known):
            return domain  # words compared by size have a check of their own
        compare = COMPARE[sign]
        return _kept(
            domain,
            {name for name in domain.names if compare(number_of(name), limit) is wanted},
        )
    blank = domain.blank and not wanted
    return _unless_empty(_cut(domain, sign if wanted else _OPPOSITE[sign], limit, blank))


def chosen(domain: Domain, name: str, wanted: bool) -> Domain | None:
    """What is left when `selected(domain, name)` is as `wanted`."""
    match domain:
        case OneOf():
            return equal(domain, name, wanted) if name else domain
        case Some(names, has, lacks, _) if name in names:
            if name in (lacks if wanted else has):
                return None
            if wanted:
                return replace(domain, has=has | {name}, blank=False)
            fewer = replace(domain, lacks=lacks | {name})
            return fewer if fewer.blank or fewer.lacks < names else None
    return domain


def either(one: Domain, other: Domain) -> Domain | None:
    """A domain that holds both; None when they are of different kinds."""
    match one, other:
        case OneOf(), OneOf():
            return OneOf(one.names | other.names, one.known | other.known)
        case Range(), Range():
            return Range(
                min(one.least, other.least),
                max(one.most, other.most),
                one.whole and other.whole,
                one.blank or other.blank,
            )
        case Some(), Some():
            blank = one.blank or other.blank
            return Some(one.names, one.has & other.has, one.lacks & other.lacks, blank)
    return None


def number_of(constant: Constant) -> float:
    """A constant as a number; NaN when it is none."""
    if not isinstance(constant, str):
        return constant
    text = constant.strip()
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else math.nan


def same(name: str, constant: Constant) -> bool:
    """Whether a name equals a constant: as numbers when that is one, else as texts."""
    return name == constant if isinstance(constant, str) else number_of(name) == constant


def _kept(domain: OneOf, names: set[str]) -> OneOf | None:
    return OneOf(frozenset(names), domain.known) if names else None


def _range_equal(domain: Range, constant: Constant, wanted: bool) -> Range | None:
    if constant == "":
        if wanted:
            return Range(math.inf, -math.inf, domain.whole) if domain.blank else None
        return _unless_empty(Range(domain.least, domain.most, domain.whole, blank=False))
    value = number_of(constant)
    if value != value:
        return domain  # a number compared with a word has a check of its own
    whole = round(value) if domain.whole and math.isfinite(value) else value
    fits = domain.least - _SMALL <= value <= domain.most + _SMALL
    possible = fits and abs(whole - value) < _SMALL if math.isfinite(value) else fits
    if wanted:
        return Range(whole, whole, domain.whole, blank=False) if possible else None
    if not possible:
        return domain
    if domain.least == domain.most == whole:
        return Range(math.inf, -math.inf, domain.whole) if domain.blank else None
    if domain.whole and whole in (domain.least, domain.most):
        step = 1 if whole == domain.least else -1
        return _cut(domain, ">=" if step > 0 else "<=", whole + step, domain.blank)
    return domain


def _some_equal(domain: Some, constant: Constant, wanted: bool) -> Some | None:
    if constant == "":
        if wanted:
            return Some(domain.names, lacks=domain.names) if domain.blank else None
        return replace(domain, blank=False) if domain.lacks < domain.names else None
    if isinstance(constant, str) and constant in domain.names and wanted:
        if constant in domain.lacks or domain.has - {constant}:
            return None
        return Some(domain.names, frozenset({constant}), domain.names - {constant}, blank=False)
    return domain


def _cut(domain: Range, sign: str, limit: float, blank: bool) -> Range:
    """The part on one side of a limit. Of fractions the limit itself stays in, being as near as
    one likes."""
    whole = domain.whole and math.isfinite(limit)
    if sign in ("<", "<="):
        top = limit if not whole else math.floor(limit) if sign == "<=" else math.ceil(limit) - 1
        return Range(domain.least, min(domain.most, top), domain.whole, blank)
    bottom = limit if not whole else math.ceil(limit) if sign == ">=" else math.floor(limit) + 1
    return Range(max(domain.least, bottom), domain.most, domain.whole, blank)


def _unless_empty(domain: Range) -> Range | None:
    return domain if domain.blank or domain.least <= domain.most else None


COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
