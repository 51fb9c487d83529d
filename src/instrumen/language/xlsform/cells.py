"""Rows of an XLSForm that is written: cells by heading, and what every row begins with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from instrumen.language.model import Question, Type
from instrumen.language.xlsform.columns import OWN
from instrumen.language.xlsform.notes import Note

Cells = dict[str, str]
_TYPES = {Type.OPEN: "text", Type.DATETIME: "dateTime", Type.LIKERT: "select_one"}


@dataclass(slots=True)
class Sheets:
    """A whole form: rows by sheet, and what is to be told."""

    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    settings: list[Cells] = field(default_factory=list)
    scales: list[Cells] = field(default_factory=list)
    units: list[Cells] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def by_name(self) -> Mapping[str, list[Cells]]:
        """The sheets of the workbook in order; ours begin with `_`, which programs skip."""
        sheets = {"survey": self.survey, "choices": self.choices, "settings": self.settings}
        extra = {"_scales": self.scales, "_units": self.units}
        return {**sheets, **{name: rows for name, rows in extra.items() if rows}}


def named(type_: str, called: str, name: str) -> Cells:
    """A row of the survey sheet; `name` is what it is called here, when that is not `called`."""
    cells = {"type": type_, "name": called}
    if name and called != name:
        cells[f"{OWN}name"] = name
    return cells


def own(cells: Cells, **values: str) -> None:
    """Set columns of our own, those that hold anything."""
    cells.update({OWN + key: value for key, value in values.items() if value})


def tag(cells: Cells, key: str, names: tuple[str, ...]) -> None:
    """Set a column of our own to several names."""
    own(cells, **{key: " ".join(names)})


def type_of(item: Question) -> str:
    """The cell of the column `type`."""
    word = _TYPES.get(item.type, str(item.type))
    if not item.choices:
        return word
    return f"{word} {item.choices}{' or_other' if item.or_other else ''}"


def in_name(name: str) -> str:
    """A name as part of another."""
    return re.sub(r"[^A-Za-z0-9_]", "_", name)
