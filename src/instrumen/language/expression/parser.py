"""Text → syntax tree: a recursive-descent parser with precedence climbing.

Grammar: XPath 1.0 §3, without axes other than child, parent and self, without absolute paths
(`${name}` stands for them), without variables. What is refused is refused with one sentence.
"""

from typing import TypeVar

from instrumen.language.expression.problem import ExpressionProblem
from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Expression,
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
from instrumen.language.expression.tokens import (
    END,
    EXAMPLE,
    NAME,
    NUMBER,
    REFERENCE,
    STRING,
    SYMBOL,
    Token,
    tokenize,
)
from instrumen.language.problems import Mark
from instrumen.messages import Message, msg

MOST_CHARACTERS = 2_000
MOST_NODES = 200
DEEPEST = 50

# XPath 1.0 §3.4–3.5: all binary operators are left-associative.
PRECEDENCE = {
    "or": 1, "and": 2,
    "=": 3, "!=": 3,
    "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5,
    "*": 6, "div": 6, "mod": 6,
    "|": 8,
}  # fmt: skip
UNARY_PRECEDENCE = 7
_Made = TypeVar("_Made", bound=Node)
_WORD_OPERATORS = frozenset({"or", "and", "div", "mod"})
_COMPARISONS = frozenset({"!=", "<", "<=", ">", ">="})
# Operators in capitals or in Indonesian.
_MEANT = {
    "and": "and", "or": "or", "div": "div", "mod": "mod", "dan": "and", "serta": "and",
    "atau": "or", "bagi": "div", "kali": "*", "x": "*",
}  # fmt: skip
_OPERATOR = msg("an operator such as and, or, =, +")
_NOT = frozenset({"not", "tidak", "bukan"})


def parse_expression(source: str, mark: Mark) -> Expression | ExpressionProblem:
    """The expression written in `source`, which stands at `mark`; or what is wrong with it.

    Never raises. At most 2,000 characters, 200 nodes, 50 levels of brackets.
    """
    if len(source) > MOST_CHARACTERS:
        return _too_much(msg("This expression has more than {n} characters.", n=MOST_CHARACTERS))
    tokens = tokenize(source)
    if isinstance(tokens, ExpressionProblem):
        return tokens
    try:
        return Expression(source, _Parser(tokens).whole(), mark)
    except _Stop as stop:
        return stop.problem


def _too_much(what: Message) -> ExpressionProblem:
    todo = msg("Split it: put a part into a calculate question and refer to that.")
    return ExpressionProblem(what, todo, 0, 1)


