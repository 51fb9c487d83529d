"""What must hold in an instrument beyond its form: one small module for each check.

A check is a function `check(survey, scope) -> Iterator[Problem]`. To add one, write it and put
it into `CHECKS`; the order does not matter, since problems are sorted by place.
"""

from collections.abc import Callable, Iterable, Iterator

from instrumen.language.checks import (
    choice_names,
    comparisons,
    cycles,
    functions,
    kinds,
    later,
    lists,
    names,
    names_taken,
    never,
    never_offered,
    operands,
    other_repeats,
    piping,
    scales,
    study_names,
    triggers,
    truths,
    unanswered,
)
from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Survey, survey
from instrumen.language.model import Instrument
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.language.reading.context import MOST_PROBLEMS, Use
from instrumen.messages import msg

MOST_PLACES = 6_000

CHECKS: tuple[Callable[[Survey, Scope], Iterator[Problem]], ...] = (
    names_taken.check,
    names.check,
    piping.check,
    functions.check,
    choice_names.check,
    comparisons.check,
    truths.check,
    operands.check,
    other_repeats.check,
    cycles.check,
    triggers.check,
    never.check,
    never_offered.check,
    unanswered.check,
    later.check,
    lists.check,
    scales.check,
    kinds.check,
    study_names.check,
)


def check_instrument(
    instrument: Instrument, uses: tuple[Use, ...], scope: Scope, most: int = MOST_PROBLEMS
) -> Iterator[Problem]:
    """The problems any check finds, `most` errors and as many warnings; `uses` are the names noted
    while the file was read."""
    laid_out = survey(instrument, uses)
    if len(laid_out.places) > MOST_PLACES:
        what = msg("the instrument has more than {most} questions", most=MOST_PLACES)
        yield laid_out.problem(Mark(1, 1), "size", what, msg("Divide it."))
        return
    broken = {use.mark.line for use in laid_out.unread}
    found = (problem for check in CHECKS for problem in check(laid_out, scope))
    told = _most(most, (problem for problem in found if problem.mark.line not in broken))
    yield from _one_for_each_place(tuple(told))


def _most(most: int, problems: Iterable[Problem]) -> Iterator[Problem]:
    """So many errors and so many warnings."""
    room = dict.fromkeys(Severity, most)
    for problem in problems:
        if room[problem.severity]:
            room[problem.severity] -= 1
            yield problem
        elif problem.severity is Severity.ERROR:
            return


def _one_for_each_place(problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """Without the warnings where an error is told of the very same words."""
    errors = {problem.mark for problem in problems if problem.severity is Severity.ERROR}
    for problem in problems:
        if problem.severity is Severity.ERROR or problem.mark not in errors:
            yield problem
