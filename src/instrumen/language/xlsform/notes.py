"""What reading or writing an XLSForm has to say: nothing is dropped without a word."""

from dataclasses import dataclass
from enum import StrEnum

from instrumen.messages import Message


class XLSFormError(Exception):
    """An XLSForm cannot be read or written at all; `.message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


class Became(StrEnum):
    """What became of something: it means the same in another form, it means nearly the same, or
    it has no counterpart and is left out."""

    CHANGED = "changed"
    NEARLY = "nearly"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell. `row` counts as the spreadsheet does, the header being row 1; 0 means
    the whole sheet."""

    sheet: str
    row: int
    became: Became
    what: Message
