"""The themes with their findings, by focus; below, what a careful reader would ask."""

from textual.content import Content

from instrumen.analysis.cautions import warnings
from instrumen.analysis.findings import Finding, findings, status_label
from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content, line
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.blocks import Block, Para, Row

_OPEN = Key(
    ("enter",), "open", "Enter", msg("go to"),
    msg("Open the finding or theme at the cursor."), 1,
)  # fmt: skip


class ThemesPage(ListPage[None]):
    """Focus, theme, statements with their status."""

    KEYS = (_OPEN, keys.BACK, keys.LEAVE)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.opens: dict[int, tuple[str, str]] = {}

    def place(self) -> tuple[Content, Content]:
        """Findings, and how many there are."""
        count = len(findings(self.desk.study))
        return self.strong(self.desk.catalog.t("Findings")), self.quiet(str(count))

    def draw(self) -> None:
        """Everything anew."""
        design = self.desk.study.design
        labels = {focus.name: self.desk.say(focus.label) for focus in design.foci}
        rows: list[Block] = []
        self.opens = {}
        for theme in design.themes:
            focus = labels.get(theme.focus, "")
            self.opens[len(rows)] = (theme.name, "")
            head = (line(self.desk.say(theme.label), STRONG), line(focus, QUIET))
            rows.append(Row(head, (24, 0)))
            for finding in findings(self.desk.study, theme.name):
                self.opens[len(rows)] = (theme.name, finding.id)
                rows.append(self._finding(finding))
            rows.append(Para(Content("")))
        rows += self._warnings()
        self.rows.show(rows, self.rows.cursor)

    def do_open(self, pressed: str) -> None:
        """The theme, on the finding at the cursor."""
        from instrumen.tui.screens.theme import ThemePage

        found = self.opens.get(self.rows.cursor if self.rows.cursor is not None else -1)
        if found is not None:
            self.app.push_screen(ThemePage(self.desk, *found))

    async def do_back(self, pressed: str) -> None:
        """Home."""
        await self.do_leave(pressed)

    def _finding(self, finding: Finding) -> Block:
        cells = (
            content(f"  {finding.number}", ACCENT),
            line(self.desk.say(finding.statement)),
            content(self.desk.say(status_label(finding.status)), QUIET),
        )
        return Row(cells, (4, 0, 14), widest=72)

    def _warnings(self) -> list[Block]:
        found = warnings(self.desk.study, self.desk.language)
        if not found:
            return []
        head = Para(self.strong(self.desk.catalog.t("To think about")))
        said = [self._warning(self.desk.say(message)) for message in found]
        return [head, *said]

    def _warning(self, text: str) -> Block:
        return Row((content("!", WARNING), line(text, QUIET)), (1, 0), selectable=False)
