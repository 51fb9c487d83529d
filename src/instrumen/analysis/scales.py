"""Scales: what a person scored on several questions together, and the figures over persons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instrumen.analysis.counted import Data, comparable, of_group
from instrumen.analysis.figures import Summary, percent, summary
from instrumen.analysis.frequencies import is_scored
from instrumen.analysis.responses import ResponseData, responses_data
from instrumen.analysis.spread import attainment_word
from instrumen.engine import Outcome
from instrumen.language.design import Design
from instrumen.language.model import Instrument, Question, Scale
from instrumen.language.problems import Mark
from instrumen.language.text import Text
from instrumen.store.study import Study


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


def scales(
    study: Study, instrument: str, group: str | None = None, *, data: Data | None = None
) -> tuple[ScaleSummary, ...]:
    """Every scale of an instrument, over the people of a group or all. Responses to a version
    whose rows are not counted with the present ones are left out."""
    known = study.design.instrument.get(instrument)
    if known is None or not known.scales:
        return ()
    data = of_group(responses_data(study, instrument) if data is None else data, group)
    return tuple(
        scale_summary(study.design, known, scale, comparable(study, known, scale.rows, data))
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
        if indicator in question.indicators and is_scored(known, question) and "/" not in path
    )
    label = next((i.label for i in study.design.indicators if i.name == indicator), Text())
    if len(rows) < 2:
        return None
    scale = Scale(name=indicator, label=label, rows=rows, mark=Mark(1, 1))
    return scale_summary(study.design, known, scale, comparable(study, known, rows, data))


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
