"""Memos: the researcher's thoughts about a text, a code or a finding, kept apart from the data."""

from dataclasses import dataclass

from instrumen.store.events import Act
from instrumen.store.study import Study
from instrumen.text import keep


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo. `about` is what it is about: a ref, a code, a finding id, a theme; `time` is
    ISO 8601."""

    id: str
    about: str
    body: str
    actor: str
    time: str


def memos(study: Study) -> tuple[Memo, ...]:
    """Every memo, oldest first."""
    rows = study.rows("SELECT id, about, body, actor, time FROM memos ORDER BY time, id")
    return tuple(Memo(*map(str, row)) for row in rows)


def memo_about(study: Study, about: str) -> Memo | None:
    """The newest memo on something, or None."""
    query = "SELECT id, about, body, actor, time FROM memos WHERE about=? ORDER BY time DESC, id"
    row = study.row(query, (about,))
    return Memo(*map(str, row)) if row else None


def write_memo(study: Study, about: str, body: str, memo_id: str = "") -> str:
    """Write a memo, or write the one with `memo_id` anew; '' removes it. Returns its id."""
    written = memo_id or study.new_id("m")
    study.record(Act("memo.written", about, written, keep(body).strip()))
    return written
