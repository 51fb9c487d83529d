"""How fast a form answers, and whether that depends on its length.

    python -m benchmarks.engine            forms of 50, 500 and 5,000 questions
    python -m benchmarks.engine --check    exit 1 when a promise is broken

A form has 30 % questions with a condition on an earlier one, 10 % with a constraint, 5 % sums
over earlier ones, 10 % that pipe an earlier answer into their label; 20 questions a section. An
answer is: set and validate it, read everything that depends on it, read the next label. Up to
500 answers, spread evenly.

The floor does the same with the least there can be: lambdas written by hand, a list of values and
a list of dependents; no repeats, no texts of problems, no values kept while hidden.
"""

import argparse
import gc
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from instrumen.engine import FormState
from instrumen.engine.build import build_program
from instrumen.language import read_instrument_text
from instrumen.language.model import Instrument

SIZES = (50, 500, 5_000)
MOST_ANSWERS = 500
ROUNDS = 11
MOST_MEAN = 10.0
MOST_GROWTH = 1.5


@dataclass(frozen=True)
class Planned:
    """One question of a made-up form. `needs` are earlier questions, by number."""

    number: int
    kind: str  # integer, select, sum
    condition: int | None = None
    constrained: bool = False
    adds: tuple[int, ...] = ()
    pipes: int | None = None

    @property
    def name(self) -> str:
        """`q17`."""
        return f"q{self.number}"


def plan(size: int, seed: int = 1) -> list[Planned]:
    """A form of `size` questions; what a question refers to is at most 20 before it, so that the
    number of dependents does not grow with the form."""
    draws = random.Random(seed)
    made: list[Planned] = []
    for number in range(size):
        near = made[-20:]
        numbers = [one.number for one in near if one.kind == "integer"]
        if draws.random() < 0.05 and len(numbers) >= 3:
            adds = tuple(sorted(draws.sample(numbers, 3)))
            made.append(Planned(number, "sum", adds=adds))
            continue
        asked = [one.number for one in near if one.kind != "sum"]
        made.append(
            Planned(
                number,
                "select" if draws.random() < 0.3 else "integer",
                draws.choice(asked) if asked and draws.random() < 0.3 else None,
                draws.random() < 0.1,
                pipes=draws.choice(asked) if asked and draws.random() < 0.1 else None,
            )
        )
    return made


def as_yaml(form: list[Planned]) -> str:
    """The form as an instrument file."""
    kinds = {one.number: one.kind for one in form}
    lines = [
        "instrument: panjang", "kind: questionnaire", 'version: "1"', "title: Panjang",
        "languages: [id]", "choices:", "  ya_tidak:",
        "    - {name: ya, label: Ya}", "    - {name: tidak, label: Tidak}", "sections:",
    ]  # fmt: skip
    for one in form:
        if one.number % 20 == 0:
            section = one.number // 20
            lines += [
                f"  - name: bagian{section}",
                f"    title: Bagian {section}",
                "    questions:",
            ]
        lines += _question(one, kinds)
    return "\n".join(lines) + "\n"


def _question(one: Planned, kinds: dict[int, str]) -> Iterator[str]:
    yield f"      - name: {one.name}"
    if one.kind == "sum":
        yield "        type: calculate"
        yield f"        calculation: {' + '.join(f'${{q{n}}}' for n in one.adds)}"
        return
    yield f"        type: {'integer' if one.kind == 'integer' else 'select_one ya_tidak'}"
    piped = f" sesudah ${{q{one.pipes}}}" if one.pipes is not None else ""
    yield f"        label: Pertanyaan nomor {one.number}{piped}"
    if one.condition is not None:
        test = "> 10" if kinds[one.condition] == "integer" else "= 'ya'"
        yield f"        relevant: ${{q{one.condition}}} {test}"
    if one.constrained:
        limit = ". >= 0 and . <= 120" if one.kind == "integer" else ". = 'ya' or . = 'tidak'"
        yield f'        constraint: "{limit}"'


