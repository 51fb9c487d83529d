"""A study that is nowhere on disk: for trying an instrument out."""

import random
import secrets
from pathlib import Path

from instrumen.language.design import Design
from instrumen.store.clock import Clock, SystemClock
from instrumen.store.connection import connect_memory, transaction
from instrumen.store.schema import prepare
from instrumen.store.study import Study


def open_in_memory(folder: Path, design: Design, *, clock: Clock | None = None) -> Study:
    """An empty study with a design, in memory; it is gone when it is closed. `folder` is where the
    design comes from, and is not written to."""
    db = connect_memory()
    with transaction(db, folder):
        prepare(db)
        db.execute("INSERT INTO meta VALUES ('key', ?)", (secrets.token_hex(32),))
    return Study(
        folder,
        design,
        db,
        actor="",
        installation="",
        clock=clock or SystemClock(),
        rng=random.SystemRandom(),
    )
