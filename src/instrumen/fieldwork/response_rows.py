"""Responses as rows: one instrument filled in for one subject, on one occasion (instance, round),
in one or more sessions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from instrumen.fieldwork.targets import Target
from instrumen.language.model import SubjectKind
from instrumen.messages import Message, msg
from instrumen.store.study import Study


class ResponseError(Exception):
    """A response cannot be begun or taken up; `.message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """A response as it stands. `hash` names the version of the instrument it is filled in with;
    `position` is the path of the step one was on; times are ISO 8601 with offset, '' for never.
    `respondents` are the codes of all who take part."""

    id: str
    instrument: str
    hash: str
    subject_kind: SubjectKind
    subject: str
    site: str
    unit: str
    round: int
    instance: int
    mode: str
    state: str
    position: str
    begun: str
    finished: str
    actor: str
    respondents: tuple[str, ...]

    @property
    def is_finished(self) -> bool:
        """Whether it was finished and not opened again since."""
        return self.state == "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One sitting of a response. `reason` says why it ended; `ended` is '' while it goes on, and
    for ever when the power went."""

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


_COLUMNS = (
    "id, instrument, hash, subject_kind, subject, site, unit, round, instance, mode, state, "
    "position, begun, finished, actor"
)
_ORDER = "ORDER BY round, instance, begun, id"


def response(study: Study, response_id: str) -> ResponseRow:
    """One response; raises ResponseError when there is none."""
    row = study.row(f"SELECT {_COLUMNS} FROM responses WHERE id=?", (response_id,))
    if row is None:
        raise ResponseError(msg("There is no response {response}.", response=response_id))
    query = "SELECT respondent FROM response_respondents WHERE response=? ORDER BY respondent"
    return _row(row, [str(code) for (code,) in study.rows(query, (response_id,))])


def responses(study: Study, instrument: str | None = None) -> tuple[ResponseRow, ...]:
    """Every response, or those of one instrument."""
    where, values = ("", ()) if instrument is None else (" WHERE instrument=?", (instrument,))
    return _rows(study, where, values)


def responses_of(study: Study, respondent: str) -> tuple[ResponseRow, ...]:
    """Every response that a respondent takes part in."""
    where = " WHERE id IN (SELECT response FROM response_respondents WHERE respondent=?)"
    return _rows(study, where, (respondent,))


def find(study: Study, target: Target) -> tuple[ResponseRow, ...]:
    """The responses a target has already, the first round and instance first."""
    return _rows(study, " WHERE instrument=? AND subject=? AND unit=?", target.key)


def target_of(row: ResponseRow, group: str = "") -> Target:
    """The target a response belongs to."""
    personal = row.subject_kind in (SubjectKind.RESPONDENT, SubjectKind.LESSON)
    return Target(
        instrument=row.instrument,
        subject_kind=row.subject_kind,
        subject=row.subject,
        site=row.site,
        group=group,
        respondent=row.subject if personal else None,
        unit=row.unit,
    )


def sessions(study: Study, response_id: str) -> tuple[SessionRow, ...]:
    """The sessions of a response in their order."""
    return tuple(row for _, row in _sessions(study, "WHERE response=?", response_id))


def sessions_of_all(study: Study) -> Mapping[str, tuple[SessionRow, ...]]:
    """The sessions of every response, by its id."""
    found: dict[str, tuple[SessionRow, ...]] = {}
    for response_id, row in _sessions(study, ""):
        found[response_id] = (*found.get(response_id, ()), row)
    return found


def _sessions(study: Study, where: str, *values: str) -> Iterator[tuple[str, SessionRow]]:
    query = (
        "SELECT response, number, place, mode, language, recorded, present, collector, begun, "
        f"ended, reason, note FROM sessions {where} ORDER BY response, number"
    )
    for response_id, *row in study.rows(query, values):
        yield str(response_id), _session(row)


def _rows(study: Study, where: str, values: Sequence[object]) -> tuple[ResponseRow, ...]:
    people: dict[str, list[str]] = {}
    pairs = "SELECT response, respondent FROM response_respondents ORDER BY response, respondent"
    for response_id, code in study.rows(pairs):
        people.setdefault(str(response_id), []).append(str(code))
    query = f"SELECT {_COLUMNS} FROM responses{where} {_ORDER}"
    return tuple(_row(row, people.get(str(row[0]), ())) for row in study.rows(query, values))


def _row(row: Sequence[object], respondents: Iterable[str]) -> ResponseRow:
    (
        id_,
        instrument,
        digest,
        kind,
        subject,
        site,
        unit,
        round_,
        instance,
        mode,
        state,
        position,
        begun,
        finished,
        actor,
    ) = map(str, row)
    return ResponseRow(
        id=id_,
        instrument=instrument,
        hash=digest,
        subject_kind=SubjectKind(kind),
        subject=subject,
        site=site,
        unit=unit,
        round=int(round_),
        instance=int(instance),
        mode=mode,
        state=state,
        position=position,
        begun=begun,
        finished=finished,
        actor=actor,
        respondents=tuple(respondents),
    )


def _session(row: Sequence[object]) -> SessionRow:
    (number, place, mode, language, recorded, present, collector, begun, ended, reason, note) = map(
        str, row
    )
    return SessionRow(
        number=int(number),
        place=place,
        mode=mode,
        language=language,
        recorded=recorded == "1",
        present=present,
        collector=collector,
        begun=begun,
        ended=ended,
        reason=reason,
        note=note,
    )
