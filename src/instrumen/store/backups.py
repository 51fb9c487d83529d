"""Copies of the database, made by SQLite itself: a copy of the file would lack what is still in
the write-ahead log.

`backups/study-20260504-075812-001234.db` holds the first 1,234 events. Kept are the newest ten
and, for the last fourteen days, the newest of each day.
"""

import os
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from instrumen.messages import msg
from instrumen.store.faults import StoreError, explain
from instrumen.store.study import Study

FOLDER = "backups"
NEWEST = 10
DAYS = 14

_NAME = re.compile(r"study-(\d{8}-\d{6})-(\d{6,})\.db")


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A copy: when it was made (local wall time), how many events it holds, where it lies."""

    made: datetime
    events: int
    file: Path


def backups(folder: Path) -> tuple[Backup, ...]:
    """The copies of a study folder, oldest first."""
    found = []
    for file in (folder / FOLDER).glob("study-*.db"):
        name = _NAME.fullmatch(file.name)
        if name:
            made = datetime.strptime(name[1], "%Y%m%d-%H%M%S")
            found.append(Backup(made, int(name[2]), file))
    return tuple(sorted(found))


def back_up(study: Study, *, force: bool = False) -> Backup | None:
    """Copy the database into `backups/` and let the oldest copies go. Returns None when nothing
    happened since the last copy (unless `force`). Raises StoreError."""
    row = study.row("SELECT count(*) FROM events")
    events = int(str(row[0])) if row else 0
    known = backups(study.folder)
    if not force and (not events or (known and known[-1].events == events)):
        return None
    now = study.clock.now().replace(tzinfo=None, microsecond=0)
    file = study.folder / FOLDER / f"study-{now:%Y%m%d-%H%M%S}-{events:06d}.db"
    copy_to(study.connection, file)
    for old in _superfluous(backups(study.folder), now.date()):
        old.file.unlink(missing_ok=True)
    return Backup(now, events, file)


def copy_to(db: sqlite3.Connection, file: Path) -> None:
    """Write a whole, closed copy of an open database to `file`: either complete or not at all.
    Raises StoreError."""
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        target = sqlite3.connect(part, isolation_level=None)
        try:
            db.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()
        os.replace(part, file)
    except sqlite3.Error as error:
        raise StoreError(explain(error, file)) from error
    except OSError as error:
        raise StoreError(
            msg(
                "No backup could be made in {folder} ({reason}). The study itself is untouched.",
                folder=file.parent,
                reason=error.strerror or type(error).__name__,
            )
        ) from error


def _superfluous(known: Sequence[Backup], today: date) -> list[Backup]:
    """All but the newest ten and the newest of each of the last days."""
    kept = set(known[-NEWEST:])
    newest_of_day = {backup.made.date(): backup for backup in known}
    first_day = today - timedelta(days=DAYS)
    kept.update(backup for day, backup in newest_of_day.items() if day >= first_day)
    return [backup for backup in known if backup not in kept]
