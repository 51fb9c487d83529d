"""Dates and times as people here write them: `4 Mei 2026`, `10.42`; in English `10:42`."""

from datetime import date, datetime, timedelta

from instrumen.messages import catalog, msg

_MONTHS = (
    msg("January"), msg("February"), msg("March"), msg("April"), msg("May"), msg("June"),
    msg("July"), msg("August"), msg("September"), msg("October"), msg("November"),
    msg("December"),
)  # fmt: skip


def clock_time(moment: datetime, language: str) -> str:
    """Hours and minutes, with a point in Indonesian."""
    return moment.strftime("%H.%M" if language == "id" else "%H:%M")


def long_date(day: date, language: str) -> str:
    """Day, month in words, year."""
    return f"{day.day} {catalog(language).say(_MONTHS[day.month - 1])} {day.year}"


def stored_time(stamp: str, language: str, now: datetime) -> str:
    """A stored ISO time as short as it can be: the time alone for today, else day and time."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    if moment.date() == now.date():
        return clock_time(moment, language)
    if moment.date() == now.date() - timedelta(days=1):
        return catalog(language).t("yesterday {time}", time=clock_time(moment, language))
    return long_date(moment.date(), language)


def duration(milliseconds: int) -> str:
    """`12:40`, with hours from one hour on: `1:02:40`."""
    seconds = max(milliseconds, 0) // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
