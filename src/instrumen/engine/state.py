"""A form being filled in: what is known, what changes, what is shown.

    form = FormState(instrument, roster={"jabatan": "guru"}, language="id")
    form.set("sertifikasi", "ya")

See `docs.md` for all of it.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from instrumen.engine import findings as check
from instrumen.engine.accepting import Wrong
from instrumen.engine.build import compile_instrument
from instrumen.engine.contract import Answer, Finding, Outcome, Refused, Step, UnknownPath, Value
from instrumen.engine.conversion import is_blank
from instrumen.engine.evaluation import Round, look_at_value, new_frame, set_count
from instrumen.engine.given import clock_of, fields_of, labels_of
from instrumen.engine.nodes import Context, Frame, Node, Role, Table
from instrumen.engine.piping import template
from instrumen.engine.places import (
    Place,
    find,
    member_at,
    places,
    renumber,
    repeat_places,
)
from instrumen.engine.program import Program
from instrumen.engine.shown import choices_shown, steps_of
from instrumen.engine.storing import fill_from, fill_in_defaults, mark_typed, stored_answer
from instrumen.engine.triggering import fire
from instrumen.language.model import (
    MANY_VALUED,
    Choice,
    Instrument,
    Missing,
    Question,
    Repeat,
)
from instrumen.language.text import EMPTY, Text
from instrumen.messages import msg

_NOTHING: frozenset[str] = frozenset()


class FormState:
    """One response to one instrument, in memory.

    `roster` and `facts` are what `${name}` means beside the questions (a fact may be a Text;
    `roster_labels` says how a roster code is said). `today` fixes the day, `clock` gives the
    moment; without them it is now. `seed` decides on shuffled choices and on `random()`.
    `tables` are for `pulldata` and `instance`, `last_saved` for `${last-saved#name}`. `program`
    is the instrument compiled by somebody who wants to watch it run.
    """

    def __init__(
        self,
        instrument: Instrument,
        roster: Mapping[str, object] | None = None,
        language: str | None = None,
        facts: Mapping[str, object] | None = None,
        today: date | None = None,
        *,
        clock: Callable[[], datetime] | None = None,
        seed: int | str = 0,
        roster_labels: Mapping[str, Text] | None = None,
        tables: Mapping[str, Table] | None = None,
        last_saved: Mapping[str, Value] | None = None,
        program: Program | None = None,
    ) -> None:
        self._program = program or compile_instrument(instrument)
        self.instrument = self._program.instrument
        spoken = language or next(iter(instrument.languages), "")
        self._context = Context(
            fields=fields_of(facts or {}, roster or {}, spoken),
            labels=labels_of(facts or {}, roster_labels or {}),
            clock=clock or clock_of(today),
            draws=random.Random(str(seed)),
            seed=str(seed),
            language=spoken,
            tables=tables or {},
            last_saved=last_saved or {},
        )
        self._steps: tuple[Step, ...] | None = None
        self._overwritten: dict[str, Answer] = {}
        self._root = self._begin({}, {})

    # --- answers -------------------------------------------------------------------------

    def set(self, path: str, value: Value) -> frozenset[str]:
        """Answer a question; None takes the answer back.

        Gives the paths whose value, relevance, label, choices or problems may have changed.
        Raises Refused when the value must not be kept (then nothing has changed) and UnknownPath.
        """
        node, frame = self._question(path)
        assert node.accept is not None
        accepted = node.accept(value)
        if isinstance(accepted, Wrong):
            raise Refused((Finding(path, accepted.message, False, accepted.rule),))
        if accepted is not None and (node.checks or node.admits):
            hard = check.hard_findings(self._program, node, frame, accepted)
            if hard:
                raise Refused(hard)
        return self._store(node, frame, accepted, None)

    def set_missing(self, path: str, code: Missing | None) -> frozenset[str]:
        """Record that the answer is not known, refused or not applicable; None takes that back.
        Raises Refused when the question does not offer the code, and UnknownPath."""
        node, frame = self._question(path)
        assert isinstance(node.item, Question)
        if code is not None and code not in node.item.missing:
            what = msg("This question does not offer that.")
            raise Refused((Finding(path, what, False, "missing"),))
        return self._store(node, frame, None, code)

    def try_value(self, path: str, value: Value) -> tuple[Finding, ...]:
        """The findings that `value` would have, hard and soft; nothing is changed."""
        node, frame = self._question(path)
        return check.findings_of(self._program, node, frame, value)

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
        node, frame, live = self._at(path)
        if not live or not frame.shown[node.slot]:
            return Outcome.NOT_RELEVANT
        if node.slot in frame.missing:
            return Outcome(frame.missing[node.slot].value)
        if not is_blank(frame.values[node.slot]):
            return Outcome.ANSWERED
        return Outcome.SKIPPED if reached else Outcome.NOT_REACHED

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

    # --- repeats -------------------------------------------------------------------------

    def count(self, path: str) -> int:
        """How many members of a repeat count."""
        node, frame, live = self._repeat(path)
        return frame.counts[node.slot] if live else 0

    def set_count(self, path: str, count: int) -> frozenset[str]:
        """Let `count` members count. Those beyond are kept and come back when it is raised.
        Raises Refused below the least or beyond the most the repeat allows, and where answers
        decide on the number."""
        node, frame, _live = self._repeat(path)
        assert isinstance(node.item, Repeat)
        why = check.wrong_count(node, count)
        if why is not None:
            raise Refused((Finding(path, why, False, "count"),))
        before = frame.counts[node.slot]
        if count == before:
            return _NOTHING
        changes = self._round()
        set_count(node, frame, count, changes.fresh)
        for member in frame.members[node.slot][before:count]:
            changes.wait_all(member)
        return self._settled(changes, node, frame)

    def add_repeat(self, path: str) -> frozenset[str]:
        """One member more (one that was put aside, if there is). Raises Refused as `set_count`."""
        return self.set_count(path, self.count(path) + 1)

    def remove_repeat(self, path: str, number: int) -> frozenset[str]:
        """Take member `number` out; the later ones move up. Where there would be fewer than the
        least, a blank one is added. Raises Refused where answers decide on the number, and
        UnknownPath when there is no such member."""
        node, frame, _live = self._repeat(path)
        assert isinstance(node.item, Repeat)
        members, count = frame.members[node.slot], frame.counts[node.slot]
        if node.count is not None:
            what = msg("The number of members follows from other answers.")
            raise Refused((Finding(path, what, False, "count"),))
        if not 1 <= number <= count:
            raise UnknownPath(f"{path}[{number}]")
        changes = self._round()
        del members[number - 1]
        renumber(node, frame)
        frame.counts[node.slot] = count - 1
        if count - 1 < node.item.least:
            set_count(node, frame, node.item.least, changes.fresh)
        for member in frame.members[node.slot][: frame.counts[node.slot]]:
            changes.wait_deep(member)
        return self._settled(changes, node, frame)

    def counts(self) -> dict[str, int]:
        """How many members count, by path, for every repeat a person decides on."""
        return dict(repeat_places(self._program.root, self._root))

    # --- all answers ---------------------------------------------------------------------

    def answers(self) -> dict[str, Answer]:
        """Everything stored, relevant or not, members put aside too; also what `once()` keeps,
        and blanks where a person cleared what would have been filled in."""
        return {
            place.path: answer
            for place in places(self._program.root, self._root, archived=True)
            if (answer := stored_answer(place)) is not None
        }

    def take_overwritten(self) -> dict[str, Answer]:
        """The places that triggers have written to since this was asked last, each with what
        stood there before."""
        found = dict(self._overwritten)
        self._overwritten.clear()
        return found

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

    def data(self) -> dict[str, Value]:
        """The response as it is finalised: values of relevant questions and calculations."""
        return {
            place.path: value
            for place in self.live_places()
            if place.node.role is Role.QUESTION
            and (value := self._value(place.node, place.frame)) is not None
        }

    def restore(
        self,
        answers: Mapping[str, Answer],
        counts: Mapping[str, int] | None = None,
        orders: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """Begin anew with what `answers()`, `counts()` and `orders()` once gave. Answers to
        questions that do not exist are left out; values that would be refused today are kept and
        reported by `problems`. Defaults are filled in only where `answers` says nothing."""
        self._root = self._begin(answers, counts or {})
        for path, names in (orders or {}).items():
            with suppress(UnknownPath):
                self.keep_order(path, names)
        self._steps = None

    # --- what is shown -------------------------------------------------------------------

    @property
    def language(self) -> str:
        """The language of labels; changing it makes what depends on it anew."""
        return self._context.language

    @language.setter
    def language(self, language: str) -> None:
        self._context.language = language
        changes = self._round()
        for place in self.live_places():
            if place.node.speaks:
                changes.wait(place.node, place.frame)
        changes.settle()

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

    def keep_order(self, path: str, names: Sequence[str]) -> None:
        """Show the choices of a shuffled question in this order from now on: names that are no
        longer offered are passed over, choices that are new come after. Raises UnknownPath."""
        node, frame, _live = self._at(path)
        frame.orders[node.slot] = tuple(names)

    def orders(self) -> dict[str, tuple[str, ...]]:
        """The orders that are kept, by path, those of members put aside too."""
        return {
            place.path: place.frame.orders[place.node.slot]
            for place in places(self._program.root, self._root, archived=True)
            if place.node.slot in place.frame.orders
        }

    def steps(self) -> tuple[Step, ...]:
        """What is shown one at a time, relevant ones only."""
        if self._steps is None:
            self._steps = steps_of(self._program, self._root)
        return self._steps

    # --- inside --------------------------------------------------------------------------

    def _begin(self, answers: Mapping[str, Answer], counts: Mapping[str, int]) -> Frame:
        changes = self._round()
        root = new_frame(self._program.root, self._context, changes.fresh)
        known = fill_from(self._program, root, answers, counts, changes)
        changes.wait_all(root)
        self._finish(changes, known)
        self._overwritten.clear()
        return root

    def _store(
        self, node: Node, frame: Frame, value: Value, code: Missing | None
    ) -> frozenset[str]:
        slot = node.slot
        fires = node.triggers and frame.stored[slot] != value
        frame.stored[slot] = value
        if code is not None:
            frame.missing[slot] = code
        elif frame.missing:
            frame.missing.pop(slot, None)
        if node.default is not None or node.calculation is not None:
            mark_typed(node, frame)
        # An answer does not decide on its own relevance.
        changed = frame.shown[slot] and look_at_value(node, frame)
        if not ((changed and node.spreads) or fires):
            return _prefixed(frame, node) if frame.prefix else frozenset(node.near_names)
        changes = self._round()
        if node.looks_at_itself:
            changes.wait(node, frame)
        changes.spread(node, frame)
        if fires:
            changes.settle()
            fire(node, frame, changes)
            self._finish(changes, _NOTHING)
        elif changes.ranks:
            self._finish(changes, _NOTHING)
        return frozenset(changes.changed)

    def _round(self) -> Round:
        return Round(self._program.order, self._overwritten)

    def _settled(self, changes: Round, node: Node, frame: Frame) -> frozenset[str]:
        """After a repeat's members changed."""
        changes.spread(node, frame)
        self._finish(changes, _NOTHING)
        self._steps = None
        return frozenset(changes.changed)

    def _finish(self, changes: Round, known: frozenset[str]) -> None:
        """Settle; then fill in the defaults of new members, except at the paths `known`, and
        settle again, until no new member comes."""
        changes.settle()
        while changes.fresh:
            fresh, changes.fresh = changes.fresh, []
            for frame in fresh:
                fill_in_defaults(frame, changes, known)
            changes.settle()
        self._steps = None

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

    def live_places(self) -> Iterator[Place]:
        """Every node in every frame that counts, relevant or not, in the order of the form."""
        return places(self._program.root, self._root, archived=False)

    def _text(self, path: str, which: str, language: str | None) -> str:
        node, frame, _live = self._at(path)
        spoken = language or self._context.language
        if path[-1] == "]":
            return self.fill(path, node.labels.get(which, EMPTY), spoken)
        known = self._program.texts(which, spoken)
        made = known[node.index]
        if made is None:
            words = node.labels.get(which, EMPTY)(spoken)
            made = known[node.index] = template(self._program.names, node.scope, words)
        return made if isinstance(made, str) else made.fill(frame, spoken)


def _prefixed(frame: Frame, node: Node) -> frozenset[str]:
    return frozenset(frame.prefix + name for name in node.near_names)
