"""The readable tables, made from the log: each module holds its tables and, per kind of event,
the function that brings them up to date.

A projector sees the event alone and the tables before it, so the tables can be made again at any
time by replaying the log (`rebuild`), and `verify` compares the two.
"""

import sqlite3
from collections.abc import Callable, Mapping

from instrumen.store import log
from instrumen.store.events import Event
from instrumen.store.projections import (
    analysis,
    course,
    population,
    responses,
    transcripts,
    versions,
)

Projector = Callable[[sqlite3.Connection, Event], None]

_MODULES = (population, responses, course, transcripts, analysis, versions)

PROJECTORS: Mapping[str, Projector] = {
    kind: projector for module in _MODULES for kind, projector in module.PROJECTORS.items()
}
TABLES: tuple[str, ...] = tuple(table for module in _MODULES for table in module.TABLES)


def create_tables(db: sqlite3.Connection) -> None:
    """Make the (empty) tables of all projections."""
    for module in _MODULES:
        for statement in module.SCHEMA.split(";\n"):
            if statement.strip():
                db.execute(statement)


def project(db: sqlite3.Connection, event: Event) -> None:
    """Bring the tables up to date with one event; raises KeyError for a kind nobody knows."""
    PROJECTORS[event.act.kind](db, event)


def rebuild(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Empty the tables of `target` and fill them from the log of `source`."""
    for table in TABLES:
        target.execute(f"DELETE FROM {table}")
    for event in log.read(source):
        project(target, event)
