"""Responses, their sessions, answers, repeat counts, overridden checks and remarks."""

import sqlite3

from instrumen.store import log
from instrumen.store.events import Event, Json
from instrumen.store.projections.course import no_longer_absent, reached
from instrumen.store.projections.values import mapping, plain, text, whole

SCHEMA = """
CREATE TABLE responses (
    id TEXT PRIMARY KEY,
    instrument TEXT NOT NULL,
    hash TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    site TEXT NOT NULL,
    unit TEXT NOT NULL,
    round INTEGER NOT NULL,
    instance INTEGER NOT NULL,
    mode TEXT NOT NULL,
    state TEXT NOT NULL,
    position TEXT NOT NULL,
    begun TEXT NOT NULL,
    finished TEXT NOT NULL,
    actor TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX responses_by_subject ON responses (instrument, subject, unit, round, instance);
CREATE TABLE response_respondents (
    response TEXT NOT NULL,
    respondent TEXT NOT NULL,
    PRIMARY KEY (response, respondent)
) WITHOUT ROWID, STRICT;
CREATE TABLE sessions (
    response TEXT NOT NULL,
    number INTEGER NOT NULL,
    place TEXT NOT NULL,
    mode TEXT NOT NULL,
    language TEXT NOT NULL,
    recorded INTEGER NOT NULL,
    present TEXT NOT NULL,
    collector TEXT NOT NULL,
    begun TEXT NOT NULL,
    ended TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (response, number)
) WITHOUT ROWID, STRICT;
CREATE TABLE answers (
    response TEXT NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    plain ANY,
    missing TEXT NOT NULL,
    writer INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (response, path)
) WITHOUT ROWID, STRICT;
CREATE TABLE repeats (
    response TEXT NOT NULL,
    path TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (response, path)
) WITHOUT ROWID, STRICT;
CREATE TABLE overrides (
    response TEXT NOT NULL,
    path TEXT NOT NULL,
    message TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (response, path)
) WITHOUT ROWID, STRICT;
CREATE TABLE masked (
    response TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (response, path)
) WITHOUT ROWID, STRICT;
CREATE TABLE calculations (
    response TEXT NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    plain ANY,
    PRIMARY KEY (response, path)
) WITHOUT ROWID, STRICT;
CREATE TABLE absences (
    response TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (response, path)
) WITHOUT ROWID, STRICT;
CREATE TABLE remarks (
    response TEXT NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (response, path)
) WITHOUT ROWID, STRICT;
"""

TABLES = (
    "responses", "response_respondents", "sessions", "answers", "repeats", "overrides", "masked",
    "calculations", "absences", "remarks",
)  # fmt: skip


