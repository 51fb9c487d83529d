"""Answering: an intent of the pad is carried out as far as the rules of the instrument allow, and
every answer is on disk before the next step shows. What the keys are stands in `fill.py`."""

from collections.abc import Callable

from instrumen.engine import Finding, Step
from instrumen.fieldwork.consequences import KEPT, Answered, next_is_put_aside
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.responses import Filling
from instrumen.language.model import Matrix, Missing, Question
from instrumen.tui.desk import Desk
from instrumen.tui.journal import Journal
from instrumen.tui.pads.base import Asked, Entry, Pad
from instrumen.tui.pads.intents import (
    AddMember,
    Clear,
    Give,
    GiveMissing,
    GiveText,
    GoOn,
    Intent,
    RemoveMember,
    Stay,
)
from instrumen.tui.pads.likert import GridPad
from instrumen.tui.pads.made import pad_for
from instrumen.tui.pads.missing import MissingPad
from instrumen.tui.pads.recording import record
from instrumen.tui.page import Page
from instrumen.tui.screens.fill_view import FillView, problems_of
from instrumen.tui.screens.steps import after, holding
from instrumen.tui.widgets.fields import Field
from instrumen.tui.words import told_besides


class AnsweringPage(Page[Disposition]):
    """A step of one response and its pad. `wanted` keeps steps out (the open questions of a
    guide)."""

    def __init__(
        self,
        desk: Desk,
        filling: Filling,
        who: str,
        wanted: Callable[[Step], bool] | None = None,
    ) -> None:
        super().__init__(desk)
        self.filling = filling
        self.form = filling.form
        self.who = who
        self.wanted = wanted
        self.pad: Pad | None = None
        self.findings: tuple[Finding, ...] = ()
        self.asking: Intent | None = None
        self.waved = ""
        self.journal = Journal(filling)
        self.at = self._where_one_was()

    @property
    def view(self) -> FillView:
        """The widgets of the question."""
        return self.query_one(FillView)

    def steps(self) -> tuple[Step, ...]:
        """What is asked, as things stand."""
        steps = self.form.steps()
        return tuple(filter(self.wanted, steps)) if self.wanted else steps

    def take_up(self, filling: Filling) -> None:
        """Go on with another filling, where one was in it."""
        self.filling = filling
        self.form = filling.form
        self.journal = Journal(filling)
        self.findings = ()
        self.asking = None
        self.at = self._where_one_was()
        self.pad = None

    def past_the_last(self) -> None:
        """Nothing more is asked."""

    # -- carrying intents out ----------------------------------------------------------------

    def carry_out(self, intent: Intent) -> None:
        """Do what a person wants, as far as the rules of the instrument allow."""
        if self.asking is not None and (isinstance(intent, GoOn) or intent == self.asking):
            doubted, self.asking = self.asking, None
            self._give(doubted, overriding=True)
            return
        self.asking = None
        self.findings = ()
        match intent:
            case Give() | GiveText() | GiveMissing() | Clear() | RemoveMember():
                self._give(intent, overriding=False)
            case AddMember(path):
                self._add(path)
            case GoOn():
                self.go_on()
            case Stay(why):
                self.keep_typed()
                self._refresh()
                if why is not None:
                    self.say_problem(self.desk.say(why))

    def _give(self, intent: Intent, *, overriding: bool) -> None:
        answered = record(self.filling, intent, overriding=overriding)
        hard = tuple(finding for finding in answered.findings if not finding.soft)
        self.findings = hard or answered.findings
        if not answered.kept:
            self.asking = intent if answered.soft else None
            self._refresh()
            return
        self._saved(answered)
        if isinstance(intent, RemoveMember):
            self._show(holding(self.steps(), intent.path) or self.at)
            return
        goes_on = isinstance(intent, GiveText) or getattr(intent, "go_on", False)
        if isinstance(self.pad, MissingPad):
            self._back_from_missing()
            if isinstance(self.pad, GridPad):
                self.pad.do_down("")
        if goes_on:
            self.go_on()
        else:
            self.keep_typed()
            self._refresh()

    def _add(self, path: str) -> None:
        steps_before = {step.path for step in self.steps()}
        comes_back = next_is_put_aside(self.form, path)
        self.filling.add_member(path)
        self._saved()
        fresh = [step for step in self.steps() if step.path not in steps_before]
        self._show(fresh[0] if fresh else self.at)
        if comes_back:
            self.say_done(self.desk.catalog.t("what was answered here before is back"))

    def _saved(self, answered: Answered = KEPT) -> None:
        """What is on disk is said to be, and what else became of it."""
        self.say_done(
            " · ".join([self.desk.saved(), *told_besides(self.desk, self.form, answered)])
        )
        self.journal.forget()

    # -- moving ------------------------------------------------------------------------------

    def go_on(self) -> None:
        """To the next step; a required answer is asked for once more before it is left out."""
        hard = self._hard_problems()
        left_out = [f for f in hard if f.rule == "required"]
        broken = [f for f in hard if f.rule != "required"]
        if broken or (left_out and self.waved != self.at.path):
            self.findings = tuple(broken or left_out)
            self.waved = self.at.path
            if isinstance(self.pad, GridPad):
                self.pad.stand_on(self.findings[0].path)
            self._refresh()
            return
        following = after(self.steps(), self.at)
        if following is None:
            self.past_the_last()
        else:
            self._show(following)

    def _hard_problems(self) -> list[Finding]:
        paths = [self.at.path]
        if isinstance(self.at.item, Matrix) and isinstance(self.pad, GridPad):
            paths = [path for path, _row in self.pad.rows]
        return [f for path in paths for f in self.form.problems(path) if not f.soft]

    def _show(self, step: Step, path: str = "") -> None:
        """Stand on a step, from now on also on disk."""
        self.at = step
        self.waved = ""
        self.findings = ()
        self.asking = None
        self.filling.move_to(step.path)
        self.pad = pad_for(Asked(self.form, step, self.desk))
        if isinstance(self.pad, GridPad) and path:
            self.pad.stand_on(path)
        self._fill_field()
        self._refresh()

    def _where_one_was(self) -> Step:
        steps = self.steps()
        return holding(steps, self.filling.position) or steps[0]

    def _refresh(self) -> None:
        assert self.pad is not None
        shown = self.findings or tuple(f for f in self.form.problems(self.pad.path) if f.soft)
        self.view.show(
            self.desk,
            self.filling,
            self.at,
            self.pad,
            problems_of(self.desk, shown, asking=self.asking is not None, waved=bool(self.waved)),
            self.allowed_missing(),
        )

    # -- the field ---------------------------------------------------------------------------

    def _fill_field(self) -> None:
        pad = self.pad
        assert pad is not None
        self.view.enter(pad.entry, pad.hint())
        field = self.view.field_of(pad.entry)
        self.set_focus(field)
        if field is None:
            self._take_up_begun(pad)
            return
        stored = pad.text()
        text = self.journal.take_up(pad.path, stored)
        if text != stored:
            self.say_done(self.desk.catalog.t("… the text begun before is here again"))
        field.fill(text)

    def _take_up_begun(self, pad: Pad) -> None:
        """What was chosen and is no answer yet (some places of a ranking) is there again."""
        begun = self.journal.take_up(pad.path)
        if begun:
            pad.take_up(begun)
            self.say_done(self.desk.catalog.t("… what was begun before is here again"))

    def speak(self) -> None:
        """The question and its field in the language spoken now, wherever that was changed."""
        if self.form.language != self.desk.language:
            self.form.language = self.desk.language
            if self.pad is not None:
                self.view.hint(self.pad.hint())

    def typed(self, field: Field) -> None:
        """What stood in the message line was about another text. A long way from the last
        journalled one: to disk at once."""
        self.asking = None
        self.say("")
        if self.journal.is_far(self.view.typed):
            self.keep_typed()

    def keep_typed(self) -> None:
        """Put the text being typed on disk; it comes back after a crash."""
        if self.pad is None or isinstance(self.pad, MissingPad) or not self.is_attached:
            return
        if self.pad.entry is Entry.NONE:
            self.journal.keep(self.pad.begun, 0)
        elif self.view.typed != self.pad.text():
            self.journal.keep(self.view.typed, self.view.cursor)

    def before_leaving(self) -> None:
        """A text that is not accepted yet is on disk before the screen goes."""
        self.keep_typed()

    def before_quitting(self) -> None:
        """Who leaves the program ends the session; only a cut-off one goes on."""
        self.keep_typed()
        self.filling.end_session("interrupted")

    def do_accept_field(self, pressed: str) -> None:
        """Enter in a line, F2 in a long text."""
        if self.pad is not None:
            self.carry_out(self.pad.accept(self.view.typed))

    # -- no answer ---------------------------------------------------------------------------

    def allowed_missing(self) -> tuple[Missing, ...]:
        """The kinds of no answer that the question in hand offers."""
        if isinstance(self.pad, GridPad) and self.pad.rows:
            return self.pad.rows[self.pad.at][1].missing
        return self.at.item.missing if isinstance(self.at.item, Question) else ()

    def _offer_missing(self) -> None:
        """The reasons in the place of the choices."""
        if self.pad is None:
            return
        whole = not isinstance(self.pad, GridPad)
        asked = Asked(self.form, self.at, self.desk)
        self.pad = MissingPad(asked, self.pad.path, self.allowed_missing(), whole)
        self.findings = ()
        self.view.enter(Entry.NONE, "")
        self.set_focus(None)
        self._refresh()

    def _back_from_missing(self) -> None:
        path = self.pad.path if self.pad else ""
        self.pad = pad_for(Asked(self.form, self.at, self.desk))
        if isinstance(self.pad, GridPad):
            self.pad.stand_on(path)
        self._fill_field()
