"""Between what a person types and the value of an answer.

Typing is forgiving: `1.234,5` and `1234.5`, `4/5/2026`, `4 Mei 2026` and `2026-05-04`, `10.30`,
the names, labels or places of choices.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from instrumen.engine.accepting import ACKNOWLEDGED, Wrong, acceptance
from instrumen.engine.contract import Finding, Value
from instrumen.engine.wording import month_name, number_in_words, time_in_words
from instrumen.language.model import CHOICE_TYPES, MANY_VALUED, Choice, Question, Type
from instrumen.messages import LANGUAGES, Message, msg

_GROUPED = re.compile(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_WHOLE = re.compile(r"-?\d+")
_DECIMAL = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:[.:](\d{2}))?")
_BETWEEN_CHOICES = re.compile(r"[,;\s]+")
_NUMBERED = re.compile(r"(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_YES = frozenset({"ok", "oke", "ya", "y", "yes", "1", "x"})


def parse_value(question: Question, text: str, choices: Sequence[Choice] = ()) -> Value | Finding:
    """The value that `text` means as an answer to `question`; None for a blank text; a Finding
    (rule `type` or `choice`) when it means nothing there. `choices` are those shown, in their
    order: with them, places (1, 2, …) and labels are understood beside names."""
    typed = text.strip()
    if not typed:
        return None
    if question.type in CHOICE_TYPES:
        return _choices(question, typed, choices)
    if question.type in (Type.TEXT, Type.OPEN, Type.FILE):
        return text
    meant = _READERS[question.type](question, typed)
    if meant is None:
        return Finding(question.name, _wanted(question), False, "type")
    accepted = acceptance(question, ())(meant)
    if isinstance(accepted, Wrong):
        return Finding(question.name, accepted.message, False, accepted.rule)
    return accepted


def _wanted(question: Question) -> Message:
    if question.type is Type.DATE:
        return _DATES.get(question.precision, _HELP[Type.DATE])
    return _HELP[question.type]


def format_value(
    question: Question, value: Value, language: str, choices: Sequence[Choice] = ()
) -> str:
    """A value as a person would type it in `language`; '' for none. `parse_value` reads it
    again. With `choices`, those are said by their labels."""
    if value is None:
        return ""
    if question.type in CHOICE_TYPES:
        labels = {choice.name: choice.label(language) or choice.name for choice in choices}
        names = value if isinstance(value, list) else [str(value)]
        return ", ".join(labels.get(name, name) for name in names)
    if isinstance(value, int | float):
        return number_in_words(float(value), language)
    if isinstance(value, list):
        return ", ".join(value)
    match question.type:
        case Type.DATE:
            return _typed_date(value)
        case Type.TIME:
            return time_in_words(value, language)
        case Type.DATETIME:
            day, _, clock = value.partition("T")
            return f"{_typed_date(day)} {time_in_words(clock, language)}"
        case _:
            return value


def _choices(question: Question, typed: str, choices: Sequence[Choice]) -> Value | Finding:
    known = _spellings(choices)
    whole = known.get(typed.casefold())
    many = question.type in MANY_VALUED
    if whole is not None:
        return [whole] if many else whole
    names = []
    for part in _BETWEEN_CHOICES.split(typed) if many else [typed]:
        name = known.get(part.casefold()) if choices else part
        if name is None:
            what = msg("{value} is not one of the choices.", value=part)
            return Finding(question.name, what, False, "choice")
        if part:
            names.append(name)
    return names if many else names[0]


def _spellings(choices: Sequence[Choice]) -> dict[str, str]:
    """What may be typed for each choice; a name goes before a place, a place before a label."""
    spellings = {choice.name.casefold(): choice.name for choice in choices}
    for place, choice in enumerate(choices, 1):
        spellings.setdefault(str(place), choice.name)
    for choice in choices:
        for label in choice.label.by_language.values():
            spellings.setdefault(label.casefold(), choice.name)
    return spellings


def _integer(_question: Question, typed: str) -> Value:
    digits = typed.replace(" ", "")
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", "")
    return int(digits) if _WHOLE.fullmatch(digits) and len(digits) < 19 else None


def _decimal(_question: Question, typed: str) -> Value:
    """The last sign is the decimal sign, unless it occurs more than once."""
    digits = typed.replace(" ", "")
    last = max(digits.rfind("."), digits.rfind(","))
    sign = digits[last] if last >= 0 else ""
    if sign and digits.count(sign) > 1:
        digits = digits.replace(sign, "")
    elif sign:
        whole, fraction = digits[:last], digits[last + 1 :]
        digits = f"{whole.replace('.', '').replace(',', '')}.{fraction}"
    if not _DECIMAL.fullmatch(digits) or len(digits) > 40:
        return None
    number = float(digits)
    return int(number) if number.is_integer() and "." not in digits else number


def _date(question: Question, typed: str) -> Value:
    spelled = _with_numbered_month(typed)
    if found := _ISO.fullmatch(spelled):
        parts = [part for part in found.groups() if part]
    elif found := _NUMBERED.fullmatch(spelled):
        parts = [part for part in reversed(found.groups()) if part]
    else:
        return None
    wanted = {"year": 1, "month": 2}.get(question.precision, 3)
    return "-".join(part.zfill(2) for part in parts) if len(parts) == wanted else None


def _with_numbered_month(typed: str) -> str:
    """`4 Mei 2026` → `4 5 2026`."""
    words = typed.casefold().split()
    for language in LANGUAGES:
        names = [month_name(month, language).casefold() for month in range(1, 13)]
        words = [str(names.index(word) + 1) if word in names else word for word in words]
    return " ".join(words)


def _time(_question: Question, typed: str) -> Value:
    found = _CLOCK.fullmatch(typed)
    if not found:
        return None
    clock = f"{found[1].zfill(2)}:{found[2] or '00'}"
    return f"{clock}:{found[3]}" if found[3] else clock


def _datetime(question: Question, typed: str) -> Value:
    day, _, clock = typed.replace("T", " ").rpartition(" ")
    first, second = _date(question, day.strip()), _time(question, clock)
    return f"{first}T{second}" if first and second else None


def _acknowledged(_question: Question, typed: str) -> Value:
    return ACKNOWLEDGED if typed.casefold() in _YES else None


def _place(_question: Question, typed: str) -> Value:
    """`-2.99, 104.76` and `-2,99 104,76`."""
    spaced = typed.replace(";", " ")
    plain = (
        spaced.replace(",", " ") if "." in spaced else spaced.replace(", ", " ").replace(",", ".")
    )
    return " ".join(plain.split())


def _typed_date(value: str) -> str:
    year, *parts = value.split("-")
    return "/".join([*(part.lstrip("0") for part in reversed(parts)), year])


_READERS: Mapping[Type, Callable[[Question, str], Value]] = {
    Type.INTEGER: _integer,
    Type.DECIMAL: _decimal,
    Type.RANGE: _decimal,
    Type.DATE: _date,
    Type.TIME: _time,
    Type.DATETIME: _datetime,
    Type.ACKNOWLEDGE: _acknowledged,
    Type.GEOPOINT: _place,
    Type.NOTE: lambda _question, _typed: None,
    Type.CALCULATE: lambda _question, _typed: None,
}
_HELP: Mapping[Type, Message] = {
    Type.INTEGER: msg("A whole number is wanted here."),
    Type.DECIMAL: msg("A number is wanted here."),
    Type.RANGE: msg("A number is wanted here."),
    Type.DATE: msg("A date is wanted: day/month/year, such as 4/5/2026."),
    Type.TIME: msg("A time is wanted, such as 10.30."),
    Type.DATETIME: msg("A date with time is wanted, such as 4/5/2026 10.30."),
    Type.ACKNOWLEDGE: msg("This can only be acknowledged."),
    Type.GEOPOINT: msg("Latitude and longitude such as -2,99 104,76 are wanted."),
    Type.NOTE: msg("There is nothing to answer here."),
    Type.CALCULATE: msg("There is nothing to answer here."),
}
_DATES: Mapping[str, Message] = {
    "month": msg("A month is wanted: month/year, such as 5/2026."),
    "year": msg("A year is wanted, such as 2026."),
}
