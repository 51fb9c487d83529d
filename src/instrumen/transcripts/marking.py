"""Marking what was said: a good quotation, off the record, its themes, a note in the margin; while
it is said and long after, when it is read. Every call is one act on disk before it returns."""

from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import keep
from instrumen.transcripts.reading import Turn, turn

_MARKS = ("quotable", "off_record", "language", "gloss", "question")


def mark_turn(
    study: Study,
    said: Turn,
    *,
    quotable: bool | None = None,
    off_record: bool | None = None,
    language: str | None = None,
    gloss: str | None = None,
    question: str | None = None,
) -> Turn:
    """Mark a turn: a good quotation, off the record (never exported), its language, a gloss in
    the study's language, the question it answers. None leaves a mark as it is. Returns the turn
    as it stands now; raises StoreError."""
    meaning = None if gloss is None else keep(gloss)
    values: tuple[Json, ...] = (quotable, off_record, language, meaning, question)
    acts = [
        Act("mark.set", said.response, f"{said.id}/{name}", value)
        for name, value in zip(_MARKS, values, strict=True)
        if value is not None
    ]
    if acts:
        study.record(*acts)
    return _now(study, said)


def tag_turn(study: Study, said: Turn, theme: str, on: bool = True) -> Turn:
    """Tag a turn with a theme, or take the tag away. Returns the turn as it stands now; raises
    StoreError."""
    study.record(Act("tag.set", said.response, f"{said.id}/{theme}", on))
    return _now(study, said)


def note_turn(study: Study, said: Turn, text: str) -> Turn:
    """Write a note in the margin of a turn; '' removes it. Returns the turn as it stands now;
    raises StoreError."""
    if keep(text) != said.remark:
        study.record(Act("remark.written", said.response, said.ref, keep(text)))
    return _now(study, said)


def _now(study: Study, said: Turn) -> Turn:
    found = turn(study, said.id)
    if found is None:
        raise LookupError(said.id)
    return found
