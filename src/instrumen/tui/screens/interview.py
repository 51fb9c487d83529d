"""Conducting an interview: the conversation, the guide beside it, the turn in hand below.

The field always has the focus. Enter ends a turn and hands the word over; what is being typed
is on disk every two seconds.
"""

from collections.abc import Iterable

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.widget import Widget

from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.responses import Filling, sessions
from instrumen.messages import Message, msg
from instrumen.transcripts.guide import GuideQuestion, ProbeState
from instrumen.transcripts.interview import conduct
from instrumen.transcripts.reading import SpeakerKind, Turn
from instrumen.tui.dates import duration
from instrumen.tui.desk import Desk
from instrumen.tui.journal import EVERY_SECONDS, Journal
from instrumen.tui.safe import content, line
from instrumen.tui.screens import interview_keys
from instrumen.tui.screens.guide_place import GuidePlace
from instrumen.tui.screens.guide_view import guide_blocks, guide_line
from instrumen.tui.screens.interview_acts import (
    ask_how_it_ends,
    ask_state,
    correct_turn,
    jump_in_guide,
)
from instrumen.tui.screens.marking import MarkingPage, ask_note, set_mark
from instrumen.tui.screens.turns import turn_row
from instrumen.tui.screens.voices import Voices
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.blocks import Blocks
from instrumen.tui.widgets.fields import Field, TextField
from instrumen.tui.widgets.lines import TextLine
from instrumen.tui.words import short_title

WIDE = 100
"""From so many columns on the guide stands beside the conversation."""

_TURN = "turn"
"""The path of the turn in hand, which is no question."""


