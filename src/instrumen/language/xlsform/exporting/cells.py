"""Rows of an XLSForm that is written: cells by heading, and what every row begins with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from instrumen.language.xlsform.columns import OWN
from instrumen.language.xlsform.notes import Note

Cells = dict[str, str]


@dataclass(slots=True)
class Sheets:
    """A whole form: rows by sheet, and what is to be told."""

    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    settings: list[Cells] = field(default_factory=list)
    scales: list[Cells] = field(default_factory=list)
    units: list[Cells] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def insert(self, at: int, rows: list[Cells]) -> None:
        """Rows of the survey sheet before what stands at `at`."""
        self.survey[at:at] = rows
        self.notes[:] = [
            replace(note, row=note.row + len(rows)) if note.row >= at + 2 else note
            for note in self.notes
        ]

    def by_name(self) -> Mapping[str, list[Cells]]:
        """The sheets of the workbook in order; ours begin with `_`, which programs skip."""
        sheets = {"survey": self.survey, "choices": self.choices, "settings": self.settings}
        extra = {"_scales": self.scales, "_units": self.units}
        return {**sheets, **{name: rows for name, rows in extra.items() if rows}}


def named(type_: str, called: str, name: str = "", role: str = "") -> Cells:
    """A row of the survey sheet. `name` is what it is called here, when that is not `called`;
    `role` what a row is for that only other programs need."""
    cells = {"type": type_, "name": called}
    own(cells, name=name if name != called else "", role=role)
    return cells


def own(cells: Cells, **values: str) -> None:
    """Set columns of our own, those that hold anything."""
    cells.update({OWN + key: value for key, value in values.items() if value})


def tags(cells: Cells, **names: tuple[str, ...]) -> None:
    """Set columns of our own to several names each."""
    own(cells, **{key: " ".join(each) for key, each in names.items()})
