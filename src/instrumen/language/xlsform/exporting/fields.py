"""What the study explains: the group at the top in which it is typed or looked up."""

from collections.abc import Iterator

from instrumen.language.xlsform.choices import UNITS_LIST
from instrumen.language.xlsform.exporting.cells import Cells, named
from instrumen.language.xlsform.exporting.pen import Pen
from instrumen.language.xlsform.notes import Became, Note
from instrumen.language.xlsform.tree import ROSTER
from instrumen.messages import msg

KEY, TABLE = "kode", "roster"
_UNIT, _UNIT_LABEL, _INSTANCE = "unit", "unit_label", "instance"


def looked_up(pen: Pen) -> tuple[str, ...]:
    """The names that the form looks up by respondent code, in `roster.csv`."""
    typed = {KEY, _INSTANCE}
    if pen.instrument.units:
        typed |= {_UNIT, _UNIT_LABEL}
    return tuple(name for name in pen.fields if name not in typed)


def begin_with_fields(pen: Pen) -> None:
    """The names of the study that anything refers to stand before everything else."""
    if not pen.fields:
        return
    pen.sheets.insert(0, list(_rows(pen)))
    if found := looked_up(pen):
        what = msg("fields of the roster are looked up in roster.csv: {names}",
                   names=", ".join(found))  # fmt: skip
        pen.sheets.notes.append(Note("survey", 2, Became.NEARLY, what))


def _rows(pen: Pen) -> Iterator[Cells]:
    group = named("begin_group", pen.names.added["", "roster"], role=ROSTER)
    about_units = bool(pen.instrument.units)
    pen.message(group, "label", msg("What is looked at") if about_units else msg("Respondent"))
    yield group
    wanted = looked_up(pen)
    if wanted or KEY in pen.fields:
        cells = named("text", KEY)
        pen.message(cells, "label", msg("Code of the respondent"))
        yield cells
    if about_units and pen.fields.keys() & {_UNIT, _UNIT_LABEL}:
        _add_units(pen)
        cells = named(f"select_one {UNITS_LIST}", _UNIT)
        pen.message(cells, "label", msg("What is looked at"))
        yield cells
        said = f"jr:choice-name(${{{_UNIT}}}, '${{{_UNIT}}}')"
        yield named("calculate", _UNIT_LABEL) | {"calculation": said}
    if _INSTANCE in pen.fields:
        cells = named("integer", _INSTANCE) | {"default": "1"}
        pen.message(cells, "label", msg("Which time is it: 1, 2, …"))
        yield cells
    for name in wanted:
        found = f"pulldata('{TABLE}', '{name}', '{KEY}', ${{{KEY}}})"
        yield named("calculate", name) | {"calculation": found}
    yield {"type": "end_group"}


def _add_units(pen: Pen) -> None:
    for unit in pen.instrument.units:
        cells = {"list_name": UNITS_LIST, "name": unit.name}
        pen.words(cells, "label", unit.label)
        pen.sheets.choices.append(cells)
