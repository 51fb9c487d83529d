"""Which ways through an instrument were taken: each condition once true and once false, each
constraint once kept and once broken, each filtered choice once offered and once left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from instrumen.engine.build import build_program
from instrumen.engine.nodes import Frame, Node, Test
from instrumen.engine.state import FormState
from instrumen.language.model import Instrument, Question, Repeat
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.messages import Message, msg

_SHOWN, _HIDDEN = msg("“{path}” is never shown"), msg("“{path}” is never hidden")
_KEPT = msg("the constraint of “{path}” is never kept")
_BROKEN = msg("the constraint of “{path}” is never broken")
_OFFERED = msg("“{path}” never offers: {choices}")
_LEFT_OUT = msg("“{path}” never leaves out: {choices}")


@dataclass(frozen=True, slots=True, order=True)
class Branch:
    """One way: `rule` is relevant, constraint or choice_filter, `path` the template path of its
    question, `which` the number of the constraint or the name of the choice, `taken` whether
    the rule held."""

    mark: Mark
    path: str
    rule: str
    which: str
    taken: bool


class Watch:
    """Watches forms of one instrument. `program` is to be given to `FormState`; `look` is called
    whenever a form has come to a state that counts."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.program = build_program(instrument)
        self.branches = tuple(sorted(set(_branches(self.program.nodes))))
        self.reached: set[Branch] = set()
        for node in self.program.nodes:
            for number, check in enumerate(node.checks):
                check.holds = self._watched(node, number, check.holds)

    def look(self, form: FormState) -> None:
        """Note which conditions and constraints hold and which choices are offered."""
        form.problems()
        for place in form.live_places():
            node, frame = place.node, place.frame
            if not _can_show(node, frame):
                continue
            shown = frame.shown[node.slot]
            if node.item.relevant is not None:
                self._reach(node, "relevant", "", shown)
            if node.admits is not None and shown:
                for choice in node.choices:
                    self._reach(node, "choice_filter", choice.name, node.admits(frame, choice))

    def unreached(self) -> Iterator[Problem]:
        """A warning for the branches nobody took, at the place of their rule; the choices of one
        filter are named together."""
        file = self.instrument.file
        missed: dict[tuple[Mark, str, str, bool, str], list[str]] = {}
        for one in self.branches:
            if one not in self.reached:
                each = one.which if one.rule == "constraint" else ""
                key = (one.mark, one.path, one.rule, one.taken, each)
                missed.setdefault(key, []).append(one.which)
        for (mark, path, rule, taken, _), which in missed.items():
            what = _sentence(rule, taken, path, ", ".join(which))
            yield Problem(file, mark, "unreached", what, None, Severity.WARNING)

    def _reach(self, node: Node, rule: str, which: str, taken: bool) -> None:
        self.reached.add(Branch(_mark(node, rule, which), node.path, rule, which, taken))

    def _watched(self, node: Node, number: int, holds: Test) -> Callable[[Frame], bool]:
        def watched(frame: Frame) -> bool:
            held = holds(frame)
            self._reach(node, "constraint", str(number), held)
            return held

        return watched


def _sentence(rule: str, taken: bool, path: str, choices: str) -> Message:
    match rule:
        case "relevant":
            said = _SHOWN if taken else _HIDDEN
        case "constraint":
            said = _KEPT if taken else _BROKEN
        case _:
            said = _OFFERED if taken else _LEFT_OUT
    return Message(said.text, {"path": path, "choices": choices})


def _branches(nodes: tuple[Node, ...]) -> Iterator[Branch]:
    for node in nodes:
        rules = [("relevant", "")] if node.item.relevant is not None else []
        rules += [("constraint", str(number)) for number, _ in enumerate(node.checks)]
        if node.admits is not None:
            rules += [("choice_filter", choice.name) for choice in node.choices]
        for rule, which in rules:
            for taken in (True, False):
                yield Branch(_mark(node, rule, which), node.path, rule, which, taken)


def _mark(node: Node, rule: str, which: str) -> Mark:
    item = node.item
    if rule == "constraint" and isinstance(item, Question | Repeat):
        return item.checks[int(which)].constraint.mark
    if rule == "choice_filter" and isinstance(item, Question) and item.choice_filter is not None:
        return item.choice_filter.mark
    return item.relevant.mark if item.relevant is not None else item.mark


def _can_show(node: Node, frame: Frame) -> bool:
    """Whether everything around a node is shown, so that its own condition decides."""
    if node.container >= 0:
        return frame.shown[node.container]
    repeat = node.scope.repeat
    return repeat is None or frame.parent.shown[repeat.slot]
