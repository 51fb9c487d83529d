"""Functions on many values at once. Source: ODK documentation, "Repeat groups" and "Utility".
JavaRosa: blanks are left out (`sum` of none is 0, `max` of none is blank)."""

from collections.abc import Callable, Mapping, Sequence

from instrumen.engine.conversion import NAN, Scalar, boolean_of, is_blank, number_of


def sum_(values: Sequence[Scalar]) -> float:
    """ODK `sum`."""
    numbers = (number_of(value) for value in values)
    return float(sum(number for number in numbers if number == number))


def min_(numbers: Sequence[float]) -> float:
    """ODK `min`."""
    return min((number for number in numbers if number == number), default=NAN)


def max_(numbers: Sequence[float]) -> float:
    """ODK `max`. JavaRosa answers 4.9e-324 when all are below zero; here it is the largest."""
    return max((number for number in numbers if number == number), default=NAN)


def count_non_empty(values: Sequence[Scalar]) -> float:
    """ODK `count-non-empty`."""
    return float(sum(not is_blank(value) for value in values))


def checklist(values: Sequence[Scalar]) -> bool:
    """ODK `checklist(least, most, response, …)`: whether that many responses count; -1 means no
    limit. A text counts when it is exactly `yes` (the documentation), a condition when it
    holds (JavaRosa)."""
    responses = values[2:]
    return _between(values, float(sum(_counts(response) for response in responses)))


def weighted_checklist(values: Sequence[Scalar]) -> bool:
    """ODK `weighted-checklist(least, most, response, weight, …)`: as `checklist`, by weights."""
    pairs = zip(values[2::2], values[3::2], strict=False)
    return _between(values, sum(number_of(weight) for said, weight in pairs if _counts(said)))


def _counts(response: Scalar) -> bool:
    return response == "yes" if isinstance(response, str) else boolean_of(response)


def _between(values: Sequence[Scalar], total: float) -> bool:
    least, most = number_of(values[0]), number_of(values[1])
    return (least == -1 or total >= least) and (most == -1 or total <= most)


FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {
    "sum": sum_,
    "min": min_,
    "max": max_,
    "count-non-empty": count_non_empty,
    "checklist": checklist,
    "weighted-checklist": weighted_checklist,
}
