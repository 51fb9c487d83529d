"""Questions, repeats and the parts around them: which came, went or moved."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from instrumen.language.changes.change import (
    Change,
    Effect,
    relevance_change,
    same_rule,
    text_changes,
)
from instrumen.language.changes.questions import question_changes
from instrumen.language.changes.repeats import repeat_changes
from instrumen.language.model import (
    Group,
    Instrument,
    Item,
    Matrix,
    Question,
    Repeat,
    Section,
    Type,
)
from instrumen.messages import msg

Part = Section | Group | Matrix | Repeat


@dataclass(slots=True)
class _Places:
    """The questions and the parts of one version, by template path; a part is kept apart from a
    question of the same name."""

    questions: dict[str, Question]
    parts: dict[tuple[str, str], Part]


def place_changes(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Changes of everything that is asked, and of what stands around it."""
    before, now = _places(old), _places(new)
    yield from _came_and_went(before.questions, now.questions)
    for path in before.questions.keys() & now.questions.keys():
        versions = (old, before.questions[path]), (new, now.questions[path])
        yield from question_changes(path, *versions)
    for key in before.parts.keys() & now.parts.keys():
        yield from _part_changes(key[1], before.parts[key], now.parts[key])
    yield from _order(before.questions, now.questions)


def _places(instrument: Instrument) -> _Places:
    found = _Places({}, {})
    for section in instrument.sections:
        found.parts["section", section.name] = section
        _collect(section.items, "", found)
    return found


def _collect(items: Iterable[Item], prefix: str, found: _Places) -> None:
    for item in items:
        path = prefix + item.name
        match item:
            case Question():
                found.questions[path] = item
            case Matrix():
                found.parts["matrix", path] = item
                _collect(item.rows, prefix, found)
            case Group():
                found.parts["group", path] = item
                _collect(item.items, prefix, found)
            case Repeat():
                found.parts["repeat", path] = item
                _collect(item.items, f"{path}/", found)


def _came_and_went(old: Mapping[str, Question], new: Mapping[str, Question]) -> Iterator[Change]:
    fresh = {path: question for path, question in new.items() if path not in old}
    gone = {path: question for path, question in old.items() if path not in new}
    moved: set[str] = set()
    for path, question in gone.items():
        other = _same_question(path, question, fresh, moved)
        moved.add(other)
        yield _gone(path, question, other, new)
    for path in fresh.keys() - moved:
        what = msg("the question “{path}” is new", path=path)
        yield Change(Effect.SAFE, "question-new", path, what, fresh[path].mark)


def _same_question(
    path: str, question: Question, fresh: Mapping[str, Question], taken: set[str]
) -> str:
    """The new path of a question that has the same name elsewhere, or the same words and type
    under another name; '' when there is none."""
    name = path.rpartition("/")[2]
    free = [(other, one) for other, one in fresh.items() if other not in taken]
    elsewhere = (other for other, _ in free if other.rpartition("/")[2] == name)
    renamed = (
        other
        for other, one in free
        if question.label and one.label == question.label and one.type is question.type
    )
    return next(elsewhere, "") or next(renamed, "")


def _gone(path: str, question: Question, other: str, new: Mapping[str, Question]) -> Change:
    if other:
        what = msg("the question “{old}” is “{new}” now", old=path, new=other)
        return Change(Effect.MAPPING, "question-renamed", other, what, new[other].mark)
    if question.asks:
        what = msg("the question “{path}” is gone", path=path)
        return Change(Effect.DESTRUCTIVE, "question-gone", path, what, question.mark, gone=True)
    if question.type is Type.NOTE:
        what = msg("the note “{path}” is gone", path=path)
        return Change(Effect.WORDING, "note-gone", path, what, question.mark, gone=True)
    what = msg("the calculation “{path}” is gone", path=path)
    return Change(Effect.MAPPING, "calculation-gone", path, what, question.mark, gone=True)


def _part_changes(path: str, old: Part, new: Part) -> Iterator[Change]:
    old_text = old.title if isinstance(old, Section) else old.label
    new_text = new.title if isinstance(new, Section) else new.label
    yield from text_changes(path, new.mark, [("title", old_text, new_text)])
    if not same_rule(old.relevant, new.relevant):
        yield relevance_change(path, new)
    if isinstance(old, Repeat) and isinstance(new, Repeat):
        yield from repeat_changes(path, old, new)


def _order(old: Mapping[str, Question], new: Mapping[str, Question]) -> Iterator[Change]:
    """The first question that stands elsewhere among those that both versions have."""
    before = [path for path in old if path in new]
    now = [path for path in new if path in old]
    for was, is_now in zip(before, now, strict=True):
        if was != is_now:
            what = msg("the order has changed, from “{path}” on", path=is_now)
            yield Change(Effect.WORDING, "order", is_now, what, new[is_now].mark)
            return