def answers(form: list[Planned], instrument: Instrument) -> list[tuple[str, int | str, str]]:
    """What is answered: path, value, path of the next question. Paths are those the form itself
    hands out, as a screen has them."""
    draws = random.Random(2)
    paths = {path: path for path in instrument.questions}
    asked = [one for one in form if one.kind != "sum"]
    step = max(1, len(asked) // MOST_ANSWERS)
    following = {one.number: after.name for one, after in pairwise(asked)}
    return [
        (
            paths[one.name],
            draws.randrange(100) if one.kind == "integer" else draws.choice(["ya", "tidak"]),
            paths[following.get(one.number, one.name)],
        )
        for one in asked[::step][:MOST_ANSWERS]
    ]


def time_engine(instrument: Instrument, given: list[tuple[str, int | str, str]]) -> list[float]:
    """Microseconds of each answer, in a fresh form."""
    form = FormState(instrument, language="id")
    times = []
    for path, value, following in given:
        begun = time.perf_counter_ns()
        for touched in form.set(path, value):
            form.value(touched)
        form.label(following)
        times.append((time.perf_counter_ns() - begun) / 1000)
    return times


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


def time_floor(form: list[Planned], given: list[tuple[str, int | str, str]]) -> list[float]:
    """Microseconds of each answer."""
    floor = Floor(form)
    times = []
    for path, value, following in given:
        number, after = int(path[1:]), int(following[1:])
        begun = time.perf_counter_ns()
        floor.answer(number, value, after)
        times.append((time.perf_counter_ns() - begun) / 1000)
    return times


@dataclass(frozen=True)
class Row:
    """The figures of one size: milliseconds, microseconds, megabytes."""

    size: int
    reading: float
    compiling: float
    opening: float
    p50: float
    p95: float
    mean: float
    megabytes: float
    floor_p50: float
    floor_mean: float


class Measured:
    """One size of form and what was measured of it so far."""

    def __init__(self, size: int) -> None:
        self.form = plan(size)
        text = as_yaml(self.form)
        begun = time.perf_counter()
        instrument, problems = read_instrument_text(text, Path("panjang.yaml"))
        self.reading = time.perf_counter() - begun
        if instrument is None:
            raise SystemExit("\n".join(str(problem.what) for problem in problems[:5]))
        self.instrument = instrument
        self.given = answers(self.form, instrument)
        self.compiling = _seconds(lambda: FormState(instrument))
        self.opening = _seconds(lambda: FormState(instrument))
        self.rounds: list[list[float]] = []
        self.floors: list[list[float]] = []

    def go_round(self) -> None:
        """All answers once more."""
        self.rounds.append(time_engine(self.instrument, self.given))
        self.floors.append(time_floor(self.form, self.given))

    def row(self) -> Row:
        """The figures. Of each answer the least of the rounds is taken: what others do on the
        machine does not count, a slow answer does."""
        each = sorted(map(min, zip(*self.rounds, strict=True)))
        floor = sorted(map(min, zip(*self.floors, strict=True)))
        return Row(
            len(self.form), self.reading * 1e3, self.compiling * 1e3, self.opening * 1e3,
            statistics.median(each), each[int(len(each) * 0.95)], statistics.fmean(each),
            _megabytes(self.instrument), statistics.median(floor), statistics.fmean(floor),
        )  # fmt: skip


def measure() -> list[Row]:
    """All sizes, a round of each in turn, so that a busy machine weighs on all alike."""
    forms = [Measured(size) for size in SIZES]
    for _ in range(ROUNDS):
        for form in forms:
            form.go_round()
    return [form.row() for form in forms]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _megabytes(instrument: Instrument) -> float:
    """What a compiled instrument and one form take."""
    gc.collect()
    tracemalloc.start()
    kept = (build_program(instrument), FormState(instrument))
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del kept
    return size / 1e6


def main() -> int:
    """Print the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="fail when a promise is broken")
    check = parser.parse_args().check
    rows = measure()
    print(
        "questions  read ms  compile ms  open ms |  p50 µs  p95 µs  mean µs   MB |  floor p50  mean"
    )
    for row in rows:
        print(
            f"{row.size:9,} {row.reading:8.1f} {row.compiling:11.1f} {row.opening:8.2f} |"
            f" {row.p50:7.2f} {row.p95:7.2f} {row.mean:8.2f} {row.megabytes:4.1f} |"
            f" {row.floor_p50:10.2f} {row.floor_mean:5.2f}"
        )
    growth = rows[-1].p50 / rows[0].p50
    print(f"growth of p50 from {SIZES[0]} to {SIZES[-1]:,}: {growth:.2f}")
    kept = rows[-1].mean <= MOST_MEAN and growth <= MOST_GROWTH
    print(f"mean at most {MOST_MEAN} µs, growth at most {MOST_GROWTH}: {'yes' if kept else 'NO'}")
    return 1 if check and not kept else 0


if __name__ == "__main__":
    raise SystemExit(main())
