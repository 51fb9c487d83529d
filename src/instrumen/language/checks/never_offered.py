"""Choices that no answer lets through their `choice_filter`."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.surroundings import Standpoint, World, known_at, world_of
from instrumen.language.checks.survey import Rule, Survey
from instrumen.language.expression.narrowing import assume
from instrumen.language.expression.syntax import Name, Reference
from instrumen.language.model import Choice
from instrumen.language.problems import Problem, Severity
from instrumen.messages import msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """A warning for each choice that is never offered, one for a list of which none is."""
    world = world_of(survey, scope)
    for rule in survey.rules:
        if rule.key == "choice_filter" and rule.owner and rule.owner.question:
            choices = survey.instrument.choices_of(rule.owner.question)
            never = _never_offered(world, rule, choices)
            if never and len(never) == len(choices):
                yield survey.problem(
                    survey.at(rule, rule.expression.root),
                    "never-offered",
                    msg("no choice of “{name}” can ever pass this", name=rule.owner.name),
                    msg("Check the columns of the list and what they are compared with."),
                    Severity.WARNING,
                )
            else:
                yield from (_problem(survey, rule, choice) for choice in never)


def _problem(survey: Survey, rule: Rule, choice: Choice) -> Problem:
    return survey.problem(
        choice.mark,
        "never-offered",
        msg(
            "the choice “{choice}” can never be offered by “{name}”",
            choice=choice.name,
            name=rule.owner.name if rule.owner else "",
        ),
        msg("Check its columns against the choice_filter."),
        Severity.WARNING,
    )


def _never_offered(world: World, rule: Rule, choices: tuple[Choice, ...]) -> list[Choice]:
    """Choices with the same values in the columns that are looked at fare the same."""
    known = known_at(world, rule)
    if known is None:
        return []
    asked = sorted({node.name for node in rule.nodes if isinstance(node, Name | Reference)})
    passes: dict[tuple[str | None, ...], bool] = {}
    never: list[Choice] = []
    for choice in choices:
        columns = {**choice.extra, "name": choice.name}
        values = tuple(columns.get(name) for name in asked)
        if values not in passes:
            here = Standpoint(world, rule, columns)
            passes[values] = assume(rule.expression.root, True, known, here) is not None
        if not passes[values]:
            never.append(choice)
    return never
