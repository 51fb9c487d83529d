"""Consent before the first instrument: the text, then each scope its own yes or no."""

from textual.content import Content

from instrumen.fieldwork.consent import ConsentText, ScopeText, consent_text, give_consent
from instrumen.fieldwork.dispositions import Disposition, set_disposition
from instrumen.fieldwork.targets import Target
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.blocks import Block, Para, Row

_NEXT = Key(
    ("enter",), "go_on", "Enter", msg("next"),
    msg("Read on; then to the questions; then save."), 1,
)  # fmt: skip
_YES = Key(("1", "y"), "yes", "1", msg("yes"), msg("Yes to the line at the cursor."), 5)
_NO = Key(("2", "t", "n"), "no", "2", msg("no"), msg("No to the line at the cursor."), 6)
_HOW = Key(
    ("f4",), "how", "F4", msg("how given"), msg("How consent is given: signed, typed, spoken."), 30
)
_SAVE = Key(("f2", "ctrl+s"), "save", "F2", msg("save"), msg("Save the answers and go on."), 40)

_WAYS: tuple[tuple[str, Message], ...] = (
    ("signed", msg("signed on paper")),
    ("typed", msg("typed here")),
    ("spoken", msg("spoken and recorded")),
)


_FIRST = 2
"""The row of the first scope."""


class ConsentPage(ListPage[bool]):
    """Dismissed with True when the person takes part, False when not."""

    KEYS = (_NEXT, _YES, _NO, _HOW, _SAVE, keys.BACK, keys.LEAVE)

    def __init__(self, desk: Desk, code: str, target: Target | None, instrument: str = "") -> None:
        super().__init__(desk)
        self.code = code
        self.target = target
        self.instrument = target.instrument if target else instrument
        self.reading = True
        self.way = 0
        self.answers: dict[str, bool] = {
            scope.name: scope.given for scope in self._text().scopes if scope.given is not None
        }

    def place(self) -> tuple[Content, Content]:
        """Who is asked, and for what."""
        text = self._text()
        left = self.strong(self.code) + self.quiet(f" · {text.title}")
        return left, self.quiet(text.version)

    def draw(self) -> None:
        """The text, or the questions."""
        at = self.rows.cursor
        if self.reading:
            self.rows.show(self._reading())
        else:
            self.rows.show(self._asking(), at)

    def cannot_yes(self) -> Message | None:
        """First the text is read."""
        return msg("Read the text first; Enter goes on.") if self.reading else None

    def cannot_no(self) -> Message | None:
        """First the text is read."""
        return self.cannot_yes()

    def cannot_save(self) -> Message | None:
        """Every scope needs its own answer."""
        open_scopes = [s for s in self._text().scopes if s.name not in self.answers]
        if self.reading or open_scopes:
            return msg("Each line needs its own yes or no.")
        return None

    def do_go_on(self, pressed: str) -> None:
        """A page on; at the end of the text to the questions; after the last one, save."""
        if not self.reading:
            if self.cannot_save() is None:
                self.do_save(pressed)
            else:
                self._to_open_line()
                self.say_problem(self.desk.catalog.t("Each line needs its own yes or no."))
        elif self.rows.scroll_offset.y < self.rows.max_scroll_y:
            self.rows.move_page(1)
        else:
            self.reading = False
            self.draw()

    def do_yes(self, pressed: str) -> None:
        """Yes, and to the next line."""
        self._answer(True)

    def do_no(self, pressed: str) -> None:
        """No, and to the next line."""
        self._answer(False)

    def do_how(self, pressed: str) -> None:
        """The next of the three ways."""
        self.way = (self.way + 1) % len(_WAYS)
        self.draw()

    def do_back(self, pressed: str) -> None:
        """From the questions to the text, from the text to the screen before."""
        if self.reading:
            self.dismiss(None)
        else:
            self.reading = True
            self.draw()

    def do_save(self, pressed: str) -> None:
        """Record; without the condition nothing is asked, and the refusal is noted."""
        text = self._text()
        give_consent(
            self.desk.study, self.code, self.answers, language=self.desk.language,
            how=_WAYS[self.way][0], instrument=self.instrument,
        )  # fmt: skip
        agreed = all(self.answers[scope.name] for scope in text.scopes if scope.condition)
        if agreed:
            self.dismiss(True)
        elif self.target is not None:
            self._ask_why(text, self.target)
        else:
            self.dismiss(False)

    def _ask_why(self, text: ConsentText, target: Target) -> None:
        title = content(self.desk.catalog.t("A reason, if one was given"))
        options = [Option(name, content(reason)) for name, reason in text.reasons.items()]
        options.append(Option("", content(self.desk.catalog.t("no reason noted"))))

        def note(reason: str | None) -> None:
            if reason is not None:
                why = text.reasons.get(reason, "")
                set_disposition(self.desk.study, target, Disposition.REFUSAL, reason=why)
                self.dismiss(False)

        self.app.push_screen(PickPage(self.desk, title, options), note)

    def _answer(self, yes: bool) -> None:
        scope = self._at_cursor()
        if scope is not None:
            self.answers[scope.name] = yes
            self.draw()
            if self.cannot_save() is None:
                self.say_done(self.desk.catalog.t("Enter saves and goes on"))
            else:
                self._to_open_line()

    def _to_open_line(self) -> None:
        """To the next line without an answer, from the cursor on, then from the top."""
        scopes = self._text().scopes
        here = (self.rows.cursor or 0) - _FIRST
        order = [*range(here, len(scopes)), *range(here)]
        found = next((i for i in order if scopes[i].name not in self.answers), here)
        self.rows.move_to(found + _FIRST)

    def _at_cursor(self) -> ScopeText | None:
        scopes = self._text().scopes
        index = (self.rows.cursor or 0) - _FIRST
        return scopes[index] if 0 <= index < len(scopes) else None

    def _text(self) -> ConsentText:
        return consent_text(self.desk.study, self.code, self.instrument, self.desk.language)

    def _reading(self) -> list[Block]:
        text = self._text()
        blocks: list[Block] = [Para(Content("")), Para(content(text.opening)), Para(Content(""))]
        for number, point in enumerate(text.points, 1):
            cells = (content(f"{number}.", ACCENT), content(point))
            blocks.append(Row(cells, (3, 0), selectable=False, widest=74))
        blocks += [Row((content(t),), (0,), selectable=False, widest=74) for t in text.additions]
        return blocks

    def _asking(self) -> list[Block]:
        rows: list[Block] = [
            Para(self.quiet(self.desk.catalog.t("Each line its own yes or no:"))),
            Para(Content("")),
        ]
        for scope in self._text().scopes:
            given = self.answers.get(scope.name)
            label = content(scope.label, STRONG if given is None else "")
            if scope.condition:
                label += content("  " + self.desk.catalog.t("(needed for going on)"), QUIET)
            rows.append(Row((label, self._yes_no(given)), (0, 22), gap=2, widest=60))
        way = self.desk.say(_WAYS[self.way][1])
        return [*rows, Para(Content("")), Para(content("F4 ", ACCENT) + content(way, QUIET))]

    def _yes_no(self, given: bool | None) -> Content:
        t = self.desk.catalog
        yes = f"1 ({'•' if given else ' '}) {t.t('yes')}"
        no = f"2 ({'•' if given is False else ' '}) {t.t('no')}"
        return content(f"{yes}  {no}", WARNING if given is False else "")
