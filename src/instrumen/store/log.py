"""Writing events and reading them back: keys, parents, depth, HMAC.

A *slot* is what one event can replace: family (the kind up to its dot), subject and path. Its
heads are the events nobody has replaced yet; more than one head is a conflict. `depth` is one
more than the deepest event its writer had seen (a Lamport clock), hence deeper than its
parents, and (depth, writer, seq) is an order in which causes come before effects.
"""

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator

from instrumen.store.events import Act, Event, EventKey, Json

_COLUMNS = (
    "writer, seq, installation, actor, kind, subject, path, value, instrument, parents, depth, "
    "time, elapsed, hmac"
)
_INSERT = f"INSERT INTO events ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"


def family(kind: str) -> str:
    """`answer.set` and `answer.missing` replace each other: both are of the family `answer`."""
    return kind.partition(".")[0]


def dump(value: Json) -> str:
    """JSON as it is stored: short, keys in order, no character escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def heads(db: sqlite3.Connection, act: Act) -> list[tuple[EventKey, int]]:
    """The events an act would replace, with their depths."""
    rows = db.execute(
        "SELECT writer, seq, depth FROM heads WHERE family=? AND subject=? AND path=?",
        (family(act.kind), act.subject, act.path),
    )
    return [(EventKey(writer, seq), depth) for writer, seq, depth in rows]


def greatest_depth(db: sqlite3.Connection) -> int:
    """How deep the log is; 0 when it is empty."""
    return int(db.execute("SELECT coalesce(max(depth), 0) FROM events").fetchone()[0])


def append(db: sqlite3.Connection, event: Event) -> None:
    """Write an event and make it the head of its slot, in the caller's transaction."""
    act = event.act
    db.execute(
        _INSERT,
        (
            *event.key,
            event.installation,
            event.actor,
            act.kind,
            act.subject,
            act.path,
            dump(act.value),
            act.instrument,
            dump([list(parent) for parent in event.parents]),
            event.depth,
            event.time,
            event.elapsed,
            event.hmac,
        ),
    )
    slot = (family(act.kind), act.subject, act.path)
    for parent in event.parents:
        db.execute(
            "DELETE FROM heads WHERE family=? AND subject=? AND path=? AND writer=? AND seq=?",
            (*slot, *parent),
        )
    db.execute("INSERT INTO heads VALUES (?,?,?,?,?,?)", (*slot, *event.key, event.depth))


def read(db: sqlite3.Connection) -> Iterator[Event]:
    """Every event, causes before effects."""
    for row in db.execute(f"SELECT {_COLUMNS} FROM events ORDER BY depth, writer, seq"):
        yield _event(row)


def read_subject(db: sqlite3.Connection, subject: str) -> Iterator[Event]:
    """The events about one subject, causes before effects."""
    query = f"SELECT {_COLUMNS} FROM events WHERE subject=? ORDER BY depth, writer, seq"
    for row in db.execute(query, (subject,)):
        yield _event(row)


def seal(event: Event, key: bytes) -> bytes:
    """HMAC-SHA256 over everything an event says (RFC 2104), keyed by the study."""
    act = event.act
    content: Json = [
        list(event.key),
        event.installation,
        event.actor,
        act.kind,
        act.subject,
        act.path,
        act.value,
        act.instrument,
        [list(parent) for parent in event.parents],
        event.depth,
        event.time,
        event.elapsed,
    ]
    return hmac.new(key, dump(content).encode(), hashlib.sha256).digest()


def _event(row: tuple[object, ...]) -> Event:
    (writer, seq, installation, actor, kind, subject, path, value, instrument, parents, depth,
     time, elapsed, sealed) = row  # fmt: skip
    return Event(
        key=EventKey(int(str(writer)), int(str(seq))),
        act=Act(str(kind), str(subject), str(path), json.loads(str(value)), str(instrument)),
        actor=str(actor),
        installation=str(installation),
        parents=tuple(EventKey(*parent) for parent in json.loads(str(parents))),
        depth=int(str(depth)),
        time=str(time),
        elapsed=int(str(elapsed)),
        hmac=bytes(sealed) if isinstance(sealed, bytes) else b"",
    )
