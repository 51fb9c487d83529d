"""Conditions that can never be true: a question that can never show, a constraint that no answer
passes, a part of an `or` that never counts. What is certain from choices and numbers is told."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.surroundings import Standpoint, World, known_at, world_of
from instrumen.language.checks.survey import Rule, Survey
from instrumen.language.expression.narrowing import Known, assume, culprit
from instrumen.language.expression.syntax import Binary, Node
from instrumen.language.problems import Problem, Severity
from instrumen.messages import Message, msg

_CONDITIONS = frozenset({"relevant", "constraint", "required"})


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Conditions that can never be true."""
    world = world_of(survey, scope)
    for rule in survey.rules:
        if rule.key in _CONDITIONS:
            yield from _check(world, rule)


def _check(world: World, rule: Rule) -> Iterator[Problem]:
    known = known_at(world, rule)
    if known is None:
        return  # told where what is around it can never be
    root, here = rule.expression.root, Standpoint(world, rule)
    if assume(root, True, known, here) is None:
        if rule.key != "required":
            what, todo = _words(rule)
            severity = Severity.ERROR if rule.key == "constraint" else Severity.WARNING
            mark = world.survey.at(rule, culprit(root, known, here))
            yield world.survey.problem(mark, "never-true", what, todo, severity)
    else:
        yield from _parts(rule, root, known, here)


def _words(rule: Rule) -> tuple[Message, Message]:
    name = rule.owner.name if rule.owner else ""
    if rule.key == "constraint":
        return (
            msg("no answer to “{name}” can pass this", name=name),
            msg("Check the numbers and names, and whether “or” is meant."),
        )
    return (
        msg("this can never be true, so “{name}” is never shown", name=name),
        msg("Check what it compares, and whether “or” is meant."),
    )


def _parts(rule: Rule, node: Node, known: Known, here: Standpoint) -> Iterator[Problem]:
    """The branches of an `or` that never hold, though another does."""
    if not isinstance(node, Binary) or node.operator not in ("and", "or"):
        return
    survey = here.world.survey
    for part in (node.left, node.right):
        if assume(part, True, known, here) is not None:
            yield from _parts(rule, part, known, here)
        elif node.operator == "or":
            yield survey.problem(
                survey.at(rule, culprit(part, known, here)),
                "never-true",
                msg("this part of the condition can never be true"),
                msg("Check what it compares, or remove it."),
                Severity.WARNING,
            )
