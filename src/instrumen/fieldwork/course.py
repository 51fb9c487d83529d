"""The course of a response: the order in which shuffled choices were shown, why questions have
no answer so far, which answers do not count so far. All of it follows from the form, and is
recorded beside the act that brought it about, so that the tables say it at any time.

An act says some of it by itself (an answer is no longer lacking, the step one moves to is
reached); recorded is only what the tables would not know.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from instrumen.engine import FormState, Outcome, Standing
from instrumen.fieldwork.absence import COURSE, absent_of, furthest
from instrumen.language.model import Question
from instrumen.store.events import Act, Json
from instrumen.store.study import Study

Orders = Mapping[str, tuple[str, ...]]

_ANSWERED = frozenset({"answer.set", "answer.missing", "answer.removed"})


@dataclass(frozen=True, slots=True)
class Course:
    """What the tables say of a response: `absent` the kind of each missing answer (skipped,
    not_reached, not_relevant) by path, `masked` the paths of answers that do not count, `last` the
    place of the question that was got to last (-1: none, None: not known)."""

    absent: Mapping[str, str] = field(default_factory=dict)
    masked: frozenset[str] = frozenset()
    last: int | None = None

    def after(self, acts: Iterable[Act]) -> "Course":
        """What the tables say by the acts alone (see `store/projections/course.py`)."""
        absent = dict(self.absent)
        for act in acts:
            if act.kind in _ANSWERED or (act.kind == "answer.triggered" and act.value is not None):
                absent.pop(act.path, None)
            elif act.kind == "position.moved":
                reached = str(act.value)
                if absent.get(reached) == Outcome.NOT_REACHED.value:
                    absent[reached] = Outcome.SKIPPED.value
        return Course(absent, self.masked, self.last)


def course_of(form: FormState, position: str) -> Course:
    """How far a form has come when one stands at the step `position`."""
    standings = tuple(form.standings())
    last = furthest(form, position, standings)
    return Course(dict(absent_of(form, standings, last)), masked_paths(standings), last)


def course_by(
    form: FormState, known: Course, position: str, changed: Collection[str], answered: str = ""
) -> Course | None:
    """How far a form has come, when `known` says what was so before, `answered` has an answer
    now, only the paths `changed` may stand otherwise, and one stands at `position`. None when
    more has to be looked at: one went back, or it is about a group, a repeat, a member."""
    if known.last is None:
        return None
    order = form.instrument.order
    at = order.get(position, -1)
    if answered and not form.question(answered).default:
        at = order.get(answered, -1)
    if not answered and (at < 0 or at < known.last):
        return None
    last = max(at, known.last)
    touched = {*changed, *islice(order, known.last + 1, last + 1)}
    if any(each not in order or "/" in each for each in touched):
        return None
    standings = tuple(form.standing(each) for each in touched)
    asked = tuple(each for each in standings if each.question.asks)
    absent = {path: kind for path, kind in known.absent.items() if path not in touched}
    absent.update(absent_of(form, asked, last))
    return Course(absent, (known.masked - touched) | masked_paths(standings), last)


def masked_paths(standings: Iterable[Standing]) -> frozenset[str]:
    """The stored answers that do not count: their question is not relevant, or its member of a
    repeat was put aside."""
    return frozenset(each.path for each in standings if each.stored and not _counts(each))


def _counts(standing: Standing) -> bool:
    return standing.live and standing.question.asks and standing.outcome not in COURSE


def stored_course(study: Study, response: str) -> Course:
    """What the tables say of a response now."""
    absent = study.rows("SELECT path, kind FROM absences WHERE response=?", (response,))
    masked = study.rows("SELECT path FROM masked WHERE response=?", (response,))
    return Course(
        {str(path): str(kind) for path, kind in absent}, frozenset(str(row[0]) for row in masked)
    )


def course_acts(response: str, before: Course, now: Course) -> Iterator[Act]:
    """The act that leads from what the tables say to what is so; none when they say it. The same
    course is always told in the same words."""
    absent: dict[str, list[Json]] = {}
    for path, kind in sorted(now.absent.items()):
        if before.absent.get(path) != kind:
            absent.setdefault(kind, []).append(path)
    told: dict[str, dict[str, Json] | list[Json]] = {
        "absent": {kind: [*paths] for kind, paths in absent.items()},
        "present": [*sorted(before.absent.keys() - now.absent.keys())],
        "masked": [*sorted(now.masked - before.masked)],
        "counted": [*sorted(before.masked - now.masked)],
    }
    value: Json = {name: said for name, said in told.items() if said}
    if value:
        yield Act("course.changed", response, "", value)


def orders_of_step(form: FormState, path: str) -> dict[str, tuple[str, ...]]:
    """The order of the choices at a path, when it is a shuffled question and that order is not
    kept yet; `path` may lead to anything that is a step."""
    step = next((step for step in form.steps() if step.path == path), None)
    if step is None or not isinstance(step.item, Question) or not step.item.randomize:
        return {}
    return new_order(form, path)


def new_order(form: FormState, path: str) -> dict[str, tuple[str, ...]]:
    """The order of the choices of a question, when it is shuffled and that order is not kept."""
    if not form.question(path).randomize:
        return {}
    shown = tuple(choice.name for choice in form.choices(path))
    return {path: shown} if shown and form.orders().get(path) != shown else {}


def order_acts(response: str, before: Orders, now: Orders) -> Iterator[Act]:
    """The acts that lead from the orders kept before to those kept now."""
    for path, names in now.items():
        if before.get(path) != names:
            yield Act("order.shown", response, path, [*names])
    for path in sorted(before.keys() - now.keys()):
        yield Act("order.removed", response, path)


def stored_orders(study: Study, response: str) -> dict[str, Sequence[str]]:
    """The orders in which shuffled choices were shown, by path."""
    query = "SELECT path, choice FROM choice_orders WHERE response=? ORDER BY path, place"
    found: dict[str, list[str]] = {}
    for path, choice in study.rows(query, (response,)):
        found.setdefault(str(path), []).append(str(choice))
    return {**found}
