"""Who must be looked at again when something changes, and in which order.

The graph is over nodes, not over the members of repeats: it is made once per instrument. An edge
knows how to find the frames it concerns.
"""

from collections.abc import Iterable, Mapping, Sequence

from instrumen.engine.compilation import Need
from instrumen.engine.naming import common_depth
from instrumen.engine.nodes import Edge, Node

Needs = Mapping[Node, Sequence[Need]]


def in_order(nodes: Sequence[Node], needs: Needs) -> tuple[Node, ...]:
    """The nodes so that each comes after those it needs, else in the order given; `rank` is set
    to the place. In a circle, which the checks of an instrument refuse, the need that closes
    it is left out of account."""
    ordered: list[Node] = []
    done: set[Node] = set()
    entered: set[Node] = set()
    for first in nodes:
        waiting = [first]
        while waiting:
            node = waiting[-1]
            if node in done:
                waiting.pop()
                continue
            if node not in entered:
                entered.add(node)
                before = [other for other in _before(node, needs) if other not in entered]
                if before:
                    waiting.extend(reversed(before))
                    continue
            waiting.pop()
            done.add(node)
            node.rank = len(ordered)
            ordered.append(node)
    return tuple(ordered)


def _before(node: Node, needs: Needs) -> Iterable[Node]:
    if node.scope.repeat is not None:
        yield node.scope.repeat
    for need in needs[node]:
        yield need.node


def connect(nodes: Sequence[Node], needs: Needs, watched: Needs) -> None:
    """Turn needs round: set on every node the edges to those that need it."""
    near: dict[Node, list[Node]] = {}
    far: dict[Node, list[Edge]] = {}
    watched_near: dict[Node, list[Node]] = {}
    watched_far: dict[Node, list[Edge]] = {}
    for node in nodes:
        _turn_round(node, needs[node], near, far)
        _turn_round(node, watched[node], watched_near, watched_far)
    for node in nodes:
        node.near = tuple(near.get(node, ()))
        node.far = tuple(far.get(node, ()))
        node.watched_near = tuple(watched_near.get(node, ()))
        node.watched_far = tuple(watched_far.get(node, ()))
        node.spreads = bool(node.near or node.far or node.watched_far or node.looks_at_itself)
        node.near_names = (node.name, *(other.name for other in node.watched_near))


def _turn_round(
    target: Node,
    needs: Sequence[Need],
    near: dict[Node, list[Node]],
    far: dict[Node, list[Edge]],
) -> None:
    for source, level in dict.fromkeys(needs):
        same_frame = source.scope is target.scope and level == source.scope.depth
        if source is target:
            target.looks_at_itself |= not same_frame
        elif same_frame:
            near.setdefault(source, []).append(target)
        else:
            # A node inside a repeat that a name of the same repeat was found for elsewhere.
            shared = min(level, common_depth(source.scope, target.scope))
            down = tuple(repeat.slot for repeat in target.scope.chain[shared:])
            edge = Edge(target, source.scope.depth - shared, down)
            far.setdefault(source, []).append(edge)
