"""Function calls about the members of repeats and other sets of values, compiled. Source of each:
ODK documentation, "Repeat groups"; XForms specification, "Node-set Functions"."""

import random
from collections.abc import Callable, Sequence

from instrumen.engine import nodesets
from instrumen.engine.code import Code, Compiled, NodeSet, constant, number
from instrumen.engine.compilation import Compilation
from instrumen.engine.conversion import Scalar
from instrumen.engine.naming import common_depth
from instrumen.engine.nodes import Frame, Node, Role, Run, ancestor
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import Child, Parent, Reference, String
from instrumen.language.expression.syntax import Node as Tree


def position(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`position(..)`: the member's place. Without an argument: the place within `[...]`."""
    if not arguments:
        return Code(Of.NUMBER, lambda frame: float(frame.context.place or 1))
    tree = arguments[0]
    if isinstance(tree, Parent):
        return Code(Of.NUMBER, lambda frame: float(frame.number))
    if isinstance(tree, Child) and tree.name == ".." and isinstance(tree.base, Child | Parent):
        found = compiler.compile(tree)
        if isinstance(found, NodeSet) and found.frames is not None:
            frames = found.frames
            return Code(Of.NUMBER, lambda frame: float(frames(frame)[0].number))
    if isinstance(tree, Reference):
        node = compiler.names.find(tree.name, compiler.scope)
        if node is not None and compiler.enclosed_by(node):
            up = compiler.scope.depth - node.scope.depth - 1
            return Code(Of.NUMBER, lambda frame: float(ancestor(frame, up).number))
    return _position_of_first(compiler, tree)


def _position_of_first(compiler: Compilation, tree: Tree) -> Compiled:
    found = compiler.compile(tree)
    if isinstance(found, NodeSet) and found.frames is not None:
        frames = found.frames
        return Code(Of.NUMBER, lambda frame: float(next((f.number for f in frames(frame)), 0)))
    return constant(1.0)


def count(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`count(nodes)`: how many there are, blank ones too."""
    found = compiler.compile(arguments[0])
    if isinstance(found, Code):
        slot = found.slot
        if slot < 0:
            return constant(1.0)
        return Code(Of.NUMBER, lambda frame: float(frame.shown[slot]))
    counted = found.frames or found.rows or found.values
    return Code(Of.NUMBER, lambda frame: float(len(counted(frame))))


def indexed_repeat(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`indexed-repeat(${question}, ${repeat}, i, …)`: that member's answer. JavaRosa: an index
    that is blank or below 1 means the first; beyond the last there is nothing."""
    target = arguments[0]
    node = (
        compiler.names.find(target.name, compiler.scope) if isinstance(target, Reference) else None
    )
    if node is None or node.role is not Role.QUESTION:
        return constant("")
    indexes = _indexes(compiler, arguments[1:])
    chain = node.scope.chain
    first = min((chain.index(repeat) for repeat in indexes if repeat in chain), default=len(chain))
    level = min(first, common_depth(compiler.scope, node.scope))
    down = [(repeat.slot, indexes.get(repeat)) for repeat in chain[level:]]
    for repeat in chain[level:]:
        compiler.need(repeat, min(level, repeat.scope.depth))
    compiler.need(node, level)
    run = _member_value(node, compiler.scope.depth - level, down)
    kind = compiler.names.kind_of(node)
    return Code(kind if kind is not Of.NUMBER else Of.ANY, run, blank=True)


def _indexes(
    compiler: Compilation, arguments: tuple[Tree, ...]
) -> dict[Node, Callable[[Frame], float]]:
    indexes: dict[Node, Callable[[Frame], float]] = {}
    for repeat, index in zip(arguments[::2], arguments[1::2], strict=False):
        found = (
            compiler.names.find(repeat.name, compiler.scope)
            if isinstance(repeat, Reference)
            else None
        )
        code = number(compiler.single(index))
        if found is not None:
            indexes[found] = code
    return indexes


def _member_value(
    node: Node, up: int, down: Sequence[tuple[int, Callable[[Frame], float] | None]]
) -> Run:
    slot = node.slot

    def run(frame: Frame) -> Scalar:
        here = ancestor(frame, up)
        for repeat, index in down:
            members = here.active(repeat)
            wanted = index(frame) if index else 1.0
            place = int(wanted) if wanted >= 1 else 1
            if place > len(members):
                return ""
            here = members[place - 1]
        value = here.values[slot]
        return "" if value != value else value

    return run


def instance(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    name = arguments[0]
    return nodesets.instance(compiler.names.lists, name.value if isinstance(name, String) else "")


def current(compiler: Compilation, _arguments: tuple[Tree, ...]) -> Compiled:
    """`current()` alone: the question's own value, as `.` outside of `[...]`."""
    origin = compiler.origin
    if origin is not compiler and origin.own is not None:
        return nodesets.current(compiler, origin.own.name)
    return compiler.read(compiler.own) if compiler.own else constant("")


def randomize(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`randomize(nodes, seed)`: shuffled; the same seed gives the same order. The generator is
    Python's, not the specification's Park–Miller: the order is another, but as stable."""
    base = compiler.compile(arguments[0])
    values = nodesets.values_of(base)
    seed = number(compiler.single(arguments[1])) if len(arguments) > 1 else None

    def shuffled(frame: Frame) -> list[Scalar]:
        drawn = random.Random(seed(frame) if seed else frame.context.seed)
        found = list(values(frame))
        drawn.shuffle(found)
        return found

    return NodeSet(shuffled, base.kind)
