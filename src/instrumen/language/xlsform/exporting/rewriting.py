"""Expressions in the names of the form."""

from dataclasses import dataclass, replace

from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Filter,
    Name,
    Node,
    Parent,
    Reference,
    Self,
    String,
    Unary,
)
from instrumen.language.model import Question, Repeat, Type
from instrumen.language.xlsform.columns import of_choices
from instrumen.language.xlsform.exporting.names import ExportedNames, Place


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Expressions in the form's names, as seen inside the repeats `prefix`. With `paths`, as
    XPath wants them: references inside `[…]` are steps from the node that is looked at (`../x`),
    and what was acknowledged is `OK`."""

    names: ExportedNames
    prefix: str
    paths: bool

    def node(self, node: Node, base: Place | None = None) -> Node:
        """An expression; inside `[…]`, `base` is what is looked at there."""
        match node:
            case Reference():
                return self._reference(node, base)
            case Name():
                return self._name(node, base) if self.paths else node
            case String(value):
                return replace(node, value=self._text(value))
            case Unary(operand):
                return replace(node, operand=self.node(operand, base))
            case Binary(_, left, right):
                left, right = self._acknowledged(left, right), self._acknowledged(right, left)
                return replace(node, left=self.node(left, base), right=self.node(right, base))
            case Call(_, arguments):
                return replace(node, arguments=tuple(self.node(a, base) for a in arguments))
            case Filter(inner, predicate):
                looked_at = self._find(inner)
                return replace(
                    node,
                    base=self.node(inner, base),
                    predicate=self.node(predicate, looked_at),
                )
            case Child(inner, _):
                return replace(node, base=self.node(inner, base))
            case _:
                return node

    def _find(self, node: Node) -> Place | None:
        return self.names.find(node.name, self.prefix) if isinstance(node, Reference) else None

    def _reference(self, node: Reference, base: Place | None) -> Node:
        found = self._find(node)
        if self.paths and base is not None and found is not None:
            within = _members_of(base)
            if within and found.path == within + found.item.name:
                return _steps(base, found, node.at)
        return replace(node, name=self.names.called(node.name, self.prefix))

    def _name(self, node: Name, base: Place | None) -> Node:
        """A bare name: a question of the member inside `[…]`, else a column of choices."""
        if base is None:
            return replace(node, name=of_choices(node.name))
        found = self.names.places.get(_members_of(base) + node.name)
        return _steps(base, found, node.at) if found else node

    def _acknowledged(self, node: Node, compared: Node) -> Node:
        """XLSForms store `OK` for what is acknowledged."""
        found = self._find(compared)
        if self.paths and isinstance(node, String) and found is not None:
            item = found.item
            if isinstance(item, Question) and item.type is Type.ACKNOWLEDGE:
                return replace(node, value=node.value.replace("ok", "OK"))
        return node

    def _text(self, value: str) -> str:
        """`'${name}'`, as `jr:choice-name` wants it."""
        if value.startswith("${") and value.endswith("}"):
            return f"${{{self.names.called(value[2:-1].strip(), self.prefix)}}}"
        return value


def _members_of(base: Place) -> str:
    """What the paths in the repeat begin with that `base` is, or is in; '' outside of repeats."""
    is_repeat = isinstance(base.item, Repeat)
    return f"{base.path}/" if is_repeat else base.path[: -len(base.item.name)]


def _steps(base: Place, found: Place, at: int) -> Node:
    """The way from what is looked at to something in the same member."""
    step: Node = Self(at)
    if not isinstance(base.item, Repeat):
        step = Parent(at)
        for _ in base.groups:
            step = Child(step, "..", at)
    for name in (*found.groups, found.called):
        step = Child(step, name, at)
    return step
