"""Comparisons that can never mean what was meant: a number with a word, a choice by size."""

import re
from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Rule, Survey
from instrumen.language.expression.syntax import Binary, Node, String
from instrumen.language.model import MANY_VALUED, Question, Type
from instrumen.language.problems import Problem, Severity
from instrumen.messages import msg

_NUMBERS = frozenset({Type.INTEGER, Type.DECIMAL, Type.RANGE})
_BY_SIZE = frozenset({"<", "<=", ">", ">="})
_COMPARE = _BY_SIZE | {"=", "!="}
_NUMBER = re.compile(r"\s*[-+]?(\d+(\.\d*)?|\.\d+)\s*")
_DATE_OR_TIME = re.compile(r"\d{4}(-\d\d?){0,2}.*|\d\d?[:.]\d\d.*")


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Comparisons between things of different kinds."""
    for rule in survey.rules:
        for node in rule.nodes:
            if isinstance(node, Binary) and node.operator in _COMPARE:
                yield from _check(survey, rule, node, node.left, node.right)
                yield from _check(survey, rule, node, node.right, node.left)


def _check(
    survey: Survey, rule: Rule, comparison: Binary, asked: Node, other: Node
) -> Iterator[Problem]:
    question = survey.question(asked, rule)
    if question is None:
        return
    name, by_size = question.name, comparison.operator in _BY_SIZE
    if question.type in _NUMBERS and _is_word(other):
        yield survey.problem(
            survey.at(rule, other),
            "number-with-text",
            msg("“{name}” is a number and is compared with a text", name=name),
            msg("Compare with a number, without quotation marks."),
        )
    elif by_size and _has_only_words(survey, question):
        yield survey.problem(
            survey.at(rule, comparison),
            "choice-by-size",
            msg("< and > compare numbers, and the choices of “{name}” are words", name=name),
            msg("Use = or !=, or give the choices numbers as names."),
        )
    elif question.type in MANY_VALUED and isinstance(other, String) and other.value:
        yield survey.problem(
            survey.at(rule, comparison),
            "many-values",
            msg("“{name}” may have several choices, so = is true for one alone", name=name),
            msg("Use selected(${{{name}}}, '{choice}').", name=name, choice=other.value),
            Severity.WARNING,
        )


def _is_word(node: Node) -> bool:
    return (
        isinstance(node, String)
        and bool(node.value.strip())
        and not _NUMBER.fullmatch(node.value)
        and not _DATE_OR_TIME.fullmatch(node.value)
    )


def _has_only_words(survey: Survey, question: Question) -> bool:
    names = survey.choice_names(question)
    return bool(names) and not any(_NUMBER.fullmatch(name) for name in names or ())
