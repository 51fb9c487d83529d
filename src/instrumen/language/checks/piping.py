"""`${name}` in a label, hint or message must be something whose value can be printed."""

from collections.abc import Iterator

from instrumen.language.checks.names import identity_words, unknown_name
from instrumen.language.checks.scope import POSITION, Scope
from instrumen.language.checks.survey import Survey
from instrumen.language.problems import Problem, Severity
from instrumen.language.reading.context import Use
from instrumen.messages import msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Names in texts that mean nothing there."""
    for use in survey.uses:
        if use.role == "pipe":
            yield from _check(survey, scope, use)
        elif use.role == "almost_pipe":
            yield from _check_almost(survey, scope, use)


def _check(survey: Survey, scope: Scope, use: Use) -> Iterator[Problem]:
    places = survey.resolve(use.name, use.prefix)
    if places:
        if all(place.question is None for place in places):
            yield survey.problem(
                use.mark,
                "no-value",
                msg("“{name}” holds questions and has no value itself", name=use.name),
                msg("Refer to one of its questions."),
            )
    elif use.name == POSITION:
        if not use.prefix:
            yield survey.problem(
                use.mark,
                "position",
                msg("${position} is the number of a repeat's member, and this is in no repeat"),
                msg("Remove it, or move the question into the repeat."),
            )
    elif use.name in scope.pipeable:
        return
    elif use.name in scope.identity:
        yield survey.problem(use.mark, "identity", *identity_words(use.name))
    else:
        yield from unknown_name(survey, scope, use.mark, use.name)


def _check_almost(survey: Survey, scope: Scope, use: Use) -> Iterator[Problem]:
    """`{umur}` where there is a question `umur`."""
    if survey.resolve(use.name, use.prefix) or use.name in scope.fields.keys() | scope.facts:
        yield survey.problem(
            use.mark,
            "piping",
            msg("this is printed as it stands, and not the answer to “{name}”", name=use.name),
            msg("Write ${{{name}}} for the answer.", name=use.name),
            Severity.WARNING,
        )
