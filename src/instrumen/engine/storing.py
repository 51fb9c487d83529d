"""Answers as they are stored: put into a form that begins anew, and read from one."""

from collections.abc import Iterable, Mapping

from instrumen.engine.accepting import Wrong
from instrumen.engine.contract import Answer, UnknownPath, Value
from instrumen.engine.evaluation import Round, set_count
from instrumen.engine.given import default_value, is_worked_out
from instrumen.engine.nodes import Frame, Node, Role, Scope
from instrumen.engine.places import Place, find, steps_of_path
from instrumen.engine.program import Program
from instrumen.engine.triggering import fire
from instrumen.language.model import Question


def fill_from(
    program: Program,
    root: Frame,
    answers: Mapping[str, Answer],
    counts: Mapping[str, int],
    changes: Round,
) -> frozenset[str]:
    """Put stored answers into a new form, before it is looked at. Gives the paths that were
    filled; what the instrument does not have (another version's) is left out."""
    for path in sorted(counts, key=lambda path: path.count("/")):
        _restore_count(program.root, root, path, counts, changes)
    filled = set()
    for path, answer in answers.items():
        try:
            _make_members(program.root, root, path, counts, changes)
            node, frame, _live = find(program.root, root, path)
        except UnknownPath:
            continue
        if isinstance(node.item, Question) and (node.item.asks or node.lasting):
            _put(node, frame, answer)
            filled.add(path)
    return frozenset(filled)


def stored_answer(place: Place) -> Answer | None:
    """What `answers` says of a place; None when there is nothing to say."""
    node, frame = place.node, place.frame
    if not isinstance(node.item, Question) or not (node.item.asks or node.lasting):
        return None
    slot = node.slot
    typed = slot in frame.typed
    if node.calculation is not None and not (typed or node.lasting):
        return None
    stored = frame.stored[slot]
    value = list(stored) if isinstance(stored, list) else stored
    answer = Answer(value, frame.missing.get(slot))
    return answer if typed or answer != Answer() else None


def mark_typed(node: Node, frame: Frame) -> None:
    """Remember that a person answered what would be filled in otherwise. Taking the answer back
    leaves a default blank and lets a calculation work again."""
    slot = node.slot
    blank = frame.stored[slot] is None and slot not in frame.missing
    if blank and node.calculation is not None:
        frame.typed.discard(slot)
    else:
        frame.typed.add(slot)


def fill_in_defaults(frame: Frame, changes: Round, known: frozenset[str]) -> None:
    """Give a new frame its defaults, one after another, since one may refer to another; not at
    the paths `known`, which have an answer."""
    for node in frame.scope.defaulted:
        if frame.prefix + node.name in known:
            continue
        value = _default_of(node, frame)
        if value is not None:
            frame.stored[node.slot] = value
            changes.wait(node, frame)
            changes.settle()
            if node.triggers and is_worked_out(node):
                fire(node, frame, changes, known)


def draw_again(frames: Iterable[Frame], changes: Round, known: frozenset[str]) -> None:
    """Have `once()` look again in new frames, now that the defaults are there."""
    for frame in frames:
        for node in frame.scope.nodes:
            kept = node.slot in frame.typed or frame.prefix + node.name in known
            if node.lasting and node.calculation is not None and not kept:
                frame.stored[node.slot] = None
                changes.wait(node, frame)


def _default_of(node: Node, frame: Frame) -> Value:
    """The default of a question; of a calculation only where a trigger works it out."""
    assert node.default is not None
    assert node.accept is not None
    value = default_value(node, node.default(frame))
    if node.lasting and node.calculation is None:
        return value
    accepted = node.accept(value)
    return None if isinstance(accepted, Wrong) else accepted


def _restore_count(
    root: Scope, frame: Frame, path: str, counts: Mapping[str, int], changes: Round
) -> None:
    try:
        _make_members(root, frame, path, counts, changes)
        node, frame, _live = find(root, frame, path)
    except UnknownPath:
        return
    if node.role is Role.REPEAT and node.count is None:
        set_count(node, frame, max(0, counts[path]), changes.fresh)


def _make_members(
    root: Scope, frame: Frame, path: str, counts: Mapping[str, int], changes: Round
) -> None:
    """See to it that the members a path goes through exist. They count only when nothing else
    says how many do."""
    scope = root
    for name, number in steps_of_path(path)[:-1]:
        node = scope.names.get(name)
        if node is None or node.inside is None or number is None:
            raise UnknownPath(path)
        before = frame.counts[node.slot]
        if number > len(frame.members[node.slot]):
            set_count(node, frame, number, changes.fresh)
            if node.count is not None or frame.prefix + name in counts:
                frame.counts[node.slot] = before
        frame = frame.members[node.slot][number - 1]
        scope = node.inside


def _put(node: Node, frame: Frame, answer: Answer) -> None:
    assert node.accept is not None
    accepted = answer.value if node.lasting else node.accept(answer.value)
    value = answer.value if isinstance(accepted, Wrong) else accepted
    frame.stored[node.slot] = list(value) if isinstance(value, list) else value
    if answer.missing is not None:
        frame.missing[node.slot] = answer.missing
    if not node.lasting and (node.default is not None or node.calculation is not None):
        frame.typed.add(node.slot)
