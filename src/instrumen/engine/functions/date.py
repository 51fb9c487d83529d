"""Functions on dates and times. Sources: ODK documentation, "Date and time"; XForms
specification, "Date and Time Functions".

Days are counted by the calendar on the wall (see `conversion.days_of`).
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from instrumen.engine.conversion import NAN, Scalar, days_of, moment_of, time_of_day
from instrumen.messages import catalog, msg

_MONTHS = (
    msg("Jan"), msg("Feb"), msg("Mar"), msg("Apr"), msg("May"), msg("Jun"),
    msg("Jul"), msg("Aug"), msg("Sep"), msg("Oct"), msg("Nov"), msg("Dec"),
)  # fmt: skip
_DAYS = (
    msg("Mon"), msg("Tue"), msg("Wed"), msg("Thu"), msg("Fri"), msg("Sat"), msg("Sun"),
)  # fmt: skip
_DIRECTIVE = re.compile(r"%(.)")


def date(value: Scalar) -> str:
    """ODK `date`: a number of days since 1970-01-01, or a text that is a date, as a date. ''
    for a blank and, where JavaRosa stops with an error, for what is no date."""
    moment = _moment(value)
    return moment.date().isoformat() if moment else ""


def decimal_date_time(value: Scalar) -> float:
    """ODK `decimal-date-time`: days since 1970-01-01, with a fraction for the time."""
    return days_of(value) if isinstance(value, str) else float(value)


def decimal_time(value: Scalar) -> float:
    """ODK `decimal-time`: the time as a fraction of a day (noon 0.5)."""
    if not isinstance(value, str):
        return value - math.floor(value) if math.isfinite(value) else NAN
    clock = value.partition("T")[2] if "T" in value else value
    return (
        time_of_day(clock) if ":" in clock else (0.0 if days_of(value) == days_of(value) else NAN)
    )


def format_date(value: Scalar, pattern: str, language: str) -> str:
    """ODK `format-date` and `format-date-time`: %Y %y %m %n %b %d %e %a %H %h %M %S %3; month
    and day names in `language`. '' for a blank or what is no date."""
    moment = _moment(value)
    if moment is None:
        return ""
    return _DIRECTIVE.sub(lambda found: _part(moment, found[1], language), pattern)


def _part(moment: datetime, directive: str, language: str) -> str:
    match directive:
        case "Y":
            return f"{moment.year:04}"
        case "y":
            return f"{moment.year % 100:02}"
        case "m":
            return f"{moment.month:02}"
        case "n":
            return str(moment.month)
        case "b":
            return catalog(language).say(_MONTHS[moment.month - 1])
        case "d":
            return f"{moment.day:02}"
        case "e":
            return str(moment.day)
        case "a":
            return catalog(language).say(_DAYS[moment.weekday()])
        case _:
            return _clock_part(moment, directive)


def _clock_part(moment: datetime, directive: str) -> str:
    match directive:
        case "H":
            return f"{moment.hour:02}"
        case "h":
            return str(moment.hour)
        case "M":
            return f"{moment.minute:02}"
        case "S":
            return f"{moment.second:02}"
        case "3":
            return f"{moment.microsecond // 1000:03}"
        case other:
            return f"%{other}"


def _moment(value: Scalar) -> datetime | None:
    days = days_of(value) if isinstance(value, str) else float(value)
    return moment_of(days) if math.isfinite(days) else None


FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {
    "date": date,
    "decimal-date-time": decimal_date_time,
    "decimal-time": decimal_time,
}
