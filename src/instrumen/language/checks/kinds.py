"""Types of questions that need another kind of instrument."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Survey
from instrumen.language.model import Kind, Type
from instrumen.language.problems import Problem
from instrumen.messages import msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """`open` questions outside interviews, where nobody takes down turns."""
    if survey.instrument.kind is Kind.INTERVIEW:
        return
    for place in survey.places:
        question = place.question
        if question is not None and question.type is Type.OPEN:
            yield survey.problem(
                question.mark,
                "open-question",
                msg("“{name}” is of type open, which belongs to interviews", name=question.name),
                msg("Write “type: text” and “long: yes”, or “kind: interview” at the top."),
            )
