"""Questions that are added for programs which lack a word of ours; the import drops them again."""

from instrumen.language.model import Matrix, Question, specify_other
from instrumen.language.text import Text
from instrumen.language.xlsform.choices import MISSING_LIST
from instrumen.language.xlsform.exporting.cells import Cells, named
from instrumen.language.xlsform.exporting.pen import Pen
from instrumen.language.xlsform.tree import COMPANIONS, MISSING, OTHER, PROBE
from instrumen.messages import catalog


def add_probes(pen: Pen, item: Question, asked: Cells, prefix: str) -> None:
    """Probes are notes below their question."""
    for probe in item.probes:
        called = pen.names.added[prefix + item.name, probe.name]
        cells = named("note", called, probe.name, PROBE)
        pen.text(cells, "label", probe.label, prefix)
        pen.text(cells, "guidance_hint", probe.listen_for, prefix)
        if "relevant" in asked:
            cells["relevant"] = asked["relevant"]
        pen.row(cells)


def add_other(pen: Pen, item: Question, prefix: str) -> None:
    """The question that asks which other it is."""
    other = specify_other(item)
    called = pen.names.places[prefix + other.name].called
    cells = named("text", called, other.name, OTHER)
    pen.text(cells, "label", other.label, prefix)
    pen.rule(cells, "relevant", other.relevant, prefix)
    pen.row(cells)


def add_reasons_of_rows(pen: Pen, item: Matrix, prefix: str) -> None:
    """The reasons for no answer of a matrix follow it in a group of their own."""
    if not any(row.missing for row in item.rows):
        return
    called = pen.names.added[prefix + item.name, "missing"]
    cells = named("begin_group", called, role=COMPANIONS)
    cells["appearance"] = "field-list"
    if item.relevant is not None:
        cells["relevant"] = pen.said(item.relevant.root, prefix).there
    pen.row(cells)
    for row in item.rows:
        add_reason(pen, row, prefix)
    pen.row({"type": "end_group"})


def add_reason(pen: Pen, item: Question, prefix: str) -> None:
    """A question that is shown while another has no answer, and asks why."""
    if not item.missing:
        return
    path = prefix + item.name
    listed = pen.missing.setdefault(item.missing, MISSING_LIST + "_".join(item.missing))
    cells = named(f"select_one {listed}", pen.names.added[path, "missing"], role=MISSING)
    blank = f"${{{pen.names.places[path].called}}} = ''"
    asked = pen.said(item.relevant.root, prefix).there if item.relevant else ""
    cells["relevant"] = f"{blank} and ({asked})" if asked else blank
    if item.required is not None:
        said = pen.said(item.required.root, prefix).there
        cells["required"] = "yes" if said == "true()" else said
    pen.text(cells, "label", _why(pen, item), prefix)
    pen.row(cells)


def _why(pen: Pen, item: Question) -> Text:
    return Text({
        code: catalog(code).t("{label}: why is there no answer?", label=item.label(code))
        for code in pen.languages
    })  # fmt: skip
