"""Figures from closed answers: frequencies with the six kinds of missing, summaries of numbers,
scales.

A row of the data is one response that counts (complete or partial, of somebody who has not
withdrawn); of questions inside a repeat it is one member. Valid answers and the six kinds of
missing always add up to the rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instrumen.analysis.figures import Summary, percent, summary
from instrumen.analysis.responses import ResponseData, responses_data
from instrumen.analysis.spread import attainment_word
from instrumen.engine import Outcome
from instrumen.fieldwork.versions import counted_together, version_label
from instrumen.language.design import Design
from instrumen.language.model import CHOICE_TYPES, Instrument, Question, Scale, Type
from instrumen.language.problems import Mark
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleSummary:
    """The figures of a scale. `figures` are those of the persons' scores, `scores` these by
    response id; `too_few` answered less than the share the study file asks for. `least` and
    `most` are the lowest and highest possible score; `attainment` is mean ÷ most × 100."""

    scale: Scale
    label: Text
    items: int
    reversed: tuple[str, ...]
    least: float
    most: float
    scores: Mapping[str, float]
    too_few: int
    figures: Summary | None
    attainment: float | None
    band: Text


Data = tuple[ResponseData, ...]


def frequencies(
    study: Study, instrument: str, group: str | None = None, *, data: Data | None = None
) -> tuple[ItemTable, ...]:
    """A table for every closed question, number and numeric calculation of an instrument, in its
    order; `group` narrows the people. Questions of earlier versions come after the present ones.
    A question asked in several versions has a table for each, but for those that are counted
    together (see `fieldwork.versions`). `data` is what `responses_data` gave when the caller has
    read it already."""
    data = _of_group(responses_data(study, instrument) if data is None else data, group)
    tables = (
        _table(path, asked, [each for each in data if each.instrument.hash in asked.hashes])
        for path, asked in _asked(study, instrument, data)
    )
    return tuple(table for table in tables if table is not None)


def scales(
    study: Study, instrument: str, group: str | None = None, *, data: Data | None = None
) -> tuple[ScaleSummary, ...]:
    """Every scale of an instrument, over the people of a group or all. Responses to a version
    whose rows are not counted with the present ones are left out."""
    known = study.design.instrument.get(instrument)
    if known is None or not known.scales:
        return ()
    data = _of_group(responses_data(study, instrument) if data is None else data, group)
    return tuple(
        scale_summary(study.design, known, scale, _comparable(study, known, scale.rows, data))
        for scale in known.scales
    )


def indicator_summary(
    study: Study, instrument: str, indicator: str, data: Data
) -> ScaleSummary | None:
    """All scored items of one indicator taken as a scale of their own, reversed by key; None
    when fewer than two items carry it."""
    known = study.design.instrument[instrument]
    rows = tuple(
        path
        for path, question in known.questions.items()
        if indicator in question.indicators and _is_scored(known, question) and "/" not in path
    )
    label = next((i.label for i in study.design.indicators if i.name == indicator), Text())
    if len(rows) < 2:
        return None
    scale = Scale(name=indicator, label=label, rows=rows, mark=Mark(1, 1))
    return scale_summary(study.design, known, scale, _comparable(study, known, rows, data))


def scale_score(
    instrument: Instrument, rows: Sequence[str], data: ResponseData, share: float
) -> float | None:
    """One person's score: the mean of the answered rows × the number of rows, reversed rows by
    their declared key (max + min − score); None when less than `share` of the rows is answered.

    Source: person-mean substitution within a scale (Downey & King 1998, The Journal of General
    Psychology 125(2):175–191), with the share declared in the study file.
    """
    scored = [score for row in rows if (score := _row_score(instrument, row, data)) is not None]
    if not scored or len(scored) < share * len(rows):
        return None
    return sum(scored) / len(scored) * len(rows)


def _of_group(data: Data, group: str | None) -> Data:
    return tuple(each for each in data if group is None or each.group == group)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The versions of a question that one table counts: the latest of them, their hashes, and
    what to call them ('' when there is no other table)."""

    instrument: Instrument
    hashes: frozenset[str]
    label: str


