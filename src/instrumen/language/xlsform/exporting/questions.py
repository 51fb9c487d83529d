"""A question: its row, and those of the questions that are added for it."""

from instrumen.language.expression.printer import print_expression
from instrumen.language.expression.syntax import Binary, Call, Name, String
from instrumen.language.expression.walk import references
from instrumen.language.model import OTHER, Question, Type
from instrumen.language.xlsform.columns import OWN
from instrumen.language.xlsform.defaults import is_worked_out
from instrumen.language.xlsform.exporting.cells import Cells, named, own, tags
from instrumen.language.xlsform.exporting.checks import put_checks
from instrumen.language.xlsform.exporting.companions import add_other, add_probes, add_reason
from instrumen.language.xlsform.exporting.lists import list_of, or_other_of
from instrumen.language.xlsform.exporting.pen import Pen, number
from instrumen.language.xlsform.notes import Became
from instrumen.messages import msg

_TYPES = {Type.OPEN: "text", Type.DATETIME: "dateTime", Type.LIKERT: "select_one"}
_PRECISIONS = {"month": "month-year", "year": "year"}


def add_question(pen: Pen, item: Question, prefix: str) -> None:
    """A question with what belongs to it."""
    asked = add_row(pen, item, prefix)
    add_probes(pen, item, asked, prefix)
    if item.or_other:
        add_other(pen, item, prefix)
    add_reason(pen, item, prefix)


def add_row(pen: Pen, item: Question, prefix: str, in_matrix: bool = False) -> Cells:
    """The row of a question."""
    called = pen.names.places[prefix + item.name].called
    cells = named(_type(pen, item), called, item.name)
    if item.type in (Type.OPEN, Type.LIKERT) and not in_matrix:
        own(cells, type=str(item.type))
    own(cells, number=item.number, or_other=or_other_of(pen.instrument, item))
    pen.text(cells, "label", item.label, prefix)
    pen.text(cells, "hint", item.hint, prefix)
    pen.text(cells, "guidance_hint", item.listen_for, prefix)
    pen.rule(cells, "relevant", item.relevant, prefix)
    pen.rule(cells, "calculation", item.calculation, prefix)
    _trigger(pen, cells, item, prefix)
    _filter(pen, cells, item, prefix)
    _default(pen, cells, item, prefix)
    _required(pen, cells, item, prefix)
    put_checks(pen, cells, item, prefix)
    _traits(pen, cells, item)
    own(cells, missing=" ".join(item.missing), reverse="yes" if item.reverse else "")
    tags(cells, themes=item.themes, indicators=item.indicators)
    tags(cells, claims=item.claims, codes=item.codes)
    pen.row(cells)
    return cells


def _type(pen: Pen, item: Question) -> str:
    word = _TYPES.get(item.type, str(item.type))
    return f"{word} {list_of(pen.instrument, item)}" if item.choices else word


def _filter(pen: Pen, cells: Cells, item: Question, prefix: str) -> None:
    """pyxform refuses `or_other` with a filter, so the choice it adds passes the filter here."""
    pen.rule(cells, "choice_filter", item.choice_filter, prefix)
    if item.choice_filter is None or not item.or_other:
        return
    is_other = Binary("=", Name("name", 0), String(OTHER, 0), 0)
    said = pen.said(Binary("or", item.choice_filter.root, is_other, 0), prefix)
    cells["choice_filter"] = said.there
    cells[f"{OWN}choice_filter"] = pen.said(item.choice_filter.root, prefix).here


def _trigger(pen: Pen, cells: Cells, item: Question, prefix: str) -> None:
    """Inside a repeat pyxform writes the way to what is read as seen from the trigger, where it is
    to be seen from what is set: right only where both stand in the same group."""
    if not item.triggers:
        return
    cells["trigger"] = ", ".join(f"${{{pen.names.called(n, prefix)}}}" for n in item.triggers)
    here = pen.names.places[prefix + item.name]
    found = [pen.names.find(name, prefix) for name in item.triggers]
    around = [place.path.removesuffix(place.item.name) for place in found if place]
    apart = any(place and place.groups != here.groups for place in found)
    reads = item.calculation is not None and any(references(item.calculation.root))
    if reads and (set(around) != {prefix} or (prefix and apart)):
        what = msg(
            "other programs may work “{name}” out wrongly: its trigger does not stand in the same "
            "group of the repeat",
            name=item.name,
        )
        pen.note(Became.NEARLY, what)


def _required(pen: Pen, cells: Cells, item: Question, prefix: str) -> None:
    """Where a reason for no answer may be given, that question is the required one."""
    if item.required is None:
        return
    said = pen.said(item.required.root, prefix)
    required = "yes" if said.there == "true()" else said.there
    cells[f"{OWN}required" if item.missing else "required"] = required
    if said.here != said.there:
        cells[f"{OWN}required"] = said.here
    pen.text(cells, "required_message", item.required_message, prefix)


def _default(pen: Pen, cells: Cells, item: Question, prefix: str) -> None:
    """A default as typed, or an expression; words that look like one are said to be a text."""
    if item.default is None:
        return
    root = item.default.root
    if not isinstance(root, String) or root.value != item.default.source:
        pen.rule(cells, "default", item.default, prefix)
        return
    cells["default"] = root.value
    if is_worked_out(root.value, cells["type"]):
        cells["default"] = print_expression(Call("string", (root,), 0))
        own(cells, default=root.value)


def _traits(pen: Pen, cells: Cells, item: Question) -> None:
    """Appearance and parameters."""
    looks = [item.appearance] if item.appearance else []
    if item.long or item.type is Type.OPEN:
        looks.append("multiline")
    if item.precision in _PRECISIONS and item.type is Type.DATE:
        looks.insert(0, _PRECISIONS[item.precision])
        what = msg("other programs store a whole date for “{name}”", name=item.name)
        pen.note(Became.NEARLY, what)
    if looks:
        cells["appearance"] = " ".join(looks)
    if item.type is Type.RANGE:
        cells["parameters"] = _range(item)
        own(cells, step="no" if item.step is None else "")
    elif item.randomize:
        cells["parameters"] = "randomize=true"
    if item.top is not None:
        own(cells, top=str(item.top))
        what = msg("other programs want all choices of “{name}” ranked", name=item.name)
        pen.note(Became.NEARLY, what)


def _range(item: Question) -> str:
    """Start, end and step; both ends are there in every instrument that was read."""
    start, end = item.start or 0.0, item.end or 0.0
    step = min(1.0, end - start) if item.step is None else item.step
    return f"start={number(start)} end={number(end)} step={number(step)}"
