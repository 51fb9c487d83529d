"""Syntax tree → code. Every name is looked up once, here; what a compiled expression reads is
remembered in `needs`, from which the dependency graph is made."""

from collections.abc import Callable

from instrumen.engine import calls, nodesets
from instrumen.engine.code import Code, Compiled, constant
from instrumen.engine.compilation import Compilation
from instrumen.engine.nodes import Frame, Node, Role, ancestor
from instrumen.engine.operators import compile_operator, negative
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Filter,
    Name,
    Number,
    Parent,
    Reference,
    Self,
    String,
    Unary,
)
from instrumen.language.expression.syntax import Node as Tree

POSITION = "position"
LAST_SAVED = "last-saved#"


class Compiler(Compilation):
    """Compiles any tree."""

    def compile(self, tree: Tree) -> Compiled:
        """The code of a tree."""
        match tree:
            case Number(value) | String(value):
                return constant(value)
            case Reference(name):
                return self.reference(name)
            case Name(name):
                return self.name(name)
            case Self():
                return self.read(self.own) if self.own else constant("")
            case Parent():
                return nodesets.around(self, 1)
            case Unary(operand):
                return negative(self.single(operand))
            case Binary("|", left, right):
                return nodesets.union(self.compile(left), self.compile(right))
            case Binary(sign, left, right):
                return compile_operator(sign, self.single(left), self.single(right))
            case Filter(base, predicate):
                return nodesets.filtered(self, self.compile(base), predicate)
            case Child(base, name):
                return nodesets.child(self, base, name)
            case Call():
                return calls.compile_call(self, tree)

    def reference(self, name: str) -> Compiled:
        """`${name}`."""
        found = self.names.find(name, self.scope)
        if found is not None:
            return self.read(found)
        if self.in_rows and not name.startswith(LAST_SAVED):
            return _column(name)
        if name == POSITION:
            return Code(Of.NUMBER, lambda frame: float(frame.number))
        if name.startswith(LAST_SAVED):
            return _last_saved(name.removeprefix(LAST_SAVED))
        return Code(Of.ANY, lambda frame: frame.context.fields.get(name, ""), blank=True)

    def name(self, name: str) -> Compiled:
        """A bare name: a column of the choice, else a question near by."""
        return _column(name) if self.in_rows else self.reference(name)

    def read(self, node: Node) -> Compiled:
        """A node's value: one when the node stands here or around, else one a member."""
        up = self.scope.depth - node.scope.depth
        if node.role is Role.REPEAT:
            return nodesets.members(self, node)
        if up < 0 or node.scope.chain != self.scope.chain[: node.scope.depth]:
            return nodesets.answers(self, node)
        self.need(node, node.scope.depth)
        kind = self.names.kind_of(node)
        return Code(kind, _reader(node.slot, up), blank=True, slot=-1 if up else node.slot)


def _reader(slot: int, up: int) -> Callable[[Frame], str | float | bool]:
    if up == 0:
        return lambda frame: frame.values[slot]
    if up == 1:
        return lambda frame: frame.parent.values[slot]
    return lambda frame: ancestor(frame, up).values[slot]


def _column(name: str) -> Code:
    return Code(Of.TEXT, lambda frame: frame.context.row.get(name, ""))


def _last_saved(name: str) -> Code:
    def read(frame: Frame) -> str | float:
        value = frame.context.last_saved.get(name)
        if isinstance(value, list):
            return " ".join(value)
        return "" if value is None else value if isinstance(value, str) else float(value)

    return Code(Of.ANY, read, blank=True)
