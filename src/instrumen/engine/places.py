"""Paths and places: from `pelatihan[2]/tahun` to a node in a frame, and through a whole form."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from instrumen.engine.contract import UnknownPath
from instrumen.engine.nodes import Frame, Node, Role, Scope

_STEP = re.compile(r"([^\[\]/]+)(?:\[([1-9]\d{0,5})\])?")


class Place(NamedTuple):
    """A node in one frame; `live` is false in members that were put aside."""

    path: str
    node: Node
    frame: Frame
    live: bool = True


def find(root: Scope, frame: Frame, path: str) -> tuple[Node, Frame, bool]:
    """The node at a path, its frame, and whether it counts. The path of a member means its
    repeat. Raises UnknownPath."""
    steps = steps_of_path(path)
    scope, live = root, True
    for place, (name, number) in enumerate(steps):
        node = scope.names.get(name)
        last = place == len(steps) - 1
        if node is None or (number is None and not last):
            break
        if number is None:
            return node, frame, live
        members = frame.members.get(node.slot, [])
        if node.inside is None or number > len(members):
            break
        live = live and number <= frame.counts[node.slot]
        if last:
            return node, frame, live
        scope, frame = node.inside, members[number - 1]
    raise UnknownPath(path)


def member_at(repeat: Node, frame: Frame, path: str) -> Frame:
    """The member that a path ends with (`pelatihan[2]`), once `find` found its repeat."""
    return frame.members[repeat.slot][(steps_of_path(path)[-1][1] or 1) - 1]


def steps_of_path(path: str) -> list[tuple[str, int | None]]:
    """`pelatihan[2]/tahun` → (pelatihan, 2), (tahun, None). Raises UnknownPath."""
    steps = []
    for part in path.split("/"):
        found = _STEP.fullmatch(part)
        if found is None:
            raise UnknownPath(path)
        steps.append((found[1], int(found[2]) if found[2] else None))
    return steps


def places(scope: Scope, frame: Frame, *, archived: bool, live: bool = True) -> Iterator[Place]:
    """Every place in the order of the form; with those of members put aside, or without."""
    for node in scope.nodes:
        yield Place(frame.prefix + node.name, node, frame, live)
        if node.inside is not None:
            count = frame.counts[node.slot]
            for number, member in enumerate(frame.members[node.slot], 1):
                counts = live and number <= count
                if counts or archived:
                    yield from places(node.inside, member, archived=archived, live=counts)


def repeat_places(scope: Scope, frame: Frame) -> Iterator[tuple[str, int]]:
    """The paths of the repeats whose number of members a person decides on, and that number."""
    for place in places(scope, frame, archived=True):
        if place.node.role is Role.REPEAT and place.node.count is None:
            yield place.path, place.frame.counts[place.node.slot]


def renumber(repeat: Node, frame: Frame) -> None:
    """Count the members of a repeat anew, after one was taken out."""
    for number, member in enumerate(frame.members[repeat.slot], 1):
        member.number = number
        _rename(member, f"{frame.prefix}{repeat.name}[{number}]/")


def _rename(member: Frame, prefix: str) -> None:
    member.prefix = prefix
    for slot, inner in member.members.items():
        name = member.scope.nodes[slot].name
        for one in inner:
            _rename(one, f"{prefix}{name}[{one.number}]/")
