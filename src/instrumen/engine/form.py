"""What a form says: values, problems, texts, steps. Nothing in here changes an answer."""

from collections.abc import Iterator

from instrumen.engine import findings as check
from instrumen.engine.contract import (
    Answer,
    Finding,
    Outcome,
    Standing,
    Step,
    UnknownPath,
    Value,
)
from instrumen.engine.conversion import is_blank
from instrumen.engine.nodes import Context, Frame, Node, Role
from instrumen.engine.piping import template
from instrumen.engine.places import Place, find, member_at, places, repeat_places
from instrumen.engine.program import Program
from instrumen.engine.shown import choices_shown, steps_of
from instrumen.engine.storing import stored_answer
from instrumen.language.model import MANY_VALUED, Choice, Instrument, Missing, Question
from instrumen.language.text import EMPTY, Text


class Form:
    """One response to one instrument as it stands; `FormState` makes it and changes it."""

    instrument: Instrument
    _program: Program
    _context: Context
    _root: Frame
    _steps: tuple[Step, ...] | None

    # --- answers ----------------------------------------------------------------------------

    def value(self, path: str) -> Value:
        """The answer as the rest of the form sees it: None when blank, missing or not relevant.
        Calculations too."""
        node, frame, live = self._at(path)
        return self._value(node, frame) if live else None

    def stored(self, path: str) -> Value:
        """What was typed, relevant or not."""
        node, frame, _live = self._at(path)
        return frame.stored[node.slot]

    def missing(self, path: str) -> Missing | None:
        """The code of a missing answer."""
        node, frame, _live = self._at(path)
        return frame.missing.get(node.slot)

    def is_relevant(self, path: str) -> bool:
        """Whether the question, group, matrix, repeat or section is shown."""
        node, frame, live = self._at(path)
        return live and frame.shown[node.slot]

    def is_required(self, path: str) -> bool:
        """Whether a relevant question wants an answer."""
        node, frame, live = self._at(path)
        shown = live and frame.shown[node.slot]
        return shown and node.required is not None and node.required(frame)

    def outcome(self, path: str, reached: bool = True) -> Outcome:
        """What became of a question; `reached` tells an unanswered one that was skipped from
        one that was not come to."""
        found = self._outcome(Place(path, *self._at(path)))
        skipped = found is Outcome.SKIPPED and not reached
        return Outcome.NOT_REACHED if skipped else found

    def problems(self, path: str | None = None) -> tuple[Finding, ...]:
        """What is wrong with one question or repeat, or with everything that is relevant."""
        if path is not None:
            node, frame, live = self._at(path)
            return check.problems_of(self._program, node, frame) if live else ()
        return tuple(
            finding
            for place in self.live_places()
            for finding in check.problems_of(self._program, place.node, place.frame)
        )

    def try_value(self, path: str, value: Value) -> tuple[Finding, ...]:
        """The findings that `value` would have, hard and soft; nothing is changed."""
        node, frame = self._question(path)
        return check.findings_of(self._program, node, frame, value)

    def count(self, path: str) -> int:
        """How many members of a repeat count."""
        node, frame, live = self._repeat(path)
        return frame.counts[node.slot] if live else 0

    # --- all answers ------------------------------------------------------------------------

    def answers(self) -> dict[str, Answer]:
        """Everything stored, relevant or not, members put aside too; also what `once()` keeps,
        and blanks where a person cleared what would have been filled in."""
        return {
            place.path: answer
            for place in places(self._program.root, self._root, archived=True)
            if (answer := stored_answer(place)) is not None
        }

    def counts(self) -> dict[str, int]:
        """How many members count, by path, for every repeat a person decides on."""
        return dict(repeat_places(self._program.root, self._root))

    def orders(self) -> dict[str, tuple[str, ...]]:
        """The orders that are kept, by path, those of members put aside too."""
        return {
            place.path: place.frame.orders[place.node.slot]
            for place in places(self._program.root, self._root, archived=True)
            if place.node.slot in place.frame.orders
        }

    def relevant_answers(self) -> dict[str, Answer]:
        """The answers that count: of relevant questions, values and missing codes."""
        found = {}
        for place in self.live_places():
            node, frame = place.node, place.frame
            if not isinstance(node.item, Question) or not node.item.asks:
                continue
            answer = Answer(self._value(node, frame), frame.missing.get(node.slot))
            if frame.shown[node.slot] and answer != Answer():
                found[place.path] = answer
        return found

    def standings(self) -> Iterator[Standing]:
        """How every question stands that a person is asked, in the order of the form; of members
        put aside only what is stored there."""
        for place in places(self._program.root, self._root, archived=True):
            item = place.node.item
            if not isinstance(item, Question) or not (item.asks or place.node.lasting):
                continue
            stored = stored_answer(place) is not None
            if place.live or stored:
                yield Standing(place.path, item, place.live, self._outcome(place), stored)

    def standing(self, path: str) -> Standing:
        """How one question stands. Raises UnknownPath."""
        place = Place(path, *self._at(path))
        stored = stored_answer(place) is not None
        return Standing(path, self.question(path), place.live, self._outcome(place), stored)

    def data(self) -> dict[str, Value]:
        """The response as it is finalised: values of relevant questions and calculations."""
        return {
            place.path: value
            for place in self.live_places()
            if place.node.role is Role.QUESTION
            and (value := self._value(place.node, place.frame)) is not None
        }

    # --- what is shown ----------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language of labels."""
        return self._context.language

    def question(self, path: str) -> Question:
        """The question at a path, also the one that `or_other` adds. Raises UnknownPath."""
        item = self._at(path)[0].item
        if not isinstance(item, Question):
            raise UnknownPath(path)
        return item

    def label(self, path: str, language: str | None = None) -> str:
        """The label of a question, group, matrix, repeat or member, the title of a section."""
        return self._text(path, "label", language)

    def hint(self, path: str, language: str | None = None) -> str:
        """The hint of a question; '' when it has none."""
        return self._text(path, "hint", language)

    def fill(self, path: str, text: Text, language: str | None = None) -> str:
        """Any text with `${name}` in it, as seen from a place ('' for the response)."""
        node, frame, _live = self._at(path) if path else (None, self._root, True)
        if node is not None and path[-1] == "]":
            frame = member_at(node, frame, path)
        spoken = language or self.language
        made = template(self._program.names, frame.scope, text(spoken))
        return made if isinstance(made, str) else made.fill(frame, spoken)

    def choices(self, path: str) -> tuple[Choice, ...]:
        """The choices of a question in the order shown."""
        node, frame, _live = self._at(path)
        return choices_shown(node, frame)

    def steps(self) -> tuple[Step, ...]:
        """What is shown one at a time, relevant ones only."""
        if self._steps is None:
            self._steps = steps_of(self._program, self._root)
        return self._steps

    def live_places(self) -> Iterator[Place]:
        """Every node in every frame that counts, relevant or not, in the order of the form."""
        return places(self._program.root, self._root, archived=False)

    # --- inside -----------------------------------------------------------------------------

    def _value(self, node: Node, frame: Frame) -> Value:
        slot = node.slot
        value = frame.values[slot]
        if is_blank(value):
            return None
        stored = frame.stored[slot]
        if node.admits is not None and isinstance(node.item, Question):
            return str(value).split() if node.item.type in MANY_VALUED else str(value)
        return list(stored) if isinstance(stored, list) else stored

    def _at(self, path: str) -> tuple[Node, Frame, bool]:
        node = self._program.root.names.get(path)
        if node is not None:
            return node, self._root, True
        return find(self._program.root, self._root, path)

    def _question(self, path: str) -> tuple[Node, Frame]:
        frame = self._root
        node = self._program.root.names.get(path)
        if node is None:
            node, frame, _live = find(self._program.root, frame, path)
        if node.role is not Role.QUESTION:
            raise UnknownPath(path)
        return node, frame

    def _repeat(self, path: str) -> tuple[Node, Frame, bool]:
        node, frame, live = self._at(path)
        if node.role is not Role.REPEAT:
            raise UnknownPath(path)
        return node, frame, live

    def _outcome(self, place: Place) -> Outcome:
        _path, node, frame, live = place
        if not live or not frame.shown[node.slot]:
            return Outcome.NOT_RELEVANT
        if node.slot in frame.missing:
            return Outcome(frame.missing[node.slot].value)
        return Outcome.SKIPPED if is_blank(frame.values[node.slot]) else Outcome.ANSWERED

    def _text(self, path: str, which: str, language: str | None) -> str:
        spoken = language or self.language
        known = self._program.texts(which, spoken)
        made = known.get(path)
        if type(made) is str:
            return made
        node, frame, _live = self._at(path)
        if path[-1] == "]":
            return self.fill(path, node.labels.get(which, EMPTY), spoken)
        key = path if frame is self._root else node.index
        made = known.get(key)
        if made is None:
            words = node.labels.get(which, EMPTY)(spoken)
            made = known[key] = template(self._program.names, node.scope, words)
        return made if isinstance(made, str) else made.fill(frame, spoken)
