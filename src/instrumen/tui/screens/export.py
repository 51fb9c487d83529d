"""Export: what goes into the Word document, for whom; a bar while it is written; where it is,
and what was left out."""

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import work
from textual.content import Content
from textual.message import Message as TextualMessage
from textual.widget import Widget
from textual.worker import get_current_worker

from instrumen.export.word import (
    ALL,
    PARTS,
    ExportError,
    ExportReport,
    LeftOut,
    export_word,
    would_leave_out,
)
from instrumen.messages import LANGUAGES, Message, msg
from instrumen.store.faults import StoreError
from instrumen.store.opening import open_study
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.open_folder import open_folder
from instrumen.tui.safe import content, line
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.theme import ACCENT, DONE, QUIET, STRONG, WARNING
from instrumen.tui.widgets.bars import bar
from instrumen.tui.widgets.blocks import Block, Blocks, Para, Row
from instrumen.tui.widgets.lines import TextLine

_WRITE = Key(
    ("enter", "f2", "ctrl+s"), "write", "Enter", msg("write"),
    msg("Write the document."), 1,
)  # fmt: skip
_CHANGE = Key(
    ("space", "x"), "change", "␣", msg("change"),
    msg("Tick the part, or change the line at the cursor."), 5,
)  # fmt: skip
_FOLDER = Key(("o",), "folder", "o", msg("folder"), msg("Open the folder of the document."), 10)
_STOP = Key(
    ("delete", "backspace"), "stop", "Del", msg("stop"),
    msg("Stop writing; no half file is left."), 20,
)  # fmt: skip

_SETTINGS = ("language", "profile", "names")


