"""The sheets beside survey and choices: settings, scales, units."""

from instrumen.language.expression.printer import print_expression
from instrumen.language.xlsform.columns import OWN
from instrumen.language.xlsform.exporting.cells import Cells, own
from instrumen.language.xlsform.exporting.pen import Pen, as_words
from instrumen.language.xlsform.languages import heading


def add_settings(pen: Pen) -> None:
    """One row: what the head of the file says."""
    instrument, first = pen.instrument, pen.languages[0]
    cells = {"form_title": as_words(instrument.title(first)), "form_id": instrument.id}
    cells["version"] = instrument.version
    if first:
        cells["default_language"] = heading(first)
    own(cells, kind=str(instrument.kind), subject=str(instrument.subject))
    own(cells, technique=instrument.technique, languages=" ".join(instrument.languages))
    if instrument.for_ is not None:
        cells[f"{OWN}for"] = as_words(print_expression(instrument.for_.root))
    for key in ("title", "short_title", "activity", "duration"):
        pen.words(cells, OWN + key, getattr(instrument, key))
    pen.sheets.settings.append(cells)


def add_scales(pen: Pen) -> None:
    """A row a scale."""
    for scale in pen.instrument.scales:
        cells = {"name": scale.name, "rows": " ".join(scale.rows)}
        pen.words(cells, "label", scale.label)
        pen.sheets.scales.append(cells)


def add_units(pen: Pen) -> None:
    """A row a unit."""
    for unit in pen.instrument.units:
        cells: Cells = {"name": unit.name, "subject": str(unit.subject)}
        if unit.for_ is not None:
            cells["for"] = as_words(print_expression(unit.for_.root))
        pen.words(cells, "label", unit.label)
        pen.words(cells, "hint", unit.note)
        cells |= {"themes": " ".join(unit.themes), "indicators": " ".join(unit.indicators)}
        pen.sheets.units.append(cells)
