"""What a question lies in: groups, and members of repeats. No Textual is needed for that."""

import re
from collections.abc import Sequence

from instrumen.engine import FormState
from instrumen.language.model import Group, Item, Repeat
from instrumen.tui.words import shorten

_LONGEST = 40
_NAME = re.compile(r"([^\[/]+)(?:\[(\d+)\])?")


def around(form: FormState, path: str, language: str) -> tuple[str, ...]:
    """What a step lies in inside its section, from the outside in: the label of a group, a repeat
    with the number of its member (`Classes taught 2/3`)."""
    found: list[str] = []
    items = tuple(item for section in form.instrument.sections for item in section.items)
    prefix = ""
    for name, number in _NAME.findall(path):
        way = _way(items, name) or _way(items, name.removesuffix("_other"))
        found += [form.label(prefix + group.name, language) for group in way[:-1]]
        if number and isinstance(way[-1], Repeat):
            label = form.label(prefix + name, language)
            found.append(f"{shorten(label, _LONGEST)} {number}/{form.count(prefix + name)}")
            items = way[-1].items
            prefix += f"{name}[{number}]/"
    return tuple(found)


def _way(items: Sequence[Item], name: str) -> list[Item]:
    """The groups that lead to an item, and the item."""
    for item in items:
        if item.name == name:
            return [item]
        if isinstance(item, Group) and (inside := _way(item.items, name)):
            return [item, *inside]
    return []
