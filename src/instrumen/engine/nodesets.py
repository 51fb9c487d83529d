"""Many values at once: members of repeats, their answers, rows of choice lists and tables.

Values of questions that are not relevant take no part (JavaRosa: only relevant nodes are in a
node-set), and neither do archived members.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from instrumen.engine.code import Code, Compiled, NodeSet, Row, boolean, constant, number, single
from instrumen.engine.compilation import Compilation
from instrumen.engine.conversion import Scalar
from instrumen.engine.naming import common_depth
from instrumen.engine.nodes import Frame, Node, Role, Scope, ancestor, below
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import Call, Child, Name, Parent, Reference, Self
from instrumen.language.expression.syntax import Node as Tree
from instrumen.language.model import ChoiceList

# XLSForm wraps the rows of a list: instance('list')/root/item.
_WRAPPERS = ("root", "item")


def members(compiler: Compilation, repeat: Node) -> NodeSet:
    """`${repeat}`: its members; inside the repeat, all members beside this one too."""
    level = min(common_depth(compiler.scope, repeat.scope), repeat.scope.depth)
    inside = _inside(repeat)
    return _gathered(compiler, inside, level, inside.chain[level:])


def answers(compiler: Compilation, node: Node) -> NodeSet:
    """`${question}` from outside its repeat: one value a member."""
    level = common_depth(compiler.scope, node.scope)
    found = _gathered(compiler, node.scope, level, node.scope.chain[level:])
    return _question(compiler, found, node)


def around(compiler: Compilation, levels: int) -> NodeSet:
    """`..`: what the expression stands in, a group or else the member; `../..` what is around that.
    A group stands for the member it is in."""
    scope, own = compiler.scope, compiler.own
    slot = own.container if own is not None and own.scope is scope else -1
    for _ in range(levels - 1):
        if slot >= 0:
            slot = scope.nodes[slot].container
        elif scope.parent is not None and scope.repeat is not None:
            slot, scope = scope.repeat.container, scope.parent
    up = compiler.scope.depth - scope.depth
    return NodeSet(
        lambda _frame: [""],
        scope=scope,
        level=scope.depth,
        frames=lambda frame: [ancestor(frame, up)],
    )


def union(left: Compiled, right: Compiled) -> NodeSet:
    """`left | right`: the values of both."""
    first, second = values_of(left), values_of(right)
    kinds = {left.kind, right.kind}
    kind = kinds.pop() if len(kinds) == 1 else Of.ANY
    return NodeSet(lambda frame: [*first(frame), *second(frame)], kind)


def values_of(compiled: Compiled) -> Callable[[Frame], list[Scalar]]:
    """The values as a list, also of what is one."""
    if isinstance(compiled, NodeSet):
        return compiled.values
    run = compiled.run
    return lambda frame: [run(frame)]


def child(compiler: Compilation, base: Tree, name: str) -> Compiled:
    """`base/name`."""
    if isinstance(base, Self | Parent) and name != "..":
        return compiler.reference(name)
    start, ups = _climbed(base)
    if isinstance(start, Parent):
        return around(compiler, ups + 2) if name == ".." else compiler.reference(name)
    if isinstance(start, Call) and start.name == "current":
        return current(compiler, name, ups)
    if _is_group(compiler, base):
        return compiler.reference(name)
    found = compiler.compile(base)
    if isinstance(found, Code):
        return found if name in _WRAPPERS else constant("")
    if found.rows is not None:
        return found if name in _WRAPPERS else _column(found, name)
    return _step(compiler, found, name)


def current(compiler: Compilation, name: str, ups: int = 0) -> Compiled:
    """`current()/name`: the question as seen from outside of all `[...]`; `ups` is how often `..`
    stands between."""
    origin = compiler.origin
    origin.asks_outside |= compiler.entered > 0
    if name == "..":
        member = around(origin, ups + 1)
        frames = member.frames
        if not compiler.entered or frames is None:
            return member
        return replace(member, frames=lambda frame: frames(frame.context.outer[-1]))
    found = origin.reference(name)
    if not compiler.entered:
        return found
    code = single(found)
    run = code.run
    return Code(code.kind, lambda frame: run(frame.context.outer[-1]), blank=code.blank)


def filtered(compiler: Compilation, base: Compiled, predicate: Tree) -> NodeSet:
    """`base[predicate]`."""
    base = _as_nodeset(compiler, base)
    if base.rows is not None:
        return _filtered_rows(compiler, base, predicate)
    frames, scope = base.frames, base.scope
    if frames is None or scope is None:
        return base
    own = next((node for node in scope.nodes if node.slot == base.slot), None)
    test = _predicate(compiler, scope, own, predicate, base.level)
    kept = _keeping(frames, test)
    return NodeSet(_values(kept, base.slot), base.kind, scope, base.slot, base.level, kept)


def instance(lists: Mapping[str, ChoiceList], name: str) -> NodeSet:
    """`instance('name')`: the rows of a choice list, or of a table that came with the form."""
    rows_by_language: dict[str, list[Row]] = {}
    found = lists.get(name)

    def rows(frame: Frame) -> Sequence[Row]:
        context = frame.context
        if found is None:
            return context.tables.get(name, ())
        known = rows_by_language.get(context.language)
        if known is None:
            known = [
                {**choice.extra, "name": choice.name, "label": choice.label(context.language)}
                for choice in found.choices
            ]
            rows_by_language[context.language] = known
        return known

    return NodeSet(lambda frame: [""] * len(rows(frame)), rows=rows)


def _gathered(compiler: Compilation, scope: Scope, level: int, down: tuple[Node, ...]) -> NodeSet:
    """The members of `scope` below the frame both sides share, at depth `level`."""
    for repeat in down:
        compiler.need(repeat, min(level, repeat.scope.depth))
    up = compiler.scope.depth - level
    slots = tuple(repeat.slot for repeat in down)
    if up == 0 and len(slots) == 1:
        slot = slots[0]

        def frames(frame: Frame) -> list[Frame]:
            return frame.active(slot)
    else:

        def frames(frame: Frame) -> list[Frame]:
            return below(ancestor(frame, up), slots)

    return NodeSet(lambda frame: [""] * len(frames(frame)), scope=scope, level=level, frames=frames)


def _question(compiler: Compilation, base: NodeSet, node: Node) -> NodeSet:
    """The answers to `node` in the members of `base`."""
    compiler.need(node, base.level)
    every, slot = base.frames, node.slot
    assert every is not None

    def frames(frame: Frame) -> list[Frame]:
        return [member for member in every(frame) if member.shown[slot]]

    kind = compiler.names.kind_of(node)
    return NodeSet(_values(frames, slot), kind, node.scope, slot, base.level, frames)


def _step(compiler: Compilation, base: NodeSet, name: str) -> NodeSet:
    scope, frames = base.scope, base.frames
    if scope is None or frames is None:
        return base
    if name == "..":
        return _up(base, frames, scope)
    node = scope.names.get(name)
    if node is None:
        return NodeSet(lambda _frame: [])
    if node.role is not Role.REPEAT:
        return _question(compiler, base, node)
    compiler.need(node, base.level)
    slot = node.slot

    def deeper(frame: Frame) -> list[Frame]:
        return [inner for member in frames(frame) for inner in member.active(slot)]

    return NodeSet(
        lambda frame: [""] * len(deeper(frame)),
        scope=_inside(node),
        level=base.level,
        frames=deeper,
    )


def _up(base: NodeSet, frames: Callable[[Frame], list[Frame]], scope: Scope) -> NodeSet:
    if base.slot >= 0:  # from an answer to its member
        return NodeSet(
            lambda frame: [""] * len(frames(frame)), scope=scope, level=base.level, frames=frames
        )

    def parents(frame: Frame) -> list[Frame]:
        return list(dict.fromkeys(member.parent for member in frames(frame)))

    return NodeSet(
        lambda frame: [""] * len(parents(frame)),
        scope=scope.parent or scope,
        level=base.level,
        frames=parents,
    )


def _predicate(
    compiler: Compilation, scope: Scope, own: Node | None, predicate: Tree, level: int
) -> Callable[[Frame, Frame], bool]:
    """Whether a member passes; called with the frame outside and the member."""
    code = compiler.among_members(scope, own, level).single(predicate)
    asks_outside = not compiler.entered and compiler.origin.asks_outside
    test = _test(code)
    if not asks_outside:
        return lambda _outside, member: test(member)

    def with_outside(outside: Frame, member: Frame) -> bool:
        outer = outside.context.outer
        outer.append(outside)
        try:
            return test(member)
        finally:
            outer.pop()

    return with_outside


def _test(code: Code) -> Callable[[Frame], bool]:
    """A number asks for the place, everything else for the truth (XPath 1.0 §3.3)."""
    if code.kind is not Of.NUMBER:
        return boolean(code)
    place = number(code)
    return lambda frame: place(frame) == frame.context.place


def _keeping(
    frames: Callable[[Frame], list[Frame]], test: Callable[[Frame, Frame], bool]
) -> Callable[[Frame], list[Frame]]:
    def kept(frame: Frame) -> list[Frame]:
        context = frame.context
        before = context.place
        found = []
        for place, member in enumerate(frames(frame), 1):
            context.place = place
            if test(frame, member):
                found.append(member)
        context.place = before
        return found

    return kept


def _filtered_rows(compiler: Compilation, base: NodeSet, predicate: Tree) -> NodeSet:
    test, every = _test(compiler.among_rows().single(predicate)), base.rows
    assert every is not None

    def rows(frame: Frame) -> Sequence[Row]:
        context = frame.context
        row, place = context.row, context.place
        found = []
        for context.place, context.row in enumerate(every(frame), 1):
            if test(frame):
                found.append(context.row)
        context.row, context.place = row, place
        return found

    return NodeSet(lambda frame: [""] * len(rows(frame)), rows=rows)


def _column(base: NodeSet, name: str) -> NodeSet:
    rows = base.rows
    assert rows is not None
    return NodeSet(lambda frame: [row.get(name, "") for row in rows(frame)])


def _as_nodeset(compiler: Compilation, compiled: Compiled) -> NodeSet:
    """A single answer as a set of one, so that it can be filtered."""
    if isinstance(compiled, NodeSet):
        return compiled
    slot, run = compiled.slot, compiled.run
    if slot < 0:
        return NodeSet(lambda frame: [run(frame)], compiled.kind)

    def frames(frame: Frame) -> list[Frame]:
        return [frame] if frame.shown[slot] else []

    depth = compiler.scope.depth
    return NodeSet(_values(frames, slot), compiled.kind, compiler.scope, slot, depth, frames)


def _values(frames: Callable[[Frame], list[Frame]], slot: int) -> Callable[[Frame], list[Scalar]]:
    if slot < 0:
        return lambda frame: [""] * len(frames(frame))
    return lambda frame: [member.values[slot] for member in frames(frame)]


def _inside(repeat: Node) -> Scope:
    assert repeat.inside is not None
    return repeat.inside


def _is_group(compiler: Compilation, tree: Tree) -> bool:
    """Whether a path ends in a group of this member or around it: what is in it is in reach
    without it."""
    if compiler.in_rows or not isinstance(tree, Name | Reference | Child):
        return False
    if isinstance(tree, Child) and not _is_group(compiler, tree.base):
        return False
    node = compiler.names.find(tree.name, compiler.scope)
    return node is not None and node.role is Role.CONTAINER and _stands_here(compiler, node)


def _stands_here(compiler: Compilation, node: Node) -> bool:
    return node.scope.chain == compiler.scope.chain[: node.scope.depth]


def _climbed(tree: Tree) -> tuple[Tree, int]:
    """A path without the `/..` at its end, and how many they are."""
    ups = 0
    while isinstance(tree, Child) and tree.name == "..":
        tree, ups = tree.base, ups + 1
    return tree, ups