def _begun(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    response = event.act.subject
    db.execute(
        "INSERT INTO responses VALUES (?,?,?,?,?,?,?,?,?,?,'begun','',?,'',?)",
        (
            response,
            text(value.get("instrument")),
            event.act.instrument,
            text(value.get("subject_kind")),
            text(value.get("subject")),
            text(value.get("site")),
            text(value.get("unit")),
            whole(value.get("round")) or 1,
            whole(value.get("instance")) or 1,
            text(value.get("mode")),
            event.time,
            event.actor,
        ),
    )
    respondents = value.get("respondents")
    for code in respondents if isinstance(respondents, list) else []:
        db.execute("INSERT INTO response_respondents VALUES (?,?)", (response, text(code)))


def _moved(db: sqlite3.Connection, event: Event) -> None:
    position, response = text(event.act.value), event.act.subject
    db.execute("UPDATE responses SET position=? WHERE id=?", (position, response))
    reached(db, response, position)


def _finished(db: sqlite3.Connection, event: Event) -> None:
    """A finished response says which stored answers do not count (their question was no longer
    relevant), what its calculations came to and why other questions have no answer: that
    follows from the instrument, which the tables do not know."""
    value = mapping(event)
    response = event.act.subject
    _forget_final(db, response)
    db.execute(
        "UPDATE responses SET state='finished', finished=? WHERE id=?", (event.time, response)
    )
    masked, calculated = value.get("masked"), value.get("calculated")
    for path in masked if isinstance(masked, list) else []:
        db.execute("INSERT INTO masked VALUES (?,?)", (response, text(path)))
    for path, result in (calculated if isinstance(calculated, dict) else {}).items():
        row = (response, path, log.dump(result), plain(result))
        db.execute("INSERT INTO calculations VALUES (?,?,?,?)", row)
    absent = value.get("absent")
    for kind, paths in (absent if isinstance(absent, dict) else {}).items():
        rows = ((response, text(path), kind) for path in (paths if isinstance(paths, list) else ()))
        db.executemany("INSERT INTO absences VALUES (?,?,?)", rows)


def _reopened(db: sqlite3.Connection, event: Event) -> None:
    response = event.act.subject
    _forget_final(db, response)
    db.execute("UPDATE responses SET state='begun', finished='' WHERE id=?", (response,))


def _forget_final(db: sqlite3.Connection, response: str) -> None:
    db.execute("DELETE FROM masked WHERE response=?", (response,))
    db.execute("DELETE FROM calculations WHERE response=?", (response,))
    db.execute("DELETE FROM absences WHERE response=?", (response,))


def _session_begun(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "INSERT OR REPLACE INTO sessions VALUES (?,?,?,?,?,?,?,?,?,'','','')",
        (
            event.act.subject,
            int(event.act.path),
            text(value.get("place")),
            text(value.get("mode")),
            text(value.get("language")),
            int(bool(value.get("recorded"))),
            text(value.get("present")),
            event.actor,
            event.time,
        ),
    )


def _session_ended(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "UPDATE sessions SET ended=?, reason=?, note=? WHERE response=? AND number=?",
        (
            event.time,
            text(value.get("reason")),
            text(value.get("note")),
            event.act.subject,
            int(event.act.path),
        ),
    )


def _answer(db: sqlite3.Connection, event: Event, value: Json, missing: str) -> None:
    slot = (event.act.subject, event.act.path)
    row = (*slot, log.dump(value), plain(value), missing, *event.key, event.time)
    db.execute("INSERT OR REPLACE INTO answers VALUES (?,?,?,?,?,?,?,?)", row)


def _answer_set(db: sqlite3.Connection, event: Event) -> None:
    _answer(db, event, event.act.value, "")
    no_longer_absent(db, event.act.subject, event.act.path)


def _answer_missing(db: sqlite3.Connection, event: Event) -> None:
    _answer(db, event, None, text(event.act.value))
    no_longer_absent(db, event.act.subject, event.act.path)


def _answer_cleared(db: sqlite3.Connection, event: Event) -> None:
    """A cleared answer stays as a blank row, so that a default does not come back for it."""
    _answer(db, event, None, "")


def _answer_triggered(db: sqlite3.Connection, event: Event) -> None:
    """As if a person had answered; that it was the form stays in the log."""
    (_answer_cleared if event.act.value is None else _answer_set)(db, event)


def _answer_removed(db: sqlite3.Connection, event: Event) -> None:
    """The place is gone, with a member of a repeat that was taken out."""
    slot = (event.act.subject, event.act.path)
    db.execute("DELETE FROM answers WHERE response=? AND path=?", slot)
    no_longer_absent(db, *slot)


def _repeat(db: sqlite3.Connection, event: Event) -> None:
    db.execute(
        "INSERT OR REPLACE INTO repeats VALUES (?,?,?)",
        (event.act.subject, event.act.path, whole(event.act.value) or 0),
    )


def _overridden(db: sqlite3.Connection, event: Event) -> None:
    db.execute(
        "INSERT OR REPLACE INTO overrides VALUES (?,?,?,?,?)",
        (event.act.subject, event.act.path, text(event.act.value), event.actor, event.time),
    )


def _remark(db: sqlite3.Connection, event: Event) -> None:
    body = text(event.act.value)
    slot = (event.act.subject, event.act.path)
    if body:
        row = (*slot, body, event.actor, event.time)
        db.execute("INSERT OR REPLACE INTO remarks VALUES (?,?,?,?,?)", row)
    else:
        db.execute("DELETE FROM remarks WHERE response=? AND path=?", slot)


PROJECTORS = {
    "response.begun": _begun,
    "position.moved": _moved,
    "state.finished": _finished,
    "state.reopened": _reopened,
    "session.begun": _session_begun,
    "session.ended": _session_ended,
    "answer.set": _answer_set,
    "answer.triggered": _answer_triggered,
    "answer.missing": _answer_missing,
    "answer.cleared": _answer_cleared,
    "answer.removed": _answer_removed,
    "repeat.counted": _repeat,
    "check.overridden": _overridden,
    "remark.written": _remark,
}
