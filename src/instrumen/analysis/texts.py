"""What can be coded and cited: turns of interviews, and written answers of every instrument.

A citation follows the pattern of the study file (`[{code}, {turn}]`). Further places in it:
`{technique}`, `{date}`, `{session}`, `{instrument}`, `{unit}`, `{site}`. A place that is empty
takes the separator before it along, so that a document is simply `[D-04]`.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import cast

from instrumen.analysis.corpus import Corpus, Origin, read_corpus
from instrumen.fieldwork.progress import template_path
from instrumen.language.model import Kind, Question, SubjectKind, Type
from instrumen.messages import Message, msg
from instrumen.store.events import EventKey
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study
from instrumen.transcripts.reading import SpeakerKind, Turn, turn, turns

TEXT_TYPES = frozenset({Type.TEXT, Type.OPEN})


class Obstacle(StrEnum):
    """Why a text is not quoted."""

    OFF_RECORD = "off_record"
    WITHDRAWN = "withdrawn"
    NO_CONSENT = "no_consent"
    INTERVIEWER = "interviewer"
    NOT_EXPORTED = "not_exported"
    CHANGED = "changed"


def obstacle_label(obstacle: Obstacle) -> Message:
    """An obstacle in words."""
    return {
        Obstacle.OFF_RECORD: msg("off the record"),
        Obstacle.WITHDRAWN: msg("the respondent withdrew"),
        Obstacle.NO_CONSENT: msg("no consent to quote"),
        Obstacle.INTERVIEWER: msg("the interviewer's own words"),
        Obstacle.NOT_EXPORTED: msg("coded as not to be quoted"),
        Obstacle.CHANGED: msg("the text was corrected after it was coded"),
    }[obstacle]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitableText:
    """A text with its place. `event` holds the body as it stands; `respondent` is the person it
    counts for ('' for nobody), `speaker` who said or wrote it; `place` the turn's label or the
    number of the question; `date` ISO 8601 without the hour."""

    ref: str
    response: str
    body: str
    event: EventKey
    citation: str
    respondent: str
    speaker: str
    group: str
    site: str
    technique: str
    instrument: str
    question: str
    place: str
    date: str
    marked: bool
    why_not: Obstacle | None

    @property
    def quotable(self) -> bool:
        """Whether nothing stands in the way of quoting it."""
        return self.why_not is None

    @property
    def bookmark(self) -> str:
        """The name of its bookmark in Word documents."""
        return bookmark(self.ref)


def text_of(study: Study, ref: str, corpus: Corpus | None = None) -> CitableText | None:
    """The text a ref names; None when there is no such turn or written answer."""
    known = corpus or read_corpus(study)
    kind, _, name = ref.partition(":")
    if kind == "turn":
        found = turn(study, name)
        origin = known.origins.get(found.response) if found else None
        return _turn_text(study, known, origin, found) if found and origin else None
    response, _, path = name.partition("/")
    origin = known.origins.get(response)
    return next(_answers(study, known, origin, path), None) if origin else None


def texts_of(study: Study, response: str, corpus: Corpus | None = None) -> tuple[CitableText, ...]:
    """The texts of one response: its turns, then its written answers in the instrument's order."""
    known = corpus or read_corpus(study)
    origin = known.origins.get(response)
    if origin is None:
        return ()
    spoken = (_turn_text(study, known, origin, each) for each in turns(study, response))
    return (*spoken, *_answers(study, known, origin))


def all_texts(study: Study, corpus: Corpus | None = None) -> Mapping[str, CitableText]:
    """Every text of the study by ref, response after response."""
    known = corpus or read_corpus(study)
    return {
        text.ref: text for response in known.origins for text in texts_of(study, response, known)
    }


def cite(study: Study, ref: str, pattern: str | None = None) -> str:
    """The citation of a ref, by the study's pattern or another; '' when there is no such text."""
    known = read_corpus(study)
    text = text_of(study, ref, known)
    if text is None or pattern is None:
        return text.citation if text else ""
    return _citation(study, known.origins[text.response], text.respondent, text.place, text.date,
                     pattern)  # fmt: skip


def bookmark(ref: str) -> str:
    """The name of a text's bookmark in Word: the same for ever, letters and digits, at most 40
    characters (Word's limit)."""
    return "ref" + hashlib.sha256(ref.encode()).hexdigest()[:24]


def answer_ref(response: str, path: str) -> str:
    """The ref of a written answer."""
    return f"answer:{response}/{path}"


def _turn_text(study: Study, corpus: Corpus, origin: Origin, each: Turn) -> CitableText:
    spoken = each.speaker_kind is SpeakerKind.RESPONDENT
    respondent = each.speaker if spoken else ""
    place = " ".join(filter(None, (_occasion(origin), each.label)))
    date = each.time[:10]
    return CitableText(
        ref=each.ref,
        response=each.response,
        body=each.body,
        event=each.event,
        citation=_citation(study, origin, respondent, place, date),
        respondent=respondent,
        speaker=each.speaker,
        group=corpus.group_of(respondent),
        site=origin.site,
        technique=origin.technique,
        instrument=origin.instrument,
        question=each.question,
        place=place,
        date=date,
        marked=each.quotable,
        why_not=_turn_obstacle(corpus, origin, each),
    )


