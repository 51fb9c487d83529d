"""Confrontation: the claims of a theme, each source with the program's figures and the
researcher's verdict."""

from textual.content import Content

from instrumen.analysis.assessments import OVERALL, Verdict, assess, verdict_label
from instrumen.analysis.confrontation import Cell, Confrontation, confront, figure_text
from instrumen.analysis.refusal import Refusal
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content, line
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.writer import WriterPage
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.blocks import Block, Para, Row

_VERDICTS = (Verdict.AGREES, Verdict.PARTLY, Verdict.CONTRADICTS, Verdict.SILENT)
_JUDGE = Key(
    ("1", "2", "3", "4"), "judge", "1–4", msg("verdict"),
    msg("1 agrees, 2 partly, 3 contradicts, 4 says nothing."), 1,
)  # fmt: skip
_NOTE = Key(
    ("f5", "enter"), "note", "F5", msg("note"),
    msg("What the source shows; on the whole: why they disagree."), 10,
)  # fmt: skip


class ClaimsPage(ListPage[None]):
    """A row a source; a row for the claim as a whole."""

    KEYS = (_JUDGE, _NOTE, keys.BACK, keys.LEAVE)

    def __init__(self, desk: Desk, theme: str) -> None:
        super().__init__(desk)
        self.theme = theme
        self.at: dict[int, tuple[Confrontation, str]] = {}

    def place(self) -> tuple[Content, Content]:
        """The theme."""
        theme = self.desk.study.design.theme[self.theme]
        left = self.strong(self.desk.catalog.t("Confrontation of sources"))
        return left, line(self.desk.say(theme.label), QUIET)

    def draw(self) -> None:
        """Claims with their cells."""
        design = self.desk.study.design
        names = [claim.name for claim in design.claims if self.theme in claim.themes]
        rows: list[Block] = []
        self.at = {}
        for each in confront(self.desk.study, names) if names else ():
            label = line(f"{each.claim.name.upper()}  {self.desk.say(each.claim.label)}", STRONG)
            rows.append(Para(label))
            for cell in each.cells:
                self.at[len(rows)] = (each, cell.source.technique)
                rows.append(self._cell(cell))
            self.at[len(rows)] = (each, OVERALL)
            rows += [self._whole(each), Para(Content(""))]
        nothing = Para(self.quiet(self.desk.catalog.t("No claim belongs to this theme.")))
        self.rows.show(rows or [nothing], self.rows.cursor)

    def cannot_judge(self) -> Message | None:
        """A verdict is about a source of a claim."""
        return None if self._here() else msg("No claim belongs to this theme.")

    def do_judge(self, pressed: str) -> None:
        """The verdict on the source at the cursor; its note stays."""
        here = self._here()
        if here is not None:
            each, source = here
            held = each.assessed.by_source.get(source)
            verdict = _VERDICTS[int(pressed) - 1]
            self._record(each, source, verdict, held.note if held else "")

    def cannot_note(self) -> Message | None:
        """A note is about a source of a claim."""
        return self.cannot_judge()

    def do_note(self, pressed: str) -> None:
        """What the source shows, or why the sources disagree."""
        here = self._here()
        if here is None:
            return
        each, source = here
        held = each.assessed.by_source.get(source)
        verdict = held.verdict if held else Verdict.SILENT

        def keep(text: str | None) -> None:
            if text is not None:
                self._record(each, source, verdict, text)

        title = line(f"{each.claim.name.upper()} {source}")
        about = line(self.desk.say(each.claim.label), QUIET)
        self.app.push_screen(WriterPage(self.desk, title, about, held.note if held else ""), keep)

    async def do_back(self, pressed: str) -> None:
        """To the theme."""
        await self.do_leave(pressed)

    def _record(self, each: Confrontation, source: str, verdict: Verdict, note: str) -> None:
        made = assess(self.desk.study, each.claim.name, source, verdict, note)
        self.redraw()
        if isinstance(made, Refusal):
            self.say_problem(self.desk.say(made.reason))
        else:
            self.say_done(self.desk.saved())

    def _here(self) -> tuple[Confrontation, str] | None:
        at = self.rows.cursor
        return self.at.get(at) if at is not None else None

    def _cell(self, cell: Cell) -> Block:
        found = [figure_text(figure, self.desk.catalog) for figure in cell.figures]
        words = content("; ".join(found[:4]), QUIET)
        if cell.assessment is not None and cell.assessment.note:
            words = line(cell.assessment.note) + content("\n") + words
        return Row((content(cell.source.technique, ACCENT), self._verdict(cell), words), (7, 16, 0))

    def _verdict(self, cell: Cell) -> Content:
        if cell.assessment is None:
            return content("?", QUIET)
        verdict = cell.assessment.verdict
        said = self.desk.say(verdict_label(verdict))
        contradicts = verdict is Verdict.CONTRADICTS
        return content(("! " if contradicts else "") + said, WARNING if contradicts else "")

    def _whole(self, each: Confrontation) -> Block:
        t = self.desk.catalog
        overall = each.overall
        said = self.desk.say(verdict_label(overall.verdict)) if overall else "?"
        note = overall.note if overall else ""
        unexplained = "" if each.explained else t.t("contradicted and not explained yet")
        words = line(note) if note else content(unexplained, WARNING)
        return Row((content("=", ACCENT), content(said), words), (7, 16, 0))
