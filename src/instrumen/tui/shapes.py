"""What a typed answer looks like: said in the empty field, and before a line is read."""

from instrumen.engine import format_value
from instrumen.language.model import Question, Type
from instrumen.messages import Message, msg
from instrumen.tui.desk import Desk

_SHAPES: dict[Type, Message] = {
    Type.INTEGER: msg("a whole number"),
    Type.DECIMAL: msg("a number, like 1,5"),
    Type.TIME: msg("a time, like 10.30"),
    Type.DATETIME: msg("day and time, like 4/5/2026 10.30"),
    Type.GEOPOINT: msg("latitude and longitude, like -2,99 104,76"),
    Type.FILE: msg("the path of the file, or drop it here"),
    Type.TEXT: msg("type the answer"),
    Type.OPEN: msg("type the answer"),
}
_DATES: dict[str, Message] = {
    "day": msg("a date, like 4/5/2026"),
    "month": msg("month and year, like 5/2026"),
    "year": msg("a year, like 2026"),
}


def shape_words(desk: Desk, question: Question) -> str:
    """The shape that a question wants, in the language spoken now; '' where nothing is typed."""
    if question.type is Type.DATE:
        return desk.say(_DATES.get(question.precision, _DATES["day"]))
    if question.type is Type.RANGE:
        return _range_words(desk, question)
    return desk.say(_SHAPES[question.type]) if question.type in _SHAPES else ""


def _range_words(desk: Desk, question: Question) -> str:
    ends = (question.start, question.end, question.step or 1.0)
    least, most, step = (format_value(question, number, desk.language) for number in ends)
    if not least or not most:
        return desk.catalog.t("a number")
    return desk.catalog.t(
        "a number from {least} to {most}, in steps of {step}", least=least, most=most, step=step
    )
