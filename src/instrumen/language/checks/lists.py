"""Lists of choices that no question uses."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Survey
from instrumen.language.problems import Problem, Severity
from instrumen.messages import msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """A warning for each list that is not used."""
    used = {use.name for use in survey.uses if use.role == "list"}
    doubtful = survey.unread or any(not section.items for section in survey.instrument.sections)
    for name, listed in survey.instrument.choices.items():
        if name not in used and not doubtful:
            yield survey.problem(
                listed.mark,
                "unused-list",
                msg("no question uses the list of choices “{name}”", name=name),
                msg("Remove it, or check the types of the questions."),
                Severity.WARNING,
            )
