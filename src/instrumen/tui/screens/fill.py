"""Filling in an instrument, one step at a time: the frame around the question, and what the keys
do. What becomes of an answer stands in `answering.py`."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from instrumen.engine import Step
from instrumen.fieldwork.dispositions import Disposition
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.journal import EVERY_SECONDS
from instrumen.tui.keys import Key
from instrumen.tui.pads.intents import INTENTS
from instrumen.tui.pads.missing import MissingPad
from instrumen.tui.safe import content, line
from instrumen.tui.screens import fill_keys
from instrumen.tui.screens.answering import AnsweringPage
from instrumen.tui.screens.fill_view import FillView, place_of
from instrumen.tui.screens.pick import FindPage
from instrumen.tui.screens.steps import before, step_options
from instrumen.tui.screens.writer import WriterPage
from instrumen.tui.widgets.blocks import Blocks


class FillPage(AnsweringPage):
    """The steps of one response; dismissed with its outcome once it is finished."""

    KEYS = (keys.BACK, *fill_keys.ALL, keys.JUMP, keys.LEAVE)

    # -- drawing ---------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Question, pad or field, and what there is to say about it."""
        yield FillView()

    def on_mount(self) -> None:
        """Text that is being typed goes to disk every two seconds."""
        self.set_interval(EVERY_SECONDS, self.keep_typed)

    def place(self) -> tuple[Content, Content]:
        """Who, which instrument, which section, how far."""
        return place_of(self.desk, self.filling, self.who, self.at)

    def draw(self) -> None:
        """The step one is on."""
        self.speak()
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

    def on_blocks_picked(self, event: Blocks.Picked) -> None:
        """The mouse on a choice, a row or a line."""
        at = event.blocks.cursor
        if self.pad is not None and at is not None and event.blocks.id == "pad":
            self.say("")
            self.carry_out(self.pad.click(at, event.from_right))
            if self.is_attached and self.is_current:
                self.draw_frame()

    # -- acts ----------------------------------------------------------------------------------

    def do_back(self, pressed: str) -> None:
        """The step before; from the list of reasons, back to the question."""
        if isinstance(self.pad, MissingPad):
            self._back_from_missing()
            self._refresh()
            return
        self.keep_typed()
        previous = before(self.steps(), self.at)
        if previous is not None:
            self._show(previous)
        else:
            self.say_done(self.desk.catalog.t("this is the first question; Esc leaves"))

    def cannot_no_answer(self) -> Message | None:
        """Only where the instrument offers it."""
        if isinstance(self.pad, MissingPad):
            return msg("Choose why there is no answer; F3 goes back to the question.")
        if self.allowed_missing():
            return None
        return msg("This question offers no “don't know” or “refused”; Enter leaves it out.")

    def do_no_answer(self, pressed: str) -> None:
        """The reasons in the place of the choices."""
        self._offer_missing()

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
        self.keep_typed()
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
        self.keep_typed()
        paths = [step.path for step in self.filling.unanswered()]
        steps = self.steps()
        here = next((i for i, step in enumerate(steps) if step.path == self.at.path), 0)
        turned = [*steps[here + 1 :], *steps[: here + 1]]
        found = next((step for step in turned if step.path in paths), None)
        if found is None:
            self.say_done(self.desk.catalog.t("✓ nothing is unanswered"))
        else:
            self._show(found)

    def past_the_last(self) -> None:
        """The end is shown by itself."""
        self.do_to_end("")

    def do_to_end(self, pressed: str) -> None:
        """What is unanswered, and finishing."""
        from instrumen.tui.screens.ending import EndPage

        self.keep_typed()

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
        self.keep_typed()
        self.filling.end_session("interrupted")
        self.dismiss(None)
