"""Versions of the instruments: what has changed since people were asked, what that does to their
answers, and the decision to count versions together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from instrumen.fieldwork.instrument_changes import Outdated, changes_since
from instrumen.fieldwork.versions import (
    Joined,
    VersionError,
    Waiting,
    can_be_joined,
    join_all,
    joined,
    separate,
    version_label,
    waiting,
)
from instrumen.language.changes import Change, Effect
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.dates import stored_time
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content, line
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.writer import WriterPage
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.blocks import Block, Para, Row
from instrumen.tui.words import short_title

_DECIDE = Key(
    ("enter",), "open", "Enter", msg("decide"),
    msg("Count versions together with a reason, or apart again."), 1,
)  # fmt: skip

_NEXT = Key(
    ("ctrl+n",), "next_decision", "ctrl+n", msg("next to decide"),
    msg("To the next row that waits for a decision."), 2,
)  # fmt: skip

_MEANING: dict[Effect, Message] = {
    Effect.SAFE: msg("Safe: the answers mean what they meant."),
    Effect.WORDING: msg("Wording changed: the answers stand, people were asked in other words."),
    Effect.MAPPING: msg("Needs mapping: somebody must say what the answers mean now."),
    Effect.DESTRUCTIVE: msg(
        "Destructive: the new version has no place for these answers. They stay with the old one."
    ),
}
_EFFECT = 17
_NUMBER = 6
_ANSWERS = 12


@dataclass(frozen=True, slots=True)
class _Decided:
    """Questions that were joined for one reason."""

    joined: tuple[Joined, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """Their paths; a question that has several earlier versions once."""
        return tuple(dict.fromkeys(each.path for each in self.joined))


_Decision = tuple[Waiting, ...] | _Decided


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the list, what it is about, and what Enter would decide."""

    block: Block
    effect: Effect | None = None
    decision: _Decision | None = None


