"""Playing answer scripts: answers go in, and what comes out is held against what was expected."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from instrumen.engine.branches import Watch
from instrumen.engine.contract import Finding, Refused, UnknownPath, Value
from instrumen.engine.scripts import HARD, NONE, SOFT, Case, Claim, Expected, Given, Move, Script
from instrumen.engine.state import FormState
from instrumen.language.meant import did_you_mean
from instrumen.language.model import MANY_VALUED, Instrument, Question, Type
from instrumen.language.problems import Mark, Problem
from instrumen.language.text import Text
from instrumen.messages import Message, msg

Fields = Mapping[str, object]

_NUMBERS = frozenset({Type.INTEGER, Type.DECIMAL, Type.RANGE})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a study adds to an instrument: its facts, and what roster fields as written in a
    script come to (derived fields, the school's name) and are said as."""

    facts: Mapping[str, Text]
    fields: Callable[[Mapping[str, str]], Fields]
    labels: Callable[[Mapping[str, str]], Mapping[str, Text]]


ALONE = Surroundings({}, lambda roster: roster, lambda roster: {})


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not hold, or an answer that could not be given."""

    case: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a script: how many tests and expectations, the failures in the order of the
    file, how many branches the instrument has and how many were reached; the others as warnings."""

    tests: int
    expectations: int
    failures: tuple[Failure, ...]
    branches: int
    reached: int
    unreached: tuple[Problem, ...]

    @property
    def failed(self) -> int:
        """How many tests failed."""
        return len({(failure.case, failure.problem.file) for failure in self.failures})


def rehearse(instrument: Instrument, script: Script, surroundings: Surroundings = ALONE) -> Report:
    """Play all tests of a script."""
    watch = Watch(instrument)
    failures = [
        Failure(case.name, problem)
        for case in script.cases
        for problem in _Play(script.file, instrument, case, surroundings, watch).failures()
    ]
    return Report(
        tests=len(script.cases),
        expectations=sum(len(move.expected) for case in script.cases for move in case.moves),
        failures=tuple(failures),
        branches=len(watch.branches),
        reached=len(watch.reached),
        unreached=tuple(watch.unreached()),
    )


class _Play:
    """One test being played."""

    def __init__(
        self,
        file: Path,
        instrument: Instrument,
        case: Case,
        surroundings: Surroundings,
        watch: Watch,
    ) -> None:
        self.file = file
        self.case = case
        self.watch = watch
        self.form = FormState(
            instrument,
            roster=surroundings.fields(case.roster),
            language=case.language or None,
            facts=surroundings.facts,
            today=case.today,
            seed=case.seed,
            roster_labels=surroundings.labels(case.roster),
            program=watch.program,
        )

    def failures(self) -> Iterator[Problem]:
        self.watch.look(self.form)
        for move in self.case.moves:
            yield from self._answers(move)
            self.watch.look(self.form)
            for expected in move.expected:
                if expected.claim is not Claim.REFUSED:
                    yield from self._held(expected)

    def _answers(self, move: Move) -> Iterator[Problem]:
        refusals = {e.path: e for e in move.expected if e.claim is Claim.REFUSED}
        given = {answer.path for answer in move.answers}
        for answer in move.answers:
            refused = refusals.get(answer.path)
            try:
                self._give(answer)
            except UnknownPath:
                yield self._no_place(answer.path, answer.mark)
            except Refused as error:
                if refused is None:
                    yield self._refusal(answer, error.findings)
            else:
                if refused is not None:
                    what = msg("the answer to “{path}” is not refused", path=answer.path)
                    yield self._failure(refused.mark, what)
        for path in refusals.keys() - given:
            what = msg("“{path}” is given no answer that could be refused", path=path)
            yield self._failure(refusals[path].mark, what)

    def _give(self, answer: Given) -> None:
        try:
            question = self.form.question(answer.path)
        except UnknownPath:
            self.form.set_count(answer.path, _count(answer))
            return
        if answer.missing is not None:
            self.form.set_missing(answer.path, answer.missing)
        else:
            value = _value(question, answer.values)
            self._break_softly(answer.path, value)
            self.form.set(answer.path, value)

    def _break_softly(self, path: str, value: Value) -> None:
        """Have every constraint look at the candidate, soft ones and those after the first."""
        if self.form.is_relevant(path):
            self.form.try_value(path, value)

    def _held(self, expected: Expected) -> Iterator[Problem]:
        try:
            said = _ASKED[expected.claim](self.form, expected)
        except UnknownPath:
            yield self._no_place(expected.path, expected.mark)
        else:
            if said is not None:
                yield self._failure(expected.mark, said)

    def _refusal(self, answer: Given, findings: tuple[Finding, ...]) -> Problem:
        why = [_sentence(finding, self.form.language) for finding in findings[:1]]
        what = msg("the answer to “{path}” is refused: {why}", path=answer.path, why=why[0])
        return self._failure(answer.mark, what)

    def _no_place(self, path: str, mark: Mark) -> Problem:
        if "[" in path:
            repeat = path.partition("[")[0]
            todo: Message | None = msg(
                "Members of a repeat are there once their number is given: “{name}: 2”.",
                name=repeat,
            )
        else:
            known = frozenset(place.path for place in self.form.live_places())
            todo = did_you_mean(path, known)
        return self._failure(mark, msg("there is no “{path}”", path=path), todo)

    def _failure(self, mark: Mark, what: Message, todo: Message | None = None) -> Problem:
        return Problem(self.file, mark, "test", what, todo)


