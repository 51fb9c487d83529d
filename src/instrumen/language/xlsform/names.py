"""Names of an XLSForm made names of ours: letters, digits and `_`, once in a scope."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from instrumen.language.checks.scope import BUILT_IN, POSITION
from instrumen.language.xlsform.notes import Became, Note
from instrumen.language.xlsform.tree import Item
from instrumen.messages import msg

_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]+")
_NOT_IN_SLUGS = re.compile(r"[^A-Za-z0-9_.-]+")
_LONGEST = 64


@dataclass(slots=True)
class Names:
    """What became of each name: of items by the number of their row, of what is written in
    `${…}` by name."""

    of_row: dict[int, str] = field(default_factory=dict)
    referred: dict[str, str] = field(default_factory=dict)

    def meant(self, name: str) -> str:
        """The name that `${name}` has now; `last-saved#` stays in front."""
        before, sign, rest = name.rpartition("#")
        return f"{before}{sign}{self.referred.get(rest, rest)}"


def named(items: list[Item], notes: list[Note]) -> Names:
    """Names for all items. Questions outside repeats share one scope, as do those inside each
    repeat; top-level groups become sections, which have a scope of their own."""
    names = Names()
    sections: set[str] = set()
    taken: set[str] = {*BUILT_IN, POSITION}
    for item in items:
        if item.holds and not item.is_repeat and not item.row.own("type"):
            _name(item, sections, names, notes)
            _name_all(item.children, taken, names, notes)
        else:
            _name_all([item], taken, names, notes)
    return names


def slug(text: str, otherwise: str) -> str:
    """A name of the freer kind (choices, instruments) from any text."""
    found = _NOT_IN_SLUGS.sub("_", text).strip(".-")[:_LONGEST]
    return found or otherwise


def free(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or with the first number behind it that is not taken."""
    others = set(taken)
    number, name = 1, wanted
    while name in others:
        number += 1
        name = f"{wanted[: _LONGEST - 1 - len(str(number))]}_{number}"
    return name


def _name_all(items: list[Item], taken: set[str], names: Names, notes: list[Note]) -> None:
    for item in items:
        _name(item, taken, names, notes)
        _name_all(item.children, {POSITION} if item.is_repeat else taken, names, notes)


def _name(item: Item, taken: set[str], names: Names, notes: list[Note]) -> None:
    written = item.name
    wanted = item.row.own("name") or _NOT_IN_NAMES.sub("_", written)[:_LONGEST]
    if not re.match("[A-Za-z]", wanted):
        wanted = f"q{wanted or item.row.number}" if wanted[:1] != "_" else f"q{wanted}"
    name = free(wanted, taken)
    taken.add(name)
    names.of_row[item.row.number] = name
    names.referred.setdefault(written, name)
    if name != written and not item.row.own("name"):
        what = (
            msg("questions have other names now: {value}", value=f"{written} → {name}")
            if written
            else msg("what has no name has one now: {value}", value=name)
        )
        notes.append(Note("survey", item.row.number, Became.CHANGED, what))
