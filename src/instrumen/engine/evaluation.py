"""Looking at a node again, and going on to all that depends on it.

A node's state in a frame is whether it is shown and what its value is. Relevance is inherited
from everything around a node; what is not relevant keeps what was typed and reads as blank.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

from instrumen.engine.contract import Answer
from instrumen.engine.conversion import NAN, Scalar, is_blank, number_of
from instrumen.engine.nodes import Context, Edge, Frame, Node, Role, Scope, ancestor, below
from instrumen.language.model import MANY_VALUED, Question, Repeat


class Round:
    """One round of changes: what waits to be looked at (by rank), what has changed (paths), what
    stood where triggers wrote (`overwritten`, shared by all rounds of a form)."""

    __slots__ = ("changed", "fresh", "order", "overwritten", "ranks", "waiting")

    def __init__(self, order: Sequence[Node], overwritten: dict[str, Answer]) -> None:
        self.order = order
        self.overwritten = overwritten
        self.ranks: list[int] = []
        self.waiting: dict[int, dict[Frame, None]] = {}
        self.changed: set[str] = set()
        self.fresh: list[Frame] = []

    def wait(self, node: Node, frame: Frame) -> None:
        """Have `node` looked at again in `frame`."""
        rank = node.rank
        frames = self.waiting.get(rank)
        if frames is None:
            self.waiting[rank] = {frame: None}
            heappush(self.ranks, rank)
        else:
            frames[frame] = None

    def wait_all(self, frame: Frame) -> None:
        """Have a whole frame looked at again."""
        for node in frame.scope.nodes:
            self.wait(node, frame)

    def wait_deep(self, frame: Frame) -> None:
        """Have a whole frame and all that count inside it looked at again."""
        self.wait_all(frame)
        for slot, members in frame.members.items():
            for member in members[: frame.counts[slot]]:
                self.wait_deep(member)

    def settle(self) -> None:
        """Look at everything that waits, in topological order, until nothing does."""
        while self.ranks:
            rank = heappop(self.ranks)
            node = self.order[rank]
            frames = self.waiting.pop(rank)
            if node.looks_at_itself:
                self._settle_itself(node, frames)
            else:
                for frame in frames:
                    if self.look(node, frame):
                        self.spread(node, frame)

    def look(self, node: Node, frame: Frame) -> bool:
        """Bring the state of a node up to date; whether it changed."""
        if node.role is Role.QUESTION:
            if node.admits is not None:
                self.changed.add(frame.prefix + node.name)
            return look_at_question(node, frame)
        shown, was_shown = is_shown(node, frame), frame.shown[node.slot]
        frame.shown[node.slot] = shown
        if node.role is Role.REPEAT:
            return self._look_at_repeat(node, frame, shown, was_shown)
        return shown is not was_shown

    def spread(self, node: Node, frame: Frame) -> None:
        """A node has changed: note its path and those of what shows it, and have what needs it
        looked at again."""
        if frame.prefix:
            self.changed.update(frame.prefix + name for name in node.near_names)
        else:
            self.changed.update(node.near_names)
        rank = node.rank
        for other in node.near:
            if other.rank > rank:
                self.wait(other, frame)
        for edge in node.far:
            if edge.target.rank > rank:
                for there in concerned(edge, frame):
                    self.wait(edge.target, there)
        for edge in node.watched_far:
            for there in concerned(edge, frame):
                self.changed.add(there.prefix + edge.target.name)

    def _look_at_repeat(self, node: Node, frame: Frame, shown: bool, was_shown: bool) -> bool:
        slot = node.slot
        before = frame.counts[slot]
        if shown and node.count is not None:
            set_count(node, frame, counted(node, node.count(frame)), self.fresh)
        after = frame.counts[slot]
        if shown is was_shown and after == before:
            return False
        # Put aside or brought back, a member looks different although nothing in it changed.
        for member in frame.members[slot][min(before, after) : max(before, after)]:
            self._name_all(member)
        first = 0 if shown is not was_shown else before
        for member in frame.members[slot][first:after]:
            self.wait_deep(member)
        return True

    def _name_all(self, frame: Frame) -> None:
        self.changed.update(frame.prefix + node.name for node in frame.scope.nodes)
        for slot, members in frame.members.items():
            for member in members[: frame.counts[slot]]:
                self._name_all(member)

    def _settle_itself(self, node: Node, frames: Iterable[Frame]) -> None:
        """A node that reads itself in other members (a running total): all members, in order,
        until nothing changes; a circle between members ends after one pass for each."""
        depth = node.scope.depth
        above = ancestor(next(iter(frames)), depth)
        everywhere = below(above, [repeat.slot for repeat in node.scope.chain])
        changed: dict[Frame, None] = {}
        for _ in range(len(everywhere) + 1):
            moved = [frame for frame in everywhere if self.look(node, frame)]
            changed.update(dict.fromkeys(moved))
            if not moved:
                break
        for frame in changed:
            self.spread(node, frame)


def is_shown(node: Node, frame: Frame) -> bool:
    """Whether a node is relevant, and everything around it too."""
    if node.container >= 0:
        shown = frame.shown[node.container]
    else:
        repeat = node.scope.repeat
        shown = repeat is None or frame.parent.shown[repeat.slot]
    return shown and (node.relevant is None or node.relevant(frame))


def look_at_question(node: Node, frame: Frame) -> bool:
    """Bring relevance and value of a question up to date; whether one of them changed."""
    slot, shown = node.slot, is_shown(node, frame)
    if shown is frame.shown[slot]:
        return shown and look_at_value(node, frame)
    frame.shown[slot] = shown
    frame.values[slot] = current_value(node, frame) if shown else node.blank
    return True


def look_at_value(node: Node, frame: Frame) -> bool:
    """Bring the value of a relevant question up to date; whether it changed."""
    value, was = current_value(node, frame), frame.values[node.slot]
    if value is was or value == was:
        return False
    frame.values[node.slot] = value
    return True


def current_value(node: Node, frame: Frame) -> Scalar:
    """The value of a relevant question as expressions see it."""
    slot = node.slot
    if node.calculation is not None and slot not in frame.typed:
        value = node.calculation(frame)
        if value != value:
            value = NAN
        frame.stored[slot] = plain(value)
        return value
    assert node.view is not None
    value = node.view(frame.stored[slot])
    if node.admits is None or is_blank(value):
        return NAN if value != value else value
    return _admitted(node, frame, str(value))


def plain(value: Scalar) -> str | int | float | None:
    """A calculated value as it is handed out: whole numbers as int, a blank as None."""
    if isinstance(value, str):
        return value or None
    if value != value:
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _admitted(node: Node, frame: Frame, value: str) -> str:
    """What is left of a selection when `choice_filter` takes choices away. The answer itself is
    kept, and counts again when they come back."""
    admits = node.admits
    assert admits is not None
    names = {choice.name for choice in node.choices if admits(frame, choice)}
    question = node.item
    if isinstance(question, Question) and question.type in MANY_VALUED:
        return " ".join(name for name in value.split() if name in names)
    return value if value in names else ""


def concerned(edge: Edge, frame: Frame) -> list[Frame]:
    """The frames an edge leads to from one that changed."""
    return below(ancestor(frame, edge.up), edge.down)


def counted(node: Node, computed: Scalar) -> int:
    """A computed count as a number of members: between 0 and the most there may be."""
    assert isinstance(node.item, Repeat)
    wanted = number_of(computed)
    return 0 if wanted != wanted else int(max(0.0, min(float(node.item.most), wanted)))


def set_count(node: Node, frame: Frame, count: int, fresh: list[Frame]) -> None:
    """Let `count` members count. Those beyond are kept and count again when it is raised; new
    ones are made where there are not enough, and added to `fresh`."""
    assert node.inside is not None
    members = frame.members[node.slot]
    while len(members) < count:
        number = len(members) + 1
        prefix = f"{frame.prefix}{node.name}[{number}]/"
        members.append(new_frame(node.inside, frame.context, fresh, frame, prefix, number))
    frame.counts[node.slot] = count


def new_frame(
    scope: Scope,
    context: Context,
    fresh: list[Frame],
    parent: Frame | None = None,
    prefix: str = "",
    number: int = 0,
) -> Frame:
    """A blank frame with the members its repeats begin with."""
    frame = Frame(context, scope, parent, prefix, number)
    fresh.append(frame)
    for node in scope.nodes:
        if isinstance(node.item, Repeat):
            frame.members[node.slot] = []
            frame.counts[node.slot] = 0
            if node.count is None:
                set_count(node, frame, node.item.least, fresh)
    return frame
