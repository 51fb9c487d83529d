"""The door out: an XLSForm as an Excel workbook that people can go on with."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from instrumen.language.model import Instrument
from instrumen.language.xlsform.exporting import export_sheets
from instrumen.language.xlsform.exporting.cells import Cells
from instrumen.language.xlsform.exporting.sheet import fill_sheet
from instrumen.language.xlsform.notes import Became, Note, XLSFormError
from instrumen.language.xlsform.opening import library
from instrumen.messages import msg

MOST_IN_CELL = 32_767


@dataclass(frozen=True, slots=True)
class Written:
    """What other programs do otherwise, and the names that the form looks up in `roster.csv`."""

    notes: tuple[Note, ...]
    looked_up: tuple[str, ...]


def export_xlsform(instrument: Instrument, path: Path) -> Written:
    """Write an instrument as an XLSForm (.xlsx) that pyxform converts and `import_xlsform` reads
    back.

    Raises:
        XLSFormError: openpyxl is not installed, or the file cannot be written.
    """
    openpyxl = library("openpyxl")
    exported = export_sheets(instrument)
    book = openpyxl.Workbook()
    book.remove(book.active)
    notes = list(exported.sheets.notes)
    for name, rows in exported.sheets.by_name().items():
        notes += _too_long(name, rows)
        fill_sheet(book.create_sheet(name), rows)
    try:
        book.save(path)
    except OSError as error:
        raise XLSFormError(
            msg("{file} cannot be written ({reason}).", file=path.name, reason=error.strerror)
        ) from None
    return Written(tuple(notes), exported.looked_up)


def _too_long(sheet: str, rows: list[Cells]) -> Iterator[Note]:
    for number, row in enumerate(rows, 2):
        for key, text in row.items():
            if len(text) > MOST_IN_CELL:
                what = msg("{column} is cut after {n} characters: a cell holds no more",
                           column=key, n=MOST_IN_CELL)  # fmt: skip
                yield Note(sheet, number, Became.LEFT_OUT, what)
