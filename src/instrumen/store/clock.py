"""What time it is, as a value that can be handed in: the wall clock may lie or jump, the
elapsed time never goes back."""

import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Two readings: the wall (with UTC offset) and milliseconds since the clock was made."""

    def now(self) -> datetime:
        """The wall time, aware of its offset."""

    def elapsed(self) -> int:
        """Milliseconds of a monotonic clock."""


class SystemClock:
    """The laptop's own clocks."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def now(self) -> datetime:
        """The wall time in the laptop's zone, to the second."""
        return datetime.now().astimezone().replace(microsecond=0)

    def elapsed(self) -> int:
        """Milliseconds since this clock was made."""
        return int((time.monotonic() - self._started) * 1000)