class InterviewPage(MarkingPage[Disposition]):
    """One session; dismissed with the outcome when the interview is finished."""

    KEYS = interview_keys.ALL

    def __init__(self, desk: Desk, filling: Filling, who: str) -> None:
        super().__init__(desk)
        self.filling = filling
        self.interview = conduct(desk.study, filling)
        self.who = who
        self.turns: tuple[Turn, ...] = self.interview.turns()
        self.at = GuidePlace(self.interview.guide(desk.language), self.turns)
        self.voices = Voices(self.interview.respondents)
        self.chosen: int | None = None
        self.pending: set[str] = set()
        self.journal = Journal(filling)
        self._filled = False

    # -- drawing -----------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """Conversation and guide; under 100 columns the guide is one line."""
        yield TextLine(id="guide-line")
        with Horizontal(id="talk"):
            with Vertical(id="conversation"):
                yield Blocks(id="turns", pointed=False)
                with Horizontal(id="hand"):
                    yield TextLine(id="speaker")
                    yield TextField(id="turn", enter_is_newline=False)
            yield Blocks(id="guide", pointed=False)

    def on_mount(self) -> None:
        """The clock runs; what is typed is journalled."""
        self.set_interval(1.0, self.tick)
        self.set_interval(EVERY_SECONDS, self.keep_typed)

    def tick(self) -> None:
        """The time of the session."""
        if self.is_current:
            self.draw_frame()

    def place(self) -> tuple[Content, Content]:
        """Who, which session; recording and time; theme with its progress."""
        t = self.desk.catalog
        session = t.t("session {n}", n=self.interview.session)
        title = short_title(self.filling.form.instrument, self.desk)
        left = line(self.who, STRONG) + line(f" · {title} · {session}", QUIET)
        held = sessions(self.desk.study, self.interview.response)
        recorded = bool(held) and held[-1].recorded
        clock = duration(self.interview.elapsed())
        right = content("● " if recorded else "○ ", WARNING if recorded else QUIET)
        right += content(clock + "  ")
        for theme in self.at.in_hand:
            done, total = theme.progress
            right += line(f"{theme.label} {done}/{total}", ACCENT)
        return left, right

    def draw(self) -> None:
        """Conversation, guide and the turn in hand."""
        wide = self.app.size.width >= WIDE
        self.query_one("#guide").set_class(not wide, "hidden")
        self.query_one("#guide-line").set_class(wide, "hidden")
        self._read_guide()
        themes, current = self.at.themes, self.at.current
        self.query_one("#guide", Blocks).show(guide_blocks(themes, current, self.desk))
        folded = guide_line(themes, current, self.app.size.width - 4)
        self.query_one("#guide-line", TextLine).show(folded)
        self._draw_turns()
        self._draw_hand()

    def _draw_turns(self) -> None:
        self.turns = self.interview.turns()
        rows = [turn_row(turn, self.desk, several=self.voices.several) for turn in self.turns]
        talk = self.query_one("#turns", Blocks)
        talk.pointed = self.chosen is not None
        talk.show(rows, self.chosen if self.chosen is not None else len(rows) - 1)
        if self.chosen is None:
            talk.scroll_to(y=talk.total, animate=False, immediate=True)

    def _draw_hand(self) -> None:
        number = 1 + sum(turn.session == self.interview.session for turn in self.turns)
        label = content(f"{number} ", QUIET) + content(self.voices.sign, ACCENT)
        if self.pending:
            label += content(" *", ACCENT)
        shown = self.query_one("#speaker", TextLine)
        shown.show(label)
        shown.styles.width = max(label.cell_length + 1, 7)
        field = self.query_one(TextField)
        if not self._filled:
            self._filled = True
            field.fill(self.journal.take_up(_TURN))
            self.call_after_refresh(self._grow, field)
        if self.voices.several:
            field.placeholder = content(self.voices.legend, QUIET)
        self._grow(field)
        self.set_focus(field)

    def _grow(self, field: TextField) -> None:
        """The field is as tall as the turn in hand, up to a third of the screen."""
        tallest = max(self.app.size.height // 3, 3)
        field.styles.height = min(max(field.wrapped_document.height, 2), tallest)

    # -- keys --------------------------------------------------------------------------------

    async def take(self, event: KeyEvent) -> bool:
        """In a group the digit of a voice in an empty turn says who speaks."""
        if not self.marking and self.cannot_voice() is None and event.key in self.voices.digits:
            await self.drawn.wait()
            if not self.query_one(TextField).text:
                await self.press(interview_keys.VOICE, event.key)
                return True
        return await super().take(event)

    def typed(self, field: Field) -> None:
        """The field grows; a long stretch goes to disk at once."""
        if isinstance(field, TextField):
            self._grow(field)
            if self.journal.is_far(field.text):
                self.keep_typed()

    def keep_typed(self) -> None:
        """The turn in hand, to disk."""
        if self.is_attached and self._filled:
            field = self.query_one(TextField)
            self.journal.keep(field.text, field.caret)

    def before_leaving(self) -> None:
        """The turn in hand is not lost."""
        self.keep_typed()

    def before_quitting(self) -> None:
        """Who leaves the program ends the session; only a cut-off one goes on."""
        self.keep_typed()
        self.filling.end_session("interrupted")

    def do_turn(self, pressed: str) -> None:
        """Keep the turn; the other one speaks. With nothing typed, a chosen turn is corrected."""
        text = self.query_one(TextField).text.strip()
        if text:
            self._keep(text)
            self.voices.hand_over()
            self.redraw()
        elif self.chosen is not None:
            correct_turn(self, self.interview, self.turns[self.chosen])
        else:
            self.voices.hand_over()
            self._draw_hand()

    def do_speaker(self, pressed: str) -> None:
        """The next voice."""
        self.voices.next()
        self._draw_hand()

    def cannot_voice(self) -> Message | None:
        """Only where several may answer."""
        if self.voices.several:
            return None
        return msg("There is one respondent; Tab changes who speaks.")

    def do_voice(self, pressed: str) -> None:
        """The voice with this digit."""
        self.voices.choose(pressed)
        self._draw_hand()

    def do_probe(self, pressed: str) -> None:
        """What is being typed ends; the next question or probe is said by the interviewer."""
        text = self.query_one(TextField).text.strip()
        if text:
            self._keep(text)
        question = self.at.question
        if question is not None and question.state is not ProbeState.OPEN:
            probe = question.next_probe
            if probe is not None:
                self._ask(probe.label, question, probe.name)
                return
            question = self.at.untouched()
        if question is None:
            self.say_done(self.desk.catalog.t("✓ the guide has nothing more"))
            self.redraw()
            return
        self.at.current = question.name
        self._ask(question.label, question, "")

    def cannot_note(self) -> Message | None:
        """A note is about a turn."""
        return None if self.turns else msg("There is no turn yet to write a note on.")

    def do_note(self, pressed: str) -> None:
        """A note on the chosen turn, or the last one."""
        turn = self._turn()

        def keep(text: str) -> None:
            self.interview.note(turn.id, text)
            self.redraw()
            self.say_done(self.desk.saved())

        ask_note(self, turn, keep)

    def do_state(self, pressed: str) -> None:
        """What became of the question in hand."""
        question = self.at.question
        if question is not None:
            ask_state(self, self.interview, question)

    def do_jump(self, pressed: str) -> None:
        """Another question of the guide; the line being typed stays."""
        jump_in_guide(self, self.at.themes, self.at.current, self._take_question)

    def do_end(self, pressed: str) -> None:
        """How the session ends."""
        self.keep_typed()
        ask_how_it_ends(self, self.filling)

    def do_older(self, pressed: str) -> None:
        """The turn before."""
        last = len(self.turns) - 1
        self.chosen = last if self.chosen is None else max(self.chosen - 1, 0)
        self.chosen = None if last < 0 else self.chosen
        self._draw_turns()

    def do_newer(self, pressed: str) -> None:
        """The turn after; after the last one, none."""
        if self.chosen is not None:
            self.chosen = self.chosen + 1 if self.chosen < len(self.turns) - 1 else None
        self._draw_turns()

    def do_page_up(self, pressed: str) -> None:
        """Read back."""
        talk = self.query_one("#turns", Blocks)
        talk.scroll_to(y=talk.scroll_offset.y - talk.size.height + 1, animate=False, immediate=True)

    def do_page_down(self, pressed: str) -> None:
        """Read on."""
        talk = self.query_one("#turns", Blocks)
        talk.scroll_to(y=talk.scroll_offset.y + talk.size.height - 1, animate=False, immediate=True)

    # -- what happens to the interview -----------------------------------------------------------

    def _take_question(self, name: str) -> None:
        self.at.current = name
        self.redraw()

    def _keep(self, text: str) -> None:
        turn = self.interview.add_turn(
            text, self.voices.kind, speaker=self.voices.speaker, question=self.at.current
        )
        self._clear_field()
        for mark in sorted(self.pending):
            set_mark(self.desk.study, turn, mark)
        self.pending.clear()
        self.chosen = None
        self._read_guide()
        self._say_kept()

    def _ask(self, words: str, question: GuideQuestion, probe: str) -> None:
        """The interviewer says a question or probe of the guide; it counts as asked."""
        self.interview.add_turn(words, SpeakerKind.INTERVIEWER, question=question.name)
        self.interview.probe(question.name, probe, ProbeState.ASKED)
        self.voices.answer()
        self.chosen = None
        self._say_kept()
        self.redraw()

    def _say_kept(self) -> None:
        t = self.desk.catalog
        said = [f"✓ {duration(self.interview.elapsed())}"]
        question = self.at.question
        for theme in question.themes[:1] if question else ():
            words = self.interview.words(theme)
            minutes = self.interview.spent_ms(theme) // 60_000
            said.append(t.plural("{n} word on this theme", "{n} words on this theme", words))
            said.append(t.plural("{n} minute", "{n} minutes", minutes))
        if self.interview.replaced_characters:
            said.append(t.t("characters that cannot be kept are marked �"))
        self.say_done(" · ".join(said))

    def take_mark(self, mark: str) -> None:
        """Of the turn in hand when it is begun, else of the chosen or last one."""
        if self.query_one(TextField).text.strip() and self.chosen is None:
            self.pending ^= {mark}
        elif self.turns:
            set_mark(self.desk.study, self._turn(), mark)
            self.say_done(self.desk.saved())
        self.redraw()

    def _clear_field(self) -> None:
        self.query_one(TextField).fill("")
        self.journal.clear()

    def _read_guide(self) -> None:
        self.at.themes = self.interview.guide(self.desk.language)

    def _turn(self) -> Turn:
        return self.turns[self.chosen if self.chosen is not None else -1]
