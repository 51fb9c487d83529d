"""What can be read and coded: every response with words in it, interviews first."""

from collections import Counter
from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from instrumen.analysis.coding import codings
from instrumen.analysis.texts import CitableText, all_texts
from instrumen.fieldwork.responses import ResponseRow, responses
from instrumen.language.model import Kind
from instrumen.messages import msg
from instrumen.tui.dates import stored_time
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content, line
from instrumen.tui.screens.listing import FILTER, OUT, FilteredPage
from instrumen.tui.theme import ACCENT, QUIET, STRONG
from instrumen.tui.widgets.blocks import Block, Blocks, Para, Row
from instrumen.tui.widgets.fields import LineField
from instrumen.tui.words import short_title

_OPEN = Key(
    ("enter",), "open", "Enter", msg("read, code"),
    msg("Read and code the one at the cursor."), 1,
)  # fmt: skip


class TranscriptsPage(FilteredPage[None]):
    """Code of the person, instrument, day, how many texts and how many codings."""

    KEYS = (_OPEN, FILTER, OUT)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.all: list[tuple[ResponseRow, int, int]] = []
        self.shown: list[ResponseRow] = []

    def body(self) -> Iterable[Widget]:
        """Filter and list."""
        yield LineField(id="filter")
        yield Blocks(id="rows")

    def place(self) -> tuple[Content, Content]:
        """Where one is, and how many there are."""
        counted = f"{len(self.shown)}/{len(self.all)}"
        return self.strong(self.desk.catalog.t("Transcripts and written answers")), self.quiet(
            counted
        )

    def draw(self) -> None:
        """Read what there is; interviews first, then by instrument and begin."""
        study = self.desk.study
        texts: Counter[str] = Counter(text.response for text in _worth_reading(self.desk))
        coded = Counter(coding.response for coding in codings(study))
        rows = [row for row in responses(study) if texts[row.id]]
        rows.sort(key=lambda row: (not self._is_interview(row), self._order(row), row.begun))
        self.all = [(row, texts[row.id], coded[row.id]) for row in rows]
        self.filter.hint(self.desk.catalog.t("type a code or an instrument"))
        self.narrow()

    def narrow(self) -> None:
        """Those whose words match."""
        self.shown, rows = [], list[Block]()
        for row, texts, coded in self.all:
            who, what = self._words(row)
            if self.matches(f"{who} {what}"):
                self.shown.append(row)
                rows.append(self._row(row, who, what, texts, coded))
        nothing = Para(self.quiet(self.desk.catalog.t("Nothing has been said or written yet.")))
        self.rows.show(rows or [nothing], self.rows.cursor)

    def do_open(self, pressed: str) -> None:
        """Into the text."""
        from instrumen.tui.screens.reading import ReadingPage

        at = self.rows.cursor
        if at is not None and at < len(self.shown):
            self.app.push_screen(ReadingPage(self.desk, self.shown[at].id))

    def _row(self, row: ResponseRow, who: str, what: str, texts: int, coded: int) -> Block:
        t = self.desk.catalog
        when = stored_time(row.begun, self.desk.language, self.desk.now())
        said = t.plural("{n} text", "{n} texts", texts)
        held = t.plural("{n} coding", "{n} codings", coded)
        cells = (
            content("✓" if coded else "·", ACCENT),
            line(who, STRONG),
            line(what),
            line(when, QUIET),
            content(f"{said}  {held}", QUIET),
        )
        return Row(cells, (1, 12, 0, 16, 24))

    def _words(self, row: ResponseRow) -> tuple[str, str]:
        known = self.desk.study.design.instrument.get(row.instrument)
        title = short_title(known, self.desk) if known else row.instrument
        if row.instance > 1:
            title += f" {row.instance}"
        who = row.unit or (row.subject if len(row.respondents) < 2 else ", ".join(row.respondents))
        return who, title

    def _is_interview(self, row: ResponseRow) -> bool:
        known = self.desk.study.design.instrument.get(row.instrument)
        return known is not None and known.kind is Kind.INTERVIEW

    def _order(self, row: ResponseRow) -> int:
        known = list(self.desk.study.design.instrument)
        return known.index(row.instrument) if row.instrument in known else len(known)


def _worth_reading(desk: Desk) -> Iterable[CitableText]:
    return all_texts(desk.study).values()
