"""What became of a question from one version to another, seen from its answers alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from instrumen.language.changes.change import Change, Effect, text_changes, worst
from instrumen.language.changes.lists import choice_changes
from instrumen.language.changes.questions import question_changes
from instrumen.language.expression.syntax import Node
from instrumen.language.model import (
    Group,
    Instrument,
    Item,
    Matrix,
    Question,
    Repeat,
    specify_other,
)
from instrumen.language.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a question: the conditions it hangs on, the stem of its matrix."""

    conditions: tuple[Node, ...] = ()
    stem: Text = EMPTY


def effects_on_answers(old: Instrument, new: Instrument) -> Mapping[str, Effect]:
    """By template path of the questions that both versions have: the gravest effect of what
    changed in the question, its choices, the stem of its matrix and the conditions around it.
    Printed numbers and the order are nothing a person is asked, and count as no change here."""
    if (old.kind, old.subject) != (new.kind, new.subject):
        return dict.fromkeys(old.questions.keys() & new.questions.keys(), Effect.DESTRUCTIVE)
    before, now = _surroundings(old), _surroundings(new)
    return {
        path: max(
            worst(_changes(path, (old, asked), (new, new.questions[path]))),
            _effect_around(path, before[path], now[path], new.questions[path]),
            key=lambda effect: effect.weight,
        )
        for path, asked in old.questions.items()
        if path in new.questions
    }


def _changes(
    path: str, before: tuple[Instrument, Question], now: tuple[Instrument, Question]
) -> Iterator[Change]:
    (old_instrument, old), (new_instrument, new) = before, now
    unnumbered = (
        (old_instrument, replace(old, number="")),
        (new_instrument, replace(new, number="")),
    )
    yield from question_changes(path, *unnumbered)
    if old.choices == new.choices:
        lists = old_instrument.choices_of(old), new_instrument.choices_of(new)
        yield from choice_changes(path, new.mark, *lists)


def _effect_around(path: str, before: _Around, now: _Around, question: Question) -> Effect:
    stem = worst(text_changes(path, question.mark, [("label", before.stem, now.stem)]))
    if before.conditions == now.conditions:
        return stem
    return stem if not now.conditions else Effect.MAPPING


def _surroundings(instrument: Instrument) -> dict[str, _Around]:
    found: dict[str, _Around] = {}
    for section in instrument.sections:
        here = _Around((section.relevant.root,) if section.relevant else ())
        _collect(section.items, "", here, found)
    return found


def _collect(
    items: Iterable[Item], prefix: str, around: _Around, found: dict[str, _Around]
) -> None:
    for item in items:
        inside = around
        if item.relevant and not isinstance(item, Question):
            inside = replace(around, conditions=(*around.conditions, item.relevant.root))
        match item:
            case Question():
                found[prefix + item.name] = around
                if item.or_other:
                    found[prefix + specify_other(item).name] = around
            case Matrix():
                _collect(item.rows, prefix, replace(inside, stem=item.label), found)
            case Group():
                _collect(item.items, prefix, inside, found)
            case Repeat():
                _collect(item.items, f"{prefix}{item.name}/", inside, found)
