"""What a person sees: choices in their order, and the steps of a form."""

import random
from collections.abc import Iterator

from instrumen.engine.contract import Step
from instrumen.engine.nodes import Frame, Node, Scope
from instrumen.engine.program import Program
from instrumen.language.model import OTHER, Choice, Matrix, Question, Repeat, Section, Type


def choices_shown(node: Node, frame: Frame) -> tuple[Choice, ...]:
    """The choices of a question after `choice_filter`. A shuffled list has the order it was shown
    in before; else its own for each seed and question. What excludes the rest, and "other", stay
    at the end."""
    choices = node.choices
    admits = node.admits
    if admits is not None:
        choices = tuple(choice for choice in choices if admits(frame, choice))
    question = node.item
    if not isinstance(question, Question) or not question.randomize:
        return choices
    drawn = _drawn(choices, f"{frame.context.seed}:{frame.prefix}{node.name}")
    kept = frame.orders.get(node.slot)
    return drawn if kept is None else _as_before(drawn, kept)


def _drawn(choices: tuple[Choice, ...], seed: str) -> tuple[Choice, ...]:
    first = [choice for choice in choices if not _stays_last(choice)]
    random.Random(seed).shuffle(first)
    return (*first, *(choice for choice in choices if _stays_last(choice)))


def _as_before(drawn: tuple[Choice, ...], names: tuple[str, ...]) -> tuple[Choice, ...]:
    """The choices in the order of `names`; those that are new come after, but for what stays
    at the end."""
    place = {name: at for at, name in enumerate(names)}
    known = sorted((c for c in drawn if c.name in place), key=lambda c: place[c.name])
    end = len(known)
    while end and _stays_last(known[end - 1]):
        end -= 1
    new = [choice for choice in drawn if choice.name not in place]
    return (
        *known[:end],
        *(choice for choice in new if not _stays_last(choice)),
        *known[end:],
        *(choice for choice in new if _stays_last(choice)),
    )


def _stays_last(choice: Choice) -> bool:
    return choice.exclusive or choice.name == OTHER


def steps_of(program: Program, root: Frame) -> tuple[Step, ...]:
    """Every relevant step in the order of the form. The rows of a matrix are one step; the
    members of a repeat come one after another, then the repeat itself."""
    return tuple(_steps(program.root, root))


def _steps(scope: Scope, frame: Frame) -> Iterator[Step]:
    rowless: set[int] = set()  # matrices none of whose rows was come to yet
    for node in scope.nodes:
        if not frame.shown[node.slot]:
            continue
        item = node.item
        if isinstance(item, Matrix):
            rowless.add(node.slot)
        elif isinstance(item, Question):
            around = scope.nodes[node.container] if node.container >= 0 else None
            if around is None or not isinstance(around.item, Matrix):
                yield from _question_step(node, item, frame)
            elif around.slot in rowless:
                rowless.remove(around.slot)
                yield _step(around, frame, "matrix")
        elif isinstance(item, Repeat) and node.inside is not None:
            for member in frame.active(node.slot):
                yield from _steps(node.inside, member)
            yield _step(node, frame, "repeat")


def _question_step(node: Node, question: Question, frame: Frame) -> Iterator[Step]:
    if question.type is not Type.CALCULATE:
        yield _step(node, frame, "note" if question.type is Type.NOTE else "question")


def _step(node: Node, frame: Frame, kind: str) -> Step:
    item = node.item
    assert not isinstance(item, Section)
    number = item.number if isinstance(item, Question | Repeat) else ""
    return Step(frame.prefix + node.name, kind, node.section, number, item)
