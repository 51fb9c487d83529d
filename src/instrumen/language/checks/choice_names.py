"""A choice that a rule compares with must be in the list: `${q} = 'x'`, `selected(${q}, 'x')`,
and for fields of the roster with fixed values likewise."""

from collections.abc import Iterator, Mapping

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Rule, Survey
from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Filter,
    Node,
    Number,
    Reference,
    Self,
    String,
)
from instrumen.language.expression.walk import children
from instrumen.language.meant import did_you_mean, nearest
from instrumen.language.model import Question
from instrumen.language.problems import Problem
from instrumen.messages import msg

_SELECTED = frozenset({"selected", "is-selected"})


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Choices in rules that no list has."""
    for rule in survey.rules:
        own = rule.owner.question if rule.owner else None
        here = Reference(own.name, 0) if own and rule.key == "constraint" else None
        yield from _visit(survey, scope, rule, rule.expression.root, here)


def _visit(
    survey: Survey, scope: Scope, rule: Rule, node: Node, own: Node | None
) -> Iterator[Problem]:
    """Look at a node and all below; `own` is what `.` means there."""
    match node:
        case Binary("=" | "!=", left, right):
            yield from _compare(survey, scope, rule, own, left, right)
            yield from _compare(survey, scope, rule, own, right, left)
        case Call(name, (question, choice)) if name in _SELECTED:
            yield from _compare(survey, scope, rule, own, question, choice)
    for child in children(node):
        inside = node.base if isinstance(node, Filter) and child is node.predicate else own
        yield from _visit(survey, scope, rule, child, inside)


def _compare(
    survey: Survey, scope: Scope, rule: Rule, own: Node | None, asked: Node, literal: Node
) -> Iterator[Problem]:
    word = _word(literal)
    if not word:
        return
    meant = own if isinstance(asked, Self) else asked
    if not isinstance(meant, Reference):
        return
    names = _choices(survey, scope, rule, meant)
    question = survey.question(meant, rule)
    if not names or word in names:
        return
    if question and question.choices in survey.unread_lists and not nearest(word, names):
        return
    labelled = _labelled(survey, question, word) if question else ""
    what = msg("“{field}” has no choice “{name}”", field=meant.name, name=word[:64])
    todo = did_you_mean(word, names)
    if labelled:
        what = msg("“{label}” is what people read; rules compare with the name", label=word[:64])
        todo = msg("Write '{name}'.", name=labelled)
    yield survey.problem(survey.at(rule, literal), "unknown-choice", what, todo)


def _labelled(survey: Survey, question: Question, word: str) -> str:
    """The name of the choice that has this label; empty when there is none."""
    for choice in survey.instrument.choices_of(question):
        if word.strip().lower() in (
            label.strip().lower() for label in choice.label.by_language.values()
        ):
            return choice.name
    return ""


def _choices(
    survey: Survey, scope: Scope, rule: Rule, meant: Reference
) -> Mapping[str, object] | frozenset[str] | None:
    question = survey.question(meant, rule)
    if question is not None:
        return survey.choice_names(question)
    return scope.fields.get(meant.name) if meant.name not in survey.by_name else None


def _word(literal: Node) -> str:
    """What a literal says; empty for anything else."""
    match literal:
        case String(value):
            return value
        case Number(value):
            return f"{value:g}"
    return ""
