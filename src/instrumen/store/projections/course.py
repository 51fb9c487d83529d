"""The course of responses: the order in which shuffled choices were shown; while a response is
under way, why questions have no answer and which answers do not count. (When it is finished,
`state.finished` says so once and for all, see `responses`.)
"""

import sqlite3

from instrumen.store.events import Event, Json
from instrumen.store.projections.values import mapping, text

SCHEMA = """
CREATE TABLE choice_orders (
    response TEXT NOT NULL,
    path TEXT NOT NULL,
    place INTEGER NOT NULL,
    choice TEXT NOT NULL,
    PRIMARY KEY (response, path, place)
) WITHOUT ROWID, STRICT;
"""

TABLES = ("choice_orders",)

_REACHED = "UPDATE absences SET kind='skipped' WHERE response=? AND path=? AND kind='not_reached'"


def reached(db: sqlite3.Connection, response: str, path: str) -> None:
    """The step one stands on is reached; without an answer it counts as skipped."""
    db.execute(_REACHED, (response, path))


def no_longer_absent(db: sqlite3.Connection, response: str, path: str) -> None:
    """There is an answer now, or no such place any more."""
    db.execute("DELETE FROM absences WHERE response=? AND path=?", (response, path))


def _changed(db: sqlite3.Connection, event: Event) -> None:
    value, response = mapping(event), event.act.subject
    absent = value.get("absent")
    for kind, paths in (absent if isinstance(absent, dict) else {}).items():
        rows = ((response, path, kind) for path in _paths(paths))
        db.executemany("INSERT OR REPLACE INTO absences VALUES (?,?,?)", rows)
    for path in _paths(value.get("present")):
        no_longer_absent(db, response, path)
    for path in _paths(value.get("masked")):
        db.execute("INSERT OR REPLACE INTO masked VALUES (?,?)", (response, path))
    for path in _paths(value.get("counted")):
        db.execute("DELETE FROM masked WHERE response=? AND path=?", (response, path))


def _shown(db: sqlite3.Connection, event: Event) -> None:
    _order_removed(db, event)
    slot = (event.act.subject, event.act.path)
    names = enumerate(_paths(event.act.value), 1)
    db.executemany(
        "INSERT INTO choice_orders VALUES (?,?,?,?)",
        ((*slot, place, name) for place, name in names),
    )


def _order_removed(db: sqlite3.Connection, event: Event) -> None:
    """The place is gone, with a member of a repeat that was taken out."""
    slot = (event.act.subject, event.act.path)
    db.execute("DELETE FROM choice_orders WHERE response=? AND path=?", slot)


def _paths(value: Json) -> list[str]:
    return [text(each) for each in value] if isinstance(value, list) else []


PROJECTORS = {
    "course.changed": _changed,
    "order.shown": _shown,
    "order.removed": _order_removed,
}
