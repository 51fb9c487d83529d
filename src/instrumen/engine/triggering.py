"""Triggers: questions that are set, once, when the answer to another one changes.

As JavaRosa does it (`setvalue` on `xforms-value-changed`): it is the change of the value that
counts, not that it was given again; relevance plays no part in it, neither that of the question
nor that of the target; what depends on the answer is brought up to date first; targets are set in
the order of the form, and one that is a trigger itself sets its own before the next is set. What
is set is an answer like any other: nothing refuses it, `problems` tells what is wrong with it.
"""

import math
from collections.abc import Collection, Iterable

from instrumen.engine.accepting import Wrong
from instrumen.engine.contract import Answer, Value
from instrumen.engine.conversion import Scalar, number_of
from instrumen.engine.evaluation import Round, concerned, plain
from instrumen.engine.given import default_value
from instrumen.engine.naming import Names, common_depth
from instrumen.engine.nodes import Edge, Frame, Node
from instrumen.language.model import Question, Type

_DATE_LENGTHS = {"day": 10, "month": 7, "year": 4}


def connect_triggers(nodes: Iterable[Node], names: Names) -> None:
    """Set on every node the edges to those it triggers, in the order of the form. In a repeat
    that is the same member; from outside it is all that count."""
    for target in nodes:
        for name in target.item.triggers if isinstance(target.item, Question) else ():
            source = names.find(name, target.scope)
            if source is not None:
                shared = common_depth(source.scope, target.scope)
                down = tuple(repeat.slot for repeat in target.scope.chain[shared:])
                edge = Edge(target, source.scope.depth - shared, down)
                source.triggers = (*source.triggers, edge)


def fire(
    node: Node,
    frame: Frame,
    changes: Round,
    known: Collection[str] = (),
    above: tuple[Node, ...] = (),
) -> None:
    """The answer to `node` has changed: set what it triggers, and what that triggers in turn.
    The paths `known` have an answer already. In a circle, which the checks of an instrument
    refuse, nothing is set twice (`above` are the nodes that led here)."""
    led = (*above, node)
    for edge in node.triggers:
        target = edge.target
        for there in concerned(edge, frame) if target not in led else ():
            if there.prefix + target.name not in known and _set(target, there, changes):
                fire(target, there, changes, known, led)


def _set(node: Node, frame: Frame, changes: Round) -> bool:
    """Work out what is to be the answer, and make it that; whether the value changed."""
    slot, path = node.slot, frame.prefix + node.name
    before = Answer(frame.stored[slot], frame.missing.get(slot))
    value = _worked_out(node, frame)
    if before == Answer(value):
        return False
    changes.overwritten.setdefault(path, before)
    frame.stored[slot] = value
    frame.missing.pop(slot, None)
    if node.default is not None:
        frame.typed.add(slot)
    changes.changed.add(path)
    changes.wait(node, frame)
    changes.settle()
    return value != before.value


def _worked_out(node: Node, frame: Frame) -> Value:
    """The result in the shape of an answer; a blank without a calculation, and where the result
    is no answer to the question."""
    assert isinstance(node.item, Question)
    if node.sets is None:
        return None
    value = node.sets(frame)
    if not node.item.asks:
        return plain(value)
    assert node.accept is not None
    accepted = node.accept(default_value(node, _fitted(node.item, value)))
    return None if isinstance(accepted, Wrong) else accepted


def _fitted(question: Question, value: Scalar) -> Scalar:
    """A result as JavaRosa casts it to the type of a question: without decimals for a whole
    number, the date or the time of a moment."""
    match question.type:
        case Type.INTEGER:
            number = number_of(value)
            return float(math.trunc(number)) if math.isfinite(number) else math.nan
        case Type.DATE:
            return str(value)[: _DATE_LENGTHS[question.precision]]
        case Type.TIME:
            return str(value).rpartition("T")[2]
    return value
