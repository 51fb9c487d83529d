"""The tables that are not projections, and how an older database becomes a current one.

`PRAGMA user_version` holds the schema's version. A migration is added, never changed; each says
why. Projections are not migrated: they are dropped and made again from the log.
"""

import sqlite3

from instrumen.messages import msg
from instrumen.store.faults import StoreError
from instrumen.store.projections import create_tables, rebuild

_FIRST = """
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE events (
    writer INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    installation TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    instrument TEXT NOT NULL,
    parents TEXT NOT NULL,
    depth INTEGER NOT NULL,
    time TEXT NOT NULL,
    elapsed INTEGER NOT NULL,
    hmac BLOB NOT NULL,
    PRIMARY KEY (writer, seq)
) WITHOUT ROWID, STRICT;
CREATE INDEX events_in_order ON events (depth, writer, seq);
CREATE TABLE heads (
    family TEXT NOT NULL,
    subject TEXT NOT NULL,
    path TEXT NOT NULL,
    writer INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    PRIMARY KEY (family, subject, path, writer, seq)
) WITHOUT ROWID, STRICT;
CREATE TABLE identities (
    respondent TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (respondent, field)
) WITHOUT ROWID, STRICT;
CREATE TABLE texts (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    source TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE TABLE drafts (
    subject TEXT NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    cursor INTEGER NOT NULL,
    time TEXT NOT NULL,
    PRIMARY KEY (subject, path)
) WITHOUT ROWID, STRICT;
"""

# (why, SQL); the position + 1 is the version it leads to.
MIGRATIONS: tuple[tuple[str, str], ...] = (
    ("the first schema: log, heads, identity apart, texts by hash, drafts", _FIRST),
)

VERSION = len(MIGRATIONS)


def prepare(db: sqlite3.Connection) -> None:
    """Bring a database, new or older, to this version; inside the caller's transaction.

    Raises StoreError when the database was written by a newer program.
    """
    have = int(db.execute("PRAGMA user_version").fetchone()[0])
    if have > VERSION:
        raise StoreError(
            msg(
                "This study was written by a newer version of the program (schema {have}, this "
                "one knows {known}). Install the newer version; nothing was changed.",
                have=have,
                known=VERSION,
            )
        )
    for _why, sql in MIGRATIONS[have:]:
        for statement in sql.split(";\n"):
            if statement.strip():
                db.execute(statement)
    if have != VERSION:
        db.execute(f"PRAGMA user_version={VERSION}")
        create_tables(db)
        rebuild(db, db)
