"""An expression cut into tokens.

The rules are XPath 1.0's (§3.7 Lexical Structure), with `${name}` in place of absolute paths.
One regular expression without nested quantifiers: the time is linear in the text.
"""

import re
from dataclasses import dataclass

from instrumen.language.expression.problem import ExpressionProblem
from instrumen.language.strange_signs import CURLY_QUOTES, WRITE_ANEW, strange_sign
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
_ELSEWHERE = {
    "==": "=", "<>": "!=", "=>": ">=", "=<": "<=", "≥": ">=", "≤": "<=", "≠": "!=", "&&": "and",
    "&": "and", "||": "or", "%": "mod", "×": "*", "÷": "div", "−": "-", "–": "-", "^": "pow(…, …)",
    "!": "not(…)",
}  # fmt: skip
_FOREIGN = re.compile("==|<>|=>|=<|&&|&|[|][|]|%")
_NO_OPERAND = re.compile(r"\s*($|[)=<>!,]|(and|or)\b)")
_NOT_A_NAME = re.compile(r"[\s/\[\]$]")
# What somebody wrote who meant ${name}, or lost half of it on the way.
_NEARLY = re.compile(r"\$?\{\s*([A-Za-z]\w*)\s*\}?|\$\(?\s*([A-Za-z]\w*)\s*\)?")


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
            if strange := strange_sign(text):
                return ExpressionProblem(strange[1], WRITE_ANEW, start, at - start)
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
    if sign in CURLY_QUOTES:
        what = msg("{sign} is a typographic quote.", sign=sign)
        todo = msg("Write a straight quote: '.")
        if not source[:at].strip() and source.rstrip()[-1] in CURLY_QUOTES:
            todo = msg("Leave out this one and the one at the end.")
        return ExpressionProblem(what, todo, at, 1)
    if sign in "${":
        return _nearly_a_name(source, at)
    if strange := strange_sign(sign):
        return ExpressionProblem(strange[1], WRITE_ANEW, at, 1)
    foreign = _FOREIGN.match(source, at)
    percent = sign == "%" and _NO_OPERAND.match(source, at + 1) is not None
    return _foreign(foreign[0] if foreign else sign, at, percent)


def _nearly_a_name(source: str, at: int) -> ExpressionProblem:
    found = _NEARLY.match(source, at)
    form = f"${{{found[1] or found[2]}}}" if found else EXAMPLE
    what = msg("$ is not followed by a name in braces.")
    if source[at] == "{":
        what = msg("Before the brace a $ is missing.")
    elif found and found[1]:
        what = msg("The brace that opens here is not closed.")
    length = len(found[0].rstrip()) if found else 1
    return ExpressionProblem(what, msg("Write {form}.", form=form), at, length)


def _foreign(sign: str, at: int, percent: bool) -> ExpressionProblem:
    todo = msg("Write {form}.", form=_ELSEWHERE[sign]) if sign in _ELSEWHERE else None
    if sign == "||":
        todo = msg("Write or; texts are joined with concat(…, …).")
    elif sign == "&":
        todo = msg("Write and; texts are joined with concat(…, …).")
    elif sign == ";":
        todo = msg("Write a comma between the parts of a function.")
    elif percent:
        todo = msg("Leave it out: 70 % of something is 0.7 * something.")
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
