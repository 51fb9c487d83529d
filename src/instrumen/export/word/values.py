"""Answers in words: choices by their labels, ranked ones in order, numbers, dates and places as the
reader writes them."""

from collections.abc import Sequence

from instrumen.analysis.responses import ResponseData
from instrumen.engine.wording import date_in_words, number_in_words
from instrumen.export.word.brief import Brief
from instrumen.export.word.piping import piped
from instrumen.export.word.wording import figure
from instrumen.fieldwork.attachments import read_attachment
from instrumen.language.model import CHOICE_TYPES, OTHER, Question, Type, other_choice
from instrumen.messages import Message, msg

_MOMENTS = frozenset({Type.DATE, Type.TIME, Type.DATETIME})
_POINT = (
    msg("latitude {number}"), msg("longitude {number}"), msg("altitude {number} m"),
    msg("accurate to {number} m"),
)  # fmt: skip


def value_words(brief: Brief, data: ResponseData, path: str, question: Question) -> str:
    """The answer at a path of a response; '' when there is none."""
    value = data.form.value(path)
    match value:
        case None:
            return ""
        case list():
            return _several(question, [_word(brief, data, question, str(each)) for each in value])
        case str():
            return _word(brief, data, question, value)
        case _ if question.type is Type.CALCULATE:
            return figure(float(value), brief.catalog)
        case _:
            return number_in_words(value, brief.language)


def _several(question: Question, words: Sequence[str]) -> str:
    """Choices beside each other; ranked ones with their places."""
    if question.type is Type.RANK:
        return "\n".join(f"{place}. {word}" for place, word in enumerate(words, 1))
    return ", ".join(words)


def _word(brief: Brief, data: ResponseData, question: Question, value: str) -> str:
    if question.type in CHOICE_TYPES:
        choice = data.instrument.choice(question, value)
        if choice is None and question.or_other and value == OTHER:
            choice = other_choice(question)
        return piped(brief, choice.label) if choice else value
    if question.type in _MOMENTS:
        return date_in_words(value, brief.language)
    if question.type is Type.ACKNOWLEDGE:
        return brief.catalog.t("yes")
    if question.type is Type.GEOPOINT:
        return _point(brief, value)
    if question.type is Type.FILE and (given := read_attachment(value)):
        return given.short
    return value


def _point(brief: Brief, value: str) -> str:
    """`-7.25 112.75 12 5` → latitude -7.25, longitude 112.75, altitude 12 m, accurate to 5 m."""
    numbers = [number_in_words(float(each), brief.language) for each in value.split()]
    named = zip(_POINT, numbers, strict=False)
    said = (Message(shape.text, {"number": number}) for shape, number in named)
    return ", ".join(map(brief.catalog.say, said))
