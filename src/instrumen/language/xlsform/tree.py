"""The survey sheet as a tree: groups and repeats with what they hold."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from instrumen.language.xlsform.book import Row, Sheet
from instrumen.language.xlsform.notes import Became, Note
from instrumen.language.xlsform.types import REPEAT, TypeWord, type_word
from instrumen.messages import msg

# Rows that were written for other programs and are read back from elsewhere.
ROSTER, MISSING, PROBE, OTHER, COMPANIONS = "roster", "missing", "probe", "other", "companions"


@dataclass(slots=True)
class Item:
    """A row of the survey sheet; of a group or repeat also what stands inside."""

    row: Row
    type: TypeWord
    children: "list[Item]" = field(default_factory=list)
    probes: list[Row] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name as written."""
        return self.row.get("name")

    @property
    def holds(self) -> bool:
        """Whether it is a group or a repeat."""
        return self.type.boundary == "begin"

    @property
    def is_repeat(self) -> bool:
        """Whether it is a repeat."""
        return self.holds and self.type.word == REPEAT


def survey_tree(survey: Sheet, notes: list[Note]) -> list[Item]:
    """The items of the survey sheet. Rows that end nothing, and groups that never end, are
    noted and put right."""
    root: list[Item] = []
    around: list[Item] = []
    for row in survey.rows:
        if not row.get("type") or row.get("disabled").lower() in ("yes", "true"):
            _note_skipped(row, notes)
            continue
        found = type_word(row.get("type"))
        if found.boundary == "end":
            _close(row, around, notes)
            continue
        item = Item(row, found)
        (around[-1].children if around else root).append(item)
        if item.holds:
            around.append(item)
    for item in around:
        what = msg("“{name}” is never closed; it is taken to end with the sheet", name=item.name)
        notes.append(Note("survey", item.row.number, Became.NEARLY, what))
    return _without_companions(root)


def every(items: list[Item]) -> Iterator[Item]:
    """All items, parents before children."""
    for item in items:
        yield item
        yield from every(item.children)


def _close(row: Row, around: list[Item], notes: list[Note]) -> None:
    if around:
        around.pop()
    else:
        what = msg("this row ends something that never began; it is left out")
        notes.append(Note("survey", row.number, Became.LEFT_OUT, what))


def _note_skipped(row: Row, notes: list[Note]) -> None:
    if row.get("type"):
        what = msg("this row is disabled; it is left out")
        notes.append(Note("survey", row.number, Became.LEFT_OUT, what))
    elif row.get("name") or row.texts("label"):
        what = msg("this row has no type; it is left out")
        notes.append(Note("survey", row.number, Became.LEFT_OUT, what))


def _without_companions(items: list[Item]) -> list[Item]:
    """The items without the rows an export adds for other programs; probes go to their question."""
    kept: list[Item] = []
    for item in items:
        role = item.row.own("role")
        if role == PROBE and kept:
            kept[-1].probes.append(item.row)
        if role in (ROSTER, MISSING, PROBE, OTHER, COMPANIONS):
            continue
        item.children = _without_companions(item.children)
        kept.append(item)
    return kept
