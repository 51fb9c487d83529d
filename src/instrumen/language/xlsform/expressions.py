"""Expressions of an XLSForm in our words: paths become `${name}`, renamed questions and choices
get their new names, and a comparison that is the same whatever is answered (with a choice that no
list has, of a number with a word) becomes what it always is. What cannot be said here is given
back as the reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from instrumen.language.expression.functions import FUNCTIONS
from instrumen.language.expression.parser import parse_expression
from instrumen.language.expression.printer import print_expression
from instrumen.language.expression.problem import ExpressionProblem
from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Filter,
    Name,
    Node,
    Number,
    Parent,
    Reference,
    Self,
    String,
    Unary,
)
from instrumen.language.expression.walk import walk
from instrumen.language.problems import Mark
from instrumen.language.xlsform.names import Names
from instrumen.messages import Message, msg

_STRING = re.compile(r"('[^']*'|\"[^\"]*\")")
_PATH = re.compile(r"(?<![\w)\].}/])/[\w.-]+(?:/[\w.-]+)*/([\w.-]+)")
_PIPE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
_STRAIGHT = str.maketrans("‘’‚“”„\u00a0", "'''\"\"\" ")
_WORDS = {"yes": "true()", "true": "true()", "no": "false()", "false": "false()"}
_OLD_NAMES = {"is-selected": "selected"}
_NOWHERE = Mark(1, 1)
_NUMBER = re.compile(r"\s*[-+]?(\d+(\.\d*)?|\.\d+)\s*")
# A text of digits and dashes or colons may be a date or a time, which is a number in XPath.
_NO_WORD = re.compile(r"[\d\s:.+-]*(T.*)?")
_BY_SIZE = ("<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Untranslated:
    """An expression that cannot be used, and why."""

    why: Message


@dataclass(frozen=True, slots=True)
class Translated:
    """An expression as our files write it; `settled` are the comparisons in it that are the same
    whatever is answered, for which `true()` or `false()` stands."""

    text: str
    settled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What questions can be compared with, by their name as written.

    `choices` has the values that have a name of their own here: a value as written → its names
    (several where a list has a choice more than once). `closed` are the questions that have no
    other values, `numbers` those answered by a number. `twice` are the questions whose list has
    a choice more than once: the list, and its column with the value as written.
    """

    names: Names
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]
    closed: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    twice: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def translated(source: str, words: Vocabulary, own: str = "") -> Translated | Untranslated:
    """An expression as our files write it; `own` is the question whose rule it is (`.`)."""
    text = _unpathed(" ".join(source.split()))
    text = _WORDS.get(text.lower(), text)
    parsed = parse_expression(text, _NOWHERE)
    if isinstance(parsed, ExpressionProblem):
        parsed = parse_expression(text.translate(_STRAIGHT), _NOWHERE)
    if isinstance(parsed, ExpressionProblem):
        return Untranslated(parsed.message)
    rewriting = _Rewriting(words, own)
    root = rewriting.node(parsed.root, inside=False)
    for call in (node for node in walk(root) if isinstance(node, Call)):
        function = FUNCTIONS.get(call.name)
        if function is None:
            return Untranslated(msg("there is no function {name}()", name=call.name))
        if not function.takes(len(call.arguments)):
            what = msg("{name}() is given another number of values here", name=call.name)
            return Untranslated(what)
    text = parsed.source if root == parsed.root else print_expression(root)
    return Translated(text, tuple(rewriting.settled))


def piped(text: str, names: Names) -> str:
    """A label whose `${…}` have the names of today; Markdown and HTML stay as they are."""
    return _PIPE.sub(lambda found: f"${{{names.meant(found[1])}}}", text)


def references(text: str, names: Names) -> list[str]:
    """The names that `${…}` in a text have today, in its order."""
    return [names.meant(found[1]) for found in _PIPE.finditer(text)]


def _unpathed(text: str) -> str:
    parts = _STRING.split(text)
    return "".join(
        part if place % 2 else _PATH.sub(lambda found: f"${{{found[1]}}}", part)
        for place, part in enumerate(parts)
    )


