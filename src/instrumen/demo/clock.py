"""A clock that is told what time it is: weeks in the field pass in seconds, and twice the same."""

from datetime import date, datetime, time, timedelta, timezone

WESTERN_INDONESIA = timezone(timedelta(hours=7))
_SATURDAY = 5


class ToldClock:
    """A `store.clock.Clock` that stands still until it is moved, and never goes back."""

    def __init__(self, day: date, *, zone: timezone = WESTERN_INDONESIA) -> None:
        self._zone = zone
        self.begin(day)

    def begin(self, day: date) -> None:
        """Set out in the morning of a day; the elapsed time begins anew."""
        self._start = datetime.combine(day, time(7, 0), self._zone)
        self._now = self._start

    def now(self) -> datetime:
        """The wall time it was told, to the second."""
        return self._now.replace(microsecond=0)

    def elapsed(self) -> int:
        """Milliseconds since its start."""
        return int((self._now - self._start).total_seconds() * 1000)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self._now += timedelta(seconds=max(0.0, seconds))

    def next_slot(self, slots: tuple[time, ...]) -> None:
        """Move on to the next of the day's `slots`, on a later school day if need be (Monday to
        Friday). The slots are in order."""
        day = self._now.date()
        while True:
            if day.weekday() < _SATURDAY:
                for slot in slots:
                    moment = datetime.combine(day, slot, self._now.tzinfo)
                    if moment > self._now:
                        self._now = moment
                        return
            day += timedelta(days=1)
