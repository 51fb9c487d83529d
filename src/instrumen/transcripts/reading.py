"""Reading what was said: turns, sessions with their header, whole transcripts.

Numbering begins at 1 in each session; the label of a turn is its number, in later sessions with
the session before it (`2/1`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from instrumen.language.model import Kind
from instrumen.store.events import EventKey
from instrumen.store.study import Study


class SpeakerKind(StrEnum):
    """Who speaks in a turn; the letters are those of the transcript."""

    INTERVIEWER = "P"
    RESPONDENT = "R"
    UNKNOWN = "U"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of an interview.

    `speaker` is a respondent code or a collector, '' when nobody knows. `start_ms` and `end_ms`
    are milliseconds of the session's own monotonic time. `themes` are those it was tagged with,
    `question` the question of the guide it belongs to. `event` holds the body as it stands.
    """

    id: str
    response: str
    session: int
    number: int
    label: str
    speaker_kind: SpeakerKind
    speaker: str
    body: str
    start_ms: int | None
    end_ms: int | None
    question: str
    themes: tuple[str, ...]
    language: str
    gloss: str
    quotable: bool
    off_record: bool
    remark: str
    event: EventKey
    time: str

    @property
    def ref(self) -> str:
        """The name under which the turn is coded and cited."""
        return f"turn:{self.id}"

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.body.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sitting: its header and its turns. `begun` and `ended` are ISO 8601 with offset;
    `ended` is '' while it is going on."""

    number: int
    place: str
    mode: str
    language: str
    recorded: bool
    present: str
    collector: str
    begun: str
    ended: str
    reason: str
    note: str
    turns: tuple[Turn, ...]

    @property
    def duration_ms(self) -> int:
        """Up to where the turns reach, in milliseconds; 0 when they carry no times."""
        return max((turn.end_ms or turn.start_ms or 0 for turn in self.turns), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One interview: all its sessions. `technique` is the code of the instrument's technique,
    '' when the study no longer has the instrument."""

    response: str
    instrument: str
    technique: str
    subject_kind: str
    subject: str
    site: str
    round: int
    instance: int
    respondents: tuple[str, ...]
    sessions: tuple[Session, ...]

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of all sessions, in order."""
        return tuple(turn for session in self.sessions for turn in session.turns)


def turn_label(session: int, number: int) -> str:
    """How a turn is cited: `12`, in later sessions `2/12`."""
    return str(number) if session == 1 else f"{session}/{number}"


def turns(study: Study, response: str) -> tuple[Turn, ...]:
    """The turns of one interview, all sessions, in the order they were spoken."""
    return tuple(_turns(study, "t.response=?", response))


def turn(study: Study, turn_id: str) -> Turn | None:
    """One turn by id, or None."""
    return next(iter(_turns(study, "t.id=?", turn_id)), None)


def transcripts(study: Study) -> tuple[Transcript, ...]:
    """Every interview of the study, in the order they were begun."""
    spoken = _by_response(_turns(study))
    sessions = _sessions(study, spoken)
    people = _respondents(study)
    return tuple(
        _transcript(study, row, sessions.get(row[0], ()), people.get(row[0], ()))
        for row in _responses(study)
        if row[0] in spoken or _is_interview(study, row[1])
    )


def transcript(study: Study, response: str) -> Transcript | None:
    """One interview, or None when there is no such response."""
    spoken = _by_response(turns(study, response))
    sessions = _sessions(study, spoken, response)
    people = _respondents(study, response)
    for row in _responses(study, response):
        return _transcript(study, row, sessions.get(response, ()), people.get(response, ()))
    return None


def _transcript(
    study: Study, row: "_ResponseRow", sessions: Sequence[Session], people: Sequence[str]
) -> Transcript:
    response, instrument, subject_kind, subject, site, round_, instance = row
    known = study.design.instrument.get(instrument)
    return Transcript(
        response=response,
        instrument=instrument,
        technique=known.technique if known else "",
        subject_kind=subject_kind,
        subject=subject,
        site=site,
        round=round_,
        instance=instance,
        respondents=tuple(people) or ((subject,) if subject_kind == "respondent" else ()),
        sessions=tuple(sessions),
    )


def _is_interview(study: Study, instrument: str) -> bool:
    known = study.design.instrument.get(instrument)
    return known is not None and known.kind is Kind.INTERVIEW


def _by_response(spoken: Sequence[Turn]) -> dict[str, list[Turn]]:
    grouped: dict[str, list[Turn]] = defaultdict(list)
    for one in spoken:
        grouped[one.response].append(one)
    return grouped


# The queries.

_ResponseRow = tuple[str, str, str, str, str, int, int]
_SessionRow = tuple[str, int, str, str, str, int, str, str, str, str, str, str]
_TurnRow = tuple[
    str, str, int, int, str, str, str, int | None, int | None, str, str, str, int, int, str, int,
    int, str,
]  # fmt: skip

_TURN_COLUMNS = (
    "t.id, t.response, t.session, t.number, t.speaker_kind, t.speaker, t.body, t.start_ms, "
    "t.end_ms, t.question, t.language, t.gloss, t.quotable, t.off_record, coalesce(m.body, ''), "
    "t.writer, t.seq, t.time"
)


def _turns(study: Study, where: str = "1", *parameters: str) -> list[Turn]:
    tagged: dict[str, list[str]] = defaultdict(list)
    themes = (
        "SELECT h.turn, h.theme FROM turn_themes h JOIN turns t ON t.id=h.turn "
        f"WHERE {where} ORDER BY h.turn, h.theme"
    )
    for row in study.rows(themes, parameters):
        tagged[str(row[0])].append(str(row[1]))
    query = (
        f"SELECT {_TURN_COLUMNS} FROM turns t LEFT JOIN remarks m "
        "ON m.response=t.response AND m.path='turn:' || t.id "
        f"WHERE {where} ORDER BY t.response, t.session, t.number, t.id"
    )
    return [_turn(cast(_TurnRow, row), tagged) for row in study.rows(query, parameters)]


def _turn(row: _TurnRow, tagged: Mapping[str, Sequence[str]]) -> Turn:
    (id_, response, session, number, kind, speaker, body, start, end, question, language, gloss,
     quotable, off_record, remark, writer, seq, time) = row  # fmt: skip
    return Turn(
        id=id_,
        response=response,
        session=session,
        number=number,
        label=turn_label(session, number),
        speaker_kind=SpeakerKind(kind) if kind in set(SpeakerKind) else SpeakerKind.UNKNOWN,
        speaker=speaker,
        body=body,
        start_ms=start,
        end_ms=end,
        question=question,
        themes=tuple(tagged.get(id_, ())),
        language=language,
        gloss=gloss,
        quotable=bool(quotable),
        off_record=bool(off_record),
        remark=remark,
        event=EventKey(writer, seq),
        time=time,
    )


def _responses(study: Study, response: str = "") -> list[_ResponseRow]:
    query = (
        "SELECT id, instrument, subject_kind, subject, site, round, instance FROM responses "
        "WHERE ?='' OR id=? ORDER BY begun, id"
    )
    return [cast(_ResponseRow, row) for row in study.rows(query, (response, response))]


def _respondents(study: Study, response: str = "") -> dict[str, list[str]]:
    query = (
        "SELECT response, respondent FROM response_respondents "
        "WHERE ?='' OR response=? ORDER BY response, respondent"
    )
    people: dict[str, list[str]] = defaultdict(list)
    for row in study.rows(query, (response, response)):
        people[str(row[0])].append(str(row[1]))
    return people


def _sessions(
    study: Study, spoken: Mapping[str, Sequence[Turn]], response: str = ""
) -> dict[str, list[Session]]:
    query = (
        "SELECT response, number, place, mode, language, recorded, present, collector, begun, "
        "ended, reason, note FROM sessions WHERE ?='' OR response=? ORDER BY response, number"
    )
    found: dict[str, list[Session]] = defaultdict(list)
    for raw in study.rows(query, (response, response)):
        row = cast(_SessionRow, raw)
        inside = tuple(t for t in spoken.get(row[0], ()) if t.session == row[1])
        found[row[0]].append(_session(row, inside))
    return found


def _session(row: _SessionRow, inside: tuple[Turn, ...]) -> Session:
    (_response, number, place, mode, language, recorded, present, collector, begun, ended, reason,
     note) = row  # fmt: skip
    return Session(
        number=number,
        place=place,
        mode=mode,
        language=language,
        recorded=bool(recorded),
        present=present,
        collector=collector,
        begun=begun,
        ended=ended,
        reason=reason,
        note=note,
        turns=inside,
    )
