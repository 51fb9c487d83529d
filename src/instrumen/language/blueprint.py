"""The blueprint (*kisi-kisi*): which items answer which indicator, by technique, and where it has
gaps. It follows from the instruments themselves; nothing of it is written anywhere else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from instrumen.language.design import Design, Focus, Indicator
from instrumen.language.model import Group, Instrument, Item, Matrix, Question, Repeat

FEWEST_TECHNIQUES = 2
"""A focus is answered by at least two techniques, so that they can be held against each other."""

_SHORTEST_RANGE = 3
_COUNTED = re.compile(r"(.*?)([0-9]+|[a-z])")


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator and the items that serve it: technique → what paper prints of them (numbers;
    names where there is no number), in the order of the instruments."""

    indicator: Indicator
    items: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """The indicators of one taxonomy. `techniques` are those that serve any of them."""

    taxonomy: str
    techniques: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Loose:
    """An item that serves no indicator."""

    instrument: str
    technique: str
    item: str


@dataclass(frozen=True, slots=True)
class Thin:
    """A focus with fewer than two techniques, and those it has."""

    focus: Focus
    techniques: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the blueprint lacks."""

    unserved: tuple[Indicator, ...]
    loose: tuple[Loose, ...]
    thin: tuple[Thin, ...]

    def __bool__(self) -> bool:
        return bool(self.unserved or self.loose or self.thin)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The tables, one a taxonomy in the order of the study file, and the gaps."""

    tables: tuple[Table, ...]
    gaps: Gaps


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Something asked or looked up, and the indicators it serves."""

    instrument: str
    technique: str
    item: str
    indicators: tuple[str, ...]


def blueprint(design: Design) -> Blueprint:
    """The blueprint of a study."""
    bearers = tuple(one for instrument in design.instruments for one in _bearers_of(instrument))
    lines = tuple(_line(indicator, bearers) for indicator in design.indicators)
    taxonomies = dict.fromkeys(indicator.taxonomy for indicator in design.indicators)
    techniques = tuple(dict.fromkeys(bearer.technique for bearer in bearers))
    tables = tuple(_table(taxonomy, lines, techniques) for taxonomy in taxonomies)
    return Blueprint(tables, Gaps(_unserved(lines), _loose(bearers), _thin(design, lines)))


def in_ranges(items: Sequence[str]) -> str:
    """Items as paper prints them: three or more that follow each other as a range, `10–12`,
    `5a–5c`, `WG07–WG09`."""
    runs: list[list[str]] = []
    for item in items:
        if runs and _follows(runs[-1][-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return ", ".join(part for run in runs for part in _as_range(run))


def _table(taxonomy: str, lines: Iterable[Line], techniques: Sequence[str]) -> Table:
    own = tuple(line for line in lines if line.indicator.taxonomy == taxonomy)
    served = {technique for line in own for technique in line.items}
    return Table(taxonomy, tuple(each for each in techniques if each in served), own)


def _line(indicator: Indicator, bearers: Iterable[_Bearer]) -> Line:
    found: dict[str, dict[str, None]] = {}
    for bearer in bearers:
        if indicator.name in bearer.indicators:
            found.setdefault(bearer.technique, {})[bearer.item] = None
    return Line(indicator, {technique: tuple(items) for technique, items in found.items()})


def _unserved(lines: Iterable[Line]) -> tuple[Indicator, ...]:
    return tuple(line.indicator for line in lines if not line.items)


def _loose(bearers: Iterable[_Bearer]) -> tuple[Loose, ...]:
    return tuple(
        Loose(bearer.instrument, bearer.technique, bearer.item)
        for bearer in bearers
        if not bearer.indicators
    )


def _thin(design: Design, lines: Iterable[Line]) -> tuple[Thin, ...]:
    served: dict[str, dict[str, None]] = {focus.name: {} for focus in design.foci}
    for line in lines:
        served.get(line.indicator.focus, {}).update(dict.fromkeys(line.items))
    return tuple(
        Thin(focus, tuple(served[focus.name]))
        for focus in design.foci
        if len(served[focus.name]) < FEWEST_TECHNIQUES
    )


def _bearers_of(instrument: Instrument) -> Iterator[_Bearer]:
    technique = instrument.technique or instrument.id
    named = [(unit.name, unit.indicators) for unit in instrument.units]
    for item, indicators in (*named, *_asked(instrument.items)):
        yield _Bearer(instrument.id, technique, item, indicators)


def _asked(items: Iterable[Item]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is asked and the indicators of each. Notes and calculations ask nothing, but may
    serve an indicator all the same; then they are listed."""
    for item in items:
        match item:
            case Question():
                if item.asks or item.indicators:
                    yield item.number or item.name, item.indicators
            case Matrix():
                yield from _asked(item.rows)
            case Group():
                yield from _asked(item.items)
            case Repeat():
                yield from _asked_of_members(item)


def _asked_of_members(repeat: Repeat) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The repeat's number stands for its members, as far as they serve the same indicators."""
    if not repeat.indicators:
        yield from _asked(repeat.items)
        return
    yield repeat.number or repeat.name, repeat.indicators
    for item, indicators in _asked(repeat.items):
        own = tuple(name for name in indicators if name not in repeat.indicators)
        if own:
            yield item, own


def _as_range(run: Sequence[str]) -> Sequence[str]:
    return (f"{run[0]}–{run[-1]}",) if len(run) >= _SHORTEST_RANGE else run


def _follows(before: str, item: str) -> bool:
    """Whether one item is counted right after the other: 9 → 10, 5a → 5b, WG09 → WG10."""
    first, second = _COUNTED.fullmatch(before), _COUNTED.fullmatch(item)
    if first is None or second is None or first[1] != second[1]:
        return False
    if first[2].isdigit() and second[2].isdigit():
        return int(second[2]) == int(first[2]) + 1
    return first[2].isalpha() and second[2].isalpha() and ord(second[2]) == ord(first[2]) + 1
