"""Why there is no answer. Don't know, refused and not applicable are said by a person; skipped, not
reached and not relevant follow from the course of a response, and are worked out here."""

from collections.abc import Iterable, Iterator

from instrumen.engine import FormState, Outcome, Standing
from instrumen.fieldwork.progress import template_path
from instrumen.language.model import Group, Item, Matrix, Question, Repeat, Type

COURSE = (Outcome.SKIPPED, Outcome.NOT_REACHED, Outcome.NOT_RELEVANT)
"""The kinds that follow from the course of a response."""


def places(form: FormState, template: str) -> tuple[str, ...]:
    """Where a question stands in a response: its path, or one for each member of the repeats
    around it; nowhere when its version does not have it."""
    if template not in form.instrument.questions:
        return ()
    found = [""]
    *repeats, name = template.split("/")
    for repeat in repeats:
        found = [
            f"{prefix}{repeat}[{member}]/"
            for prefix in found
            for member in range(1, form.count(prefix + repeat) + 1)
        ]
    return tuple(prefix + name for prefix in found)


def reached(form: FormState, position: str) -> frozenset[str]:
    """The template paths of the questions that a response which was broken off got to: to
    `position`, the step one was on, or to the last answer, in the order of the file. What stands
    there by default says nothing about how far one got."""
    last = furthest(form, position, form.standings())
    return frozenset(path for path, at in form.instrument.order.items() if at <= last)


def absences(form: FormState, broken_off_at: str | None) -> dict[str, list[str]]:
    """The paths without an answer by kind (skipped, not_reached, not_relevant). `broken_off_at`
    is the step a partial response stopped on; None for a complete one. Open questions of an
    interview are answered by its turns and not looked at."""
    standings = tuple(form.standings())
    everything = len(form.instrument.order)
    last = everything if broken_off_at is None else furthest(form, broken_off_at, standings)
    found: dict[str, list[str]] = {}
    for path, kind in dict(absent_of(form, standings, last)).items():
        found.setdefault(kind, []).append(path)
    return found


def absent_of(
    form: FormState, standings: Iterable[Standing], last: int
) -> Iterator[tuple[str, str]]:
    """The paths without an answer and their kinds, when the questions up to the place `last`
    were got to."""
    order = form.instrument.order
    for path, question, live, outcome, _stored in standings:
        if not live or outcome not in COURSE or not question.asks or question.type is Type.OPEN:
            continue
        beyond = outcome is Outcome.SKIPPED and order[template_path(path)] > last
        yield path, (Outcome.NOT_REACHED if beyond else outcome).value


def furthest(form: FormState, position: str, standings: Iterable[Standing]) -> int:
    """The place of the question that was got to last, in the order of the file; -1 for none."""
    order, at = form.instrument.order, template_path(position)
    stopped = order.get(at, -1)
    if stopped < 0 and at:
        stopped = order.get(_first_question(form.instrument.items, at, ""), -1)
    given = (
        order[template_path(each.path)]
        for each in standings
        if each.stored and not each.question.default
    )
    return max(stopped, max(given, default=-1))


def _first_question(items: Iterable[Item], container: str, prefix: str) -> str:
    """The template path of the first question inside a matrix, group or repeat; '' if none."""
    for item in items:
        path = prefix + item.name
        match item:
            case Matrix() if path == container:
                return prefix + item.rows[0].name
            case Group():
                if found := _first_question(item.items, container, prefix):
                    return found
            case Repeat():
                inside = f"{path}/"
                if path == container and isinstance(item.items[0], Question):
                    return inside + item.items[0].name
                if found := _first_question(item.items, container, inside):
                    return found
            case _:
                pass
    return ""
