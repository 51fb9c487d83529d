"""Descriptive figures of a row of numbers. A census needs no significance test."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """n, arithmetic mean, sample standard deviation (None below two numbers), median, range.

    Source of the formulas: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.1 (mean,
    median) and 1.3.5.6 (standard deviation, divisor n − 1).
    """

    n: int
    mean: float
    sd: float | None
    median: float
    least: float
    most: float


def summary(numbers: Iterable[float]) -> Summary | None:
    """The figures of a row of numbers; None of an empty one."""
    row = sorted(numbers)
    if not row:
        return None
    return Summary(
        n=len(row),
        mean=statistics.fmean(row),
        sd=statistics.stdev(row) if len(row) > 1 else None,
        median=statistics.median(row),
        least=row[0],
        most=row[-1],
    )


def decimal(number: float, digits: int, language: str) -> str:
    """A number with so many decimals, written the way of a language (a comma in Indonesian)."""
    written = f"{number:.{digits}f}"
    return written.replace(".", ",") if language == "id" else written


def percent(part: float, whole: float) -> float:
    """`part` of `whole` × 100; 0 of nothing."""
    return 100 * part / whole if whole else 0.0
