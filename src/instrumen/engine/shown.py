"""What a person sees: choices in their order, and the steps of a form."""

import random
from collections.abc import Iterator

from instrumen.engine.contract import Step
from instrumen.engine.layout import OTHER
from instrumen.engine.nodes import Frame, Node, Scope
from instrumen.engine.program import Program
from instrumen.language.model import Choice, Matrix, Question, Repeat, Section, Type


def choices_shown(node: Node, frame: Frame) -> tuple[Choice, ...]:
    """The choices of a question after `choice_filter`. A shuffled list has its own order for
    each seed and question; what excludes the rest, and "other", stay at the end."""
    choices = node.choices
    admits = node.admits
    if admits is not None:
        choices = tuple(choice for choice in choices if admits(frame, choice))
    question = node.item
    if not isinstance(question, Question) or not question.randomize:
        return choices
    last = [choice for choice in choices if choice.exclusive or choice.name == OTHER]
    first = [choice for choice in choices if choice not in last]
    random.Random(f"{frame.context.seed}:{frame.prefix}{node.name}").shuffle(first)
    return (*first, *last)


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
