"""Text that is being typed, on disk before it is accepted: every two seconds, and at once after a
long stretch. After a crash it is there again."""

from instrumen.fieldwork.responses import Filling

EVERY_SECONDS = 2.0
_STRETCH = 200
"""Characters typed since the last look, after which nobody waits for the next."""


class Journal:
    """The text in hand of a response: one path at a time."""

    def __init__(self, filling: Filling) -> None:
        self._filling = filling
        self._path = ""
        self._kept = ""

    def take_up(self, path: str, stored: str = "") -> str:
        """The text to go on with at a path: what was begun and not accepted, else `stored`."""
        draft = self._filling.draft_of(path)
        self._path = path
        self._kept = stored if draft is None else draft[0]
        return self._kept

    def is_far(self, text: str) -> bool:
        """Whether a text is a long way from what is on disk of it."""
        return abs(len(text) - len(self._kept)) >= _STRETCH

    def keep(self, text: str, cursor: int) -> None:
        """Put a text on disk, unless it is there."""
        if text != self._kept:
            self._filling.draft(self._path, text, cursor)
            self._kept = text

    def clear(self) -> None:
        """The text was accepted, and the next one begins empty."""
        self._filling.draft(self._path, "", 0)
        self._kept = ""

    def forget(self) -> None:
        """The text was accepted with its answer."""
        self._kept = ""
