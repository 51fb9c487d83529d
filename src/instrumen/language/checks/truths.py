"""Comparisons that say something else than they seem to: `17 <= . <= 70`, `${x} = 'a' or 'b'`."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Rule, Survey
from instrumen.language.expression.syntax import Binary, Node, Number, String
from instrumen.language.expression.types import BY_SIZE
from instrumen.language.problems import Problem, Severity
from instrumen.messages import msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Comparisons of a comparison, and constants beside and/or."""
    for rule in survey.rules:
        for node in rule.nodes:
            match node:
                case Binary(sign, Binary(inner, _, _)) if sign in BY_SIZE and inner in BY_SIZE:
                    yield _chain(survey, rule, node)
                case Binary("and" | "or" as word, left, right):
                    for side in (left, right):
                        if isinstance(side, String | Number):
                            yield _constant(survey, rule, side, word)


def _chain(survey: Survey, rule: Rule, node: Node) -> Problem:
    return survey.problem(
        survey.at(rule, node),
        "chained",
        msg("this compares the outcome of the comparison before it, not the middle value"),
        msg("Write two comparisons with and: . >= 17 and . <= 70."),
        Severity.WARNING,
    )


def _constant(survey: Survey, rule: Rule, node: Node, word: str) -> Problem:
    form = f"${{…}} = 'a' {word} ${{…}} = 'b'"
    return survey.problem(
        survey.at(rule, node),
        "constant",
        msg("beside “{word}” this is always the same, whatever is answered", word=word),
        msg("Write the whole comparison on both sides: {form}.", form=form),
        Severity.WARNING,
    )
