"""The data stamp: a short name for exactly the data a document was made from."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from instrumen.store.study import Study

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stamp:
    """`digest` is the beginning of a SHA-256 over the seals of all events, `date` the time of
    the latest one: the same data give the same stamp on any machine and any day."""

    digest: str
    events: int
    date: datetime


def data_stamp(study: Study) -> Stamp:
    """The stamp of a study as it stands."""
    sealed = hashlib.sha256()
    count, latest = 0, _LONG_AGO
    for seal, time in study.rows("SELECT hmac, time FROM events ORDER BY writer, seq"):
        if isinstance(seal, bytes):
            sealed.update(seal)
        count += 1
        latest = max(latest, _moment(str(time)))
    return Stamp(sealed.hexdigest()[:12], count, latest)


def _moment(stamp: str) -> datetime:
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return _LONG_AGO
    return found if found.tzinfo else found.replace(tzinfo=UTC)
