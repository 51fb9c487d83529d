"""A name stands for one thing: no two questions with the same path, none called like a field of
the roster, a fact of the study or something every study provides."""

from collections.abc import Iterator

from instrumen.language.checks.scope import BUILT_IN, POSITION, Scope
from instrumen.language.checks.survey import Place, Survey
from instrumen.language.problems import Problem
from instrumen.messages import Message, msg


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Names that are taken."""
    first: dict[str, Place] = {}
    for place in survey.places:
        if place.item is None or not place.name:
            continue
        if first.setdefault(place.path, place) is not place:
            yield survey.problem(
                place.mark,
                "duplicate-name",
                msg(
                    "the name “{name}” is taken already on line {line}",
                    name=place.name,
                    line=first[place.path].mark.line,
                ),
                msg("Give one of them another name."),
            )
        owner = _owner(place, scope)
        if owner is not None:
            yield survey.problem(
                place.mark,
                "name-of-field",
                msg("“{name}” is the name of {owner}", name=place.name, owner=owner),
                msg("Give the question another name, or rules could not tell them apart."),
            )


def _owner(place: Place, scope: Scope) -> Message | None:
    if place.name in scope.fields:
        return msg("a field of the roster")
    if place.name == POSITION:
        return msg("something every study provides")
    if place.prefix:
        # Inside a repeat the nearest name wins, so that nothing is lost.
        return None
    if place.name in scope.facts:
        return msg("a fact of the study")
    return msg("something every study provides") if place.name in BUILT_IN else None
