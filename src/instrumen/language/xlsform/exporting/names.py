"""What things of an instrument are called in an XLSForm, where every name that is referred to
stands once in the whole form."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from instrumen.language.model import (
    Group,
    Instrument,
    Item,
    Matrix,
    Question,
    Repeat,
    specify_other,
)
from instrumen.language.xlsform.names import free

LAST_SAVED = "last-saved#"
# pyxform keeps the one for itself, and calls the whole form by the other.
_META, _ROOT = "meta", "data"
_PIPED = re.compile(r"\$\{\s*(?:last-saved#)?([^{}\s]+)\s*\}")


@dataclass(frozen=True, slots=True)
class Place:
    """A question, matrix, group or repeat: its path, its name in the form, and the groups between
    it and the repeat around it (or the top)."""

    path: str
    called: str
    groups: tuple[str, ...]
    item: Item


@dataclass(frozen=True, slots=True)
class ExportedNames:
    """Places by template path and, in the order of the file, by name; sections by their own name;
    rows that an export adds by the path they belong to and what they are for."""

    places: Mapping[str, Place]
    by_name: Mapping[str, tuple[Place, ...]]
    sections: Mapping[str, str]
    added: Mapping[tuple[str, str], str]

    def find(self, name: str, prefix: str) -> Place | None:
        """The place `${name}` means inside the repeats `prefix`: the nearest around, else the
        first there is."""
        found = self.by_name.get(name.removeprefix(LAST_SAVED), ())
        around = [
            place for place in found if prefix.startswith(place.path[: -len(place.item.name)])
        ]
        return max(around, key=lambda place: len(place.path)) if around else next(iter(found), None)

    def called(self, name: str, prefix: str) -> str:
        """The name that `${name}` has in the form; names of the study stay."""
        found = self.find(name, prefix)
        if found is None and name == "position" and prefix:
            return self.added[prefix[:-1], "position"]
        sign = LAST_SAVED if name.startswith(LAST_SAVED) else ""
        return f"{sign}{found.called}" if found else name


def exported_names(instrument: Instrument) -> ExportedNames:
    """Names for everything: its own where it is free, questions first; what the study explains is
    taken from the start."""
    laid_out = list(_laid_out(instrument))
    own = {item.name for _path, item, _groups in laid_out}
    taken = {_META, _ROOT} | set(_PIPED.findall(instrument.source)) - own
    called: dict[str, str] = {}
    for holds in (False, True):
        for path, item, _groups in laid_out:
            if isinstance(item, Group | Matrix | Repeat) is holds and path not in called:
                called[path] = _take(item.name, taken)
    sections = {section.name: _take(section.name, taken) for section in instrument.sections}
    places = {
        path: Place(path, called[path], tuple(called[group] for group in groups), item)
        for path, item, groups in laid_out
    }
    added = {("", "roster"): _take("instrumen_roster", taken)}
    for place in places.values():
        for role, wanted in _added(place):
            added[place.path, role] = _take(wanted, taken)
    by_name: dict[str, tuple[Place, ...]] = {}
    for place in places.values():
        by_name[place.item.name] = (*by_name.get(place.item.name, ()), place)
    return ExportedNames(places, by_name, sections, added)


def _take(wanted: str, taken: set[str]) -> str:
    name = free(wanted, taken) if wanted in taken else wanted
    taken.add(name)
    return name


def _added(place: Place) -> Iterator[tuple[str, str]]:
    """The rows an export adds for a place: what they are for, and the name wanted."""
    match place.item:
        case Question(missing=missing, probes=probes):
            for probe in probes:
                yield probe.name, f"{place.called}_probe_{_in_name(probe.name)}"
            if missing:
                yield "missing", f"{place.called}_missing"
        case Matrix():
            yield "missing", f"{place.called}_missing"
        case Repeat():
            yield "position", f"position_{place.called}"


def _in_name(name: str) -> str:
    """A name as part of another."""
    return re.sub(r"[^A-Za-z0-9_]", "_", name)


def _laid_out(instrument: Instrument) -> Iterator[tuple[str, Item, tuple[str, ...]]]:
    for section in instrument.sections:
        for item in section.items:
            yield from _below(item, "", ())


def _below(
    item: Item, prefix: str, groups: tuple[str, ...]
) -> Iterator[tuple[str, Item, tuple[str, ...]]]:
    path = prefix + item.name
    yield path, item, groups
    match item:
        case Question() if item.or_other:
            other = specify_other(item)
            yield prefix + other.name, other, groups
        case Matrix():
            yield from ((prefix + row.name, row, (*groups, path)) for row in item.rows)
        case Group():
            for inner in item.items:
                yield from _below(inner, prefix, (*groups, path))
        case Repeat():
            for inner in item.items:
                yield from _below(inner, f"{path}/", ())
