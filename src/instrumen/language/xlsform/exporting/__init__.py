"""Instrument → XLSForm: the sheets, as lists of rows.

What XLSForm has a word for is said in its words; everything else stands in columns that begin
with `instrumen::`, which pyxform lets pass and the import reads back, so that nothing is lost.
See `docs.md` for the conventions.
"""

from dataclasses import dataclass

from instrumen.language.model import Group, Instrument, Item, Matrix, Question, Repeat
from instrumen.language.xlsform.columns import OWN
from instrumen.language.xlsform.exporting.cells import Cells, Sheets, named, own, tags
from instrumen.language.xlsform.exporting.checks import put_own_checks
from instrumen.language.xlsform.exporting.companions import add_reasons_of_rows
from instrumen.language.xlsform.exporting.fields import begin_with_fields, looked_up
from instrumen.language.xlsform.exporting.head import add_scales, add_settings, add_units
from instrumen.language.xlsform.exporting.lists import add_lists
from instrumen.language.xlsform.exporting.names import exported_names
from instrumen.language.xlsform.exporting.pen import Pen
from instrumen.language.xlsform.exporting.questions import add_question, add_row
from instrumen.language.xlsform.tree import ROSTER

# As many members as a repeat may have that says nothing about it.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Exported:
    """The sheets of a form, and the names it looks up in `roster.csv` by respondent code."""

    sheets: Sheets
    looked_up: tuple[str, ...]


def export_sheets(instrument: Instrument) -> Exported:
    """An XLSForm that asks what `instrument` asks."""
    languages = instrument.languages or tuple(code for code in instrument.title.by_language if code)
    pen = Pen(instrument, exported_names(instrument), languages or ("",))
    for section in instrument.sections:
        cells = named("begin_group", pen.names.sections[section.name], section.name)
        pen.text(cells, "label", section.title)
        pen.rule(cells, "relevant", section.relevant, "")
        tags(cells, themes=section.themes)
        _enclose(pen, cells, section.items, "", "end_group")
    add_lists(pen)
    begin_with_fields(pen)
    add_settings(pen)
    add_scales(pen)
    add_units(pen)
    return Exported(pen.sheets, looked_up(pen))


def _enclose(pen: Pen, cells: Cells, items: tuple[Item, ...], prefix: str, end: str) -> None:
    pen.row(cells)
    for item in items:
        _add(pen, item, prefix)
    pen.row({"type": end})


def _add(pen: Pen, item: Item, prefix: str) -> None:
    """A question, or what holds questions."""
    match item:
        case Question():
            add_question(pen, item, prefix)
        case Matrix():
            _add_matrix(pen, item, prefix)
        case Group():
            cells = _begin(pen, "begin_group", item, prefix)
            _enclose(pen, cells, item.items, prefix, "end_group")
        case Repeat():
            _add_repeat(pen, item, prefix)


def _begin(pen: Pen, type_: str, item: Matrix | Group | Repeat, prefix: str) -> Cells:
    cells = named(type_, pen.names.places[prefix + item.name].called, item.name)
    pen.text(cells, "label", item.label, prefix)
    pen.rule(cells, "relevant", item.relevant, prefix)
    return cells


def _add_matrix(pen: Pen, item: Matrix, prefix: str) -> None:
    """A table of statements; the reasons for no answer follow it."""
    cells = _begin(pen, "begin_group", item, prefix)
    cells |= {"appearance": "table-list", f"{OWN}type": f"likert {item.choices}"}
    pen.row(cells)
    for row in item.rows:
        add_row(pen, row, prefix, in_matrix=True)
    pen.row({"type": "end_group"})
    add_reasons_of_rows(pen, item, prefix)


def _add_repeat(pen: Pen, item: Repeat, prefix: str) -> None:
    """A repeat; the number of its members is a calculation where texts say it."""
    cells = _begin(pen, "begin_repeat", item, prefix)
    pen.rule(cells, "repeat_count", item.count, prefix)
    own(cells, number=item.number)
    own(cells, min=str(item.least or ""), max=str(item.most) if item.most != _MOST else "")
    if item.checks:
        put_own_checks(pen, cells, item.checks, prefix)
    tags(cells, themes=item.themes, indicators=item.indicators)
    at = len(pen.sheets.survey) + 1
    _enclose(pen, cells, item.items, f"{prefix}{item.name}/", "end_repeat")
    called = pen.names.added[prefix + item.name, "position"]
    inside = pen.sheets.survey[at:]
    if any(f"${{{called}}}" in text for row in inside for text in row.values()):
        number = named("calculate", called, "position", ROSTER) | {"calculation": "position(..)"}
        pen.sheets.insert(at, [number])
