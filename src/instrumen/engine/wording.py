"""Numbers, dates and times as a reader of Indonesian or English writes them."""

from instrumen.engine.conversion import first_day, text_of_number
from instrumen.messages import catalog, msg

MONTHS = (
    msg("January"), msg("February"), msg("March"), msg("April"), msg("May"),
    msg("June"), msg("July"), msg("August"), msg("September"), msg("October"),
    msg("November"), msg("December"),
)  # fmt: skip
_COMMA = "id"


def month_name(month: int, language: str) -> str:
    """The name of a month (1 to 12)."""
    return catalog(language).say(MONTHS[month - 1])


def number_in_words(value: float, language: str) -> str:
    """A number with the decimal sign of the language; never in groups of three."""
    text = text_of_number(value)
    return text.replace(".", ",") if language == _COMMA else text


def date_in_words(text: str, language: str) -> str:
    """`2026-05-04` → 4 Mei 2026; `2026-05` → Mei 2026; with a time, that too. Other texts come
    back as they are."""
    day, _, clock = text.partition("T")
    if not clock and ":" in day:
        return time_in_words(day, language)
    first = first_day(day)
    if first is None:
        return text
    words = str(first.year)
    if len(day) > 4:
        words = f"{month_name(first.month, language)} {words}"
    if len(day) > 7:
        words = f"{first.day} {words}"
    return f"{words} {time_in_words(clock, language)}" if clock else words


def time_in_words(text: str, language: str) -> str:
    """`10:30` → 10.30 in Indonesian, 10:30 in English; seconds and offset are left out."""
    clock = text[:5]
    return clock.replace(":", ".") if language == _COMMA else clock
