"""Themes, indicators, claims and codes must be those of the study file."""

from collections.abc import Iterator

from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Survey
from instrumen.language.meant import did_you_mean
from instrumen.language.problems import Problem
from instrumen.messages import Message, msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Names the study file does not explain; nothing when nothing is known of the study."""
    if not scope.known:
        return
    known = {
        "theme": (scope.themes, msg("the study has no theme “{name}”")),
        "indicator": (scope.indicators, msg("the study has no indicator “{name}”")),
        "claim": (scope.claims, msg("the study has no claim “{name}”")),
        "code": (scope.codes, msg("the codebook has no code “{name}”")),
    }
    for use in survey.uses:
        if use.role in known and use.name not in known[use.role][0]:
            names, what = known[use.role]
            yield survey.problem(
                use.mark,
                f"unknown-{use.role}",
                Message(what.text, {"name": use.name[:64]}),
                did_you_mean(use.name, names, msg("Write it in study.yaml, or check the name.")),
            )
