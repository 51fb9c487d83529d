"""Respondents, dispositions with their attempts, and consent."""

import sqlite3

from instrumen.store import log
from instrumen.store.events import Event
from instrumen.store.projections.values import mapping, text

SCHEMA = """
CREATE TABLE respondents (
    code TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    grp TEXT NOT NULL,
    fields TEXT NOT NULL,
    source TEXT NOT NULL,
    added TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE dispositions (
    instrument TEXT NOT NULL,
    subject TEXT NOT NULL,
    unit TEXT NOT NULL,
    disposition TEXT NOT NULL,
    reason TEXT NOT NULL,
    appointment TEXT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (instrument, subject, unit)
) WITHOUT ROWID, STRICT;
CREATE TABLE attempts (
    instrument TEXT NOT NULL,
    subject TEXT NOT NULL,
    unit TEXT NOT NULL,
    writer INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    disposition TEXT NOT NULL,
    reason TEXT NOT NULL,
    appointment TEXT NOT NULL,
    note TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (instrument, subject, unit, writer, seq)
) WITHOUT ROWID, STRICT;
CREATE TABLE consents (
    respondent TEXT NOT NULL,
    consent TEXT NOT NULL,
    version TEXT NOT NULL,
    hash TEXT NOT NULL,
    language TEXT NOT NULL,
    how TEXT NOT NULL,
    actor TEXT NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (respondent, consent)
) WITHOUT ROWID, STRICT;
CREATE TABLE consent_scopes (
    respondent TEXT NOT NULL,
    scope TEXT NOT NULL,
    granted INTEGER NOT NULL,
    withdrawn TEXT NOT NULL,
    PRIMARY KEY (respondent, scope)
) WITHOUT ROWID, STRICT;
"""

TABLES = ("respondents", "dispositions", "attempts", "consents", "consent_scopes")


def _respondent(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    db.execute(
        "INSERT INTO respondents VALUES (?,?,?,?,?,?) ON CONFLICT (code) DO UPDATE SET "
        "site=excluded.site, grp=excluded.grp, fields=excluded.fields",
        (
            event.act.subject,
            text(value.get("site")),
            text(value.get("group")),
            log.dump(value.get("fields", {})),
            text(value.get("source")),
            event.time,
        ),
    )


def _respondent_removed(db: sqlite3.Connection, event: Event) -> None:
    db.execute("DELETE FROM respondents WHERE code=?", (event.act.subject,))


def _disposition(db: sqlite3.Connection, event: Event) -> None:
    instrument, _, unit = event.act.path.partition("/")
    value = mapping(event)
    what = (
        text(value.get("disposition")),
        text(value.get("reason")),
        text(value.get("appointment")),
        text(value.get("note")),
        event.actor,
        event.time,
    )
    target = (instrument, event.act.subject, unit)
    db.execute("INSERT OR REPLACE INTO dispositions VALUES (?,?,?,?,?,?,?,?,?)", (*target, *what))
    db.execute("INSERT INTO attempts VALUES (?,?,?,?,?,?,?,?,?,?,?)", (*target, *event.key, *what))


def _consent_given(db: sqlite3.Connection, event: Event) -> None:
    value = mapping(event)
    respondent = event.act.subject
    db.execute(
        "INSERT OR REPLACE INTO consents VALUES (?,?,?,?,?,?,?,?)",
        (
            respondent,
            event.act.path,
            text(value.get("version")),
            text(value.get("hash")),
            text(value.get("language")),
            text(value.get("how")),
            event.actor,
            event.time,
        ),
    )
    scopes = value.get("scopes")
    for scope, granted in (scopes if isinstance(scopes, dict) else {}).items():
        db.execute(
            "INSERT OR REPLACE INTO consent_scopes VALUES (?,?,?,'')",
            (respondent, scope, int(bool(granted))),
        )


def _consent_withdrawn(db: sqlite3.Connection, event: Event) -> None:
    scopes = mapping(event).get("scopes")
    for scope in scopes if isinstance(scopes, list) else []:
        db.execute(
            "INSERT INTO consent_scopes VALUES (?,?,0,?) ON CONFLICT (respondent, scope) "
            "DO UPDATE SET granted=0, withdrawn=excluded.withdrawn",
            (event.act.subject, text(scope), event.time),
        )


PROJECTORS = {
    "respondent.added": _respondent,
    "respondent.changed": _respondent,
    "respondent.removed": _respondent_removed,
    "disposition.set": _disposition,
    "consent.given": _consent_given,
    "consent.withdrawn": _consent_withdrawn,
}
