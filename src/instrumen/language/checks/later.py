"""A condition should look back: what is asked later has no answer yet."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Place, Survey
from instrumen.language.model import Type
from instrumen.language.problems import Problem, Severity
from instrumen.messages import msg

_LOOK_BACK = frozenset({"relevant", "choice_filter", "default", "repeat_count"})


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Conditions on questions that come later."""
    for rule in survey.rules:
        if rule.key not in _LOOK_BACK or rule.owner is None:
            continue
        for reference in rule.references:
            found = survey.resolve(reference.name, rule.prefix)
            if len(found) == 1 and _is_later(found[0], rule.owner):
                yield survey.problem(
                    survey.at(rule, reference),
                    "later-question",
                    msg(
                        "“{name}” is asked later, on line {line}",
                        name=reference.name,
                        line=found[0].mark.line,
                    ),
                    msg("Move it before this question, or use an earlier one."),
                    Severity.WARNING,
                )


def _is_later(place: Place, owner: Place) -> bool:
    question = place.question
    return (
        question is not None and question.type is not Type.CALCULATE and place.order > owner.order
    )
