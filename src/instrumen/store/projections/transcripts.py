"""Turns of interviews, the themes they were tagged with, and what of the guide was covered."""

import sqlite3

from instrumen.store.events import Event
from instrumen.store.projections.values import mapping, text, whole

SCHEMA = """
CREATE TABLE turns (
    id TEXT PRIMARY KEY,
    response TEXT NOT NULL,
    session INTEGER NOT NULL,
    number INTEGER NOT NULL,
    speaker_kind TEXT NOT NULL,
    speaker TEXT NOT NULL,
    body TEXT NOT NULL,
    start_ms INTEGER,
    end_ms INTEGER,
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    gloss TEXT NOT NULL,
    quotable INTEGER NOT NULL,
    off_record INTEGER NOT NULL,
    writer INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    time TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE UNIQUE INDEX turns_in_order ON turns (response, session, number, id);
CREATE TABLE turn_themes (
    turn TEXT NOT NULL,
    theme TEXT NOT NULL,
    PRIMARY KEY (turn, theme)
) WITHOUT ROWID, STRICT;
CREATE TABLE probes (
    response TEXT NOT NULL,
    question TEXT NOT NULL,
    probe TEXT NOT NULL,
    state TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (response, question, probe)
) WITHOUT ROWID, STRICT;
"""

TABLES = ("turns", "turn_themes", "probes")

_MARKS = {"quotable": int, "off_record": int, "language": str, "gloss": str, "question": str}


def _added(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "INSERT INTO turns VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0,0,?,?,?)",
        (
            event.act.path,
            event.act.subject,
            whole(value.get("session")) or 1,
            whole(value.get("number")) or 0,
            text(value.get("speaker_kind")),
            text(value.get("speaker")),
            text(value.get("body")),
            whole(value.get("start_ms")),
            whole(value.get("end_ms")),
            text(value.get("question")),
            text(value.get("language")),
            text(value.get("gloss")),
            *event.key,
            event.time,
        ),
    )


def _corrected(db: sqlite3.Connection, event: Event) -> None:
    db.execute(
        "UPDATE turns SET body=?, writer=?, seq=? WHERE id=?",
        (text(mapping(event).get("body")), *event.key, event.act.path),
    )


def _marked(db: sqlite3.Connection, event: Event) -> None:
    turn, _, mark = event.act.path.partition("/")
    if mark in _MARKS:
        value = _MARKS[mark](event.act.value or ("" if _MARKS[mark] is str else 0))
        db.execute(f"UPDATE turns SET {mark}=? WHERE id=?", (value, turn))


def _tagged(db: sqlite3.Connection, event: Event) -> None:
    turn, _, theme = event.act.path.partition("/")
    if event.act.value:
        db.execute("INSERT OR IGNORE INTO turn_themes VALUES (?,?)", (turn, theme))
    else:
        db.execute("DELETE FROM turn_themes WHERE turn=? AND theme=?", (turn, theme))


def _probe(db: sqlite3.Connection, event: Event) -> None:
    question, _, probe = event.act.path.partition("/")
    db.execute(
        "INSERT OR REPLACE INTO probes VALUES (?,?,?,?,?)",
        (event.act.subject, question, probe, text(event.act.value), event.time),
    )


PROJECTORS = {
    "turn.added": _added,
    "turn.corrected": _corrected,
    "mark.set": _marked,
    "tag.set": _tagged,
    "probe.marked": _probe,
}
