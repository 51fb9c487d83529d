"""What a `trigger` names must be a question that people answer, and setting it off must come to
an end. Source: pyxform's checks; what JavaRosa does with a question of several members."""

from collections.abc import Iterator

from instrumen.language.checks.cycles import Edge, cycles
from instrumen.language.checks.scope import Scope
from instrumen.language.checks.survey import Place, Survey
from instrumen.language.expression.syntax import Expression, Reference
from instrumen.language.meant import did_you_mean
from instrumen.language.problems import Problem, Severity
from instrumen.messages import Message, msg

_Trigger = tuple[Expression, str, Place]


def check(survey: Survey, scope: Scope) -> Iterator[Problem]:
    """Triggers that cannot be, or that do not do what is meant."""
    circular: dict[str, list[Edge]] = {}
    for owner in survey.places:
        for expression, name in _named(owner):
            found = survey.resolve(name, owner.prefix)
            wrong = _wrong(survey, name, found)
            if wrong is not None:
                yield survey.problem(expression.mark, *wrong)
            else:
                yield from _doubts(survey, owner, (expression, name, found[0]))
                circular.setdefault(owner.path, [])
                circular.setdefault(found[0].path, []).append(Edge(owner.path))
    for path in cycles(circular):
        yield _circle(survey, path)


def _named(owner: Place) -> Iterator[tuple[Expression, str]]:
    for expression in owner.question.trigger if owner.question else ():
        if isinstance(expression.root, Reference):
            yield expression, expression.root.name


def _wrong(
    survey: Survey, name: str, found: tuple[Place, ...]
) -> tuple[str, Message, Message | None] | None:
    if not found:
        asked = [known for known, at in survey.by_name.items() if at[0].question]
        what = msg("there is no question “{name}” that could trigger anything", name=name[:64])
        return "unknown-name", what, did_you_mean(name, asked, msg("Check the name."))
    if len(found) > 1:
        paths = ", ".join(place.path for place in found)
        what = msg("“{name}” is in more than one repeat: {paths}", name=name, paths=paths)
        todo = msg("Give each question that is referred to a name of its own.")
        return "ambiguous-name", what, todo
    question = found[0].question
    if question is None or not question.asks:
        what = msg("nobody answers “{name}”, so it triggers nothing", name=name)
        return "trigger", what, msg("Name a question that people answer.")
    return None


def _doubts(survey: Survey, owner: Place, trigger: _Trigger) -> Iterator[Problem]:
    expression, name, place = trigger
    question = owner.question
    if not place.prefix.startswith(owner.prefix):
        what = msg(
            "“{name}” sets “{owner}” in all members of “{repeat}”; other programs stop here",
            name=name,
            owner=owner.name,
            repeat=owner.prefix.rstrip("/"),
        )
        todo = msg("Name a question of the same repeat.")
        yield survey.problem(expression.mark, "other-repeat", what, todo, Severity.WARNING)
    elif question is not None and question.asks and place.order > owner.order:
        line = place.mark.line
        what = msg("“{name}” is asked later, on line {line}", name=name, line=line)
        todo = msg("Move it before this question, whose answer it replaces.")
        yield survey.problem(expression.mark, "later-question", what, todo, Severity.WARNING)


def _circle(survey: Survey, path: tuple[str, ...]) -> Problem:
    """`path` leads from a trigger to what it sets, and so on."""
    first = min(path, key=lambda each: survey.by_path[each].order)
    at = path.index(first)
    around = (*path[at:], *path[:at], first)
    before = survey.by_path[around[-2]].name
    marks = [one.mark for one, name in _named(survey.by_path[first]) if name == before]
    mark = marks[0] if marks else survey.by_path[first].mark
    if len(path) == 1:
        what = msg("“{name}” triggers itself", name=first)
        return survey.problem(mark, "self-reference", what, msg("Name another question."))
    names = " → ".join(around)
    what = msg("these trigger each other in a circle: {names}", names=names)
    return survey.problem(mark, "cycle", what, msg("Take one of them out of a trigger."))
