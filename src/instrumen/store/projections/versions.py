"""Which versions of a question are counted together because somebody decided so."""

import sqlite3

from instrumen.store.events import Event
from instrumen.store.projections.values import mapping, text

SCHEMA = """
CREATE TABLE version_joins (
    instrument TEXT NOT NULL,
    question TEXT NOT NULL,
    hash TEXT NOT NULL,
    joined TEXT NOT NULL,
    reason TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (instrument, question, hash)
) WITHOUT ROWID, STRICT;
"""

TABLES = ("version_joins",)


def _joined(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    digest, _, question = event.act.path.partition("/")
    db.execute(
        "INSERT OR REPLACE INTO version_joins VALUES (?,?,?,?,?,?,?)",
        (
            event.act.subject,
            question,
            digest,
            text(value.get("with")),
            text(value.get("reason")),
            event.actor,
            event.time,
        ),
    )


def _separated(db: sqlite3.Connection, event: Event) -> None:
    digest, _, question = event.act.path.partition("/")
    db.execute(
        "DELETE FROM version_joins WHERE instrument=? AND question=? AND hash=?",
        (event.act.subject, question, digest),
    )


PROJECTORS = {
    "version.joined": _joined,
    "version.separated": _separated,
}
