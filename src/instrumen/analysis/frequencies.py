"""Frequencies of closed answers with the six kinds of missing, and summaries of numbers.

A row of the data is one response that counts (complete or partial, of somebody who has not
withdrawn); of questions inside a repeat it is one member. Valid answers and the six kinds of
missing always add up to the rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instrumen.analysis.counted import Asked, Data, asked_versions, of_group
from instrumen.analysis.figures import Summary, percent, summary
from instrumen.analysis.responses import ResponseData, responses_data
from instrumen.engine import Outcome
from instrumen.language.model import CHOICE_TYPES, OTHER, Instrument, Question, Type, other_choice
from instrumen.language.text import Text, text_of
from instrumen.messages import Message, msg
from instrumen.store.study import Study

NUMBER_TYPES = frozenset({Type.INTEGER, Type.DECIMAL, Type.RANGE})
MISSING = (
    Outcome.DONT_KNOW,
    Outcome.REFUSED,
    Outcome.NOT_APPLICABLE,
    Outcome.SKIPPED,
    Outcome.NOT_REACHED,
    Outcome.NOT_RELEVANT,
)


def missing_label(outcome: Outcome) -> Message:
    """A kind of missing in words."""
    return {
        Outcome.ANSWERED: msg("answered"),
        Outcome.DONT_KNOW: msg("don't know"),
        Outcome.REFUSED: msg("refused"),
        Outcome.NOT_APPLICABLE: msg("not applicable"),
        Outcome.SKIPPED: msg("skipped"),
        Outcome.NOT_REACHED: msg("not reached"),
        Outcome.NOT_RELEVANT: msg("not relevant"),
    }[outcome]


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How often a choice was given: `n` of the valid answers, `percent` of them (of a question
    with several answers these add up to more than 100). `places` of a rank: how often it stood
    first, second, …"""

    name: str
    label: Text
    n: int
    percent: float
    score: float | None
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTable:
    """The figures of one question. `rows` = `valid` + all of `missing`; `figures` are those of
    numbers, or of the scores of choices that all have one, as answered (never reversed).
    `version` names the versions counted here when the question has several tables."""

    path: str
    question: Question
    number: str
    label: Text
    choices: tuple[ChoiceCount, ...]
    rows: int
    valid: int
    missing: Mapping[Outcome, int]
    figures: Summary | None
    version: str = ""

    @property
    def attainment(self) -> float | None:
        """Mean ÷ highest score × 100 of scored choices, an item with `reverse` scored by its key
        (max + min − mean); None of anything else. In Indonesia: tingkat capaian responden
        (Sugiyono, Metode Penelitian)."""
        scores = [choice.score for choice in self.choices if choice.score is not None]
        if self.figures is None or not scores or len(scores) < len(self.choices):
            return None
        mean = self.figures.mean
        return percent(max(scores) + min(scores) - mean if self.question.reverse else mean,
                       max(scores))  # fmt: skip


def frequencies(
    study: Study, instrument: str, group: str | None = None, *, data: Data | None = None
) -> tuple[ItemTable, ...]:
    """A table for every closed question, number and numeric calculation of an instrument, in its
    order; `group` narrows the people. Questions of earlier versions come after the present ones.
    A question asked in several versions has a table for each, but for those that are counted
    together (see `fieldwork.versions`). `data` is what `responses_data` gave when the caller has
    read it already."""
    data = of_group(responses_data(study, instrument) if data is None else data, group)
    tables = (
        _table(path, asked, [each for each in data if each.instrument.hash in asked.hashes])
        for path, asked in asked_versions(study, instrument, data)
    )
    return tuple(table for table in tables if table is not None)


def _table(path: str, asked: Asked, data: Sequence[ResponseData]) -> ItemTable | None:
    instrument = asked.instrument
    question = instrument.questions[path]
    if question.type not in CHOICE_TYPES | NUMBER_TYPES | {Type.CALCULATE}:
        return None
    outcomes: Counter[Outcome] = Counter()
    values: list[object] = []
    for each in data:
        for place in each.places(path):
            outcome = each.outcome(place)
            outcomes[outcome] += 1
            if outcome is Outcome.ANSWERED:
                values.append(each.form.value(place))
    numbers = _numbers(instrument, question, values)
    if question.type is Type.CALCULATE and not numbers:
        return None
    return ItemTable(
        path=path,
        question=question,
        number=question.number,
        label=question.label or text_of(question.name),
        choices=_choices(instrument, question, values, data),
        rows=sum(outcomes.values()),
        valid=outcomes[Outcome.ANSWERED],
        missing={kind: outcomes[kind] for kind in MISSING},
        figures=summary(numbers),
        version=asked.label,
    )


def _numbers(instrument: Instrument, question: Question, values: Iterable[object]) -> list[float]:
    """The numbers to summarise: numeric values, or the scores of single choices."""
    if question.type in (Type.SELECT_ONE, Type.LIKERT):
        if not is_scored(instrument, question):
            return []
        scores = {choice.name: choice.score for choice in instrument.choices_of(question)}
        found = (scores.get(str(value)) for value in values)
        return [score for score in found if score is not None]
    return [float(value) for value in values if isinstance(value, int | float)]


def is_scored(instrument: Instrument, question: Question) -> bool:
    """Whether one choice is given and all have a score."""
    one = question.type in (Type.SELECT_ONE, Type.LIKERT)
    return one and all(choice.score is not None for choice in instrument.choices_of(question))


def _choices(
    instrument: Instrument,
    question: Question,
    values: Sequence[object],
    data: Iterable[ResponseData],
) -> tuple[ChoiceCount, ...]:
    if question.type not in CHOICE_TYPES:
        return ()
    given = [value if isinstance(value, list) else [value] for value in values]
    counts = Counter(str(name) for names in given for name in dict.fromkeys(names))
    known = {choice.name: choice for choice in instrument.choices_of(question)}
    if question.or_other:
        known.setdefault(OTHER, other_choice(question))
    names = [*known, *sorted(set(counts) - set(known))]
    return tuple(
        ChoiceCount(
            name=name,
            label=known[name].label if name in known else _old_label(question, name, data),
            n=counts[name],
            percent=percent(counts[name], len(values)),
            score=known[name].score if name in known else None,
            places=_places(given, name) if question.type is Type.RANK else (),
        )
        for name in names
    )


def _old_label(question: Question, name: str, data: Iterable[ResponseData]) -> Text:
    """The label of a choice the present version no longer has, from the version it was given in."""
    for each in data:
        for asked in each.instrument.questions.values():
            if asked.name == question.name and (choice := each.instrument.choice(asked, name)):
                return choice.label
    return text_of(name)


def _places(given: Iterable[Sequence[object]], name: str) -> tuple[int, ...]:
    found = Counter(names.index(name) for names in given if name in names)
    longest = max((len(names) for names in given), default=0)
    return tuple(found[place] for place in range(longest))
