"""The rows of a scale must be questions whose choices have scores."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Survey
from instrumen.language.meant import did_you_mean
from instrumen.language.problems import Problem
from instrumen.language.reading.context import Use
from instrumen.messages import msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Rows of scales that do not exist or cannot be scored."""
    for use in survey.uses:
        if use.role == "scale_row":
            yield from _check(survey, use)


def _check(survey: Survey, use: Use) -> Iterator[Problem]:
    question = next(
        (place.question for place in survey.by_name.get(use.name, ()) if place.question), None
    )
    if question is None:
        yield survey.problem(
            use.mark,
            "unknown-row",
            msg("there is no question “{name}” for this scale", name=use.name[:64]),
            did_you_mean(use.name, survey.by_name, msg("Check the name.")),
        )
        return
    if not any(choice.score is not None for choice in survey.instrument.choices_of(question)):
        yield survey.problem(
            use.mark,
            "no-scores",
            msg("the choices of “{name}” have no scores for a scale", name=use.name),
            msg("Give each choice a score: {…, score: 5}."),
        )
