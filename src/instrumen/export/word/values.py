"""Answers in words: choices by their labels, numbers and dates as the reader writes them."""

from instrumen.analysis.responses import ResponseData
from instrumen.engine.wording import date_in_words
from instrumen.export.word.brief import Brief
from instrumen.export.word.piping import piped
from instrumen.export.word.wording import figure
from instrumen.fieldwork.attachments import read_attachment
from instrumen.language.model import CHOICE_TYPES, Question, Type

_MOMENTS = frozenset({Type.DATE, Type.TIME, Type.DATETIME})


def value_words(brief: Brief, data: ResponseData, path: str, question: Question) -> str:
    """The answer at a path of a response; '' when there is none."""
    value = data.form.value(path)
    match value:
        case None:
            return ""
        case list():
            return ", ".join(_word(brief, data, question, str(each)) for each in value)
        case str():
            return _word(brief, data, question, value)
        case _:
            return figure(float(value), brief.catalog)


def _word(brief: Brief, data: ResponseData, question: Question, value: str) -> str:
    if question.type in CHOICE_TYPES:
        choice = data.instrument.choice(question, value)
        return piped(brief, choice.label) if choice else value
    if question.type in _MOMENTS:
        return date_in_words(value, brief.language)
    if question.type is Type.FILE and (given := read_attachment(value)):
        return given.short
    return value
