"""Reading and coding: the text fills the screen, codes stand in the margin beside their turn.

The cursor moves by turn; `s c w t` select, arrows move the end, `k` finds a code by typing,
`.` repeats the last one, `1–9` the recent ones; F8 and a digit mark a turn, F5 notes on it.
"""

from collections.abc import Callable, Iterable

from textual.content import Content
from textual.widget import Widget

from instrumen.analysis.spans import (
    clause_at,
    next_piece,
    next_word,
    previous_word,
    sentence_at,
    word_at,
)
from instrumen.analysis.texts import CitableText, obstacle_label, texts_of
from instrumen.language.design import Code
from instrumen.messages import Message, msg
from instrumen.transcripts.marking import note_turn
from instrumen.transcripts.reading import Turn, turns
from instrumen.tui.desk import Desk
from instrumen.tui.safe import content, line
from instrumen.tui.screens import reading_keys
from instrumen.tui.screens.code_finder import CodeFinder, ask_attribute
from instrumen.tui.screens.coded import Coded
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.marking import MarkingPage, ask_note, set_mark
from instrumen.tui.screens.memo import write_memo_about
from instrumen.tui.screens.pick import FindPage, Option, PickPage
from instrumen.tui.screens.turns import WIDEST, turn_row
from instrumen.tui.theme import ACCENT, MARKED, QUIET
from instrumen.tui.widgets.blocks import Block, Blocks, Para, Row
from instrumen.tui.widgets.lines import TextLine


