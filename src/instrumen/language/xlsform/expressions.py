"""Expressions of an XLSForm in our words: paths become `${name}`, renamed questions and choices
get their new names. What cannot be said here is given back as the reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from instrumen.language.expression.functions import FUNCTIONS
from instrumen.language.expression.parser import parse_expression
from instrumen.language.expression.printer import print_expression
from instrumen.language.expression.problem import ExpressionProblem
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


@dataclass(frozen=True, slots=True)
class Untranslated:
    """An expression that cannot be used, and why."""

    why: Message


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What changed its name. `choices` has, by question name as written, the values that are
    called otherwise now."""

    names: Names
    choices: Mapping[str, Mapping[str, str]]


def translated(source: str, words: Vocabulary, own: str = "") -> str | Untranslated:
    """An expression as our files write it; `own` is the question whose rule it is (`.`)."""
    text = _unpathed(" ".join(source.split()))
    text = _WORDS.get(text.lower(), text)
    parsed = parse_expression(text, _NOWHERE)
    if isinstance(parsed, ExpressionProblem):
        parsed = parse_expression(text.translate(_STRAIGHT), _NOWHERE)
    if isinstance(parsed, ExpressionProblem):
        return Untranslated(parsed.message)
    root = _Rewriting(words, own).node(parsed.root, inside=False)
    for call in (node for node in walk(root) if isinstance(node, Call)):
        function = FUNCTIONS.get(call.name)
        if function is None:
            return Untranslated(msg("there is no function {name}()", name=call.name))
        if not function.takes(len(call.arguments)):
            what = msg("{name}() is given another number of values here", name=call.name)
            return Untranslated(what)
    return parsed.source if root == parsed.root else print_expression(root)


def piped(text: str, names: Names) -> str:
    """A label whose `${…}` have the names of today; Markdown and HTML stay as they are."""
    return _PIPE.sub(lambda found: f"${{{names.meant(found[1])}}}", text)


def is_expression(default: str) -> bool:
    """Whether a default is worked out rather than taken as written (pyxform's rule: references,
    function calls and arithmetic)."""
    outside = _STRING.sub("", default)
    return "${" in outside or bool(re.search(r"[\w-]\s*\(", outside))


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

    def node(self, node: Node, inside: bool) -> Node:
        """A node in our words; `inside` tells that it stands in `[…]`, where a step up means
        the member that is looked at."""
        match node:
            case Reference(name):
                return replace(node, name=self.words.names.meant(name))
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
        left, right = node.left, node.right
        if node.operator in ("=", "!="):
            left, right = self._value(left, right), self._value(right, left)
        return replace(node, left=self.node(left, inside), right=self.node(right, inside))

    def _call(self, node: Call, inside: bool) -> Node:
        arguments = node.arguments
        if node.name in ("selected", "is-selected") and len(arguments) == 2:
            arguments = (arguments[0], self._value(arguments[1], arguments[0]))
        return replace(
            node,
            name=_OLD_NAMES.get(node.name, node.name),
            arguments=tuple(self.node(argument, inside) for argument in arguments),
        )

    def _value(self, node: Node, compared: Node) -> Node:
        """A text compared with a question: the new name of that choice."""
        name = self.own if isinstance(compared, Self) else self._step(compared)
        if isinstance(node, String) and name:
            return replace(node, value=self.words.choices.get(name, {}).get(node.value, node.value))
        return node

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
