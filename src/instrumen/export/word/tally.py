"""What a document does not show, and why: counted while it is written, said when it is done."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from instrumen.messages import Message


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many of something (quotations, turns, names) are not in the document, for a reason."""

    what: Message
    why: Message
    count: int


class Tally:
    """Counts on the way; sentences are compared by their English text."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._words: dict[tuple[str, str], tuple[Message, Message]] = {}
        self._warnings: dict[str, Message] = {}

    def leave_out(self, what: Message, why: Message, count: int = 1) -> None:
        """`count` of `what` are left out because of `why`."""
        if count:
            key = (what.text, why.text)
            self._counts[key] += count
            self._words[key] = (what, why)

    def warn(self, message: Message) -> None:
        """Something a person should look at before handing the document in."""
        self._warnings[str(message)] = message

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything left out, in the order it was first met."""
        return tuple(LeftOut(*self._words[key], count) for key, count in self._counts.items())

    @property
    def warnings(self) -> Iterable[Message]:
        """The warnings, each once."""
        return tuple(self._warnings.values())