class _Stop(Exception):
    """Ends the parsing; never leaves this module."""

    def __init__(self, problem: ExpressionProblem) -> None:
        self.problem = problem


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.next = 0
        self.nodes = 0
        self.depth = 0

    def whole(self) -> Node:
        """expression END"""
        if self.token.kind == END:
            raise self.failed(
                msg("There is no expression here."), msg("Write one, or remove the line.")
            )
        if self.at_symbol("="):
            raise self.failed(msg("An expression does not begin with =."), msg("Leave it out."))
        root = self.expression(1)
        if self.token.kind != END:
            raise self.no_operator()
        return root

    def expression(self, least: int) -> Node:
        """operand (operator operand)*, for operators that bind at least as tightly as `least`"""
        left = self.operand()
        while (strength := self.operator_strength()) >= least:
            operator = self.take()
            right = self.expression(strength + 1)
            left = self.made(Binary(operator.text, left, right, operator.offset))
        return left

    def operand(self) -> Node:
        """'-' operand | path"""
        if not self.at_symbol("-"):
            return self.path()
        minus = self.take()
        self.descend(minus)
        # A union binds more tightly than the minus, everything else less.
        operand = self.expression(UNARY_PRECEDENCE)
        self.depth -= 1
        return self.made(Unary(operand, minus.offset))

    def path(self) -> Node:
        """primary ('[' expression ']' | '/' step)*"""
        node = self.primary()
        while self.token.kind == SYMBOL and self.token.text in ("[", "/"):
            if isinstance(node, Number | String):
                raise self.no_operator()
            node = self.predicate(node) if self.token.text == "[" else self.step(node)
        return node

    def predicate(self, base: Node) -> Node:
        """'[' expression ']'"""
        opening = self.take()
        self.descend(opening)
        condition = self.expression(1)
        self.close("]", opening)
        self.depth -= 1
        return self.made(Filter(base, condition, base.at))

    def step(self, base: Node) -> Node:
        """'/' (name | '..')"""
        self.take()
        token = self.token
        if token.kind == NAME or self.at_symbol(".."):
            self.take()
            return self.made(Child(base, token.text, base.at))
        if token.kind in (NUMBER, REFERENCE) or self.at_symbol("("):
            self.next -= 1
            what = msg("{sign} means nothing here.", sign="/")
            raise self.failed(what, msg("Write {form}.", form="div"))
        raise self.unexpected(msg("the name of a question or column"))

    def primary(self) -> Node:
        """number | string | reference | '.' | '..' | name | call | '(' expression ')'"""
        token = self.token
        if not self.begins_primary():
            raise self.no_value()
        self.take()
        match token.kind, token.text:
            case "number", text:
                return self.made(Number(float(text), token.offset))
            case "string", text:
                return self.made(String(text, token.offset))
            case "reference", text:
                return self.made(Reference(text, token.offset))
            case "symbol", ".":
                return self.made(Self(token.offset))
            case "symbol", "..":
                return self.made(Parent(token.offset))
            case "symbol", _:
                return self.bracketed(token)
            case _, text:
                called = self.at_symbol("(")
                return self.call(text, token) if called else self.made(Name(text, token.offset))

    def begins_primary(self) -> bool:
        token = self.token
        if token.kind == SYMBOL:
            return token.text in (".", "..", "(")
        return token.kind != END and not (token.kind == NAME and token.text in _WORD_OPERATORS)

    def no_value(self) -> _Stop:
        if self.token.text == "/":
            return self.failed(
                msg("An expression cannot begin with a path such as /data/name."),
                msg("Write {form}.", form=EXAMPLE),
            )
        if self.next == 0 and self.token.text in _COMPARISONS:
            return self.failed(
                msg("Before {sign} a value is missing.", sign=self.token.text),
                msg("Write a dot for the answer itself, or {form}.", form=EXAMPLE),
            )
        return self.unexpected(
            msg("a value: {form}, a number, a text in quotes or a function", form=EXAMPLE)
        )

    def no_operator(self, wanted: Message = _OPERATOR) -> _Stop:
        """Something follows a whole expression without and, or, = and the like between."""
        token, before = self.token, self.tokens[self.next - 1]
        after = self.tokens[min(self.next + 1, len(self.tokens) - 1)]
        if token.kind == NAME and (word := _MEANT.get(token.text.lower())):
            what = msg("“{word}” is not understood here.", word=token.text)
            return self.failed(what, msg("Write {form}.", form=word))
        if before.kind == NAME and before.text.lower() in _NOT:
            self.next -= 1
            what = msg("What “{word}” is said of stands in brackets.", word=before.text)
            return self.failed(what, msg("Write {form}.", form="not(…)"))
        if token.kind == SYMBOL and token.text in ")]":
            what = msg("The bracket {sign} closes none that was opened.", sign=token.text)
            return self.failed(what, msg("Remove it, or open one before."))
        if token.text == "," and before.kind == after.kind == NUMBER:
            form = f"{before.text}.{after.text}"
            return self.failed(
                msg("A number has a decimal point, no comma."), msg("Write {form}.", form=form)
            )
        return self.unexpected(wanted)

    def bracketed(self, opening: Token) -> Node:
        """expression ')'"""
        self.descend(opening)
        inside = self.expression(1)
        self.close(")", opening)
        self.depth -= 1
        return inside

    def call(self, name: str, token: Token) -> Node:
        """'(' (expression (',' expression)*)? ')'"""
        opening = self.take()
        self.descend(opening)
        arguments: list[Node] = []
        if not self.at_symbol(")"):
            arguments.append(self.expression(1))
            while self.at_symbol(","):
                self.take()
                arguments.append(self.expression(1))
        self.close(")", opening)
        self.depth -= 1
        return self.made(Call(name, tuple(arguments), token.offset))

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def take(self) -> Token:
        token = self.tokens[self.next]
        if token.kind != END:
            self.next += 1
        return token

    def at_symbol(self, text: str) -> bool:
        return self.token.kind == SYMBOL and self.token.text == text

    def operator_strength(self) -> int:
        token = self.token
        if token.kind == SYMBOL or (token.kind == NAME and token.text in _WORD_OPERATORS):
            return PRECEDENCE.get(token.text, 0)
        return 0

    def made(self, node: _Made) -> _Made:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _Stop(_too_much(msg("This expression has more than {n} parts.", n=MOST_NODES)))
        return node

    def descend(self, opening: Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Stop(
                ExpressionProblem(
                    msg("Brackets are nested more than {n} deep.", n=DEEPEST),
                    msg("Split it: put a part into a calculate question and refer to that."),
                    opening.offset,
                    1,
                )
            )

    def close(self, sign: str, opening: Token) -> None:
        """Take the closing bracket; when the text ends first, point at the opening one."""
        if self.at_symbol(sign):
            self.take()
        elif self.token.kind == END:
            what = msg("The bracket {sign} that opens here is never closed.", sign=opening.text)
            todo = msg("Write {sign} where it ends.", sign=sign)
            raise _Stop(ExpressionProblem(what, todo, opening.offset, 1))
        else:
            raise self.no_operator(msg("{sign} or an operator such as and, or, =, +", sign=sign))

    def unexpected(self, wanted: Message) -> _Stop:
        if self.token.kind == END:
            what = msg("The expression ends too early.")
        else:
            what = msg("{text} does not belong here.", text=_as_written(self.token))
        return self.failed(what, msg("Here goes {wanted}.", wanted=wanted))

    def failed(self, what: Message, todo: Message | None) -> _Stop:
        return _Stop(ExpressionProblem(what, todo, self.token.offset, self.token.length))


def _as_written(token: Token) -> str:
    if token.kind == STRING:
        return f"'{token.text}'"
    return f"${{{token.text}}}" if token.kind == REFERENCE else token.text
