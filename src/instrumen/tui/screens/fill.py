"""Filling in an instrument: one step at a time, every answer on disk before the next shows."""

from collections.abc import Callable, Iterable

from textual.content import Content
from textual.widget import Widget

from instrumen.engine import Finding, Step
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.responses import Filling
from instrumen.language.model import Matrix, Missing, Question
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.pads.base import Asked, Entry, Pad
from instrumen.tui.pads.intents import (
    INTENTS,
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
from instrumen.tui.safe import content, line
from instrumen.tui.screens import fill_keys
from instrumen.tui.screens.fill_view import FillView, place_of, problems_of
from instrumen.tui.screens.pick import FindPage
from instrumen.tui.screens.steps import after, before, holding, step_options
from instrumen.tui.screens.writer import WriterPage
from instrumen.tui.widgets.fields import Field

JOURNAL_SECONDS = 2.0
JOURNAL_CHARACTERS = 200


class FillPage(Page[Disposition]):
    """The steps of one response; dismissed with its outcome once it is finished. `wanted` keeps
    steps out (the open questions of a guide)."""

    KEYS = (keys.BACK, *fill_keys.ALL, keys.JUMP, keys.LEAVE)

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
        self.journalled = ""
        self.at = self._where_one_was()

    # -- drawing ---------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Question, pad or field, and what there is to say about it."""
        yield FillView()

    def on_mount(self) -> None:
        """Text that is being typed goes to disk every two seconds."""
        self.set_interval(JOURNAL_SECONDS, self.journal)

    @property
    def view(self) -> FillView:
        """The widgets of the question."""
        return self.query_one(FillView)

    def place(self) -> tuple[Content, Content]:
        """Who, which instrument, which section, how far."""
        return place_of(self.desk, self.filling, self.who, self.at)

    def draw(self) -> None:
        """The step one is on."""
        if self.pad is None:
            self._show(self.at)
        else:
            self._refresh()

    def keys_now(self) -> tuple[Key, ...]:
        """The pad's keys come first."""
        own = self.pad.records() if self.pad else ()
        return (*own, *self.KEYS, *keys.EVERYWHERE)

    def owner(self, key: Key) -> object:
        """Pads perform their own keys; typed answers are accepted here."""
        own = self.pad is not None and key in self.pad.records()
        return self if not own or key.act == "accept_field" else self.pad

    async def press(self, key: Key, pressed: str) -> None:
        """A pad hands back an intent, which is carried out."""
        reason = self.why_not(key)
        if self.pad is None or self.owner(key) is self or reason is not None:
            await super().press(key, pressed)
            return
        self.say("")
        intent = getattr(self.pad, f"do_{key.act}")(pressed)
        if isinstance(intent, INTENTS):
            self.carry_out(intent)
        if self.is_attached and self.is_current:
            self.draw_frame()

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
            case Give() | GiveText() | GiveMissing() | Clear():
                self._give(intent, overriding=False)
            case AddMember(path):
                self._add(path)
            case RemoveMember(path, index):
                self.filling.remove_member(path, index)
                self._saved()
                self._show(holding(self.steps(), path) or self.at)
            case GoOn():
                self.go_on()
            case Stay():
                self._refresh()

    def _give(self, intent: Intent, *, overriding: bool) -> None:
        answered = record(self.filling, intent, overriding=overriding)
        hard = tuple(finding for finding in answered.findings if not finding.soft)
        self.findings = hard or answered.findings
        if not answered.kept:
            self.asking = intent if answered.soft else None
            self._refresh()
            return
        self._saved(answered.replaced_characters)
        goes_on = isinstance(intent, GiveText) or getattr(intent, "go_on", False)
        if isinstance(self.pad, MissingPad):
            self._back_from_missing()
            if isinstance(self.pad, GridPad):
                self.pad.do_down("")
        if goes_on:
            self.go_on()
        else:
            self._refresh()

    def _add(self, path: str) -> None:
        steps_before = {step.path for step in self.steps()}
        self.filling.add_member(path)
        self._saved()
        fresh = [step for step in self.steps() if step.path not in steps_before]
        self._show(fresh[0] if fresh else self.at)

    def _saved(self, replaced: int = 0) -> None:
        said = self.desk.saved()
        if replaced:
            said += " · " + self.desk.catalog.plural(
                "{n} character could not be kept and is marked �",
                "{n} characters could not be kept and are marked �",
                replaced,
            )
        self.say_done(said)
        self.journalled = ""

    # -- moving ------------------------------------------------------------------------------

    def steps(self) -> tuple[Step, ...]:
        """What is asked, as things stand."""
        steps = self.form.steps()
        return tuple(filter(self.wanted, steps)) if self.wanted else steps

    def go_on(self) -> None:
        """To the next step; a required answer is asked for once more before it is left out."""
        left_out = [f for f in self._hard_problems() if f.rule == "required"]
        broken = [f for f in self._hard_problems() if f.rule != "required"]
        if broken or (left_out and self.waved != self.at.path):
            self.findings = tuple(broken or left_out)
            self.waved = self.at.path
            if isinstance(self.pad, GridPad):
                self.pad.stand_on(self.findings[0].path)
            self._refresh()
            return
        following = after(self.steps(), self.at)
        if following is None:
            self.do_to_end("")
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

    # -- the field ---------------------------------------------------------------------------

    def _fill_field(self) -> None:
        pad = self.pad
        assert pad is not None
        self.view.enter(pad.entry, pad.hint())
        field = self.view.field_of(pad.entry)
        self.set_focus(field)
        if field is None:
            return
        text = pad.text()
        draft = self.filling.draft_of(pad.path)
        self.journalled = text
        if draft is not None and draft[0] != text:
            text = self.journalled = draft[0]
            self.say_done(self.desk.catalog.t("… the text begun before is here again"))
        field.fill(text)

    def typed(self, field: Field) -> None:
        """A long way from the last journalled text: to disk at once."""
        self.asking = None
        if abs(len(self.view.typed) - len(self.journalled)) >= JOURNAL_CHARACTERS:
            self.journal()

    def journal(self) -> None:
        """Put the text being typed on disk; it comes back after a crash."""
        if self.pad is None or self.pad.entry is Entry.NONE or not self.is_attached:
            return
        text = self.view.typed
        if text not in (self.journalled, self.pad.text()):
            self.filling.draft(self.pad.path, text, self.view.cursor)
            self.journalled = text

    def before_leaving(self) -> None:
        """A text that is not accepted yet is on disk before the screen goes."""
        self.journal()

    def do_accept_field(self, pressed: str) -> None:
        """Enter in a line, F2 in a long text."""
        if self.pad is not None:
            self.carry_out(self.pad.accept(self.view.typed))

    # -- acts ----------------------------------------------------------------------------------

    def do_back(self, pressed: str) -> None:
        """The step before; from the list of reasons, back to the question."""
        if isinstance(self.pad, MissingPad):
            self._back_from_missing()
            self._refresh()
            return
        self.journal()
        previous = before(self.steps(), self.at)
        if previous is not None:
            self._show(previous)
        else:
            self.say_done(self.desk.catalog.t("this is the first question; Esc leaves"))

    def allowed_missing(self) -> tuple[Missing, ...]:
        """The kinds of no answer that the question in hand offers."""
        if isinstance(self.pad, GridPad) and self.pad.rows:
            return self.pad.rows[self.pad.at][1].missing
        return self.at.item.missing if isinstance(self.at.item, Question) else ()

    def cannot_no_answer(self) -> Message | None:
        """Only where the instrument offers it."""
        if isinstance(self.pad, MissingPad):
            return msg("Choose why there is no answer; F3 goes back to the question.")
        if self.allowed_missing():
            return None
        return msg("This question offers no “don't know” or “refused”; Enter leaves it out.")

    def do_no_answer(self, pressed: str) -> None:
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

    def do_note(self, pressed: str) -> None:
        """A note on the question in hand."""
        path = self.pad.path if self.pad else self.at.path
        label = self.form.label(path, self.desk.language)
        title = content(self.desk.catalog.t("Note"))
        held = self.filling.remarks().get(path, "")
        writer = WriterPage(self.desk, title, line(label), held)

        def keep(text: str | None) -> None:
            if text is not None and text != held:
                self.filling.remark(path, text)
                self._saved()
                self.redraw()

        self.app.push_screen(writer, keep)

    def do_jump(self, pressed: str) -> None:
        """Sections and questions, with what is unanswered."""
        self.journal()
        options = step_options(self.desk, self.filling, self.steps())
        at = next((i for i, o in enumerate(options) if o.value.path == self.at.path), 0)
        title = content(self.desk.catalog.t("Jump to a question"))
        page = FindPage(self.desk, title, options, at=at)

        def go(step: Step | None) -> None:
            if step is not None:
                self._show(step)
                self.draw_frame()

        self.app.push_screen(page, go)

    def do_next_open(self, pressed: str) -> None:
        """The next step without an answer, from here on, then from the beginning."""
        self.journal()
        paths = [step.path for step in self.filling.unanswered()]
        steps = self.steps()
        here = next((i for i, step in enumerate(steps) if step.path == self.at.path), 0)
        turned = [*steps[here + 1 :], *steps[: here + 1]]
        found = next((step for step in turned if step.path in paths), None)
        if found is None:
            self.say_done(self.desk.catalog.t("✓ nothing is unanswered"))
        else:
            self._show(found)

    def do_to_end(self, pressed: str) -> None:
        """What is unanswered, and finishing."""
        from instrumen.tui.screens.ending import EndPage

        self.journal()

        def come_back(ended: Step | Disposition | None) -> None:
            if isinstance(ended, Step):
                self._show(ended)
                self.draw_frame()
            elif ended is not None:
                self.dismiss(ended)

        self.app.push_screen(EndPage(self.desk, self.filling, self.who, self.steps()), come_back)

    def do_page_up(self, pressed: str) -> None:
        """A long question up."""
        self.view.scroll_page(-1)

    def do_page_down(self, pressed: str) -> None:
        """A long question down."""
        self.view.scroll_page(1)

    async def do_leave(self, pressed: str) -> None:
        """Break off here: the session ends, the response stays open."""
        self.journal()
        self.filling.end_session("interrupted")
        self.dismiss(None)

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
