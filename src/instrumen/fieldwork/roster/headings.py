"""Finding the header of a roster and what its columns are.

Lists begin with title rows; the header may take two rows (merged cells) and be followed by a
row of numbers. A column is recognised by its heading; what the study does not name is read past.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instrumen.fieldwork.roster.names import plain
from instrumen.fieldwork.roster.table import Row
from instrumen.language.design import Design, RosterField

_LOOKED_AT = 40
_NUMBERING = frozenset({"no", "nomor", "nourut", "nomorurut", "urut", "number"})
_FRONT_TITLES = frozenset({"gelardepan", "fronttitle"})
_BACK_TITLES = frozenset({"gelarbelakang", "backtitle"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is kept: its place, its heading as written, its field; `rank` orders columns
    of the same field by how the study names them."""

    index: int
    heading: str
    field: RosterField
    rank: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says. `data` is the index of the first row below it; `width` how many
    cells it has; `front` and `back` are columns of titles beside the name."""

    columns: tuple[Column, ...]
    unknown: tuple[str, ...]
    data: int
    width: int
    front: int | None
    back: int | None
    numbering: int | None

    def of(self, field: str) -> tuple[Column, ...]:
        """The columns of a field, the best one first."""
        found = (column for column in self.columns if column.field.name == field)
        return tuple(sorted(found, key=lambda column: (column.rank, column.index)))


class Headings:
    """The headings of a design, ready to be compared."""

    def __init__(self, design: Design) -> None:
        self._known: dict[str, tuple[RosterField, int]] = {}
        for field in design.roster:
            for rank, heading in enumerate((*field.headings, field.name)):
                self._known.setdefault(plain(heading), (field, rank))

    def find(self, heading: str) -> tuple[RosterField, int] | None:
        """The field a heading names, and the rank of the heading; None for an unknown one."""
        return self._known.get(plain(heading))

    def score(self, rows: Iterable[Row]) -> int:
        """How many fields the best row names."""
        return max((len(self._fields(row.cells)) for row in rows), default=0)

    def header(self, rows: Sequence[Row]) -> Header | None:
        """The header among the first rows; None when no row names two fields."""
        best, best_score = None, 1
        for index, row in enumerate(rows[:_LOOKED_AT]):
            single = list(row.cells)
            candidates = [(single, index + 1)]
            if index + 1 < len(rows):
                candidates.append((self._joined(row, rows[index + 1]), index + 2))
            for cells, data in candidates:
                if len(self._fields(cells)) > best_score:
                    best, best_score = (cells, data), len(self._fields(cells))
        if best is None:
            return None
        cells, data = best
        return self._header(cells, data + _is_numbering(rows[data : data + 1]))

    def _fields(self, cells: Sequence[str]) -> frozenset[str]:
        found = (self.find(cell) for cell in cells)
        return frozenset(known[0].name for known in found if known is not None)

    def _joined(self, upper: Row, lower: Row) -> list[str]:
        """Two rows read as one header: merged cells are blank but for the first one. Rows that
        cannot be one header (there are data under a heading) give the upper one alone."""
        joined, above = [], ""
        for index in range(max(len(upper.cells), len(lower.cells))):
            top, bottom = upper.cell(index).strip(), lower.cell(index).strip()
            above = top or above
            if not bottom:
                joined.append(top)
            elif not top or self.find(top) is None:
                both = f"{above} {bottom}".strip()
                known = self.find(both) is not None or self.find(bottom) is None
                joined.append(both if known else bottom)
            elif self.find(f"{top} {bottom}") or self.find(bottom):
                joined.append(f"{top} {bottom}" if self.find(f"{top} {bottom}") else bottom)
            else:
                return list(upper.cells)
        return joined

    def _header(self, cells: Sequence[str], data: int) -> Header:
        columns, unknown = [], []
        special: dict[str, int] = {}
        for index, heading in enumerate(cells):
            known = self.find(heading)
            role = _role(heading)
            if known is not None:
                columns.append(Column(index, heading.strip(), known[0], known[1]))
            elif role:
                special.setdefault(role, index)
            elif heading.strip():
                unknown.append(" ".join(heading.split()))
        return Header(
            tuple(columns), tuple(unknown), data, len(cells),
            special.get("front"), special.get("back"), special.get("numbering"),
        )  # fmt: skip


def _role(heading: str) -> str:
    roles: Mapping[str, frozenset[str]] = {
        "front": _FRONT_TITLES, "back": _BACK_TITLES, "numbering": _NUMBERING,
    }  # fmt: skip
    return next((role for role, words in roles.items() if plain(heading) in words), "")


def _is_numbering(rows: Sequence[Row]) -> bool:
    """Whether the row is `1 2 3 …`, the numbers of the columns."""
    for row in rows:
        numbers = [cell.strip(" ()") for cell in row.cells if cell.strip()]
        return len(numbers) > 2 and numbers == [str(n + 1) for n in range(len(numbers))]
    return False
