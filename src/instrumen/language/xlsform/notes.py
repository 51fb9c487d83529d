"""What reading or writing an XLSForm has to say: nothing is dropped without a word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from instrumen.messages import Message

_VALUES = 3


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


@dataclass(frozen=True, slots=True)
class Told:
    """Notes that say the same about several rows of a sheet, told once."""

    sheet: str
    rows: tuple[int, ...]
    became: Became
    what: Message

    @property
    def place(self) -> str:
        """Where: `survey:28, 29, 34–45`; of a whole sheet its name."""
        rows = ", ".join(spans(self.rows))
        return f"{self.sheet}:{rows}" if rows else self.sheet


def joined(notes: Iterable[Note]) -> list[Told]:
    """The notes in the order of the sheets and rows, those that say the same joined. Notes that
    differ in their `{value}` alone are joined too; they tell all values where these stand nowhere
    else (what changed), the first three where the file has them as remarks."""
    same: dict[tuple[object, ...], list[Note]] = {}
    for note in sorted(notes, key=lambda note: (note.sheet, note.row)):
        said = sorted((key, str(v)) for key, v in note.what.values.items() if key != "value")
        same.setdefault((note.sheet, note.became, note.what.text, *said), []).append(note)
    return [_told(alike) for alike in same.values()]


def _told(alike: list[Note]) -> Told:
    first = alike[0]
    rows = tuple(sorted({note.row for note in alike if note.row}))
    values = list(dict.fromkeys(str(note.what.values.get("value", "")) for note in alike))
    if len(values) < 2:
        return Told(first.sheet, rows, first.became, first.what)
    most = len(values) if first.became is Became.CHANGED else _VALUES
    said = " | ".join(values[:most]) + (" | …" if len(values) > most else "")
    what = Message(first.what.text, {**first.what.values, "value": said})
    return Told(first.sheet, rows, first.became, what)


def spans(rows: Sequence[int]) -> Iterator[str]:
    """Numbers in order, runs of them as one: 1, 2, 3, 7 → `1–3`, `7`."""
    start = 0
    for place, row in enumerate(rows):
        if place + 1 < len(rows) and rows[place + 1] == row + 1:
            continue
        first, many = rows[start], place - start
        yield f"{row}" if not many else f"{first}, {row}" if many == 1 else f"{first}–{row}"
        start = place + 1
