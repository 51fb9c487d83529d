"""The syntax tree of an expression: what the parser makes, the checker reads, the engine compiles.

The language is XLSForm's (XPath 1.0 with ODK's functions). `${name}` is a reference; `.` is the
value of the question that holds the expression. Nodes compare by what they say, not by where
they stand: `at` (the offset of the first character in the source) takes no part in `==`.
"""

from dataclasses import dataclass, field

from instrumen.language.problems import Mark


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number."""

    value: float
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class String:
    """A literal string, without its quotes."""

    value: str
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: a question, a calculation, a repeat, a roster field, or a column of a choice
    list. `${last-saved#name}` has the name `last-saved#name`."""

    name: str
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A bare name: a column of the choice in a `choice_filter` or an `instance()`, a question of
    the member inside `[...]`."""

    name: str
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Self:
    """`.`: the candidate answer of the question that holds the expression; inside `[...]` the
    value being tested."""

    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Parent:
    """`..`: the member of the repeat the question stands in (`position(..)`)."""

    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function call, `name` as written (`jr:choice-name`)."""

    name: str
    arguments: "tuple[Node, ...]"
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x`."""

    operand: "Node"
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`; operator is one of or and = != < <= > >= + - * div mod |.
    `at` is the offset of the operator."""

    operator: str
    left: "Node"
    right: "Node"
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """`base[predicate]`: those of `base` for which the predicate holds (a number: the one in
    that place). Inside it a `${name}` of the same repeat means the member's own value."""

    base: "Node"
    predicate: "Node"
    at: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Child:
    """`base/name`: that question of every member of `base`; that column of every choice.
    `name` may be `..`."""

    base: "Node"
    name: str
    at: int = field(compare=False)


Node = Number | String | Reference | Name | Self | Parent | Call | Unary | Binary | Filter | Child


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as written, its tree, and where it stands. `at` in nodes is the offset of
    the node's first character in `source`."""

    source: str
    root: Node
    mark: Mark