class ReadingPage(MarkingPage[None], ListPage[None]):
    """One response, read and coded."""

    KEYS = reading_keys.ALL

    def __init__(
        self, desk: Desk, response: str, at_ref: str = "", span: tuple[int, int] | None = None
    ) -> None:
        super().__init__(desk)
        self.response = response
        self.texts: tuple[CitableText, ...] = ()
        self.turns: dict[str, Turn] = {}
        self.coded = Coded(desk.study, response)
        self.at_ref = at_ref
        self.selected: tuple[int, int] | None = span
        self.selected_at: int | None = None

    # -- drawing -----------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        """The text, and the recent codes under it."""
        yield Blocks(id="rows")
        yield TextLine(id="recent")

    def place(self) -> tuple[Content, Content]:
        """Where the cursor is, as it would be cited; how far the coding is."""
        text = self._text()
        where = text.citation if text else ""
        said = [text for text in self.texts if text.respondent]
        coded = self.coded.refs
        share = f"{sum(text.ref in coded for text in said)}/{len(said)}"
        right = self.desk.catalog.t("coded {share}", share=share)
        left = self.strong(where)
        if text is not None and text.why_not is not None:
            left += content(f" · {self.desk.say(obstacle_label(text.why_not))}", QUIET)
        return left, self.quiet(right)

    def draw(self) -> None:
        """Everything of the response, the codes beside."""
        study = self.desk.study
        self.texts = texts_of(study, self.response)
        self.turns = {turn.ref: turn for turn in turns(study, self.response)}
        self.coded.read()
        at = self.rows.cursor
        if self.at_ref:
            at = next((i for i, text in enumerate(self.texts) if text.ref == self.at_ref), at)
            self.at_ref = ""
            self.selected_at = at
        rows: list[Block] = [self._row(index, index == at) for index in range(len(self.texts))]
        self.rows.margin = 2
        self.rows.show(rows or [Para(self.quiet(self.desk.catalog.t("Nothing to read here.")))], at)
        self._legend()

    def _row(self, index: int, here: bool) -> Row:
        text = self.texts[index]
        coded = self.coded.of(text)
        spans = [(coding.start, coding.end) for coding in coded]
        margin = content("\n".join(dict.fromkeys(coding.code for coding in coded)), ACCENT)
        selected = self.selected if here else None
        width = 18 if self.app.size.width < 110 else 26
        turn = self.turns.get(text.ref)
        if turn is not None:
            several = len({t.speaker for t in self.turns.values()}) > 2
            return turn_row(
                turn, self.desk, several=several, marked=spans, selected=selected, margin=margin,
                margin_width=width,
            )  # fmt: skip
        body = content(text.body)
        for start, end in spans:
            body = body.stylize("underline", start, end)
        if selected is not None:
            body = body.stylize(MARKED, *selected)
        return Row((content(text.place, ACCENT), body, margin), (7, 0, width), widest=WIDEST)

    def _redraw_row(self, index: int | None, *, here: bool = True) -> None:
        if index is not None and index < len(self.texts):
            self.rows.replace(index, self._row(index, here))

    def _legend(self) -> None:
        """The recent codes with their digits."""
        words = [
            content(str(n), ACCENT) + content(f" {name}", QUIET)
            for n, name in enumerate(self.coded.recent, 1)
        ]
        width = max(self.app.size.width - 3, 20)
        joined = Content("  ").join(words)
        self.query_one("#recent", TextLine).show(joined.truncate(width, ellipsis=True))

    def moved(self) -> None:
        """Another turn: nothing is selected in it yet."""
        if self.selected is not None and self.rows.cursor != self.selected_at:
            self.selected = None
            self._redraw_row(self.selected_at, here=False)
        self.draw_frame()

    # -- selecting -----------------------------------------------------------------------------

    def do_sentence(self, pressed: str) -> None:
        """The sentence, or the next one."""
        self._select(sentence_at)

    def do_clause(self, pressed: str) -> None:
        """The clause, or the next one."""
        self._select(clause_at)

    def do_word(self, pressed: str) -> None:
        """The word, or the next one."""
        self._select(word_at)

    def do_turn(self, pressed: str) -> None:
        """Everything."""
        text = self._text()
        if text is not None:
            self._set_selected((0, len(text.body)))

    def do_longer(self, pressed: str) -> None:
        """A word more."""
        text = self._text()
        if text is not None:
            start, end = self.selected or (0, 0)
            self._set_selected((start, next_word(text.body, end)))

    def do_shorter(self, pressed: str) -> None:
        """A word less."""
        text = self._text()
        if text is not None and self.selected is not None:
            start, end = self.selected
            self._set_selected((start, max(previous_word(text.body, end), start + 1)))

    def _select(self, piece: Callable[[str, int], tuple[int, int]]) -> None:
        """The piece where the selection begins; when that is selected already, the next one."""
        text = self._text()
        if text is None or not text.body:
            return
        self._set_selected(next_piece(piece, text.body, self.selected))

    def _set_selected(self, span: tuple[int, int]) -> None:
        self.selected = span
        self.selected_at = self.rows.cursor
        self._redraw_row(self.rows.cursor)

    # -- coding --------------------------------------------------------------------------------

    def do_code(self, pressed: str) -> None:
        """Find a code by typing; without a selection the whole turn is meant."""
        text = self._text()
        if text is None:
            return
        start, end = self.selected or (0, len(text.body))
        finder = CodeFinder(self.desk, line(text.body[start:end], MARKED))

        def give(code: Code | None) -> None:
            if code is not None:
                ask_attribute(self, code, lambda attribute: self._give(code.name, attribute))

        self.app.push_screen(finder, give)

    def cannot_again(self) -> Message | None:
        """Only once a code was used."""
        return None if self.coded.recent else msg("No code has been used here yet; k finds one.")

    def do_again(self, pressed: str) -> None:
        """The last code once more."""
        self._give(self.coded.recent[0], "")

    def cannot_recent(self) -> Message | None:
        """Only once a code was used."""
        return self.cannot_again()

    def do_recent(self, pressed: str) -> None:
        """One of the recent codes."""
        index = int(pressed) - 1
        if index < len(self.coded.recent):
            self._give(self.coded.recent[index], "")

    def _give(self, code: str, attribute: str) -> None:
        text = self._text()
        if text is None:
            return
        refused = self.coded.give(text, self.selected or (0, len(text.body)), code, attribute)
        if refused is not None:
            self.say_problem(self.desk.say(refused.reason))
            return
        self._redraw_row(self.rows.cursor)
        self._legend()
        known = self.coded.codes.get(code)
        label = self.desk.say(known.label) if known else ""
        self.say_done(f"✓ {code} {label} · {self.desk.saved()}")

    def cannot_remove(self) -> Message | None:
        """Only where there is a code."""
        return None if self.coded.of(self._text()) else msg("This turn carries no code.")

    def do_remove(self, pressed: str) -> None:
        """Take a code away; which one is asked when there are several."""
        here = self.coded.of(self._text())
        if len(here) == 1:
            self._take(here[0].id)
            return
        options = [Option(c.id, content(c.code, ACCENT), line(c.quotation)) for c in here]
        title = content(self.desk.catalog.t("Which code is to go?"))

        def take(coding_id: str | None) -> None:
            if coding_id is not None:
                self._take(coding_id)

        self.app.push_screen(PickPage(self.desk, title, options), take)

    def _take(self, coding_id: str) -> None:
        if self.coded.take(coding_id):
            self._redraw_row(self.rows.cursor)
            self.say_done(self.desk.saved())

    def cannot_undo(self) -> Message | None:
        """Only what was done here."""
        return None if self.coded.can_undo else msg("Nothing to undo on this screen.")

    def do_undo(self, pressed: str) -> None:
        """The last coding goes, or what was taken comes back."""
        coding = self.coded.undo()
        index = next((i for i, text in enumerate(self.texts) if text.ref == coding.ref), None)
        self.rows.move_to(index)
        self._redraw_row(index)
        self.say_done(self.desk.catalog.t("undone: {code}", code=coding.code))

    # -- more ------------------------------------------------------------------------------------

    def do_memo(self, pressed: str) -> None:
        """A thought on this turn, kept apart from the words."""
        text = self._text()
        if text is not None:
            write_memo_about(self, text.ref, line(f"{text.citation}  {text.body}"))

    def cannot_mark(self) -> Message | None:
        """Marks and notes belong to turns."""
        return None if self._turn() else msg("Only turns of a conversation are marked.")

    def take_mark(self, mark: str) -> None:
        """Of the turn at the cursor."""
        turn = self._turn()
        if turn is not None:
            self._marked(set_mark(self.desk.study, turn, mark))

    def cannot_note(self) -> Message | None:
        """As for marks."""
        return self.cannot_mark()

    def do_note(self, pressed: str) -> None:
        """A note in the margin of the turn: how it was said, what the transcriber doubts."""
        turn = self._turn()
        if turn is not None:
            study = self.desk.study
            ask_note(self, turn, lambda text: self._marked(note_turn(study, turn, text)))

    def _marked(self, turn: Turn) -> None:
        """Show the turn as it stands now; what keeps it from being quoted may have changed."""
        self.turns[turn.ref] = turn
        self.texts = texts_of(self.desk.study, self.response)
        self._redraw_row(self.rows.cursor)
        self.draw_frame()
        self.say_done(self.desk.saved())

    def do_next_uncoded(self, pressed: str) -> None:
        """The next words of a respondent without a code."""
        coded = self.coded.refs
        here = self.rows.cursor or 0
        order = [*range(here + 1, len(self.texts)), *range(here + 1)]
        for index in order:
            if self.texts[index].respondent and self.texts[index].ref not in coded:
                self.rows.move_to(index)
                self.moved()
                return
        self.say_done(self.desk.catalog.t("✓ everything here carries a code"))

    def do_jump(self, pressed: str) -> None:
        """A turn by its words."""
        options = [
            Option(text.ref, content(f"{text.place:<6}", ACCENT) + line(text.body))
            for text in self.texts
        ]
        title = content(self.desk.catalog.t("Jump to a turn"))

        def go(ref: str | None) -> None:
            if ref is not None:
                self.at_ref = ref
                self.redraw()

        self.app.push_screen(FindPage(self.desk, title, options), go)

    async def do_back(self, pressed: str) -> None:
        """To the list."""
        await self.do_leave(pressed)

    def _text(self) -> CitableText | None:
        at = self.rows.cursor
        return self.texts[at] if at is not None and at < len(self.texts) else None

    def _turn(self) -> Turn | None:
        text = self._text()
        return self.turns.get(text.ref) if text else None
