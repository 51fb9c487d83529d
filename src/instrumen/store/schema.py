"""The tables that are not projections, and how an older database becomes a current one.

`PRAGMA user_version` holds the schema's version. A migration is added, never changed; each says
why. Projections are not migrated: they are dropped and made again from the log.
"""

import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from instrumen.messages import msg
from instrumen.store.faults import StoreError
from instrumen.store.projections import TABLES, create_tables, rebuild

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


class Definition(NamedTuple):
    """The table an object belongs to, and the SQL that makes the object."""

    table: str
    sql: str


def prepare(db: sqlite3.Connection) -> None:
    """Bring a database, new or older, to this version; inside the caller's transaction.

    The tables of the projections are made again from the log whenever they are not the ones this
    program knows. Raises StoreError when the database was written by a newer program, or when
    the tables of the log are not as they should be.
    """
    _migrate(db)
    have, want = _objects(db), expected()
    wrong = [
        name
        for name in sorted(have.keys() | want.keys())
        if have.get(name) != want.get(name) and not _is_projected(want.get(name))
    ]
    if wrong:
        raise StoreError(
            msg(
                "study.db is not as this program makes it ({names}). It was left as it is; copy "
                "the newest file of backups/ over it, or ask whoever changed it.",
                names=", ".join(wrong),
            )
        )
    if have != want:
        _make_again(db)


@cache
def expected() -> Mapping[str, Definition]:
    """What every table and index has to be, by name."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _migrate(db)
        create_tables(db)
        return _objects(db)
    finally:
        db.close()


def _migrate(db: sqlite3.Connection) -> None:
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


def _objects(db: sqlite3.Connection) -> dict[str, Definition]:
    """Everything but views (made for people, see `views`) and what SQLite makes itself."""
    query = (
        "SELECT name, tbl_name, sql FROM sqlite_master "
        "WHERE type != 'view' AND name NOT LIKE 'sqlite_%'"
    )
    return {name: Definition(table, sql) for name, table, sql in db.execute(query)}


def _is_projected(definition: Definition | None) -> bool:
    return definition is not None and definition.table in TABLES


def _make_again(db: sqlite3.Connection) -> None:
    for table in TABLES:
        db.execute(f"DROP TABLE IF EXISTS {table}")
    create_tables(db)
    rebuild(db, db)