def _count(answer: Given) -> int:
    text = answer.values[0] if len(answer.values) == 1 else ""
    if not text.isdecimal():
        raise UnknownPath(answer.path)
    return int(text)


def _value(question: Question, values: tuple[str, ...]) -> Value:
    """What is written in a script in the shape of an answer; what does not fit is handed on as
    it is, for the form to refuse."""
    if not values:
        return None
    if question.type in MANY_VALUED:
        return [name for value in values for name in value.split()]
    text = " ".join(values)
    if question.type not in _NUMBERS:
        return text
    number = _number(text)
    return text if number is None else int(number) if number.is_integer() else number


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _shown(form: FormState, expected: Expected) -> Message | None:
    if form.is_relevant(expected.path):
        return None
    return msg("“{path}” is hidden, and should be shown", path=expected.path)


def _hidden(form: FormState, expected: Expected) -> Message | None:
    if not form.is_relevant(expected.path):
        return None
    return msg("“{path}” is shown, and should be hidden", path=expected.path)


def _has_value(form: FormState, expected: Expected) -> Message | None:
    found = _as_texts(_value_or_count(form, expected.path))
    same = found == expected.wanted or _as_numbers(found) == _as_numbers(expected.wanted) != []
    return None if same else _differs(expected, found)


def _value_or_count(form: FormState, path: str) -> Value:
    try:
        return form.count(path)
    except UnknownPath:
        return form.value(path)


def _has_outcome(form: FormState, expected: Expected) -> Message | None:
    found = form.outcome(expected.path).value
    return None if (found,) == expected.wanted else _differs(expected, (found,))


def _has_problems(form: FormState, expected: Expected) -> Message | None:
    """Every word names a rule that is broken there, or a degree; `none` that nothing is."""
    findings = form.problems(expected.path)
    words = {word for one in findings for word in (one.rule, SOFT if one.soft else HARD)}
    wanted = set(expected.wanted) - {NONE}
    same = wanted <= words if wanted else not words
    return None if same else _differs(expected, tuple(sorted(words)) or (NONE,))


def _has_choices(form: FormState, expected: Expected) -> Message | None:
    found = tuple(choice.name for choice in form.choices(expected.path))
    wanted = tuple(name for text in expected.wanted for name in text.split())
    return None if sorted(found) == sorted(wanted) else _differs(expected, found)


def _has_label(form: FormState, expected: Expected) -> Message | None:
    found = form.label(expected.path)
    return None if (found,) == expected.wanted else _differs(expected, (found,))


_ASKED: Mapping[Claim, Callable[[FormState, Expected], Message | None]] = {
    Claim.SHOWN: _shown,
    Claim.HIDDEN: _hidden,
    Claim.VALUES: _has_value,
    Claim.OUTCOMES: _has_outcome,
    Claim.PROBLEMS: _has_problems,
    Claim.CHOICES: _has_choices,
    Claim.LABELS: _has_label,
}


def _differs(expected: Expected, found: tuple[str, ...]) -> Message:
    return msg(
        "{claim} of “{path}”: {found} instead of {wanted}",
        claim=expected.claim.value,
        path=expected.path,
        found=_listed(found),
        wanted=_listed(expected.wanted),
    )


def _listed(texts: tuple[str, ...]) -> str | Message:
    return ", ".join(texts) if texts else msg("nothing")


def _as_texts(value: Value) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else (str(value),)


def _as_numbers(texts: tuple[str, ...]) -> list[float | None]:
    return [_number(text) for text in texts if _number(text) is not None]


def _sentence(finding: Finding, language: str) -> str | Message:
    message = finding.message
    return message(language) if isinstance(message, Text) else message
