"""Calculating with what is never a number: a choice that is a word, a text in quotes, a date
written as a text."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Rule, Survey
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Node,
    Number,
    Reference,
    String,
    Unary,
)
from instrumen.language.expression.types import ARITHMETIC, BY_SIZE, Part, is_day, is_number, parts
from instrumen.language.problems import Problem, Severity
from instrumen.messages import msg

_SUMS = frozenset({"sum"})
_OTHERS = (String, Call, Unary)


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Operands and arguments that can be no number where one is wanted."""
    for rule in survey.rules:
        if not _calculates(rule):
            continue
        for part in parts(rule.expression.root):
            if part.wanted is Of.NUMBER or part.asker in _SUMS:
                yield from _check(survey, rule, part)


def _day_without_quotes(rule: Rule, node: Node) -> str:
    """`2026-05-01`, as it was written."""
    match node:
        case Binary("-", Binary("-", Number() as year, Number()), Number()):
            written = rule.expression.source[year.at : year.at + 10]
            return written if is_day(written) else ""
    return ""


def _calculates(rule: Rule) -> bool:
    """Whether there is anything to look at; most rules compare an answer with a number."""
    return any(
        node.operator in ARITHMETIC if isinstance(node, Binary) else isinstance(node, _OTHERS)
        for node in rule.nodes
    )


def _check(survey: Survey, rule: Rule, part: Part) -> Iterator[Problem]:
    node, asker = part.node, part.asker
    if asker in BY_SIZE and (day := _day_without_quotes(rule, node)):
        yield survey.problem(
            survey.at(rule, node),
            "date-as-sum",
            msg("{day} is a subtraction here and no date", day=day),
            msg("Write date('{text}').", text=day),
        )
    if isinstance(node, String) and is_day(node.value) and asker in ARITHMETIC | BY_SIZE:
        yield survey.problem(
            survey.at(rule, node),
            "date-as-text",
            msg("'{text}' is a text here and no date", text=node.value[:64]),
            msg("Write date('{text}').", text=node.value[:64]),
        )
    elif asker not in BY_SIZE and (word := _word(survey, rule, node)):
        yield survey.problem(
            survey.at(rule, node),
            "not-a-number",
            msg("“{word}” is never a number, and {asker} needs one", word=word, asker=asker),
            msg("Use a number, or a question that is answered with one."),
            Severity.ERROR if isinstance(node, String) else Severity.WARNING,
        )


def _word(survey: Survey, rule: Rule, node: Node) -> str:
    """What is never a number: a text, or a question whose choices are words. An empty text is a
    blank, and meant."""
    if isinstance(node, String):
        return "" if not node.value or is_number(node.value) else node.value[:64]
    question = survey.question(node, rule) if isinstance(node, Reference) else None
    names = survey.choice_names(question) if question is not None else None
    if question is None or not names or any(is_number(name) for name in names):
        return ""
    return question.name
