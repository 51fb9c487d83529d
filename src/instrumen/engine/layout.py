"""Instrument → scopes and nodes, in the order of the file. First step of the compilation."""

from collections.abc import Iterable, Mapping

from instrumen.engine.accepting import acceptance, kind_of_answers, viewing
from instrumen.engine.conversion import NAN
from instrumen.engine.nodes import Node, Role, Scope
from instrumen.language.expression.functions import Of
from instrumen.language.model import (
    CHOICE_TYPES,
    OTHER,
    Choice,
    Group,
    Instrument,
    Item,
    Matrix,
    Question,
    Repeat,
    Section,
    other_choice,
    specify_other,
)


class Layout:
    """The scopes and nodes of an instrument. `nodes` are in the order of the file; a node comes
    after the section, group, matrix or repeat around it."""

    def __init__(self, instrument: Instrument) -> None:
        self.root = Scope(None, None, ())
        self.scopes = [self.root]
        self.nodes: list[Node] = []
        self._lists = {name: each.choices for name, each in instrument.choices.items()}
        for section in instrument.sections:
            node = self._add(self.root, section, -1, section.name)
            self._items(section.items, self.root, node.slot, section.name)
        # Questions come before the parts of a form when both bear the same name.
        for node in self.nodes:
            if node.role is Role.CONTAINER:
                node.scope.names.setdefault(node.name, node)

    def _items(self, items: Iterable[Item], scope: Scope, around: int, section: str) -> None:
        for item in items:
            node = self._add(scope, item, around, section)
            match item:
                case Question() if item.or_other:
                    self._add(scope, specify_other(item), around, section)
                case Matrix():
                    self._items(item.rows, scope, node.slot, section)
                case Group():
                    self._items(item.items, scope, node.slot, section)
                case Repeat():
                    node.inside = Scope(scope, node, (*scope.chain, node))
                    self.scopes.append(node.inside)
                    self._items(item.items, node.inside, -1, section)

    def _add(self, scope: Scope, item: Item | Section, around: int, section: str) -> Node:
        label = item.title if isinstance(item, Section) else item.label
        node = Node(
            name=item.name,
            path="/".join([*(repeat.name for repeat in scope.chain), item.name]),
            role=_role(item),
            item=item,
            scope=scope,
            slot=len(scope.nodes),
            index=len(self.nodes),
            container=around,
            section=section,
            labels={"label": label},
        )
        if isinstance(item, Question):
            self._prepare(node, item)
        if node.role is not Role.CONTAINER:
            scope.names.setdefault(node.name, node)
        scope.nodes.append(node)
        scope.blanks.append(node.blank)
        self.nodes.append(node)
        return node

    def _prepare(self, node: Node, question: Question) -> None:
        node.choices = choices_of(question, self._lists)
        node.accept = acceptance(question, node.choices)
        node.view = viewing(question)
        node.kind = kind_of_answers(question.type)
        node.blank = NAN if node.kind is Of.NUMBER else ""
        if question.hint:
            node.labels["hint"] = question.hint


def choices_of(question: Question, lists: Mapping[str, tuple[Choice, ...]]) -> tuple[Choice, ...]:
    """The choices of a question, with the one that `or_other` adds."""
    if question.type not in CHOICE_TYPES:
        return ()
    choices = lists.get(question.choices, ())
    if not question.or_other or any(choice.name == OTHER for choice in choices):
        return choices
    return (*choices, other_choice(question))


def _role(item: Item | Section) -> Role:
    if isinstance(item, Question):
        return Role.QUESTION
    return Role.REPEAT if isinstance(item, Repeat) else Role.CONTAINER
