"""Whether a session that nobody ended still goes on: the power went or the program was killed, and
the same people sit there."""

from datetime import datetime, timedelta

from instrumen.fieldwork.response_rows import SessionRow, sessions
from instrumen.store.study import Study

STILL_SITTING = timedelta(hours=3)
"""How long after its last act a session that was cut off is taken to go on: a power cut or a new
battery, not another visit."""


def session_going_on(study: Study, response_id: str) -> SessionRow | None:
    """The last session of a response, when it goes on: nobody ended it, this collector began it
    on this laptop, and its last act is not longer ago than STILL_SITTING. None otherwise: what
    comes next is a new session."""
    known = sessions(study, response_id)
    if not known or known[-1].ended or not _begun_here(study, response_id, known[-1]):
        return None
    since = study.clock.now() - _last_act(study, response_id, known[-1])
    return known[-1] if timedelta() <= since <= STILL_SITTING else None


def _begun_here(study: Study, response_id: str, session: SessionRow) -> bool:
    """Whether the log knows one beginning of the session, and it was made here."""
    query = (
        "SELECT e.kind, e.actor, e.installation FROM heads h JOIN events e USING (writer, seq) "
        "WHERE h.family='session' AND h.subject=? AND h.path=?"
    )
    heads = list(study.rows(query, (response_id, str(session.number))))
    return heads == [("session.begun", study.actor, study.installation)]


def _last_act(study: Study, response_id: str, session: SessionRow) -> datetime:
    """When the last turn or answer was kept; the beginning, before there is one."""
    query = (
        "SELECT time FROM turns WHERE response=? UNION SELECT time FROM answers WHERE response=?"
    )
    times = [str(time) for (time,) in study.rows(query, (response_id, response_id))]
    return max(map(datetime.fromisoformat, (session.begun, *times)))
