"""Reading an appointment as people write it: `10.30`, `5/5 10.30`, `5/5/2026 10:30`."""

import re
from datetime import datetime

_FORM = re.compile(r"(?:(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?\s+)?(\d{1,2})[.:](\d{2})")


def read_moment(typed: str, now: datetime) -> datetime | None:
    """The moment meant, in the laptop's zone; None when it is none. Without a day it is today;
    without a year the next such day."""
    found = _FORM.fullmatch(typed.strip())
    if found is None:
        return None
    day, month, year, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        moment = now.replace(
            year=year or now.year, month=month or now.month, day=day or now.day,
            hour=hour or 0, minute=minute or 0, second=0, microsecond=0,
        )  # fmt: skip
        if year is None and moment.date() < now.date():
            moment = moment.replace(year=now.year + 1)
    except ValueError:
        return None
    return moment
