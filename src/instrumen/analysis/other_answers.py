"""Questions whose answers are neither choices nor numbers (words, dates, files, places, ticks): how
many gave one, why the others did not, and the first and last of dates and times."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instrumen.analysis.counted import Asked, Data, asked_versions
from instrumen.analysis.frequencies import MISSING
from instrumen.analysis.responses import ResponseData, responses_data
from instrumen.engine import Outcome
from instrumen.language.model import Instrument, Question, Type
from instrumen.store.study import Study

MOMENT_TYPES = frozenset({Type.DATE, Type.TIME, Type.DATETIME})
_TYPES = MOMENT_TYPES | {Type.TEXT, Type.FILE, Type.GEOPOINT, Type.ACKNOWLEDGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCount:
    """The answers to one question. `rows` = `valid` + all of `missing`; `first` and `last` are
    those of dates and times as stored, '' of anything else. `version` names the versions counted
    here when the question has several counts; `instrument` is the latest of them."""

    path: str
    question: Question
    instrument: Instrument
    rows: int
    valid: int
    missing: Mapping[Outcome, int]
    first: str = ""
    last: str = ""
    version: str = ""


def answer_counts(
    study: Study, instrument: str, *, data: Data | None = None
) -> tuple[AnswerCount, ...]:
    """A count for every such question of an instrument that somebody was to be asked, in its
    order. `data` is what `responses_data` gave when the caller has read it already."""
    known = responses_data(study, instrument) if data is None else data
    counts = (
        _count(path, asked, [each for each in known if each.instrument.hash in asked.hashes])
        for path, asked in asked_versions(study, instrument, known)
        if asked.instrument.questions[path].type in _TYPES
    )
    return tuple(count for count in counts if count.rows)


def _count(path: str, asked: Asked, data: Sequence[ResponseData]) -> AnswerCount:
    question = asked.instrument.questions[path]
    places = [(each, place) for each in data for place in each.places(path)]
    outcomes = Counter(each.outcome(place) for each, place in places)
    moments = sorted(
        str(each.form.value(place))
        for each, place in places
        if question.type in MOMENT_TYPES and each.outcome(place) is Outcome.ANSWERED
    )
    return AnswerCount(
        path=path,
        question=question,
        instrument=asked.instrument,
        rows=len(places),
        valid=outcomes[Outcome.ANSWERED],
        missing={kind: outcomes[kind] for kind in MISSING},
        first=moments[0] if moments else "",
        last=moments[-1] if moments else "",
        version=asked.label,
    )
