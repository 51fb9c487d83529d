"""How fast a form is loaded and answers, and whether that depends on its length.

    python -m benchmarks.engine            forms of 50, 500 and 5,000 questions
    python -m benchmarks.engine --check    exit 1 when a promise is broken

The forms are those of `benchmarks/forms.py`. An answer is: set and validate it, read everything
that depends on it, read the next label; up to 500 answers, spread evenly. Beside stand pyxform's
conversion of the same form, when it is installed, and a floor (`benchmarks/floor.py`) that does the
same with the least there can be.
"""

import argparse
import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.floor import time_floor
from benchmarks.forms import Given, Planned, answers, as_xlsform, as_yaml, plan

from instrumen.engine import FormState
from instrumen.engine.build import build_program
from instrumen.language import read_instrument_text
from instrumen.language.cache import read_with_cache
from instrumen.language.model import Instrument

FILE = Path("panjang.yaml")
SIZES = (50, 500, 5_000)
ROUNDS = 11
MOST_MEAN = 10.0
MOST_GROWTH = 1.5


def time_engine(instrument: Instrument, given: Given) -> list[float]:
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
    cached: float
    pyxform: float | None

    @property
    def loading(self) -> float:
        """From the text of a file to a form that takes answers: read, checked, compiled, opened."""
        return self.reading + self.compiling + self.opening


class Measured:
    """One size of form and what was measured of it so far."""

    def __init__(self, size: int) -> None:
        self.form = plan(size)
        self.text = as_yaml(self.form)
        instrument, problems = read_instrument_text(self.text, FILE)
        if instrument is None:
            raise SystemExit("\n".join(str(problem.what) for problem in problems[:5]))
        self.instrument = instrument
        self.given = answers(self.form, instrument)
        self.opening = _least(lambda: FormState(instrument))
        self.rounds: list[list[float]] = []
        self.floors: list[list[float]] = []

    def _from_cache(self) -> float:
        with TemporaryDirectory() as folder:
            read_with_cache(self.text, FILE, Path(folder))
            return _least(lambda: read_with_cache(self.text, FILE, Path(folder)))

    def go_round(self) -> None:
        """All answers once more."""
        self.rounds.append(time_engine(self.instrument, self.given))
        self.floors.append(time_floor(self.form, self.given))

    def row(self) -> Row:
        """The figures. Of each answer the least of the rounds is taken: what others do on the
        machine does not count, a slow answer does."""
        reading = _least(lambda: read_instrument_text(self.text, FILE))
        compiling = _least(lambda: build_program(self.instrument))
        pyxform = _time_pyxform(self.form)
        each = sorted(map(min, zip(*self.rounds, strict=True)))
        floor = sorted(map(min, zip(*self.floors, strict=True)))
        return Row(
            len(self.form), reading * 1e3, compiling * 1e3, self.opening * 1e3,
            statistics.median(each), each[int(len(each) * 0.95)], statistics.fmean(each),
            _megabytes(self.instrument), statistics.median(floor), statistics.fmean(floor),
            self._from_cache() * 1e3, None if pyxform is None else pyxform * 1e3,
        )  # fmt: skip


def measure() -> list[Row]:
    """All sizes, a round of each in turn, so that a busy machine weighs on all alike."""
    forms = [Measured(size) for size in SIZES]
    for _ in range(ROUNDS):
        for form in forms:
            form.go_round()
    return [form.row() for form in forms]


def _least(work: Callable[[], object], times: int = 3) -> float:
    """Seconds of the processor, the least of a few times: what others do does not count."""
    taken = []
    for _ in range(times):
        gc.collect()
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def _time_pyxform(form: list[Planned]) -> float | None:
    """Seconds pyxform takes for the same form; None when it is not installed."""
    try:
        from pyxform.xls2xform import convert
    except ImportError:
        return None
    return _least(lambda: convert(xlsform=as_xlsform(form), validate=False), 1)


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
        "questions   read  cached  pyxform  compile  open ms |   p50   p95   mean µs |   MB |"
        "  floor p50  mean µs"
    )
    for row in rows:
        pyxform = "–" if row.pyxform is None else f"{row.pyxform:.0f}"
        print(
            f"{row.size:9,} {row.reading:6.1f} {row.cached:7.1f} {pyxform:>8}"
            f" {row.compiling:8.1f} {row.opening:8.2f} |"
            f" {row.p50:5.2f} {row.p95:5.2f} {row.mean:9.2f} | {row.megabytes:4.1f} |"
            f" {row.floor_p50:10.2f} {row.floor_mean:8.2f}"
        )
    promised = promises(rows)
    for promise, figure, kept in promised:
        print(f"{promise}: {figure:.2f} {'yes' if kept else 'NO'}")
    return 1 if check and not all(kept for _, _, kept in promised) else 0


def promises(rows: list[Row]) -> list[tuple[str, float, bool]]:
    """Each promise, the figure it is about, and whether it is kept."""
    _, middle, last = rows
    growth = last.p50 / rows[0].p50
    return [
        (
            "500 questions ready to be answered in at most 50 ms",
            middle.loading,
            middle.loading <= 50,
        ),
        ("5,000 questions in at most 400 ms", last.loading, last.loading <= 400),
        ("5,000 questions read from the cache in at most 25 ms", last.cached, last.cached <= 25),
        (f"an answer at most {MOST_MEAN} µs in the mean", last.mean, last.mean <= MOST_MEAN),
        (f"p50 grows at most {MOST_GROWTH} times", growth, growth <= MOST_GROWTH),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
