"""Answer scripts: what an instrument is expected to do, as YAML beside it (`NAME.test.yaml`).

    instrument: angket-guru
    tests:
      - name: the certified say since when
        given: {roster: {jabatan: guru}, answers: {status_sertifikat: ya}}
        then: {shown: [tahun_sertifikat], hidden: [alasan_belum]}
        steps:
          - answers: {tahun_sertifikat: 1999}
            then: {refused: [tahun_sertifikat]}

Here they are read; `rehearsal` plays them. The format is described in `docs/authoring.md`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from instrumen.engine.contract import Outcome
from instrumen.language.meant import did_you_mean
from instrumen.language.model import Missing
from instrumen.language.nodes import Mapping as MappingNode
from instrumen.language.nodes import Node, Scalar, Sequence
from instrumen.language.problems import Mark, Problem
from instrumen.language.reading.context import Context
from instrumen.language.reading.entry import Entry, open_entry
from instrumen.language.yaml_reader import read_source, read_yaml
from instrumen.messages import msg

ENDING = ".test.yaml"
HARD, SOFT, NONE = "hard", "soft", "none"
RULES = (
    "required", "constraint", "type", "choice", "rank", "exclusive", "range", "missing", "count",
    HARD, SOFT, NONE,
)  # fmt: skip

_SCRIPT_KEYS = frozenset({"instrument", "today", "roster", "language", "tests"})
_CASE_KEYS = frozenset({"name", "given", "then", "steps"})
_GIVEN_KEYS = frozenset({"roster", "today", "language", "seed", "answers"})
_STEP_KEYS = frozenset({"answers", "then"})


class Claim(StrEnum):
    """What can be expected; the keys of `then`."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    REFUSED = "refused"
    VALUES = "values"
    OUTCOMES = "outcomes"
    PROBLEMS = "problems"
    CHOICES = "choices"
    LABELS = "labels"


_LISTED = (Claim.SHOWN, Claim.HIDDEN, Claim.REFUSED)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to be given: a text or several, as written, or a missing code. At the path of a
    repeat it is the number of members."""

    path: str
    values: tuple[str, ...]
    missing: Missing | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that must hold; `wanted` is empty for `shown`, `hidden` and `refused`."""

    claim: Claim
    path: str
    wanted: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Move:
    """Answers, one after another, and what must hold after them."""

    answers: tuple[Given, ...]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One test: who is asked, on which day, and what happens."""

    name: str
    mark: Mark
    roster: Mapping[str, str]
    today: date | None
    language: str
    seed: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """The tests of one instrument."""

    file: Path
    instrument: str
    cases: tuple[Case, ...]


def script_of(instrument: Path) -> Path:
    """Where the answer script of an instrument file lies: `angket.yaml` → `angket.test.yaml`."""
    return instrument.with_name(instrument.stem + ENDING)


def instrument_of(script: Path) -> Path:
    """The instrument file a script belongs to: the other way round."""
    return script.with_name(script.name.removesuffix(ENDING) + ".yaml")


def read_script(path: Path) -> tuple[Script | None, tuple[Problem, ...]]:
    """The script in a file, and everything that is wrong with it; None when it cannot be
    played."""
    source, problems = read_source(path)
    if source is None:
        return None, problems
    root, problems = read_yaml(source, path)
    if root is None:
        return None, problems
    context = Context(path, tuple(source.split("\n")), list(problems))
    entry = open_entry(context, root, msg("an answer script"), _SCRIPT_KEYS)
    script = _read(entry) if entry else None
    found = tuple(sorted(context.problems, key=lambda problem: problem.mark))
    return (None if found else script), found


def _read(entry: Entry) -> Script:
    entry.require("instrument", "tests")
    what = msg("a test")
    cases = [_case(entry, one) for one in entry.entries("tests", what, _CASE_KEYS)]
    return Script(entry.context.file, entry.string("instrument"), tuple(cases))


def _case(script: Entry, entry: Entry) -> Case:
    entry.require("name")
    node = entry.values.get("given")
    given = open_entry(entry.context, node, msg("“given”"), _GIVEN_KEYS) if node else None
    first = Move(tuple(_answers(given)) if given else (), tuple(_expected(entry)))
    steps = entry.entries("steps", msg("a step"), _STEP_KEYS)
    moves = (first, *(Move(tuple(_answers(one)), tuple(_expected(one))) for one in steps))
    return Case(
        name=entry.string("name"),
        mark=entry.mark,
        roster={**_roster(script), **(_roster(given) if given else {})},
        today=_day(given) if given and given.has("today") else _day(script),
        language=(given.string("language") if given else "") or script.string("language"),
        seed=given.string("seed", "0") if given else "0",
        moves=moves,
    )


def _roster(entry: Entry) -> dict[str, str]:
    found = {}
    for key, value in entry.pairs("roster"):
        found[key.value] = " ".join(_texts(entry.context, value))
    return found


def _day(entry: Entry) -> date | None:
    scalar = entry.scalar("today")
    if scalar is None:
        return None
    try:
        return date.fromisoformat(scalar.value)
    except ValueError:
        entry.context.error(
            scalar.mark, "wrong-type", msg("“today” must be a date"), msg("Write it 2026-05-04.")
        )
        return None


def _answers(entry: Entry) -> Iterator[Given]:
    for key, value in entry.pairs("answers"):
        missing = _missing(entry.context, value)
        values = () if missing else _texts(entry.context, value)
        yield Given(key.value, values, missing, key.mark)


def _missing(context: Context, node: Node) -> Missing | None:
    """`{missing: dk}`."""
    if not isinstance(node, MappingNode):
        return None
    entry = open_entry(context, node, msg("an answer"), frozenset({"missing"}))
    if entry is None or not entry.require("missing"):
        return None
    return entry.one_of("missing", Missing, Missing.DONT_KNOW)


def _expected(entry: Entry) -> Iterator[Expected]:
    node = entry.values.get("then")
    then = open_entry(entry.context, node, msg("“then”"), frozenset(Claim)) if node else None
    if then is None:
        return
    for claim in Claim:
        if claim in _LISTED:
            for scalar in then.scalars(claim):
                yield Expected(claim, scalar.value, (), scalar.mark)
        else:
            for key, value in then.pairs(claim):
                wanted = _texts(then.context, value)
                _refuse_unknown_words(then.context, claim, value, wanted)
                yield Expected(claim, key.value, wanted, key.mark)


def _refuse_unknown_words(
    context: Context, claim: Claim, node: Node, wanted: Iterable[str]
) -> None:
    known = {Claim.OUTCOMES: tuple(Outcome), Claim.PROBLEMS: RULES}.get(claim)
    for word in wanted:
        if known is not None and word not in known:
            what = msg("“{word}” is no {key}", word=word[:60], key=claim.value)
            context.error(node.mark, "unknown-word", what, did_you_mean(word, known))


def _texts(context: Context, node: Node) -> tuple[str, ...]:
    """A text, or several; a blank is none."""
    match node:
        case Scalar(value=value):
            return (value,) if value else ()
        case Sequence(items=items) if all(isinstance(item, Scalar) for item in items):
            return tuple(item.value for item in items if isinstance(item, Scalar))
    context.error(node.mark, "wrong-type", msg("a text or a list of texts is wanted here"))
    return ()
