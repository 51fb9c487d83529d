"""Texts with `${name}` in them: what a label says to a person.

A choice is said by its label, a date in words, a number as the language writes it, a roster
field by its label when it was given one. Several values are said with commas between.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from instrumen.engine.conversion import Scalar, is_blank, text_of_value
from instrumen.engine.naming import Names, common_depth
from instrumen.engine.nodes import Context, Frame, Node, Role, Scope, ancestor
from instrumen.engine.wording import date_in_words, number_in_words, time_in_words
from instrumen.language.expression.functions import Of
from instrumen.language.model import Choice, Question, Type
from instrumen.language.text import Text

POSITION = "position"
_PIPE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")

Say = Callable[[Frame, str], str]


@dataclass(frozen=True, slots=True)
class Template:
    """A text in pieces: what is written, and what is filled in (called with the frame and the
    language)."""

    pieces: tuple[str | Say, ...]

    def fill(self, frame: Frame, language: str) -> str:
        """The text for one frame."""
        return "".join(
            piece if isinstance(piece, str) else piece(frame, language) for piece in self.pieces
        )


def piped_names(text: Text) -> Iterator[str]:
    """The names that a text pipes, in any language."""
    for words in text.by_language.values():
        if "${" in words:
            yield from _PIPE.findall(words)


def template(names: Names, scope: Scope, words: str) -> str | Template:
    """A text made ready to be filled; one without pipes stays as it is."""
    if "${" not in words:
        return words
    parts = _PIPE.split(words)  # text, name, text, name, …, text
    return Template(
        tuple(
            _saying(names, scope, part) if place % 2 else part
            for place, part in enumerate(parts)
            if part
        )
    )


def _saying(names: Names, scope: Scope, name: str) -> Say:
    node = names.find(name, scope)
    if node is None:
        return _position if name == POSITION else _field(name)
    if node.role is not Role.QUESTION:
        return lambda _frame, _language: ""  # a part of the form has no value itself
    speak = _speaker(node, names.kind_of(node))
    level = common_depth(scope, node.scope)
    up, slots = scope.depth - level, [repeat.slot for repeat in node.scope.chain[level:]]
    slot = node.slot

    def say(frame: Frame, language: str) -> str:
        frames = [ancestor(frame, up)]
        for repeat in slots:
            frames = [member for one in frames for member in one.active(repeat)]
        values = (one.values[slot] for one in frames)
        return ", ".join(speak(value, language) for value in values if not is_blank(value))

    return say


def _position(frame: Frame, _language: str) -> str:
    return str(frame.number)


def _field(name: str) -> Say:
    def say(frame: Frame, language: str) -> str:
        context = frame.context
        label = context.labels.get(name)
        return label(language) if label else field_in_words(context, name, language)

    return say


def field_in_words(context: Context, name: str, language: str) -> str:
    """A roster field or fact as plain text."""
    value = context.fields.get(name, "")
    if isinstance(value, str):
        return value
    return "" if is_blank(value) else number_in_words(float(value), language)


def _speaker(node: Node, kind: Of) -> Callable[[Scalar, str], str]:
    """How a value of this node is said."""
    question = node.item
    if node.choices:
        labels = {choice.name: choice for choice in node.choices}
        return lambda value, language: ", ".join(
            _label(labels, name, language) for name in text_of_value(value).split()
        )
    if isinstance(question, Question) and question.type is Type.TIME:
        return lambda value, language: time_in_words(text_of_value(value), language)
    if kind is Of.DATE:
        return lambda value, language: date_in_words(text_of_value(value), language)
    return _plainly


def _label(labels: dict[str, Choice], name: str, language: str) -> str:
    choice = labels.get(name)
    return choice.label(language) if choice else name


def _plainly(value: Scalar, language: str) -> str:
    if isinstance(value, str):
        return value
    return number_in_words(float(value), language)
