"""Codes grown in the field, codings, memos, findings with their evidence, assessed claims.

A coding points to a text (`ref`) as it stood: `turn:ID` or `answer:RESPONSE/PATH`, the event
that held it, and a span in Unicode code points, end exclusive.
"""

import sqlite3

from instrumen.store import log
from instrumen.store.events import Event, Json
from instrumen.store.projections.values import mapping, text, whole

SCHEMA = """
CREATE TABLE codes (
    name TEXT PRIMARY KEY,
    theme TEXT NOT NULL,
    parent TEXT NOT NULL,
    body TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE codings (
    id TEXT PRIMARY KEY,
    response TEXT NOT NULL,
    ref TEXT NOT NULL,
    writer INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    code TEXT NOT NULL,
    attribute TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX codings_by_ref ON codings (ref, start);
CREATE INDEX codings_by_code ON codings (code);
CREATE TABLE memos (
    id TEXT PRIMARY KEY,
    about TEXT NOT NULL,
    body TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE findings (
    id TEXT PRIMARY KEY,
    theme TEXT NOT NULL,
    number INTEGER NOT NULL,
    statement TEXT NOT NULL,
    codes TEXT NOT NULL,
    contrary_codes TEXT NOT NULL,
    claims TEXT NOT NULL,
    status TEXT NOT NULL,
    verified_by TEXT NOT NULL,
    verified_how TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    finding TEXT NOT NULL,
    response TEXT NOT NULL,
    ref TEXT NOT NULL,
    writer INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    stance TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE assessments (
    claim TEXT NOT NULL,
    source TEXT NOT NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (claim, source)
) WITHOUT ROWID, STRICT;
"""

TABLES = ("codes", "codings", "memos", "findings", "evidence", "assessments")


def _code(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "INSERT OR REPLACE INTO codes VALUES (?,?,?,?,?,?)",
        (
            event.act.subject,
            text(value.get("theme")),
            text(value.get("parent")),
            log.dump(value),
            event.actor,
            event.time,
        ),
    )


def _code_removed(db: sqlite3.Connection, event: Event) -> None:
    db.execute("DELETE FROM codes WHERE name=?", (event.act.subject,))


def _span(value: dict[str, Json]) -> tuple[str, Json, Json, int, int]:
    """A stretch of a text as it stood: ref, the event that held it, start and end."""
    at = value.get("event")
    writer, seq = at if isinstance(at, list) and len(at) == 2 else (0, 0)
    start, end = whole(value.get("start")) or 0, whole(value.get("end")) or 0
    return text(value.get("ref")), writer, seq, start, end


def _coding(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "INSERT OR REPLACE INTO codings VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            event.act.path,
            event.act.subject,
            *_span(value),
            text(value.get("code")),
            text(value.get("attribute")),
            event.actor,
            event.time,
        ),
    )


def _coding_removed(db: sqlite3.Connection, event: Event) -> None:
    db.execute("DELETE FROM codings WHERE id=?", (event.act.path,))


def _memo(db: sqlite3.Connection, event: Event) -> None:
    body = text(event.act.value)
    row = (event.act.path, event.act.subject, body, event.actor, event.time)
    if body:
        db.execute("INSERT OR REPLACE INTO memos VALUES (?,?,?,?,?)", row)
    else:
        db.execute("DELETE FROM memos WHERE id=?", (event.act.path,))


def _finding(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "INSERT INTO findings VALUES (?,?,?,?,?,?,?,'draft','','',?,?) ON CONFLICT (id) DO UPDATE "
        "SET theme=excluded.theme, number=excluded.number, statement=excluded.statement, "
        "codes=excluded.codes, contrary_codes=excluded.contrary_codes, claims=excluded.claims, "
        "actor=excluded.actor, time=excluded.time",
        (
            event.act.subject,
            text(value.get("theme")),
            whole(value.get("number")) or 1,
            log.dump(value.get("statement", {})),
            log.dump(value.get("codes", [])),
            log.dump(value.get("contrary_codes", [])),
            log.dump(value.get("claims", [])),
            event.actor,
            event.time,
        ),
    )


def _finding_removed(db: sqlite3.Connection, event: Event) -> None:
    db.execute("DELETE FROM findings WHERE id=?", (event.act.subject,))
    db.execute("DELETE FROM evidence WHERE finding=?", (event.act.subject,))


def _status(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "UPDATE findings SET status=?, verified_by=?, verified_how=? WHERE id=?",
        (
            text(value.get("status")),
            text(value.get("by")),
            text(value.get("how")),
            event.act.subject,
        ),
    )


def _evidence(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "INSERT OR REPLACE INTO evidence VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            event.act.path,
            event.act.subject,
            text(value.get("response")),
            *_span(value),
            text(value.get("stance")),
            event.actor,
            event.time,
        ),
    )


def _evidence_removed(db: sqlite3.Connection, event: Event) -> None:
    db.execute("DELETE FROM evidence WHERE id=?", (event.act.path,))


def _assessed(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "INSERT OR REPLACE INTO assessments VALUES (?,?,?,?,?,?)",
        (
            event.act.subject,
            event.act.path,
            text(value.get("status")),
            text(value.get("note")),
            event.actor,
            event.time,
        ),
    )


PROJECTORS = {
    "code.added": _code,
    "code.changed": _code,
    "code.removed": _code_removed,
    "coding.added": _coding,
    "coding.removed": _coding_removed,
    "memo.written": _memo,
    "finding.written": _finding,
    "finding.removed": _finding_removed,
    "status.set": _status,
    "evidence.added": _evidence,
    "evidence.removed": _evidence_removed,
    "claim.assessed": _assessed,
}
