"""Function calls, compiled. What a function does with its arguments alone is in `functions`; here
are the arguments' kinds, and the functions that need more: the clock, the repeat around them,
labels, tables. Source of each: ODK documentation, "Functions"; XForms specification."""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from instrumen.engine import nodesets
from instrumen.engine.code import (
    Code,
    Compiled,
    NodeSet,
    boolean,
    constant,
    number,
    single,
    text,
    value_as,
)
from instrumen.engine.conversion import Scalar, blank_or_text, is_blank, number_of
from instrumen.engine.frame import Frame, Table, ancestor
from instrumen.engine.functions import PLAIN
from instrumen.engine.functions.date import format_date
from instrumen.engine.naming import common_depth
from instrumen.engine.program import Node, Role, Run
from instrumen.language.expression.functions import FUNCTIONS, Of
from instrumen.language.expression.syntax import Call, Child, Parent, Reference, String
from instrumen.language.expression.syntax import Node as Tree
from instrumen.language.expression.walk import quoted

if TYPE_CHECKING:
    from instrumen.engine.compiler import Compiler

Builder = Callable[["Compiler", tuple[Tree, ...]], Compiled]

# Functions that take any number of values, those of node-sets one by one, and as what.
_SPREAD = {
    "concat": Of.TEXT, "join": Of.TEXT, "min": Of.NUMBER, "max": Of.NUMBER,
    "checklist": Of.ANY, "weighted-checklist": Of.ANY, "distance": Of.TEXT,
}  # fmt: skip
_TEXT_ID = re.compile(r"(?:.*/)?([^/:]+)(?::(?:label|jr:label))?")
_GUID = "0123456789abcdefghijklmnopqrstuvwxyz"


def compile_call(compiler: Compiler, call: Call) -> Compiled:
    """The code of a function call. Raises ValueError for a function that does not exist, which
    the checks of an instrument find before."""
    special = _SPECIAL.get(call.name)
    if special is not None:
        return special(compiler, call.arguments)
    function, plain = FUNCTIONS.get(call.name), PLAIN.get(call.name)
    if function is None or plain is None:
        raise ValueError(f"no function {call.name}()")
    if call.name in _SPREAD:
        return Code(function.result, _spread(compiler, call, plain))
    if call.arguments == () and call.name in ("string-length", "normalize-space"):
        own = compiler.read(compiler.own) if compiler.own else constant("")
        return Code(function.result, _applied(plain, [text(single(own))]))
    arguments = [
        _argument(compiler, tree, function.argument(place))
        for place, tree in enumerate(call.arguments)
    ]
    return Code(function.result, _applied(plain, arguments))


def _argument(compiler: Compiler, tree: Tree, kind: Of) -> Callable[[Frame], object]:
    if kind is Of.NODES:
        return nodesets.values_of(compiler.compile(tree))
    return value_as(compiler.single(tree), kind)


def _applied(plain: Callable[..., Scalar], arguments: Sequence[Callable[[Frame], object]]) -> Run:
    match arguments:
        case []:
            return lambda _frame: plain()
        case [one]:
            return lambda frame: plain(one(frame))
        case [one, other]:
            return lambda frame: plain(one(frame), other(frame))
        case _:
            return lambda frame: plain(*(argument(frame) for argument in arguments))


def _spread(compiler: Compiler, call: Call, plain: Callable[..., Scalar]) -> Run:
    kind = _SPREAD[call.name]
    parts = [_part(compiler.compile(tree), kind) for tree in call.arguments]
    if len(parts) == 1:
        only = parts[0]
        return lambda frame: plain(only(frame))
    return lambda frame: plain([value for part in parts for value in part(frame)])


def _part(compiled: Compiled, kind: Of) -> Callable[[Frame], Sequence[Scalar]]:
    """One argument as values of a kind."""
    if isinstance(compiled, Code):
        run = value_as(compiled, kind)
        return lambda frame: (run(frame),)
    values = compiled.values
    if kind is Of.TEXT:
        return lambda frame: [blank_or_text(value) for value in values(frame)]
    if kind is Of.NUMBER and compiled.kind is not Of.NUMBER:
        return lambda frame: [number_of(value) for value in values(frame)]
    return values


