"""From the bytes of a roster file to rows of cells: encoding, separator, quotation marks."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from instrumen.language.problems import Mark, Problem
from instrumen.messages import Message, msg
from instrumen.text import keep

MOST_BYTES = 20_000_000
_SEPARATORS = (",", ";", "\t")
_MOST_LINES_A_CELL = 20
_LOOKED_AT = 40  # rows among which the header is looked for
_SEPARATOR_LINE = re.compile(r"^\s*\"?sep=.\"?\s*\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line of the file it begins on, and its cells as written."""

    line: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The cell of a column, '' beyond the end of the row."""
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def filled(self) -> int:
        """How many cells are not blank."""
        return sum(1 for cell in self.cells if cell.strip())


Scorer = Callable[[Iterable[Row]], int]


def read_table(path: Path, score: Scorer) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of a CSV file. `score` says how many columns it recognises in a table; the
    separator with the highest score is taken. Problems mean that there are no rows."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        return (), (_problem(path, "unreadable", _unreadable(error)),)
    if size > MOST_BYTES:
        return (), (_problem(path, "too-large", msg("The file is larger than 20 MB.")),)
    foreign = _foreign(data)
    if foreign is not None:
        return (), (_problem(path, "not-csv", foreign),)
    text = decode(data)
    tables = [_split(text, separator) for separator in _SEPARATORS]
    rows = max(tables, key=lambda table: score(table[:_LOOKED_AT]))
    unclosed = next((row for row in rows if _swallows(row)), None)
    if unclosed is not None:
        return (), (_problem(path, "open-quote", _unclosed(), unclosed.line),)
    return rows, ()


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (BOM or not), UTF-16 or, failing these, Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[1:200:2].count(0) > 20:
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _split(text: str, separator: str) -> tuple[Row, ...]:
    stripped = _SEPARATOR_LINE.sub("", text, count=1)
    skipped = text.count("\n", 0, len(text) - len(stripped))
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(stripped, newline=""), delimiter=separator)
    rows, line = [], skipped + 1
    for cells in reader:
        rows.append(Row(line, tuple(keep(cell) for cell in cells)))
        line = skipped + reader.line_num + 1
    return tuple(rows)


def _swallows(row: Row) -> bool:
    """A quotation mark that is never closed takes the rest of the file into one cell."""
    return any(cell.count("\n") > _MOST_LINES_A_CELL for cell in row.cells)


def _foreign(data: bytes) -> Message | None:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return msg("This is a spreadsheet, not a CSV file. Open it and save it as CSV (UTF-8).")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        return msg(
            "This is a web page, not a CSV file. Open it in a spreadsheet program and "
            "save it as CSV (UTF-8)."
        )
    if not data.strip():
        return msg("The file is empty.")
    return None


def _unreadable(error: OSError) -> Message:
    return msg("The file cannot be read ({reason}).", reason=error.strerror or "")


def _unclosed() -> Message:
    return msg("A quotation mark is opened in this row and never closed; close it or remove it.")


def _problem(path: Path, rule: str, what: Message, line: int = 1) -> Problem:
    return Problem(path, Mark(line, 1), rule, what)
