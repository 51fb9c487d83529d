"""The syntax tree of an expression: what the parser makes, the checker reads, the engine compiles.

The language is XLSForm's (XPath 1.0 with ODK's functions). `${name}` is a reference; `.` is the
value of the question that holds the expression.
"""

from dataclasses import dataclass

from instrumen.language.problems import Mark


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number."""

    value: float
    at: int


@dataclass(frozen=True, slots=True)
class String:
    """A literal string, without its quotes."""

    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Reference:
    """`${name}`: a question, a calculation, a roster field, or a column of a choice list."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Self:
    """`.`: the candidate answer of the question that holds the expression."""

    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function call, `name` as written (`jr:choice-name`)."""

    name: str
    arguments: "tuple[Node, ...]"
    at: int


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x`."""

    operand: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`; operator is one of or and = != < <= > >= + - * div mod |."""

    operator: str
    left: "Node"
    right: "Node"
    at: int


@dataclass(frozen=True, slots=True)
class Filter:
    """`${name}[predicate]`: the members of a repeat's question for which the predicate holds;
    inside it a `${name}` of the same repeat means the member's own value."""

    reference: Reference
    predicate: "Node"
    at: int


Node = Number | String | Reference | Self | Call | Unary | Binary | Filter


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as written, its tree, and where it stands. `at` in nodes is the offset of
    the node's first character in `source`."""

    source: str
    root: Node
    mark: Mark
