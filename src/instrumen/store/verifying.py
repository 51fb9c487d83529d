"""Proving that the log is whole and that the tables are what the log says.

Checked are: the file itself (SQLite's integrity check), the seal of every event, counting
without gaps within each writer, parents that exist and come earlier, the heads, every table of
the projections against one made anew in memory, and the kept texts against their hashes.
"""

import hashlib
import hmac
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from instrumen.language.canonical import fingerprint
from instrumen.language.reading.context import Context
from instrumen.language.study_texts import consent_with_translations
from instrumen.language.translations import merged
from instrumen.language.yaml_reader import read_yaml
from instrumen.messages import Message, msg
from instrumen.store import log
from instrumen.store.connection import connect_memory
from instrumen.store.events import Event, EventKey
from instrumen.store.projections import TABLES, create_tables, project
from instrumen.store.study import Study

Progress = Callable[[int, int], None]
_SHOWN = 20  # problems of one kind that are told one by one


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, and what does not agree (nothing: the study is whole)."""

    events: int
    writers: int
    tables: int
    rows: int
    texts: int
    problems: tuple[Message, ...]


def verify(study: Study, progress: Progress | None = None) -> Verification:
    """Check the whole study; changes nothing. `progress` hears (events done, events in all).
    Raises StoreError when the file cannot even be read."""
    db = study.connection
    rebuilt = connect_memory()
    try:
        create_tables(rebuilt)
        rebuilt.execute(_HEADS)
        problems = list(_file_problems(db))
        events = _replay(study, rebuilt, problems, progress)
        problems.extend(_gaps(db))
        rows = _compare(db, rebuilt, problems)
        texts = _check_texts(db, problems)
        writers = int(db.execute("SELECT count(DISTINCT writer) FROM events").fetchone()[0])
    finally:
        rebuilt.close()
    return Verification(events, writers, len(TABLES), rows, texts, tuple(problems))


_HEADS = (
    "CREATE TABLE heads (family TEXT, subject TEXT, path TEXT, writer INTEGER, seq INTEGER, "
    "depth INTEGER, PRIMARY KEY (family, subject, path, writer, seq)) WITHOUT ROWID"
)
_SLOT = "family=? AND subject=? AND path=? AND writer=? AND seq=?"


def _file_problems(db: sqlite3.Connection) -> Iterator[Message]:
    for (said,) in db.execute(f"PRAGMA integrity_check({_SHOWN})"):
        if said != "ok":
            yield msg("The file is damaged: {reason}.", reason=said)


def _replay(
    study: Study, rebuilt: sqlite3.Connection, problems: list[Message], progress: Progress | None
) -> int:
    """Check each event by itself and put it into the tables in memory; how many there were."""
    key = study.sealing_key
    total = int(study.connection.execute("SELECT count(*) FROM events").fetchone()[0])
    depths: dict[EventKey, int] = {}
    wrong = Counter[str]()
    rebuilt.execute("BEGIN")
    for count, event in enumerate(log.read(study.connection), start=1):
        for problem in _event_problems(event, key, depths):
            wrong[problem.text] += 1
            if wrong[problem.text] <= _SHOWN:
                problems.append(problem)
        depths[event.key] = event.depth
        _apply(rebuilt, event, problems)
        if progress and count % 500 == 0:
            progress(count, total)
    rebuilt.execute("COMMIT")
    return total


def _event_problems(event: Event, key: bytes, depths: dict[EventKey, int]) -> Iterator[Message]:
    name = f"{event.key.writer}/{event.key.seq}"
    if not hmac.compare_digest(log.seal(event, key), event.hmac):
        yield msg(
            "Event {event} ({kind}) is not as it was written: its seal does not fit.",
            event=name,
            kind=event.act.kind,
        )
    for parent in event.parents:
        if depths.get(parent, event.depth) >= event.depth:
            yield msg(
                "Event {event} ({kind}) replaces one that is missing or came later.",
                event=name,
                kind=event.act.kind,
            )


def _apply(rebuilt: sqlite3.Connection, event: Event, problems: list[Message]) -> None:
    slot = (log.family(event.act.kind), event.act.subject, event.act.path)
    for parent in event.parents:
        rebuilt.execute(f"DELETE FROM heads WHERE {_SLOT}", (*slot, *parent))
    rebuilt.execute("INSERT INTO heads VALUES (?,?,?,?,?,?)", (*slot, *event.key, event.depth))
    try:
        project(rebuilt, event)
    except (KeyError, ValueError, TypeError, sqlite3.Error) as error:
        problems.append(
            msg(
                "Event {event} ({kind}) cannot be read ({reason}).",
                event=f"{event.key.writer}/{event.key.seq}",
                kind=event.act.kind,
                reason=type(error).__name__,
            )
        )


def _gaps(db: sqlite3.Connection) -> Iterator[Message]:
    query = "SELECT writer, count(*), min(seq), max(seq) FROM events GROUP BY writer"
    for writer, count, first, last in db.execute(query):
        if (first, last) != (1, count):
            yield msg(
                "Events are missing: writer {writer} counted to {last}, but {count} are there.",
                writer=writer,
                last=last,
                count=count,
            )


def _compare(db: sqlite3.Connection, rebuilt: sqlite3.Connection, problems: list[Message]) -> int:
    """Every table beside the one made anew; the rows that were compared."""
    compared = 0
    for table in ("heads", *TABLES):
        query = f"SELECT * FROM {table}"
        stored, anew = Counter(db.execute(query)), Counter(rebuilt.execute(query))
        compared += stored.total()
        more, fewer = (stored - anew).total(), (anew - stored).total()
        if more or fewer:
            problems.append(
                msg(
                    "Table {table} does not agree with the log: {more} rows that the log does not "
                    "say, {fewer} that are missing or changed.",
                    table=table,
                    more=more,
                    fewer=fewer,
                )
            )
    return compared


def _check_texts(db: sqlite3.Connection, problems: list[Message]) -> int:
    count = 0
    for digest, kind, name, source in db.execute("SELECT hash, kind, name, source FROM texts"):
        count += 1
        if _hash_of(kind, source) != digest:
            problems.append(
                msg(
                    "The kept text of {name} ({digest}…) was changed.",
                    name=name,
                    digest=digest[:12],
                )
            )
    unknown = (
        "SELECT DISTINCT instrument FROM events WHERE instrument != '' "
        "AND instrument NOT IN (SELECT hash FROM texts)"
    )
    for (digest,) in db.execute(unknown):
        problems.append(msg("The text of an instrument is missing: {digest}…", digest=digest[:12]))
    return count


def _hash_of(kind: str, source: str) -> str:
    """Files count by what they say, a text that was shown by its very characters."""
    if kind == "shown":
        return hashlib.sha256(source.encode()).hexdigest()
    root, _problems = read_yaml(source, Path())
    if root is None:
        return ""
    merge = consent_with_translations if kind == "consent" else merged
    return fingerprint(merge(Context(Path(), tuple(source.split("\n"))), root))
