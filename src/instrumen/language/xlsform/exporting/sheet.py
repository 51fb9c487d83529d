"""Rows on a worksheet, laid out for people: what is read first stands first, the header stays in
sight, texts are wrapped, groups stand out, and what only other programs need is pale."""

from collections.abc import Iterable
from typing import Any

from instrumen.language.xlsform.columns import OWN, column
from instrumen.language.xlsform.exporting.cells import Cells
from instrumen.language.xlsform.opening import library

# The columns of all sheets from left to right; further ones follow, our own come last.
_ORDER = (
    "type", "list_name", "name", "form_title", "form_id", "version", "default_language", "label",
    "hint", "guidance_hint", "relevant", "required", "required_message", "constraint",
    "constraint_message", "calculation", "choice_filter", "repeat_count", "trigger", "default",
    "appearance", "parameters",
)  # fmt: skip
_WIDTHS = {
    "type": 30, "list_name": 26, "name": 26, "label": 50, "hint": 36, "guidance_hint": 36,
    "relevant": 36, "required": 14, "required_message": 28, "constraint": 36,
    "constraint_message": 36, "calculation": 40, "choice_filter": 28, "appearance": 16,
    "form_title": 40, "form_id": 26, "rows": 50,
}  # fmt: skip
_WIDTH, _OWN_WIDTH = 18, 24
_FONT = {"name": "Calibri", "size": 11}
# Height of a line in points, and how many a row shows at most.
_POINTS, _MOST_LINES = 15, 12
_HEADER, _OWN_HEADER, _BEGINS, _PALE = "1F4E78", "7F7F7F", "DDEBF7", "808080"


def fill_sheet(sheet: Any, rows: list[Cells]) -> None:
    """Header and rows on an empty worksheet of openpyxl. Every cell is text: a label that begins
    with `=` is no formula, and a name such as `1.0` stays as it is."""
    keys = _in_order(dict.fromkeys(key for row in rows for key in row))
    shared = [key for key in keys if not key.startswith(OWN)]
    looks = library("openpyxl.styles")
    _header(sheet, keys, looks)
    sheet.row_dimensions[1].height = 2 * _POINTS
    for number, row in enumerate(rows, 2):
        _fill_row(sheet, number, row, keys, looks)
        if row.get("type", "").startswith("begin_"):
            for place in range(1, len(shared) + 1):
                sheet.cell(number, place).fill = looks.PatternFill("solid", fgColor=_BEGINS)
        lines = [_lines(key, row[key]) for key in shared if key in row]
        sheet.row_dimensions[number].height = _POINTS * max(lines, default=1)
    sheet.freeze_panes = "C2"
    sheet.print_title_rows = "1:1"
    last = sheet.cell(1, max(1, len(shared))).column_letter
    sheet.print_area = f"A1:{last}{len(rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _fill_row(sheet: Any, number: int, row: Cells, keys: list[str], looks: Any) -> None:
    font = _font(row, looks)
    wrapped = looks.Alignment(wrap_text=True, vertical="top")
    for place, key in enumerate(keys, 1):
        if text := row.get(key):
            cell = sheet.cell(number, place, text)
            cell.data_type, cell.number_format, cell.alignment = "s", "@", wrapped
            if font is not None:
                cell.font = font


def _in_order(keys: Iterable[str]) -> list[str]:
    def place(key: str) -> int:
        known = column(key, "").key
        return len(_ORDER) + key.startswith(OWN) if known not in _ORDER else _ORDER.index(known)

    return sorted(keys, key=place)


def _header(sheet: Any, keys: list[str], looks: Any) -> None:
    for place, key in enumerate(keys, 1):
        cell = sheet.cell(1, place, key)
        of_ours = key.startswith(OWN)
        cell.font = looks.Font(**_FONT, bold=True, color="FFFFFF")
        cell.fill = looks.PatternFill("solid", fgColor=_OWN_HEADER if of_ours else _HEADER)
        cell.alignment = looks.Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = _width(key)


def _width(key: str) -> int:
    return _OWN_WIDTH if key.startswith(OWN) else _WIDTHS.get(column(key, "").key, _WIDTH)


def _lines(key: str, text: str) -> int:
    """How many lines a text takes; not all programs find the height of a row by themselves."""
    across = _width(key) - 1
    return min(_MOST_LINES, sum(1 + len(line) // across for line in text.split("\n")))


def _font(row: Cells, looks: Any) -> Any:
    """The font of a row, where it is not the ordinary one."""
    if row.get(f"{OWN}role"):
        return looks.Font(**_FONT, color=_PALE, italic=True)
    if row.get("type", "").startswith("end_"):
        return looks.Font(**_FONT, color=_PALE)
    return looks.Font(**_FONT, bold=True) if row.get("type", "").startswith("begin_") else None