@dataclass(frozen=True, slots=True)
class _Rewriting:
    words: Vocabulary
    own: str
    settled: list[str] = field(default_factory=list)

    def node(self, node: Node, inside: bool) -> Node:
        """A node in our words; `inside` tells that it stands in `[…]`, where a step up means
        the member that is looked at."""
        match node:
            case Reference(name):
                here = replace(node, name=self.words.names.meant(name))
                listed = self.words.twice.get(name)
                return _as_written(here, *listed) if listed else here
            case String(value):
                return replace(node, value=piped(value, self.words.names))
            case Unary(operand):
                return replace(node, operand=self.node(operand, inside))
            case Binary():
                return self._binary(node, inside)
            case Call():
                return self._call(node, inside)
            case Filter(base, predicate):
                return replace(
                    node, base=self.node(base, inside), predicate=self.node(predicate, True)
                )
            case Child():
                return self._child(node, inside)
            case _:
                return node

    def _binary(self, node: Binary, inside: bool) -> Node:
        for asked, other in ((node.left, node.right), (node.right, node.left)):
            if found := self._compared(node, asked, other, inside):
                return found
        return replace(node, left=self.node(node.left, inside), right=self.node(node.right, inside))

    def _compared(self, node: Binary, asked: Node, other: Node, inside: bool) -> Node | None:
        """A question compared with a literal, where that has to be said otherwise."""
        name = self._question(asked, inside)
        if not name or not isinstance(other, String | Number):
            return None
        if other == String("", 0) and name in self.words.twice:
            left, right = (self._plain(side, inside) for side in (node.left, node.right))
            return replace(node, left=left, right=right)
        if node.operator in ("=", "!="):
            if _is_word(other) and name in self.words.numbers:
                return self._settle(node, node.operator == "!=")
            return self._chosen(node, name, asked, other, inside)
        if node.operator in _BY_SIZE and self._has_only_words(name):
            return self._settle(node, False)
        return None

    def _call(self, node: Call, inside: bool) -> Node:
        if node.name in ("selected", "is-selected") and len(node.arguments) == 2:
            asked, other = node.arguments
            name = self._question(asked, inside)
            named = replace(node, name="selected")
            if name and isinstance(other, String | Number):
                found = self._chosen(named, name, asked, other, inside)
                if found is not None:
                    return found
        made = self._plain if node.name == "jr:choice-name" else self.node
        return replace(
            node,
            name=_OLD_NAMES.get(node.name, node.name),
            arguments=tuple(made(argument, inside) for argument in node.arguments),
        )

    def _chosen(
        self, node: Binary | Call, name: str, asked: Node, other: String | Number, inside: bool
    ) -> Node | None:
        """A question compared with one of its choices, by the name the choice has now; a choice
        that occurs several times is any of these."""
        value = f"{other.value:g}" if isinstance(other, Number) else other.value
        found = self.words.choices.get(name, {}).get(value, ())
        different = isinstance(node, Binary) and node.operator == "!="
        if not found:
            unknown = name in self.words.closed and value
            return self._settle(node, different) if unknown else None
        if found == (value,):
            return None
        here = self._plain(asked, inside)
        each = [_with(node, here, String(choice, other.at)) for choice in found]
        joint = "and" if different else "or"
        return reduce(lambda left, right: Binary(joint, left, right, node.at), each)

    def _plain(self, node: Node, inside: bool) -> Node:
        """A node in our words; a question is its answer here, whatever was written in the form."""
        if isinstance(node, Reference):
            return replace(node, name=self.words.names.meant(node.name))
        return self.node(node, inside)

    def _settle(self, node: Node, truth: bool) -> Node:
        self.settled.append(print_expression(node))
        return Call("true" if truth else "false", (), node.at)

    def _has_only_words(self, name: str) -> bool:
        choices = self.words.choices.get(name, {}) if name in self.words.closed else {}
        return bool(choices) and not any(_NUMBER.fullmatch(choice) for choice in choices)

    def _question(self, node: Node, inside: bool) -> str:
        """The question a node means, as written; '' when it means none."""
        if isinstance(node, Self):
            return "" if inside else self.own
        return self._step(node)

    def _child(self, node: Child, inside: bool) -> Node:
        """`../name` is `${name}` seen from here; `current()/../name` the same from inside `[…]`."""
        base: Node = node.base
        ups = 0
        while isinstance(base, Child):
            ups += base.name == ".."
            base = base.base
        at_current = isinstance(base, Call) and base.name == "current"
        if node.name != "..":
            name = self.words.names.meant(node.name)
            if isinstance(base, Parent) or (at_current and ups and not inside):
                return Reference(name, node.at)
            if at_current and ups:
                return Child(base, name, node.at)
        if isinstance(base, Parent) or at_current:
            return node
        return replace(node, base=self.node(node.base, inside))

    def _step(self, node: Node) -> str:
        """The question a path ends in, as written; '' when it is none."""
        match node:
            case Reference(name):
                return name
            case Child(_, name) if name != "..":
                return name
            case _:
                return ""


def _is_word(node: Node) -> bool:
    """A text that is neither a number nor a date or time, nor blank."""
    return isinstance(node, String) and not _NO_WORD.fullmatch(node.value)


def _with(node: Binary | Call, asked: Node, choice: String) -> Node:
    """The comparison of a question with one choice."""
    if isinstance(node, Call):
        return replace(node, arguments=(asked, choice))
    return replace(node, left=asked, right=choice)


def _as_written(reference: Reference, listed: str, column: str) -> Node:
    """`instance('LIST')/root/item[name = ${question}]/COLUMN`."""
    at = reference.at
    items: Node = Call("instance", (String(listed, at),), at)
    for step in ("root", "item"):
        items = Child(items, step, at)
    return Child(Filter(items, Binary("=", Name("name", at), reference, at), at), column, at)