class VersionsPage(ListPage[None]):
    """By instrument and earlier version: the changes, the gravest first; then what waits for a
    decision, then what was decided."""

    KEYS = (_DECIDE, _NEXT, keys.BACK, keys.LEAVE)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lines: tuple[_Line, ...] = ()
        self._changes: tuple[Outdated, ...] = ()
        self._open = 0

    def place(self) -> tuple[Content, Content]:
        """The name of the screen, and how many questions wait."""
        t, n = self.desk.catalog, self._open
        waits = t.plural("{n} to decide", "{n} to decide", n) if n else ""
        return self.strong(t.t("Versions of the instruments")), self.quiet(waits)

    def draw(self) -> None:
        """Everything that has changed, waits, or was decided."""
        study = self.desk.study
        self._changes = tuple(changes_since(study))
        apart = waiting(study)
        self._open = len(apart)
        self.lines = (
            *(one for outdated in self._changes for one in self._changed(outdated)),
            *self._waiting(apart),
            *self._joined(joined(study)),
        )
        nothing = self.desk.catalog.t("Every response has the version its instrument has now.")
        blocks = [one.block for one in self.lines]
        at = self.rows.cursor
        self.rows.show(blocks or [Para(self.quiet(nothing))], at)
        if at is None:
            self.moved()

    def moved(self) -> None:
        """What the effect at the cursor means."""
        here = self._here()
        effect = here.effect if here else None
        self.say_done(self.desk.say(_MEANING[effect]) if effect else "")

    def cannot_open(self) -> Message | None:
        """Only of what waits, or was decided."""
        here = self._here()
        if here is not None and here.decision is not None:
            return None
        return msg("Nothing is to be decided here: what waits stands further down.")

    def do_open(self, pressed: str) -> None:
        """Ask for the reason, and record the decision."""
        here = self._here()
        match here.decision if here else None:
            case _Decided() as decided:
                self._take_back(decided)
            case tuple() as found:
                self._join(found)

    def cannot_next_decision(self) -> Message | None:
        """Only while something waits."""
        return None if self._open else msg("Nothing waits for a decision.")

    def do_next_decision(self, pressed: str) -> None:
        """From the cursor on, then from the beginning."""
        here = self.rows.cursor or 0
        waits = [i for i, one in enumerate(self.lines) if isinstance(one.decision, tuple)]
        self.rows.move_to(next((i for i in waits if i > here), waits[0]))
        self.moved()

    async def do_back(self, pressed: str) -> None:
        """To home."""
        await self.do_leave(pressed)

    # -- deciding ----------------------------------------------------------------------------

    def _join(self, found: tuple[Waiting, ...]) -> None:
        t = self.desk.catalog
        title = content(t.t("Why may these answers be counted together?"))

        def keep(reason: str | None) -> None:
            if reason is None:
                return
            try:
                join_all(self.desk.study, found, reason)
            except VersionError as error:
                self.say_problem(self.desk.say(error.message))
                return
            self.redraw()
            self.say_done(self.desk.saved())

        self.app.push_screen(WriterPage(self.desk, title, self._about(found)), keep)

    def _take_back(self, decided: _Decided) -> None:
        study, t = self.desk.study, self.desk.catalog
        title = content(t.t("Why are these answers counted apart again?"))
        first = decided.joined[0]
        about = line(f"{', '.join(decided.questions)}: {first.reason}", QUIET)

        def keep(reason: str | None) -> None:
            if reason is None:
                return
            try:
                with study.together():
                    for question in decided.questions:
                        separate(study, first.instrument, question, reason)
            except VersionError as error:
                self.say_problem(self.desk.say(error.message))
                return
            self.redraw()
            self.say_done(self.desk.saved())

        self.app.push_screen(WriterPage(self.desk, title, about), keep)

    def _about(self, found: Sequence[Waiting]) -> Content:
        """The question as it was and as it is; of several, how many."""
        t = self.desk.catalog
        if len(found) > 1:
            return content(t.plural("{n} question", "{n} questions", len(found)))
        (each,) = found
        old, new = each.earlier.questions[each.path], each.instrument.questions[each.path]
        before, now = self.desk.say(old.label), self.desk.say(new.label)
        told = [line(now)]
        if before != now:
            told = [
                line(t.t("before: {words}", words=before), QUIET),
                line(t.t("now: {words}", words=now)),
            ]
        told += [
            line(f"· {self.desk.say(change.what)}", QUIET) for change in self._changes_of(each)
        ]
        return Content("\n").join(told)

    def _changes_of(self, each: Waiting) -> list[Change]:
        """What changed in a question and its choices, as the list above says it."""
        about = (each.path, f"choices/{each.instrument.questions[each.path].choices}")
        return [
            change
            for outdated in self._changes
            if outdated.earlier == each.earlier
            for change in outdated.changes
            if change.path in about
        ]

    # -- drawing -----------------------------------------------------------------------------

    def _changed(self, outdated: Outdated) -> Iterator[_Line]:
        t, earlier, now = self.desk.catalog, outdated.earlier, outdated.instrument
        said = t.plural(
            "{n} response has version {old}; the file has {new} now.",
            "{n} responses have version {old}; the file has {new} now.",
            outdated.responses,
            old=version_label(earlier, [now]),
            new=version_label(now, [earlier]),
        )
        kept = t.t("They stay with the version they were asked with; no answer is lost.")
        yield _Line(Para(line(short_title(now, self.desk), STRONG)))
        yield _Line(Para(line(f"{said} {kept}", QUIET)))
        for change, n in zip(outdated.changes, outdated.answers, strict=True):
            yield _Line(self._change(change, n), change.effect)
        yield _Line(Para(Content("")))

    def _change(self, change: Change, answers: int) -> Block:
        tone = WARNING if change.effect.weight >= Effect.MAPPING.weight else QUIET
        cells = (
            content(self.desk.say(change.effect.word), tone),
            line(self.desk.say(change.what)),
            content(self._answers(answers), QUIET),
        )
        return Row(cells, (_EFFECT, 0, _ANSWERS))

    def _waiting(self, apart: Sequence[Waiting]) -> Iterator[_Line]:
        """A row for all questions of a kind, then one for each; the gravest last, since it wants
        the longest look."""
        t = self.desk.catalog
        if apart:
            title = t.t("Counted apart by version until you decide")
            yield _Line(Para(self.strong(title)))
        groups: dict[tuple[str, Effect], list[Waiting]] = {}
        for each in apart:
            groups.setdefault((each.instrument.id, each.effect), []).append(each)
        for (_name, effect), found in sorted(groups.items(), key=lambda one: one[0][1].weight):
            together = tuple(each for each in found if can_be_joined(each))
            if len(together) > 1:
                yield _Line(self._all_of(effect, together), effect, together)
            for each in found:
                yield _Line(self._question(each), effect, (each,))
        if apart:
            yield _Line(Para(Content("")))

    def _all_of(self, effect: Effect, found: Sequence[Waiting]) -> Block:
        t = self.desk.catalog
        paths = len({each.path for each in found})
        words = t.plural("all {n} question at once", "all {n} questions at once", paths)
        title = short_title(found[0].instrument, self.desk)
        said = content(words, ACCENT) + line(f" · {title}", QUIET)
        return Row((content(self.desk.say(effect.word), QUIET), said), (_EFFECT, 0))

    def _question(self, each: Waiting) -> Block:
        question = each.instrument.questions[each.path]
        words = self.desk.say(question.label)
        cells = (
            content(self.desk.say(each.effect.word), QUIET),
            line(question.number or "", ACCENT),
            line(words or each.path),
            content(self._answers(each.answers), QUIET),
        )
        return Row(cells, (_EFFECT, _NUMBER, 0, _ANSWERS), wraps=False)

    def _joined(self, decided: Sequence[Joined]) -> Iterator[_Line]:
        if decided:
            title = self.desk.catalog.t("Counted together, as somebody decided")
            yield _Line(Para(self.strong(title)))
        alike: dict[tuple[str, str, str], list[Joined]] = {}
        for each in decided:
            alike.setdefault((each.instrument, each.reason, each.actor), []).append(each)
        for found in alike.values():
            yield _Line(self._decided(_Decided(tuple(found))), None, _Decided(tuple(found)))

    def _decided(self, decided: _Decided) -> Block:
        t, first = self.desk.catalog, decided.joined[0]
        paths = decided.questions
        what = paths[0]
        if len(paths) > 1:
            what = t.plural("{n} question", "{n} questions", len(paths))
        when = stored_time(first.time, self.desk.language, self.desk.now())
        who = self.desk.study.design.collectors.get(first.actor, first.actor)
        cells = (line(what), line(first.reason), line(f"{who} {when}".strip(), QUIET))
        return Row(cells, (_EFFECT, 0, 24))

    def _answers(self, n: int) -> str:
        return self.desk.catalog.plural("{n} answer", "{n} answers", n) if n else ""

    def _here(self) -> _Line | None:
        at = self.rows.cursor
        return self.lines[at] if at is not None and at < len(self.lines) else None
