"""How far a form has come: what is unanswered, and n of N questions."""

import re
from collections.abc import Collection, Iterator

from instrumen.engine import FormState, Outcome, Step
from instrumen.language.model import Matrix, Question, Type

_INDEX = re.compile(r"\[\d+\]")
_MAIN_NUMBER = re.compile(r"\D*\d+")


def template_path(path: str) -> str:
    """`mengajar[2]/jam` → `mengajar/jam`."""
    return _INDEX.sub("", path) if "[" in path else path


def unanswered(form: FormState) -> tuple[Step, ...]:
    """The steps where something that could be answered is not, in the order they are shown.
    Open questions of an interview are answered by its turns and not looked at here."""
    return tuple(step for step in form.steps() if not _is_done(form, step))


def progress(form: FormState) -> tuple[int, int]:
    """Questions done of questions asked, as paper counts them: 5, 5a and 5b are one question, and
    so are a repeat and all that is asked in it. One with no number counts by itself."""
    done: dict[str, bool] = {}
    for step in form.steps():
        for path, question in _asked(step):
            number = _MAIN_NUMBER.match(question.number or step.number or "")
            key = number.group() if number else path.partition("[")[0]
            done[key] = done.get(key, True) and _is_answered(form, path)
    return sum(done.values()), len(done)


def talk_progress(form: FormState, touched: Collection[str]) -> tuple[int, int]:
    """The same for the open questions of an interview; `touched` are those that something was
    said to, or that were marked as covered, refused or not asked."""
    asked = [
        step.path
        for step in form.steps()
        if isinstance(step.item, Question) and step.item.type is Type.OPEN
    ]
    return sum(path in touched for path in asked), len(asked)


def _is_done(form: FormState, step: Step) -> bool:
    return all(_is_answered(form, path) for path, _question in _asked(step))


def _is_answered(form: FormState, path: str) -> bool:
    return form.outcome(path) not in (Outcome.SKIPPED, Outcome.NOT_REACHED)


def _asked(step: Step) -> Iterator[tuple[str, Question]]:
    """The questions of a step that a person answers there, by path."""
    match step.item:
        case Question() if step.item.asks and step.item.type is not Type.OPEN:
            yield step.path, step.item
        case Matrix():
            parent = step.path.removesuffix(step.item.name)
            yield from ((parent + row.name, row) for row in step.item.rows)
