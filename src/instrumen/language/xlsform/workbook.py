"""The door out: an XLSForm as an Excel workbook."""

from pathlib import Path
from typing import Any

from instrumen.language.model import Instrument
from instrumen.language.xlsform.exporting import export_sheets
from instrumen.language.xlsform.exporting.cells import Cells
from instrumen.language.xlsform.notes import Note, XLSFormError
from instrumen.language.xlsform.opening import library
from instrumen.messages import msg

_FIRST = {
    "survey": ("type", "name"),
    "choices": ("list_name", "name"),
    "settings": ("form_title", "form_id"),
}
_WIDTH = 28


def export_xlsform(instrument: Instrument, path: Path) -> tuple[Note, ...]:
    """Write an instrument as an XLSForm (.xlsx) that pyxform converts and `import_xlsform` reads
    back; what other programs do otherwise is given back.

    Raises:
        XLSFormError: openpyxl is not installed, or the file cannot be written.
    """
    openpyxl = library("openpyxl")
    sheets = export_sheets(instrument).sheets
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.by_name().items():
        _write(book.create_sheet(name), rows, _FIRST.get(name, ("name",)))
    try:
        book.save(path)
    except OSError as error:
        raise XLSFormError(
            msg("{file} cannot be written ({reason}).", file=path.name, reason=error.strerror)
        ) from None
    return tuple(sheets.notes)


def _write(sheet: Any, rows: list[Cells], first: tuple[str, ...]) -> None:
    """Header and rows. Every cell is text: a label that begins with `=` is no formula."""
    keys = dict.fromkeys((*first, *(key for row in rows for key in row)))
    grid = [list(keys), *([row.get(key, "") for key in keys] for row in rows)]
    for number, texts in enumerate(grid, 1):
        for place, text in enumerate(texts, 1):
            if text:
                cell = sheet.cell(number, place)
                cell.value = text
                cell.data_type = "s"
    sheet.freeze_panes = "C2"
    for place in range(1, len(keys) + 1):
        letter = sheet.cell(1, place).column_letter
        sheet.column_dimensions[letter].width = _WIDTH
