"""Syntax tree → text, with no bracket that is not needed; the inverse of the parser."""

from decimal import Decimal

from instrumen.language.expression.parser import PRECEDENCE, UNARY_PRECEDENCE
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

_TIGHTEST = 9


def print_expression(node: Node) -> str:
    """The text of a tree. Parsing it gives the same tree again. A String that holds both kinds
    of quotes, which no expression can be parsed to, is printed as a `concat`."""
    match node:
        case Number(value):
            return _number(value)
        case String(value):
            return _string(value)
        case Reference(name):
            return f"${{{name}}}"
        case Name(name):
            return name
        case Self():
            return "."
        case Parent():
            return ".."
        case Call(name, arguments):
            return f"{name}({', '.join(print_expression(a) for a in arguments)})"
        case Unary(operand):
            return f"-{_within(operand, UNARY_PRECEDENCE)}"
        case Binary(operator, left, right):
            strength = PRECEDENCE[operator]
            return f"{_within(left, strength)} {operator} {_within(right, strength + 1)}"
        case Filter(base, predicate):
            return f"{_within(base, _TIGHTEST)}[{print_expression(predicate)}]"
        case Child(base, name):
            return f"{_within(base, _TIGHTEST)}/{name}"


def _within(node: Node, least: int) -> str:
    """The text of an operand, in brackets when it binds less tightly than `least`."""
    text = print_expression(node)
    return f"({text})" if _strength(node) < least else text


def _strength(node: Node) -> int:
    match node:
        case Binary(operator):
            return PRECEDENCE[operator]
        case Unary():
            return UNARY_PRECEDENCE
        case _:
            return _TIGHTEST


def _number(value: float) -> str:
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


def _string(value: str) -> str:
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    parts = ', "\'", '.join(f"'{part}'" for part in value.split("'"))
    return f"concat({parts})"