def _turn_obstacle(corpus: Corpus, origin: Origin, each: Turn) -> Obstacle | None:
    if each.off_record:
        return Obstacle.OFF_RECORD
    if each.speaker_kind is SpeakerKind.INTERVIEWER:
        return Obstacle.INTERVIEWER
    # Nobody knows who of the group spoke: everybody must have agreed.
    known = each.speaker_kind is SpeakerKind.RESPONDENT and each.speaker
    return _obstacle(corpus, origin, (each.speaker,) if known else origin.respondents)


def _obstacle(corpus: Corpus, origin: Origin, speakers: tuple[str, ...]) -> Obstacle | None:
    people = [corpus.people[code] for code in speakers if code in corpus.people]
    if origin.withdrawn or any(person.withdrew for person in people):
        return Obstacle.WITHDRAWN
    if len(people) < len(speakers) or not all(person.quotable for person in people):
        return Obstacle.NO_CONSENT
    return None


def _answers(study: Study, corpus: Corpus, origin: Origin, path: str = "") -> Iterator[CitableText]:
    questions = instrument_of(study, origin.hash).questions
    order = {name: at for at, name in enumerate(questions)}
    rows = _written(study, origin.id, path)
    rows.sort(key=lambda row: (order.get(template_path(row[0]), 0), _members(row[0])))
    for row in rows:
        question = questions.get(template_path(row[0]))
        if question is not None and question.type in TEXT_TYPES:
            yield _answer_text(study, corpus, origin, question, row)


def _answer_text(
    study: Study, corpus: Corpus, origin: Origin, question: Question, row: "_AnswerRow"
) -> CitableText:
    path, body, writer, seq, time = row
    place = _place(origin, question, path)
    date = time[:10]
    own = origin.kind is Kind.QUESTIONNAIRE
    return CitableText(
        ref=answer_ref(origin.id, path),
        response=origin.id,
        body=body,
        event=EventKey(writer, seq),
        citation=_citation(study, origin, origin.owner, place, date),
        respondent=origin.owner,
        speaker=origin.owner if own else "",
        group=corpus.group_of(origin.owner),
        site=origin.site,
        technique=origin.technique,
        instrument=origin.instrument,
        question=path,
        place=place,
        date=date,
        marked=False,
        why_not=_obstacle(corpus, origin, origin.respondents),
    )


def _occasion(origin: Origin) -> str:
    """What tells the interviews of a person apart; '' for the usual one."""
    if origin.group_number:
        return f"FG{origin.group_number}"
    return origin.technique + _number(origin) if _again(origin) else ""


def _again(origin: Origin) -> bool:
    return (origin.instance, origin.round) != (1, 1)


def _number(origin: Origin) -> str:
    return f"{origin.instance}.{origin.round}" if origin.round > 1 else str(origin.instance)


def _place(origin: Origin, question: Question, path: str) -> str:
    members = "".join(f"({member})" for member in _members(path))
    item = (question.number or question.name) + members
    if origin.kind is Kind.DOCUMENT:
        return "" if origin.subject_kind is SubjectKind.SITE else f"{origin.unit} {item}".strip()
    counted = origin.kind is Kind.OBSERVATION or _again(origin)
    occasion = f"{origin.technique}{_number(origin) if counted else ''}"
    return f"{_occasion(origin) if origin.group_number else occasion} {item}"


def _members(path: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\[(\d+)\]", path))


def _citation(
    study: Study, origin: Origin, respondent: str, place: str, date: str, pattern: str = ""
) -> str:
    values = {
        "code": respondent or _code(study, origin),
        "turn": place,
        "technique": origin.technique,
        "date": date,
        "session": place.rpartition(" ")[2].partition("/")[0] if "/" in place else "1",
        "instrument": origin.instrument,
        "unit": origin.unit,
        "site": origin.site,
    }
    return _filled(pattern or study.design.citation, values)


def _code(study: Study, origin: Origin) -> str:
    """What stands for the respondent where there is none: the document, the group."""
    if origin.group_number:
        return f"FG{origin.group_number}"
    if origin.subject_kind is not SubjectKind.SITE:
        return origin.subject
    document = origin.unit or origin.technique
    return f"{document}/{origin.site}" if len(study.design.sites) > 1 else document


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    pieces: list[str] = []
    for at, (literal, field, _spec, _conversion) in enumerate(Formatter().parse(pattern)):
        value = values.get(field, "") if field else ""
        if at == 0 or field is None or value:
            pieces.append(literal)
        pieces.append(value)
    return "".join(pieces)


# The query.

_AnswerRow = tuple[str, str, int, int, str]


def _written(study: Study, response: str, path: str) -> list[_AnswerRow]:
    query = (
        "SELECT path, value, writer, seq, time FROM answers "
        "WHERE response=? AND (?='' OR path=?) AND missing='' AND substr(value, 1, 1)='\"' "
        "AND (response, path) NOT IN (SELECT response, path FROM masked)"
    )
    rows = (cast(_AnswerRow, row) for row in study.rows(query, (response, path, path)))
    return [(row[0], json.loads(row[1]), *row[2:]) for row in rows]
