"""Reading what was said: turns, sessions with their header, whole transcripts.

Numbering begins at 1 in each session; the label of a turn is its number, in later sessions with
the session before it (`2/1`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import cast

from instrumen.fieldwork.response_rows import (
    ResponseError,
    ResponseRow,
    SessionRow,
    response,
    responses,
    sessions,
    sessions_of_all,
)
from instrumen.language.model import Kind, SubjectKind
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
class Session(SessionRow):
    """One sitting: its header and its turns."""

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


def turns(study: Study, response_id: str) -> tuple[Turn, ...]:
    """The turns of one interview, all sessions, in the order they were spoken."""
    return tuple(_turns(study, "t.response=?", response_id))


def turn(study: Study, turn_id: str) -> Turn | None:
    """One turn by id, or None."""
    return next(iter(_turns(study, "t.id=?", turn_id)), None)


def transcripts(study: Study) -> tuple[Transcript, ...]:
    """Every interview of the study, in the order they were begun."""
    spoken = _by_response(_turns(study))
    headers = sessions_of_all(study)
    return tuple(
        _transcript(study, row, headers.get(row.id, ()), spoken.get(row.id, ()))
        for row in sorted(responses(study), key=lambda row: (row.begun, row.id))
        if row.id in spoken or _is_interview(study, row.instrument)
    )


def transcript(study: Study, response_id: str) -> Transcript | None:
    """One interview, or None when there is no such response."""
    try:
        row = response(study, response_id)
    except ResponseError:
        return None
    return _transcript(study, row, sessions(study, response_id), turns(study, response_id))


def _transcript(
    study: Study, row: ResponseRow, headers: Sequence[SessionRow], spoken: Sequence[Turn]
) -> Transcript:
    known = study.design.instrument.get(row.instrument)
    alone = (row.subject,) if row.subject_kind is SubjectKind.RESPONDENT else ()
    return Transcript(
        response=row.id,
        instrument=row.instrument,
        technique=known.technique if known else "",
        subject_kind=row.subject_kind,
        subject=row.subject,
        site=row.site,
        round=row.round,
        instance=row.instance,
        respondents=row.respondents or alone,
        sessions=tuple(_session(header, spoken) for header in headers),
    )


def _session(header: SessionRow, spoken: Sequence[Turn]) -> Session:
    inside = tuple(turn for turn in spoken if turn.session == header.number)
    return Session(
        **{each.name: getattr(header, each.name) for each in fields(header)}, turns=inside
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
