"""The one door to SQLite: every connection of the program is opened and closed here.

WAL with `synchronous=FULL`: what was committed survives a power cut. `BEGIN IMMEDIATE` always:
a deferred transaction may be refused at its first write however long one waits.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from instrumen.store.faults import StoreError, explain

BUSY_MILLISECONDS = 10_000

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=OFF",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA temp_store=MEMORY",
)


def connect(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """Open a study database; raises StoreError with a sentence for people. Autocommit: a
    transaction is begun and ended in words (see `transaction`)."""
    mode = "ro" if readonly else "rwc"
    try:
        db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None
        )
    except sqlite3.Error as error:
        raise StoreError(explain(error, path)) from error
    try:
        for pragma in _PRAGMAS:
            db.execute(pragma)
        if not readonly:
            db.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        db.close()
        raise StoreError(explain(error, path)) from error
    return db


def connect_memory() -> sqlite3.Connection:
    """An empty database in memory, for rebuilding the tables beside the stored ones."""
    return sqlite3.connect(":memory:", isolation_level=None)


_OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_INNER = ("SAVEPOINT act", "RELEASE act", ("ROLLBACK TO act", "RELEASE act"))


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One act: everything inside is on disk when the block ends, or nothing is. Inside another
    transaction it is a part of that one, and undone alone when it fails."""
    begin, end, undo = _INNER if db.in_transaction else _OUTER
    try:
        db.execute(begin)
        try:
            yield
            db.execute(end)
        except BaseException:
            for statement in undo if db.in_transaction else ():
                db.execute(statement)
            raise
    except sqlite3.Error as error:
        raise StoreError(explain(error, path)) from error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says inside the block into a StoreError for people."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(explain(error, path)) from error
