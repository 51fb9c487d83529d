"""A form being filled in: what is done to it, and what follows from that.

    form = FormState(instrument, roster={"jabatan": "guru"}, language="id")
    form.set("sertifikasi", "ya")

See `docs.md` for all of it.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from instrumen.engine import findings as check
from instrumen.engine.accepting import Wrong
from instrumen.engine.build import compile_instrument
from instrumen.engine.contract import Answer, Finding, Refused, Step, UnknownPath, Value
from instrumen.engine.evaluation import Round, look_at_value, new_frame, set_count
from instrumen.engine.form import Form
from instrumen.engine.given import clock_of, fields_of, labels_of
from instrumen.engine.nodes import Context, Frame, Node, Table
from instrumen.engine.places import renumber
from instrumen.engine.program import Program
from instrumen.engine.storing import draw_again, fill_from, fill_in_defaults, mark_typed
from instrumen.engine.triggering import fire
from instrumen.language.model import Instrument, Missing, Question, Repeat
from instrumen.language.text import Text
from instrumen.messages import msg

_NOTHING: frozenset[str] = frozenset()


class FormState(Form):
    """One response to one instrument, in memory. What it says, `Form` has.

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

    # --- answers ----------------------------------------------------------------------------

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

    # --- repeats ----------------------------------------------------------------------------

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
            changes.wait_deep(member)
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

    # --- the whole --------------------------------------------------------------------------

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

    def take_overwritten(self) -> dict[str, Answer]:
        """The places that triggers have written to since this was asked last, each with what
        stood there before."""
        found = dict(self._overwritten)
        self._overwritten.clear()
        return found

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

    def keep_order(self, path: str, names: Sequence[str]) -> None:
        """Show the choices of a shuffled question in this order from now on: names that are no
        longer offered are passed over, choices that are new come after. Raises UnknownPath."""
        node, frame, _live = self._at(path)
        frame.orders[node.slot] = tuple(names)

    # --- inside -----------------------------------------------------------------------------

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
            if any(frame.scope.defaulted for frame in fresh):
                draw_again(fresh, changes, known)
            changes.settle()
        self._steps = None


def _prefixed(frame: Frame, node: Node) -> frozenset[str]:
    return frozenset(frame.prefix + name for name in node.near_names)
