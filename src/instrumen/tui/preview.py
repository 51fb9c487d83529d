"""`instrumen preview`: an instrument as people will see it, while it is being written."""

import os
from collections.abc import Iterable
from pathlib import Path

from textual.content import Content
from textual.widget import Widget

from instrumen.fieldwork.consequences import KEPT, Answered
from instrumen.fieldwork.dispositions import Disposition, disposition_word
from instrumen.fieldwork.responses import Filling
from instrumen.fieldwork.tryout import Tryout
from instrumen.language.report import render
from instrumen.language.report import source_line as line_of
from instrumen.messages import msg
from instrumen.tui import keys, need_terminal
from instrumen.tui.app import InstrumenApp, environment_theme
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content
from instrumen.tui.screens.fill import FillPage
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.theme import STRONG, WARNING
from instrumen.tui.widgets.blocks import Block, Blocks, Para
from instrumen.tui.words import told_besides

LOOKED_AT_EVERY = 0.15
"""Seconds between two looks at the file: two alike, and a change is on the screen well within a
second of saving."""

_NOT_HERE = (keys.PALETTE, keys.GO_TO)
_END = Key(
    ("escape",), "quit", "Esc", msg("end"), msg("End the preview; nothing is saved."), 80
)  # fmt: skip


class PreviewPage(FillPage):
    """The questionnaire, with nothing saved. Leaving it ends the preview."""

    def keys_now(self) -> tuple[Key, ...]:
        """Those of the questionnaire, without the ways into a study."""
        return tuple(key for key in super().keys_now() if key not in _NOT_HERE)

    def _saved(self, answered: Answered = KEPT) -> None:
        """Nothing is saved, and nothing is said to be."""
        self.say_done(" · ".join(told_besides(self.desk, self.form, answered)))
        self.journal.forget()


class ProblemsPage(ListPage[None]):
    """What is wrong with the file; it goes by itself when the file has been mended."""

    KEYS = (_END,)

    def __init__(self, desk: Desk, tryout: Tryout) -> None:
        super().__init__(desk)
        self.tryout = tryout

    def body(self) -> Iterable[Widget]:
        """The problems, one under the other."""
        yield Blocks(id="rows")

    def keys_now(self) -> tuple[Key, ...]:
        """Moving, help, language and the end."""
        return (*self.KEYS, *keys.MOVING, keys.HELP, keys.LANGUAGE, keys.QUIT)

    def place(self) -> tuple[Content, Content]:
        """Which file."""
        return content(self.tryout.file.name, STRONG), Content("")

    def draw(self) -> None:
        """Each problem with its line and a caret under the place."""
        t = self.desk.catalog
        problems = self.tryout.problems
        if not problems:
            hidden = t.t(
                "Nothing of this instrument is shown to the person given: try other roster "
                "fields (--roster name=value)."
            )
            self.rows.show([Para(Content("")), Para(content(hidden, WARNING), selectable=True)], 1)
            return
        said = t.plural("{n} problem.", "{n} problems.", len(problems))
        blocks: list[Block] = [Para(Content("")), Para(content(said, WARNING)), Para(Content(""))]
        for problem in problems:
            text = render(problem, t, line_of(problem)).replace(f"{problem.file.parent}/", "")
            blocks += (Para(content(text), selectable=True), Para(Content("")))
        self.rows.show(blocks, 3)


class PreviewApp(InstrumenApp):
    """The questionnaire or the problems, whichever the file gives; looked at again and again."""

    def __init__(self, tryout: Tryout, language: str, theme_name: str | None = None) -> None:
        super().__init__(Desk(tryout.study, language), theme_name=theme_name)
        self.tryout = tryout
        self.preview: PreviewPage | None = None
        self.wrong: ProblemsPage | None = None

    def open_first_screen(self) -> None:
        """The file as it stands; from now on every change of it."""
        self.read_file()
        self.set_interval(LOOKED_AT_EVERY, self.look)

    def look(self) -> None:
        """Read the file again when it was written."""
        if self.tryout.changed():
            if self.preview is not None:
                self.preview.before_leaving()
            self.read_file()

    def read_file(self) -> None:
        """Show what the file gives now."""
        self.tryout.language = self.desk.language
        filling = self.tryout.read()
        if filling is None:
            self._show_problems()
        else:
            self._show_preview(filling)

    def _show_problems(self) -> None:
        if self.wrong is None:
            self.wrong = ProblemsPage(self.desk, self.tryout)
            self.push_screen(self.wrong)
        elif self.wrong.is_attached:
            self.wrong.redraw()

    def _show_preview(self, filling: Filling) -> None:
        if self.preview is None:
            self._put_away_problems()
            self._push(filling)
            return
        self.preview.take_up(filling)
        while self.screen is not self.preview:
            self.pop_screen()
        self.wrong = None
        self.preview.redraw()
        self.preview.say_done(self._read_again())

    def _put_away_problems(self) -> None:
        if self.wrong is not None:
            self.pop_screen()
            self.wrong = None

    def _push(self, filling: Filling) -> None:
        name = self.desk.catalog.t("Preview: nothing is saved")
        self.preview = PreviewPage(self.desk, filling, name)
        self.push_screen(self.preview, self._left)

    def _read_again(self) -> str:
        t, warnings = self.desk.catalog, len(self.tryout.problems)
        said = t.t("The file was read again.")
        if warnings:
            told = t.plural(
                "{n} warning: see instrumen check.", "{n} warnings: see instrumen check.", warnings
            )
            return f"{said} {told}"
        return said

    def _left(self, outcome: Disposition | None) -> None:
        """Esc ends the preview; after finishing it begins anew, at the first question."""
        filling = self.tryout.filling
        if outcome is None or filling is None:
            self.exit(return_code=0)
            return
        t = self.desk.catalog
        filling.move_to(filling.form.steps()[0].path)
        self._push(filling)
        said = t.t("Finished ({outcome}); nothing was saved.", outcome=disposition_word(outcome))
        assert self.preview is not None
        self.preview.call_after_refresh(self.preview.say_done, said)


def preview(file: Path, *, roster: dict[str, str], language: str) -> int:
    """Show the instrument in a file until the person leaves; the exit code. Raises NoTerminal."""
    need_terminal()
    tryout = Tryout(file, roster=roster, language=language)
    try:
        app = PreviewApp(tryout, language, environment_theme(os.environ))
        app.run()
        return app.return_code or 0
    finally:
        tryout.study.close()
