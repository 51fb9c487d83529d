"""An expression cut into tokens.

The rules are XPath 1.0's (§3.7 Lexical Structure), with `${name}` in place of absolute paths.
One regular expression without nested quantifiers: the time is linear in the text.
"""

import re
from dataclasses import dataclass

from instrumen.language.expression.problem import ExpressionProblem
from instrumen.messages import msg

NUMBER, STRING, REFERENCE = "number", "string", "reference"
NAME, SYMBOL, END = "name", "symbol", "end"

EXAMPLE = "${name}"

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<string>'[^']*'|"[^"]*")
    | (?P<reference>\$\{[^{}'"]*\})
    | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
    | (?P<symbol><=|>=|!=|\.\.|[()\[\],=<>+\-*/|.])
    """,
    re.VERBOSE,
)
# Signs of other languages, and what is written here instead.
_ELSEWHERE = {"==": "=", "<>": "!=", "&&": "and", "&": "and", "||": "or", "%": "mod"}
_FOREIGN = re.compile("==|<>|&&|&|[|][|]|%")
_CURLY_QUOTES = "‘’‚“”„«»`´"
_NOT_A_NAME = re.compile(r"[\s/\[\]$]")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what kind, its text (of a string or reference: what is inside), where."""

    kind: str
    text: str
    offset: int
    length: int


def tokenize(source: str) -> list[Token] | ExpressionProblem:
    """Cut `source` into tokens, the last one END; or say what the first odd character is."""
    tokens: list[Token] = []
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None or _FOREIGN.match(source, at):
            return _odd(source, at)
        kind, text, start, at = str(found.lastgroup), found[0], at, found.end()
        if kind == "space":
            continue
        if kind == REFERENCE:
            text = text[2:-1].strip()
            if not text or _NOT_A_NAME.search(text):
                return _bad_reference(text, start, at - start)
        elif kind == STRING:
            text = text[1:-1]
        tokens.append(Token(kind, text, start, at - start))
    tokens.append(Token(END, "", len(source), 1))
    return tokens


def _odd(source: str, at: int) -> ExpressionProblem:
    """The problem with the character at `at`, which begins no token."""
    sign = source[at]
    if sign in "'\"":
        return ExpressionProblem(
            msg("The quote {quote} that begins here is never closed.", quote=sign),
            msg("Write {quote} after the last letter of the text.", quote=sign),
            at,
            len(source) - at,
        )
    if sign in _CURLY_QUOTES:
        what = msg("{sign} is a typographic quote.", sign=sign)
        return ExpressionProblem(what, msg("Write a straight quote: '."), at, 1)
    if sign == "$":
        what = msg("$ is not followed by a name in braces.")
        return ExpressionProblem(what, msg("Write {form}.", form=EXAMPLE), at, 1)
    if foreign := _FOREIGN.match(source, at):
        return _foreign(foreign[0], at)
    todo = msg("Write {form}.", form="not(…)") if sign == "!" else None
    return ExpressionProblem(msg("{sign} means nothing here.", sign=sign), todo, at, 1)


def _foreign(sign: str, at: int) -> ExpressionProblem:
    todo = msg("Write {form}.", form=_ELSEWHERE[sign])
    if sign == "||":
        todo = msg("Write or; texts are joined with concat(…, …).")
    return ExpressionProblem(msg("{sign} means nothing here.", sign=sign), todo, at, len(sign))


def _bad_reference(text: str, at: int, length: int) -> ExpressionProblem:
    if not text:
        what = msg("There is no name between the braces.")
        return ExpressionProblem(what, msg("Write {form}.", form=EXAMPLE), at, length)
    return ExpressionProblem(
        msg("{name} is not the name of a question.", name=text),
        msg("Put only the name between the braces, without spaces, / or [ ]."),
        at,
        length,
    )