def _if(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    """`if(condition, then, else)`: only one of the two is evaluated."""
    test = boolean(compiler.single(arguments[0]))
    then, otherwise = compiler.single(arguments[1]), compiler.single(arguments[2])
    kind = _common_kind(then, otherwise)
    first, second = value_as(then, kind), value_as(otherwise, kind)
    blank = kind is not Of.NUMBER or _may_be_blank(then) or _may_be_blank(otherwise)
    return Code(kind, lambda frame: first(frame) if test(frame) else second(frame), blank=blank)


def _coalesce(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    """`coalesce(a, b)`: the first that is not blank; NaN counts as blank (JavaRosa)."""
    first, second = (compiler.single(argument) for argument in arguments)
    kind = _common_kind(first, second)
    one, other = value_as(first, kind), value_as(second, kind)

    def run(frame: Frame) -> Scalar:
        value = one(frame)
        return other(frame) if is_blank(value) else value

    return Code(kind, run, blank=True)


def _once(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    """`once(x)`: the question's own value when it has one, else x."""
    compiler.origin.lasting = True
    code = compiler.single(arguments[0])
    stored = compiler.own_stored()
    if stored is None:
        return code
    run, numeric = code.run, code.kind is Of.NUMBER

    def keep(frame: Frame) -> Scalar:
        kept = stored(frame)
        if kept is None or kept == "":
            return run(frame)
        value = float(kept) if isinstance(kept, int | float) else str(kept)
        return number_of(value) if numeric else value

    kind = code.kind if code.kind in (Of.NUMBER, Of.DATE) else Of.ANY
    return Code(kind, keep, blank=True)


def _common_kind(one: Code, other: Code) -> Of:
    """The kind of "one or the other"; an empty text fits every kind but truth."""
    if one.kind is other.kind:
        return one.kind
    if one.constant == "" and other.kind is not Of.BOOLEAN:
        return other.kind
    if other.constant == "" and one.kind is not Of.BOOLEAN:
        return one.kind
    return Of.ANY


def _may_be_blank(code: Code) -> bool:
    return code.blank or code.constant == ""


def _position(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
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


def _position_of_first(compiler: Compiler, tree: Tree) -> Compiled:
    found = compiler.compile(tree)
    if isinstance(found, NodeSet) and found.frames is not None:
        frames = found.frames
        return Code(Of.NUMBER, lambda frame: float(next((f.number for f in frames(frame)), 0)))
    return constant(1.0)


def _count(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    """`count(nodes)`: how many there are, blank ones too."""
    found = compiler.compile(arguments[0])
    if isinstance(found, Code):
        slot = found.slot
        if slot < 0:
            return constant(1.0)
        return Code(Of.NUMBER, lambda frame: float(frame.shown[slot]))
    counted = found.frames or found.rows or found.values
    return Code(Of.NUMBER, lambda frame: float(len(counted(frame))))


def _indexed_repeat(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
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
    compiler: Compiler, arguments: tuple[Tree, ...]
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


def _choice_name(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    """`jr:choice-name(name, '${question}')`: the choice's label in the language of the form; ''
    for a name the list does not have."""
    compiler.origin.speaks = True
    named = quoted(arguments[1]) or arguments[1]
    node = compiler.names.find(named.name, compiler.scope) if isinstance(named, Reference) else None
    if node is None:
        return constant("")
    labels = {choice.name: choice.label for choice in node.choices}
    name = text(compiler.single(arguments[0]))

    def run(frame: Frame) -> str:
        label = labels.get(name(frame))
        return label(frame.context.language) if label else ""

    return Code(Of.TEXT, run)


def _itext(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    """`jr:itext('/data/question:label')`: the label of a question in the form's language."""
    compiler.origin.speaks = True
    reference = text(compiler.single(arguments[0]))
    names, scope = compiler.names, compiler.scope

    def run(frame: Frame) -> str:
        found = _TEXT_ID.fullmatch(reference(frame))
        node = names.find(found[1], scope) if found else None
        return node.labels["label"](frame.context.language) if node else ""

    return Code(Of.TEXT, run)


def _today(_compiler: Compiler, _arguments: tuple[Tree, ...]) -> Compiled:
    """`today()`, by the clock the form was given."""
    return Code(Of.DATE, lambda frame: frame.context.clock().date().isoformat())


def _now(_compiler: Compiler, _arguments: tuple[Tree, ...]) -> Compiled:
    """`now()`: ISO 8601 with milliseconds, and the offset when the clock knows one."""
    return Code(Of.DATE, lambda frame: frame.context.clock().isoformat(timespec="milliseconds"))


def _format_date(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    compiler.origin.speaks = True
    value, pattern = compiler.single(arguments[0]).run, text(compiler.single(arguments[1]))
    return Code(
        Of.TEXT, lambda frame: format_date(value(frame), pattern(frame), frame.context.language)
    )


def _random(_compiler: Compiler, _arguments: tuple[Tree, ...]) -> Compiled:
    """`random()`: in [0, 1), drawn from the form's seed."""
    return Code(Of.NUMBER, lambda frame: frame.context.draws.random())


def _uuid(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    """`uuid()`: RFC 4122, version 4; `uuid(n)`: n random letters and digits."""
    if not arguments:
        return Code(
            Of.TEXT,
            lambda frame: str(uuid.UUID(int=frame.context.draws.getrandbits(128), version=4)),
        )
    length = number(compiler.single(arguments[0]))

    def run(frame: Frame) -> str:
        wanted = length(frame)
        return (
            "".join(frame.context.draws.choices(_GUID, k=int(min(wanted, 1000))))
            if wanted > 0
            else ""
        )

    return Code(Of.TEXT, run)


def _pulldata(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    """`pulldata(table, wanted column, key column, key)`: from the first row with that key."""
    table, wanted, column, key = (text(compiler.single(tree)) for tree in arguments)

    def run(frame: Frame) -> str:
        rows: Table = frame.context.tables.get(table(frame), ())
        where, sought = column(frame), key(frame)
        found: Mapping[str, str] = next((row for row in rows if row.get(where) == sought), {})
        return found.get(wanted(frame), "")

    return Code(Of.TEXT, run)


def _instance(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
    name = arguments[0]
    return nodesets.instance(compiler.names.lists, name.value if isinstance(name, String) else "")


def _current(compiler: Compiler, _arguments: tuple[Tree, ...]) -> Compiled:
    """`current()` alone: the question's own value, as `.` outside of `[...]`."""
    origin = compiler.origin
    if origin is not compiler and origin.own is not None:
        return nodesets.current(compiler, origin.own.name)
    return compiler.read(compiler.own) if compiler.own else constant("")


def _randomize(compiler: Compiler, arguments: tuple[Tree, ...]) -> Compiled:
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


_SPECIAL: Mapping[str, Builder] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "position": _position,
    "count": _count,
    "indexed-repeat": _indexed_repeat,
    "jr:choice-name": _choice_name,
    "jr:itext": _itext,
    "today": _today,
    "now": _now,
    "format-date": _format_date,
    "format-date-time": _format_date,
    "random": _random,
    "uuid": _uuid,
    "pulldata": _pulldata,
    "instance": _instance,
    "current": _current,
    "randomize": _randomize,
}
