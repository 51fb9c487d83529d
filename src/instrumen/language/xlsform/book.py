"""A spreadsheet as it is read: sheets, rows, cells. Everything is text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from instrumen.language.xlsform.columns import NO_PIPE, OWN, Column, column
from instrumen.text import keep

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
OWN_SHEETS = ("_scales", "_units")
# Spaces and line ends that look like the ordinary ones; a byte order mark is nothing.
_SEPARATORS = str.maketrans({"\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\ufeff": None})
MOST_ROWS, MOST_COLUMNS = 20_000, 500


@dataclass(frozen=True, slots=True)
class Row:
    """A row with what stands in it; `number` is that of the spreadsheet, the header being 1."""

    number: int
    cells: Mapping[Column, str]

    def get(self, key: str) -> str:
        """The cell of a column without a language; '' when it is empty."""
        return self.cells.get(Column(key), "")

    def own(self, key: str) -> str:
        """The cell of a column of our own."""
        return self.get(OWN + key)

    def texts(self, key: str) -> dict[str, str]:
        """The cells of a column in all its languages, by language as the heading says it."""
        return {found.language: text for found, text in self.cells.items() if found.key == key}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its columns and the rows that hold anything. `loose` are the cells that have no
    column of their own (no heading, or one that means the same as another), by their row."""

    name: str
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    loose: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file by name (lower case)."""

    file: Path
    sheets: Mapping[str, Sheet]

    def sheet(self, name: str) -> Sheet:
        """A sheet; an empty one when the file has none of that name."""
        return self.sheets.get(name, Sheet(name))


def sheet_of(name: str, grid: Iterable[Iterable[str]]) -> Sheet:
    """A sheet from its cells. The first row that holds anything is the header."""
    rows = _numbered(grid)
    _, headings = next(rows, (0, []))
    columns = [column(heading, _kind(name)) if heading else None for heading in headings]
    found, loose = [], []
    for number, cells in rows:
        row: dict[Column, str] = {}
        for place, text in zip_longest(columns, cells[:MOST_COLUMNS]):
            if text and (place is None or row.setdefault(place, text) != text):
                loose.append((number, text))
        if row:
            found.append(Row(number, row))
    known = tuple(dict.fromkeys(place for place in columns if place))
    return Sheet(name, known, tuple(found), tuple(loose))


def _kind(name: str) -> str:
    return "choices" if name == "external_choices" else name


def _numbered(grid: Iterable[Iterable[str]]) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(grid, 1):
        texts = [_kept(cell) if cell else "" for cell in cells]
        if any(texts):
            yield number, texts


def _kept(cell: str) -> str:
    return keep(cell).translate(_SEPARATORS).replace(NO_PIPE, "${").strip()
