"""Paths and places: from `pelatihan[2]/tahun` to a node in a frame, and through a whole form."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from instrumen.engine.accepting import Wrong
from instrumen.engine.contract import Answer, UnknownPath
from instrumen.engine.evaluation import Round, set_count
from instrumen.engine.frame import Frame
from instrumen.engine.program import Node, Program, Role, Scope
from instrumen.language.model import Question

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
    steps = _steps(path)
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
    return frame.members[repeat.slot][(_steps(path)[-1][1] or 1) - 1]


def _steps(path: str) -> list[tuple[str, int | None]]:
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


def fill_from(
    program: Program,
    root: Frame,
    answers: Mapping[str, Answer],
    counts: Mapping[str, int],
    changes: Round,
) -> frozenset[str]:
    """Put stored answers into a new form, before it is looked at. Gives the paths that were
    filled; what the instrument does not have (another version's) is left out."""
    for path in sorted(counts, key=lambda path: path.count("/")):
        _restore_count(program.root, root, path, counts, changes)
    filled = set()
    for path, answer in answers.items():
        try:
            _make_members(program.root, root, path, counts, changes)
            node, frame, _live = find(program.root, root, path)
        except UnknownPath:
            continue
        if isinstance(node.item, Question) and (node.item.asks or node.lasting):
            _put(node, frame, answer)
            filled.add(path)
    return frozenset(filled)


def rename(member: Frame, prefix: str) -> None:
    """Give a member, and those inside it, another prefix."""
    member.prefix = prefix
    for slot, inner in member.members.items():
        name = member.scope.nodes[slot].name
        for one in inner:
            rename(one, f"{prefix}{name}[{one.number}]/")


def _restore_count(
    root: Scope, frame: Frame, path: str, counts: Mapping[str, int], changes: Round
) -> None:
    try:
        _make_members(root, frame, path, counts, changes)
        node, frame, _live = find(root, frame, path)
    except UnknownPath:
        return
    if node.role is Role.REPEAT and node.count is None:
        set_count(node, frame, max(0, counts[path]), changes.fresh)


def _make_members(
    root: Scope, frame: Frame, path: str, counts: Mapping[str, int], changes: Round
) -> None:
    """See to it that the members a path goes through exist. They count only when nothing else
    says how many do."""
    scope = root
    for name, number in _steps(path)[:-1]:
        node = scope.names.get(name)
        if node is None or node.inside is None or number is None:
            raise UnknownPath(path)
        before = frame.counts[node.slot]
        if number > len(frame.members[node.slot]):
            set_count(node, frame, number, changes.fresh)
            if node.count is not None or frame.prefix + name in counts:
                frame.counts[node.slot] = before
        frame = frame.members[node.slot][number - 1]
        scope = node.inside


def _put(node: Node, frame: Frame, answer: Answer) -> None:
    assert node.accept is not None
    accepted = answer.value if node.lasting else node.accept(answer.value)
    value = answer.value if isinstance(accepted, Wrong) else accepted
    frame.stored[node.slot] = list(value) if isinstance(value, list) else value
    if answer.missing is not None:
        frame.missing[node.slot] = answer.missing
    if not node.lasting and (node.default is not None or node.calculation is not None):
        frame.typed.add(node.slot)
