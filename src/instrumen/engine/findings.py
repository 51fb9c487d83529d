"""What is wrong with an answer: required, constraints, numbers of members.

A constraint looks at a candidate: `.` and the question's own name mean the value offered. It is
not asked about a blank, and not while the question is not relevant (JavaRosa).
"""

from instrumen.engine.accepting import Wrong
from instrumen.engine.contract import Finding, Value
from instrumen.engine.conversion import is_blank
from instrumen.engine.nodes import Frame, Node, Role
from instrumen.engine.piping import template
from instrumen.engine.program import Program
from instrumen.language.model import Question, Repeat
from instrumen.language.text import Text
from instrumen.messages import Message, msg

_REQUIRED = msg("This question needs an answer.")
_HIDDEN = msg("This choice is not offered here.")
_DOUBTED = msg("This answer does not fit.")


def hard_findings(program: Program, node: Node, frame: Frame, value: Value) -> tuple[Finding, ...]:
    """Why an accepted value must not be kept."""
    if not frame.shown[node.slot]:
        return ()
    path = frame.prefix + node.name
    if node.admits is not None and _not_admitted(node, frame, value):
        return (Finding(path, _HIDDEN, False, "choice"),)
    return _checked(program, node, frame, path, value, hard_only=True)


def findings_of(program: Program, node: Node, frame: Frame, value: Value) -> tuple[Finding, ...]:
    """All findings that a value would have."""
    path = frame.prefix + node.name
    assert node.accept is not None
    accepted = node.accept(value)
    if isinstance(accepted, Wrong):
        return (Finding(path, accepted.message, False, accepted.rule),)
    if not frame.shown[node.slot]:
        return ()
    if accepted is None or (isinstance(accepted, str) and not accepted.strip()):
        return _required(program, node, frame, path)
    if node.admits is not None and _not_admitted(node, frame, accepted):
        return (Finding(path, _HIDDEN, False, "choice"),)
    return _checked(program, node, frame, path, accepted)


def problems_of(program: Program, node: Node, frame: Frame) -> tuple[Finding, ...]:
    """What is wrong with what is there."""
    slot = node.slot
    if not frame.shown[slot] or slot in frame.missing:
        return ()
    if node.role is Role.REPEAT:
        return _problems_of_repeat(program, node, frame)
    if not isinstance(node.item, Question) or not node.item.asks:
        return ()
    path = frame.prefix + node.name
    if is_blank(frame.values[slot]):
        return _required(program, node, frame, path)
    if node.admits is not None:
        return _checked(program, node, frame, path, None)
    return findings_of(program, node, frame, frame.stored[slot])


def wrong_count(node: Node, count: int) -> Message | None:
    """Why a repeat cannot have this number of members."""
    assert isinstance(node.item, Repeat)
    if node.count is not None:
        return msg("The number of members follows from other answers.")
    if count > node.item.most:
        return msg("There can be no more than {n} here.", n=node.item.most)
    if count < node.item.least:
        return msg("There must be at least {n} here.", n=node.item.least)
    return None


def filled(program: Program, node: Node, frame: Frame, text: Text) -> Text:
    """A message with its `${name}` filled in, in every language it has."""
    if not any("${" in words for words in text.by_language.values()):
        return text
    spoken = {}
    for language, words in text.by_language.items():
        made = template(program.names, node.scope, words)
        said = language or frame.context.language
        spoken[language] = made if isinstance(made, str) else made.fill(frame, said)
    return Text(spoken)


def _problems_of_repeat(program: Program, node: Node, frame: Frame) -> tuple[Finding, ...]:
    path, count = frame.prefix + node.name, frame.counts[node.slot]
    why = wrong_count(node, count) if node.count is None else None
    if why is not None:
        return (Finding(path, why, False, "count"),)
    if not count:
        return ()
    return _failed(program, node, frame, path)


def _required(program: Program, node: Node, frame: Frame, path: str) -> tuple[Finding, ...]:
    if node.required is None or not node.required(frame):
        return ()
    assert isinstance(node.item, Question)
    own = node.item.required_message
    message = filled(program, node, frame, own) if own else _REQUIRED
    return (Finding(path, message, False, "required"),)


def _checked(
    program: Program,
    node: Node,
    frame: Frame,
    path: str,
    value: Value,
    *,
    hard_only: bool = False,
) -> tuple[Finding, ...]:
    """The constraints that a candidate breaks; None leaves what is there."""
    if not node.checks:
        return ()
    slot, before = node.slot, frame.values[node.slot]
    assert node.view is not None
    if value is not None:
        frame.values[slot] = node.view(value)
    try:
        return _failed(program, node, frame, path, hard_only=hard_only)
    finally:
        frame.values[slot] = before


def _failed(
    program: Program, node: Node, frame: Frame, path: str, *, hard_only: bool = False
) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            path,
            filled(program, node, frame, check.message) if check.message else _DOUBTED,
            check.soft,
            "constraint",
        )
        for check in node.checks
        if not (hard_only and check.soft) and not check.holds(frame)
    )


def _not_admitted(node: Node, frame: Frame, value: Value) -> bool:
    admits = node.admits
    assert admits is not None
    wanted = set(value) if isinstance(value, list) else {value}
    return not all(admits(frame, choice) for choice in node.choices if choice.name in wanted)
