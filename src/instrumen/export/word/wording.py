"""Dates, times and figures as a reader of the document's language writes them."""

from datetime import date

from instrumen.engine.wording import date_in_words, time_in_words
from instrumen.messages import Catalog, msg

_DAYS = (
    msg("Monday"), msg("Tuesday"), msg("Wednesday"), msg("Thursday"), msg("Friday"),
    msg("Saturday"), msg("Sunday"),
)  # fmt: skip

NOTHING = "–"


def day(stamp: str, catalog: Catalog) -> str:
    """`4 Mei 2026` for an ISO 8601 stamp; a dash when there is none."""
    return date_in_words(stamp[:10], catalog.language) or NOTHING


def weekday_and_day(stamp: str, catalog: Catalog) -> str:
    """`Senin, 4 Mei 2026`."""
    try:
        weekday = date.fromisoformat(stamp[:10]).weekday()
    except ValueError:
        return day(stamp, catalog)
    return f"{catalog.say(_DAYS[weekday])}, {day(stamp, catalog)}"


def clock(stamp: str, catalog: Catalog) -> str:
    """`09.10`, in English `09:10`; '' when there is no time."""
    return time_in_words(stamp[11:16], catalog.language)


def figure(value: float, catalog: Catalog, digits: int = 2) -> str:
    """A number with a decimal comma in Indonesian; whole numbers without decimals."""
    made = f"{value:.{digits}f}" if value % 1 else f"{value:.0f}"
    return made.replace(".", ",") if catalog.language == "id" else made


def percent(n: float, of: float, catalog: Catalog) -> str:
    """`37,5%` of `of`; a dash when nobody was asked."""
    return f"{figure(round(100 * n / of, 1), catalog, 1)}%" if of else NOTHING


def of_all(n: int, of: int, catalog: Catalog) -> str:
    """`9 dari 16 (56,3%)`."""
    return catalog.t("{n} of {of} ({share})", n=n, of=of, share=percent(n, of, catalog))