class ExportPage(ListPage[None]):
    """Settings, parts, then writing in a thread of its own."""

    KEYS = (_WRITE, _CHANGE, _FOLDER, _STOP, keys.BACK, keys.LEAVE)

    class Step(TextualMessage):
        """A part of the document is being written."""

        def __init__(self, done: int, total: int, title: str) -> None:
            super().__init__()
            self.done, self.total, self.title = done, total, title

    class Ended(TextualMessage):
        """The document is there, or could not be written."""

        def __init__(self, report: ExportReport | None, problem: Message | None) -> None:
            super().__init__()
            self.report, self.problem = report, problem

    class Foreseen(TextualMessage):
        """What a document with the present settings would leave out."""

        def __init__(self, left_out: tuple[LeftOut, ...]) -> None:
            super().__init__()
            self.left_out = left_out

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.document_language = desk.language
        self.profile = desk.study.design.profile
        self.names = False
        self.parts = set(ALL)
        self.cancelled = threading.Event()
        self.writing = False
        self.report: ExportReport | None = None
        self.foreseen: tuple[LeftOut, ...] | None = None

    def on_mount(self) -> None:
        """What will be left out is said before anything is written."""
        self.foresee()

    def body(self) -> Iterable[Widget]:
        """The list, the bar, what came of it."""
        yield Blocks(id="rows")
        yield TextLine(id="progress")

    def place(self) -> tuple[Content, Content]:
        """Export."""
        return self.strong(self.desk.catalog.t("Word document")), self.quiet(self.document_language)

    def draw(self) -> None:
        """Settings and parts."""
        t = self.desk.catalog
        names = t.t("with names (confidential)") if self.names else t.t("codes instead of names")
        settings = (
            (t.t("language"), "Bahasa Indonesia" if self.document_language == "id" else "English"),
            (t.t("format"), self.profile),
            (t.t("respondents"), names),
        )
        rows: list[Block] = [
            Row((content(what, QUIET), content(value, STRONG)), (14, 0)) for what, value in settings
        ]
        rows += [Para(Content("")), Para(self.quiet(t.t("Parts")))]
        for part in PARTS:
            mark = "[x]" if part.name in self.parts else "[ ]"
            appendix = t.t("appendix") if part.appendix else ""
            cells = (content(mark), content(self.desk.say(part.title)), content(appendix, QUIET))
            rows.append(Row(cells, (3, 36, 0)))
        self.rows.show(rows, self.rows.cursor)
        self._show_outcome()

    def cannot_write(self) -> Message | None:
        """One at a time."""
        return msg("The document is being written; Del stops it.") if self.writing else None

    def do_write(self, pressed: str) -> None:
        """Begin."""
        self.writing = True
        self.report = None
        self.cancelled.clear()
        self.write()

    def do_change(self, pressed: str) -> None:
        """The line at the cursor."""
        at = self.rows.cursor or 0
        if at < len(_SETTINGS):
            getattr(self, f"_change_{_SETTINGS[at]}")()
        else:
            self.parts ^= {PARTS[at - len(_SETTINGS) - 2].name}
        self.report = self.foreseen = None
        self.foresee()
        self.draw()

    def cannot_stop(self) -> Message | None:
        """Only while writing."""
        return None if self.writing else msg("Nothing is being written.")

    def do_stop(self, pressed: str) -> None:
        """Ask the thread to stop."""
        self.cancelled.set()

    def cannot_folder(self) -> Message | None:
        """Once there is a document."""
        return None if self._path() else msg("There is no document yet; Enter writes it.")

    def do_folder(self, pressed: str) -> None:
        """The folder, in the system's own way."""
        path = self._path()
        if path is not None and not open_folder(path.parent):
            self.say_done(str(path.parent))

    async def do_back(self, pressed: str) -> None:
        """Home."""
        await self.do_leave(pressed)

    def before_leaving(self) -> None:
        """Nothing half is left behind."""
        self.cancelled.set()

    @work(thread=True, exclusive=True, group="foresee")
    def foresee(self) -> None:
        """Count in a thread what would be left out, as the settings are now."""
        worker = get_current_worker()
        try:
            with self.desk.study.beside() as own:
                left_out = would_leave_out(
                    own, language=self.document_language, names=self.names,
                    parts=sorted(self.parts), profile=self.profile,
                    cancelled=lambda: worker.is_cancelled,
                )  # fmt: skip
        except (ExportError, StoreError):
            return  # it is said when the document is to be written
        if not worker.is_cancelled:
            self.post_message(self.Foreseen(left_out))

    @work(thread=True, exclusive=True, group="write")
    def write(self) -> None:
        """In a thread, on a connection of its own; only messages go to the screen."""
        problem, report = None, None
        study = self.desk.study
        try:
            with open_study(study.folder, actor=study.actor) as own:
                report = export_word(
                    own, language=self.document_language, names=self.names,
                    parts=sorted(self.parts), profile=self.profile, cancelled=self.cancelled.is_set,
                    progress=self._step,
                )  # fmt: skip
        except Exception as error:
            problem = getattr(error, "message", None)
            if not isinstance(problem, Message):
                raise
        self.post_message(self.Ended(report, problem))

    def _step(self, done: int, total: int, title: str) -> None:
        self.post_message(self.Step(done, total, title))

    def on_export_page_foreseen(self, event: Foreseen) -> None:
        """Say it, unless a document is being written or there already."""
        self.foreseen = event.left_out
        self._show_outcome()

    def on_export_page_step(self, event: Step) -> None:
        """The bar moves."""
        drawn = content(bar(event.done, event.total, 40), ACCENT)
        shown = drawn + content(f" {event.done}/{event.total}  ") + line(event.title, QUIET)
        self.query_one("#progress", TextLine).show(shown)

    def on_export_page_ended(self, event: Ended) -> None:
        """What came of it."""
        self.writing = False
        self.report = event.report
        self._show_outcome()
        if event.problem is not None:
            self.say_problem(self.desk.say(event.problem))
        elif event.report is None or event.report.path is None:
            self.say_done(self.desk.catalog.t("stopped; no file was left"))
        else:
            self.say_done(f"✓ {event.report.path}")
        self.draw_frame()

    def _show_outcome(self) -> None:
        t = self.desk.catalog
        if self.writing:
            return
        if self.report is None or self.report.path is None:
            self.query_one("#progress", TextLine).show(self._foretold())
            return
        lines = [content(f"✓ {self.report.path.name}", DONE)]
        lines[0] += content(
            "  " + t.plural("about {n} page", "about {n} pages", self.report.pages), QUIET
        )
        lines += self._left_out(self.report.left_out)
        lines += [line(f"! {self.desk.say(w)}", WARNING) for w in self.report.warnings[:4]]
        self.query_one("#progress", TextLine).show(Content("\n").join(lines[:7]))

    def _foretold(self) -> Content:
        """What would be left out; until it is counted, the rule."""
        t = self.desk.catalog
        if self.foreseen is None:
            return self.quiet(t.t("Quotations only where consent covers them …"))
        if not self.foreseen:
            return self.quiet(t.t("Nothing will be left out."))
        return Content("\n").join(self._left_out(self.foreseen)[:7])

    def _left_out(self, entries: Sequence[LeftOut]) -> list[Content]:
        t = self.desk.catalog
        return [
            line(
                t.t(
                    "left out: {what}, {why}: {n}",
                    what=self.desk.say(entry.what), why=self.desk.say(entry.why), n=entry.count,
                ),
                QUIET,
            )
            for entry in entries
        ]  # fmt: skip

    def _path(self) -> Path | None:
        return self.report.path if self.report else None

    def _change_language(self) -> None:
        others = [code for code in LANGUAGES if code != self.document_language]
        self.document_language = others[0]

    def _change_profile(self) -> None:
        known = list(self.desk.study.design.profiles)
        self.profile = known[(known.index(self.profile) + 1) % len(known)]

    def _change_names(self) -> None:
        self.names = not self.names
