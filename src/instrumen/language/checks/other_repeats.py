"""A question in another repeat has many answers; used as one value, the first member's is taken."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Rule, Survey
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import Reference
from instrumen.language.expression.types import parts
from instrumen.language.model import Repeat
from instrumen.language.problems import Problem, Severity
from instrumen.messages import msg

_MANY = frozenset({Of.NODES, Of.QUESTION})


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Questions of other repeats, and repeats, where one value is wanted."""
    if not any(isinstance(place.item, Repeat) for place in survey.places):
        return
    for rule in survey.rules:
        if rule.key != "for" and rule.references:
            for part in parts(rule.expression.root):
                single = part.wanted not in _MANY and not part.within
                if single and isinstance(part.node, Reference):
                    yield from _check(survey, rule, part.node)


def _check(survey: Survey, rule: Rule, reference: Reference) -> Iterator[Problem]:
    found = survey.resolve(reference.name, rule.prefix)
    if len(found) != 1:
        return
    place = found[0]
    if isinstance(place.item, Repeat):
        yield survey.problem(
            survey.at(rule, reference),
            "repeat-as-value",
            msg("“{name}” is a repeat and has no value itself", name=reference.name),
            msg("Write count(${{{name}}}) for the number of its members.", name=reference.name),
        )
    elif not rule.prefix.startswith(place.prefix):
        yield survey.problem(
            survey.at(rule, reference),
            "other-repeat",
            msg(
                "“{name}” is asked for each member of “{repeat}”; here only the first counts",
                name=reference.name,
                repeat=place.prefix.rstrip("/"),
            ),
            msg("Write sum(${{{name}}}), ${{{name}}}[2] or the like.", name=reference.name),
            Severity.WARNING,
        )