def _asked(study: Study, instrument: str, data: Iterable[ResponseData]) -> list[tuple[str, _Asked]]:
    versions = _versions(study, instrument, data)
    if len(versions) == 1:
        whole = _Asked(versions[0], frozenset({versions[0].hash}), "")
        return [(path, whole) for path in versions[0].questions]
    by_hash = {version.hash: version for version in versions}
    found = []
    for path, groups in counted_together(study, instrument, versions).items():
        for group in groups:
            members = [by_hash[digest] for digest in by_hash if digest in group]
            names = (version_label(member, versions) for member in reversed(members))
            label = ", ".join(names) if len(groups) > 1 else ""
            found.append((path, _Asked(members[0], group, label)))
    return found


def _versions(study: Study, instrument: str, data: Iterable[ResponseData]) -> list[Instrument]:
    """The present version, then those of the data, the latest first."""
    present = study.design.instrument.get(instrument)
    asked = {each.instrument.hash: each.instrument for each in data}
    known = {present.hash: present} if present else {}
    return list((known | dict(reversed(asked.items())) | known).values())


def _comparable(study: Study, instrument: Instrument, rows: Iterable[str], data: Data) -> Data:
    """The responses whose rows are counted together with those of the present version."""
    versions = _versions(study, instrument.id, data)
    if len(versions) == 1:
        return data
    groups = counted_together(study, instrument.id, versions)
    apart = {
        version.hash
        for version in versions
        for row in rows
        if row in version.questions and row in instrument.questions
        if not any({version.hash, instrument.hash} <= group for group in groups[row])
    }
    return tuple(each for each in data if each.instrument.hash not in apart)


def _table(path: str, asked: _Asked, data: Sequence[ResponseData]) -> ItemTable | None:
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
        if not _is_scored(instrument, question):
            return []
        scores = {choice.name: choice.score for choice in instrument.choices_of(question)}
        found = (scores.get(str(value)) for value in values)
        return [score for score in found if score is not None]
    return [float(value) for value in values if isinstance(value, int | float)]


def _is_scored(instrument: Instrument, question: Question) -> bool:
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


def scale_summary(
    design: Design, instrument: Instrument, scale: Scale, data: Sequence[ResponseData]
) -> ScaleSummary:
    """A scale over responses. Attainment: mean ÷ highest possible score × 100 (Sugiyono, as for
    items), with the band the study file gives it by lower bound."""
    rows = [row for row in scale.rows if row in instrument.questions]
    limits = [_limits(instrument, instrument.questions[row]) for row in rows]
    scores = {
        each.response: score
        for each in data
        if (score := scale_score(instrument, rows, each, design.scale_answered_share)) is not None
    }
    most = sum(high for _low, high in limits)
    figures = summary(scores.values())
    attained = percent(figures.mean, most) if figures and most else None
    return ScaleSummary(
        scale=scale,
        label=scale.label,
        items=len(rows),
        reversed=tuple(row for row in rows if instrument.questions[row].reverse),
        least=sum(low for low, _high in limits),
        most=most,
        scores=scores,
        too_few=len(data) - len(scores),
        figures=figures,
        attainment=attained,
        band=attainment_word(design, attained) if attained is not None else Text(),
    )


def _row_score(instrument: Instrument, row: str, data: ResponseData) -> float | None:
    question = data.instrument.questions.get(row)
    if question is None or data.outcome(row) is not Outcome.ANSWERED:
        return None
    choice = data.instrument.choice(question, str(data.form.value(row)))
    if choice is None or choice.score is None:
        return None
    # The key is the present one: it says how answers are to be read, not how they were given.
    if not instrument.questions[row].reverse:
        return choice.score
    low, high = _limits(data.instrument, question)
    return high + low - choice.score


def _limits(instrument: Instrument, question: Question) -> tuple[float, float]:
    scores = [c.score for c in instrument.choices_of(question) if c.score is not None]
    return (min(scores), max(scores)) if scores else (0.0, 0.0)
