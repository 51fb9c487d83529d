"""Dates, times and figures as a reader of the document's language writes them."""

from datetime import date, datetime

from instrumen.messages import Catalog, msg

_MONTHS = (
    msg("January"), msg("February"), msg("March"), msg("April"), msg("May"), msg("June"),
    msg("July"), msg("August"), msg("September"), msg("October"), msg("November"),
    msg("December"),
)  # fmt: skip
_DAYS = (
    msg("Monday"), msg("Tuesday"), msg("Wednesday"), msg("Thursday"), msg("Friday"),
    msg("Saturday"), msg("Sunday"),
)  # fmt: skip

NOTHING = "–"


def day(stamp: str, catalog: Catalog) -> str:
    """`4 Mei 2026` for an ISO 8601 stamp; a dash when there is none."""
    found = _moment(stamp)
    return _long(found, catalog) if found else NOTHING


def weekday_and_day(stamp: str, catalog: Catalog) -> str:
    """`Senin, 4 Mei 2026`."""
    found = _moment(stamp)
    return f"{catalog.say(_DAYS[found.weekday()])}, {_long(found, catalog)}" if found else NOTHING


def clock(stamp: str, catalog: Catalog) -> str:
    """`09.10`, in English `09:10`; '' when there is no time."""
    found = _moment(stamp)
    return found.strftime("%H.%M" if catalog.language == "id" else "%H:%M") if found else ""


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


def _long(moment: date, catalog: Catalog) -> str:
    return f"{moment.day} {catalog.say(_MONTHS[moment.month - 1])} {moment.year}"


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None
