"""The least an answer can cost: lambdas written by hand, a list of values and a list of dependents;
no repeats, no texts of problems, no values kept while hidden."""

import time
from collections.abc import Callable

from benchmarks.forms import Given, Planned


class Floor:
    """The least there can be."""

    def __init__(self, form: list[Planned]) -> None:
        size = len(form)
        self.values: list[float | str | None] = [None] * size
        self.shown = [True] * size
        self.tests: dict[int, Callable[[], bool]] = {}
        self.limits: dict[int, Callable[[float | str], bool]] = {}
        self.sums: dict[int, tuple[int, ...]] = {}
        self.labels: list[Callable[[], str]] = []
        self.dependents: list[list[int]] = [[] for _ in form]
        for one in form:
            self._add(one, form)

    def _add(self, one: Planned, form: list[Planned]) -> None:
        values, number = self.values, one.number
        text, pipes = f"Pertanyaan nomor {number}", one.pipes
        if pipes is None:
            self.labels.append(lambda: text)
        else:
            self.labels.append(lambda: f"{text} sesudah {values[pipes]}")
        if (on := one.condition) is not None:
            self.dependents[on].append(number)
            if form[on].kind == "integer":
                self.tests[number] = lambda: (values[on] or 0) > 10  # type: ignore[operator]
            else:
                self.tests[number] = lambda: values[on] == "ya"
        if one.constrained and one.kind == "integer":
            self.limits[number] = lambda value: 0 <= value <= 120  # type: ignore[operator]
        elif one.constrained:
            self.limits[number] = lambda value: value in ("ya", "tidak")
        for added in one.adds:
            self.sums[number] = one.adds
            self.dependents[added].append(number)

    def answer(self, number: int, value: float | str, following: int) -> None:
        """Set, validate, bring dependents up to date, read the next label."""
        limit = self.limits.get(number)
        if limit is not None and not limit(value):
            raise ValueError
        self.values[number] = value
        waiting = [*self.dependents[number]]
        for other in waiting:
            test = self.tests.get(other)
            if test is not None:
                shown = test()
                if shown is not self.shown[other]:
                    self.shown[other] = shown
                    waiting.extend(self.dependents[other])
            adds = self.sums.get(other)
            if adds is not None:
                parts = [self.values[added] for added in adds]
                self.values[other] = None if None in parts else sum(parts)  # type: ignore[arg-type]
        self.labels[following]()


def time_floor(form: list[Planned], given: Given) -> list[float]:
    """Microseconds of each answer."""
    floor = Floor(form)
    times = []
    for path, value, following in given:
        number, after = int(path[1:]), int(following[1:])
        begun = time.perf_counter_ns()
        floor.answer(number, value, after)
        times.append((time.perf_counter_ns() - begun) / 1000)
    return times
