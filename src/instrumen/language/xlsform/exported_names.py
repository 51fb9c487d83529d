"""What things of an instrument are called in an XLSForm, where every name that is referred to
stands once in the whole form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Filter,
    Node,
    Parent,
    Reference,
    Self,
    String,
    Unary,
)
from instrumen.language.model import Group, Instrument, Item, Matrix, Question, Repeat, Type
from instrumen.language.xlsform.names import free


@dataclass(frozen=True, slots=True)
class Place:
    """A question, matrix, group or repeat: its name in the form, and the groups between it and
    the repeat around it (or the top)."""

    called: str
    groups: tuple[str, ...]
    item: Item


@dataclass(frozen=True, slots=True)
class ExportedNames:
    """Places by template path; sections by their own name."""

    places: Mapping[str, Place]
    sections: Mapping[str, str]

    def find(self, name: str, prefix: str) -> tuple[str, Place] | None:
        """The path and place `${name}` means inside the repeats `prefix`."""
        paths = [path for path in self.places if path.rpartition("/")[2] == name]
        around = [path for path in paths if prefix.startswith(path[: len(path) - len(name)])]
        best = max(around, key=len) if around else paths[0] if paths else None
        return None if best is None else (best, self.places[best])

    def called(self, name: str, prefix: str) -> str:
        """The name that `${name}` has in the form; names of the study stay."""
        if name == "position" and prefix:
            return f"position_{self.places[prefix[:-1]].called}"
        found = self.find(name.removeprefix("last-saved#"), prefix)
        sign = "last-saved#" if name.startswith("last-saved#") else ""
        return f"{sign}{found[1].called}" if found else name


def exported_names(instrument: Instrument) -> ExportedNames:
    """Names for everything: its own where it is free, questions first."""
    laid_out = list(_laid_out(instrument))
    taken: set[str] = set()
    called: dict[str, str] = {}
    for holds in (False, True):
        for path, item, _groups in laid_out:
            if isinstance(item, Group | Matrix | Repeat) is holds and path not in called:
                called[path] = free(item.name, taken)
                taken.add(called[path])
    sections = {}
    for section in instrument.sections:
        sections[section.name] = free(section.name, taken)
        taken.add(sections[section.name])
    places = {
        path: Place(called[path], tuple(called[group] for group in groups), item)
        for path, item, groups in laid_out
    }
    return ExportedNames(places, sections)


def _laid_out(instrument: Instrument) -> Iterator[tuple[str, Item, tuple[str, ...]]]:
    for section in instrument.sections:
        for item in section.items:
            yield from _below(item, "", ())


def _below(
    item: Item, prefix: str, groups: tuple[str, ...]
) -> Iterator[tuple[str, Item, tuple[str, ...]]]:
    path = prefix + item.name
    yield path, item, groups
    match item:
        case Matrix():
            yield from ((prefix + row.name, row, (*groups, path)) for row in item.rows)
        case Group():
            for inner in item.items:
                yield from _below(inner, prefix, (*groups, path))
        case Repeat():
            for inner in item.items:
                yield from _below(inner, f"{path}/", ())


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Expressions in the form's names. With `paths`, references inside `[…]` become steps from
    the node that is looked at (`../x`), as XPath wants them."""

    names: ExportedNames
    prefix: str
    paths: bool

    def node(self, node: Node) -> Node:
        """An expression outside of `[…]`."""
        return self._node(node, None)

    def _node(self, node: Node, base: tuple[str, Place] | None) -> Node:
        match node:
            case Reference():
                return self._reference(node, base)
            case String(value):
                return replace(node, value=self._text(value))
            case Unary(operand):
                return replace(node, operand=self._node(operand, base))
            case Binary(_, left, right):
                left, right = self._acknowledged(left, right), self._acknowledged(right, left)
                return replace(node, left=self._node(left, base), right=self._node(right, base))
            case Call(_, arguments):
                return replace(node, arguments=tuple(self._node(a, base) for a in arguments))
            case Filter(inner, predicate):
                return replace(
                    node,
                    base=self._node(inner, base),
                    predicate=self._node(predicate, self._base(inner)),
                )
            case Child(inner, _):
                return replace(node, base=self._node(inner, base))
            case _:
                return node

    def _base(self, node: Node) -> tuple[str, Place] | None:
        return self.names.find(node.name, self.prefix) if isinstance(node, Reference) else None

    def _reference(self, node: Reference, base: tuple[str, Place] | None) -> Node:
        found = self.names.find(node.name, self.prefix)
        if not self.paths or base is None or found is None:
            return replace(node, name=self.names.called(node.name, self.prefix))
        at_repeat = isinstance(base[1].item, Repeat)
        repeat = f"{base[0]}/" if at_repeat else base[0][: -len(base[1].item.name)]
        if not repeat or not found[0].startswith(repeat) or "/" in found[0][len(repeat) :]:
            return replace(node, name=self.names.called(node.name, self.prefix))
        step: Node = Self(node.at) if at_repeat else Parent(node.at)
        for _ in () if at_repeat else base[1].groups:
            step = Child(step, "..", node.at)
        for name in (*found[1].groups, found[1].called):
            step = Child(step, name, node.at)
        return step

    def _acknowledged(self, node: Node, compared: Node) -> Node:
        """XLSForms store `OK` for what is acknowledged."""
        if self.paths and isinstance(node, String) and isinstance(compared, Reference):
            found = self.names.find(compared.name, self.prefix)
            item = found[1].item if found else None
            if isinstance(item, Question) and item.type is Type.ACKNOWLEDGE:
                return replace(node, value=node.value.replace("ok", "OK"))
        return node

    def _text(self, value: str) -> str:
        """`'${name}'`, as `jr:choice-name` wants it."""
        if value.startswith("${") and value.endswith("}"):
            return f"${{{self.names.called(value[2:-1].strip(), self.prefix)}}}"
        return value
