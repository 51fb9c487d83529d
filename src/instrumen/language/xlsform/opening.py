"""The door to XLSForm files: `.xlsx`, `.xls`, and `.md` (tables in Markdown, as pyxform's)."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from warnings import catch_warnings, simplefilter

from instrumen.language.xlsform.archive import check_archive
from instrumen.language.xlsform.book import (
    MOST_COLUMNS,
    MOST_ROWS,
    SHEETS,
    Book,
    Sheet,
    sheet_of,
)
from instrumen.language.xlsform.notes import XLSFormError
from instrumen.messages import msg

MOST_BYTES = 20 * 1024 * 1024
_SEPARATOR = re.compile(r"(?<!\\)\|")


def open_book(path: Path) -> Book:
    """The sheets of an XLSForm file.

    Raises:
        XLSFormError: the file is not there, of another kind, too large or damaged, or the
            library that reads its kind is not installed.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise XLSFormError(
            msg("{file} is no XLSForm: the name must end with .xlsx, .xls or .md.", file=path.name)
        )
    try:
        size = path.stat().st_size
    except OSError as error:
        raise XLSFormError(
            msg("{file} cannot be opened ({reason}).", file=path.name, reason=error.strerror)
        ) from None
    if size > MOST_BYTES:
        raise XLSFormError(msg("{file} is larger than a form can be (20 MB).", file=path.name))
    sheets = {sheet.name: sheet for sheet in reader(path)}
    for name in SHEETS:
        if name in sheets and any(row.number > MOST_ROWS for row in sheets[name].rows):
            raise XLSFormError(
                msg("The sheet “{name}” has more than {n} rows.", name=name, n=MOST_ROWS)
            )
    if "survey" not in sheets:
        raise XLSFormError(
            msg(
                "{file} has no sheet “survey”, so it is no XLSForm. It has: {sheets}.",
                file=path.name,
                sheets=", ".join(sheets) or "–",
            )
        )
    return Book(path, sheets)


def library(name: str) -> ModuleType:
    """A library that only XLSForms need. Raises XLSFormError when it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        raise XLSFormError(
            msg(
                'XLSForms need {library}. Install it with: pip install "instrumen[xlsform]"',
                library=name,
            )
        ) from None


def _xlsx(path: Path) -> Iterator[Sheet]:
    check_archive(path)
    openpyxl = library("openpyxl")
    try:
        with catch_warnings():
            simplefilter("ignore")  # openpyxl prints what it does not read: colours, menus
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                yield from [_sheet(sheet) for sheet in book.worksheets]
            finally:
                book.close()
    except Exception as error:  # openpyxl raises whatever the broken part of a file leads to
        raise _damaged(path) from error


def _sheet(sheet: Any) -> Sheet:
    """A sheet of a new workbook, no wider than it says it is."""
    wide = min(sheet.max_column or MOST_COLUMNS, MOST_COLUMNS)
    rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=wide)
    return sheet_of(_name(sheet.title), (map(_text, row) for row in rows))


def _xls(path: Path) -> Iterator[Sheet]:
    xlrd = library("xlrd")
    try:
        book = xlrd.open_workbook(str(path), on_demand=True, logfile=_Silent())
        for sheet in book.sheets():
            count = min(sheet.nrows, MOST_ROWS + 1)
            rows = (sheet.row(number)[:MOST_COLUMNS] for number in range(count))
            yield sheet_of(_name(sheet.name), (map(_text_of_cell(book), row) for row in rows))
    except Exception as error:  # as above: the formats of thirty years fail in many ways
        raise _damaged(path) from error


def _text_of_cell(book: Any) -> Callable[[Any], str]:
    """What a cell of an old workbook says; dates are numbers there, told apart by a code."""
    xldate = import_module("xlrd.xldate")

    def text(cell: Any) -> str:
        if cell.ctype == 3:
            moment = xldate.xldate_as_datetime(cell.value, book.datemode)
            return _text(moment.time() if cell.value < 1 else moment)
        if cell.ctype == 5:  # a formula that failed
            return ""
        return _text(bool(cell.value) if cell.ctype == 4 else cell.value)

    return text


class _Silent:
    """Takes what xlrd would print."""

    def write(self, _text: str) -> int:
        """Nothing."""
        return 0


def _md(path: Path) -> Iterator[Sheet]:
    """Tables whose first column names the sheet: `| survey |`, then `| | type | name |` …"""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise XLSFormError(msg("{file} is not written in UTF-8.", file=path.name)) from None
    sheets: dict[str, list[list[str]]] = {}
    current: list[list[str]] | None = None
    for line in text.splitlines():
        cells = _SEPARATOR.split(line.strip())
        if len(cells) < 3 or cells[0]:
            continue
        first, *rest = (cell.strip().replace("\\|", "|") for cell in cells[1:-1])
        if first:
            current = sheets.setdefault(_name(first), [])
        elif current is not None and not all(set(cell) <= set("-: ") for cell in rest):
            current.append(rest)
    yield from (sheet_of(name, rows) for name, rows in sheets.items())


def _name(title: str) -> str:
    return "_".join(title.lower().split())


def _text(value: object) -> str:
    """A cell as its author sees it: 5 rather than 5.0, dates in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = str(value)
    return text.removesuffix(" 00:00:00") if hasattr(value, "isoformat") else text


def _damaged(path: Path) -> XLSFormError:
    return XLSFormError(msg("{file} cannot be read: it is damaged or protected.", file=path.name))


_READERS = {".xlsx": _xlsx, ".xlsm": _xlsx, ".xls": _xls, ".md": _md}
