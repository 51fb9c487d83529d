"""An open study: its design, its database, and the one way to change anything, `record`."""

import random
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from instrumen.language.design import Design
from instrumen.messages import Message
from instrumen.store import log
from instrumen.store.clock import Clock, SystemClock
from instrumen.store.connection import connect, transaction, translated
from instrumen.store.events import Act, Event, EventKey, Recorded
from instrumen.store.projections import project
from instrumen.store.schema import prepare

DATABASE = "study.db"
# Families of acts that a draft of the same subject and path was typed for.
_DRAFTED = frozenset({"answer", "turn", "remark", "memo", "finding"})
_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Study:
    """One folder, opened by one collector. Made by `open_study`; close it by hand or `with`.

    `design` is the study file with its instruments as they stand now; `notes` what there was to
    say when it was opened (a backup that could not be made), `new_texts` the hashes of its
    instruments that it was opened with for the first time.
    """

    def __init__(
        self,
        folder: Path,
        design: Design,
        db: sqlite3.Connection,
        *,
        actor: str,
        installation: str,
        clock: Clock,
        rng: random.Random,
    ) -> None:
        self.folder = folder
        self.design = design
        self.actor = actor
        self.clock = clock
        self.notes: tuple[Message, ...] = ()
        self.new_texts: frozenset[str] = frozenset()
        self._db = db
        self._installation = installation
        self._rng = rng
        self._writer = rng.getrandbits(63)
        self._seq = 0
        self._key = bytes.fromhex(str(self._meta("key")))

    @property
    def database(self) -> Path:
        """The file the study is kept in."""
        return self.folder / DATABASE

    @property
    def is_on_disk(self) -> bool:
        """Whether it is kept; false for one that is tried out in memory."""
        found = self.row("SELECT file FROM pragma_database_list WHERE name='main'")
        return found is not None and bool(found[0])

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself; for the modules of this package only."""
        return self._db

    @property
    def sealing_key(self) -> bytes:
        """The key of the events' HMAC."""
        return self._key

    @property
    def installation(self) -> str:
        """The name of this laptop in the log."""
        return self._installation

    @property
    def rng(self) -> random.Random:
        """Where every random draw of the study comes from (codes, ids): seeded in the demo."""
        return self._rng

    def beside(self) -> "Study":
        """A second connection to the same study, for a worker in another thread (which must
        call this itself: SQLite connections stay in the thread that made them)."""
        return open_database(
            self.folder, self.design,
            actor=self.actor, installation=self._installation, clock=self.clock,
        )  # fmt: skip

    def record(self, *acts: Act) -> Recorded:
        """Write acts as events and bring the tables up to date, in one transaction: when this
        returns, they are on disk. Raises StoreError, and then nothing has changed."""
        return self.record_all(acts)

    def record_all(
        self, acts: Iterable[Act], identities: Iterable[tuple[str, str, str]] = ()
    ) -> Recorded:
        """As `record`, for acts that come as a sequence, together with rows of the separable
        identity table (respondent, field, value; an empty value removes the row)."""
        seq = self._seq
        with transaction(self._db, self.database):
            depth = log.greatest_depth(self._db)
            events = []
            for act in acts:
                seq, depth = seq + 1, depth + 1
                events.append(self._write(act, EventKey(self._writer, seq), depth))
            for row in identities:
                self._identify(*row)
        self._seq = seq
        return Recorded(tuple(events))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Many acts in one commit, for work that can be repeated as a whole (an import, the
        demo): all of it is on disk when the block ends, or nothing is. Raises StoreError."""
        before = self._seq
        try:
            with transaction(self._db, self.database):
                yield
        except BaseException:
            self._seq = before
            raise

    def rows(self, query: str, parameters: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
        """Rows of a reading query; for the packages above, never for screens."""
        with translated(self.database):
            yield from self._db.execute(query, tuple(parameters))

    def row(self, query: str, parameters: Sequence[object] = ()) -> tuple[object, ...] | None:
        """The first row of a reading query, or None."""
        return next(iter(self.rows(query, parameters)), None)

    def events(self, subject: str) -> Iterator[Event]:
        """The history of one subject, oldest first."""
        return log.read_subject(self._db, subject)

    def new_id(self, prefix: str) -> str:
        """A new random id such as `r-k3m9x2pq7f` (49 bits)."""
        return f"{prefix}-" + "".join(self._rng.choices(_ID_LETTERS, k=10))

    def keep_text(self, kind: str, name: str, version: str, digest: str, source: str) -> None:
        """Keep an instrument or consent text whole under its hash; nothing happens if known."""
        if self.row("SELECT 1 FROM texts WHERE hash=?", (digest,)) is None:
            with transaction(self._db, self.database):
                self._db.execute(
                    "INSERT OR IGNORE INTO texts VALUES (?,?,?,?,?)",
                    (digest, kind, name, version, source),
                )

    def save_draft(self, subject: str, path: str, body: str, cursor: int) -> None:
        """Journal a text being typed; an empty body forgets it."""
        with transaction(self._db, self.database):
            if body:
                now = self.clock.now().isoformat()
                self._db.execute(
                    "INSERT OR REPLACE INTO drafts VALUES (?,?,?,?,?)",
                    (subject, path, body, cursor, now),
                )
            else:
                self._forget_draft(subject, path)

    def draft(self, subject: str, path: str) -> tuple[str, int] | None:
        """The journalled text and cursor of a place, or None."""
        query = "SELECT body, cursor FROM drafts WHERE subject=? AND path=?"
        found = self.row(query, (subject, path))
        return (str(found[0]), int(str(found[1]))) if found else None

    def close(self) -> None:
        """Close the database so that no `-wal` file stays behind."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _write(self, act: Act, key: EventKey, depth: int) -> Event:
        parents = log.heads(self._db, act)
        event = Event(
            key=key,
            act=act,
            actor=self.actor,
            installation=self._installation,
            parents=tuple(parent for parent, _depth in parents),
            depth=depth,
            time=self.clock.now().isoformat(),
            elapsed=self.clock.elapsed(),
            hmac=b"",
        )
        sealed = Event(
            key, act, event.actor, event.installation, event.parents, depth, event.time,
            event.elapsed, log.seal(event, self._key),
        )  # fmt: skip
        log.append(self._db, sealed)
        project(self._db, sealed)
        if log.family(act.kind) in _DRAFTED:
            self._forget_draft(act.subject, act.path)
        return sealed

    def _forget_draft(self, subject: str, path: str) -> None:
        self._db.execute("DELETE FROM drafts WHERE subject=? AND path=?", (subject, path))

    def _identify(self, respondent: str, field: str, value: str) -> None:
        if value:
            row = (respondent, field, value)
            self._db.execute("INSERT OR REPLACE INTO identities VALUES (?,?,?)", row)
        else:
            slot = (respondent, field)
            self._db.execute("DELETE FROM identities WHERE respondent=? AND field=?", slot)

    def _meta(self, name: str) -> str:
        found = self._db.execute("SELECT value FROM meta WHERE name=?", (name,)).fetchone()
        return str(found[0]) if found else ""


def open_database(
    folder: Path,
    design: Design,
    *,
    actor: str,
    installation: str,
    clock: Clock | None = None,
    rng: random.Random | None = None,
) -> Study:
    """Open (or make) the database of a study folder whose design is read already.

    Raises StoreError. `rng` draws the writer and ids; a seeded one makes a study that is the
    same each time (the demo), the default is the system's.
    """
    path = folder / DATABASE
    db = connect(path)
    draws = rng or random.SystemRandom()
    try:
        with transaction(db, path):
            prepare(db)
            key = secrets.token_hex(32) if rng is None else f"{draws.getrandbits(256):064x}"
            db.execute("INSERT OR IGNORE INTO meta VALUES ('key', ?)", (key,))
        return Study(
            folder, design, db,
            actor=actor, installation=installation, clock=clock or SystemClock(), rng=draws,
        )  # fmt: skip
    except BaseException:
        db.close()
        raise
