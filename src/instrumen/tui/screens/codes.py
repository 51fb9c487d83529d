"""The codebook with its counts; a code opens what carries it, a quotation opens its turn."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from instrumen.analysis.codebook import codebook
from instrumen.analysis.coding import Coding, codings
from instrumen.analysis.texts import all_texts
from instrumen.language.design import Code
from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content, line
from instrumen.tui.screens.listing import FILTER, OUT, FilteredPage, ListPage
from instrumen.tui.screens.memo import write_memo_about
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.theme import ACCENT, QUIET, STRONG
from instrumen.tui.widgets.blocks import Block, Blocks, Para, Row
from instrumen.tui.widgets.fields import LineField

_OPEN = Key(("enter",), "open", "Enter", msg("quotations"), msg("What carries the code."), 1)
_MEANING = Key(
    ("f5",), "meaning", "F5", msg("meaning"),
    msg("What the code means: definition, examples."), 10,
)  # fmt: skip
_MEMO = Key(("m",), "memo", "m", msg("memo"), msg("A memo on the code."), 30)
_TURN = Key(("enter",), "open", "Enter", msg("turn"), msg("Open the turn; F3 comes back here."), 1)


class CodesPage(FilteredPage[None]):
    """By theme, in the order of the codebook."""

    KEYS = (_OPEN, _MEANING, _MEMO, FILTER, OUT)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.codes: tuple[Code, ...] = ()
        self.shown: list[Code | None] = []
        self.counts: Counter[str] = Counter()
        self.people: dict[str, set[str]] = {}

    def body(self) -> Iterable[Widget]:
        """Filter and list."""
        yield LineField(id="filter")
        yield Blocks(id="rows")

    def place(self) -> tuple[Content, Content]:
        """The codebook, and how many codings there are."""
        t = self.desk.catalog
        total = sum(self.counts.values())
        return self.strong(t.t("Codebook")), self.quiet(
            t.plural("{n} coding", "{n} codings", total)
        )

    def draw(self) -> None:
        """Count, then list."""
        self.codes = codebook(self.desk.study)
        self.counts, people = Counter(), defaultdict(set)
        for coding in codings(self.desk.study):
            self.counts[coding.code] += 1
            if coding.respondent:
                people[coding.code].add(coding.respondent)
        self.people = dict(people)
        self.filter.hint(self.desk.catalog.t("letters of a code’s name or meaning"))
        self.narrow()

    def narrow(self) -> None:
        """The codes that match, under their themes."""
        self.shown, rows = [], list[Block]()
        theme = "\n"
        for code in self.codes:
            label = self.desk.say(code.label)
            if not self.matches(f"{code.name} {label} {code.theme}"):
                continue
            if code.theme != theme:
                theme = code.theme
                self.shown.append(None)
                rows.append(Para(line(self._theme(theme), STRONG)))
            self.shown.append(code)
            rows.append(self._row(code, label))
        self.rows.show(rows, self.rows.cursor)

    def do_open(self, pressed: str) -> None:
        """The quotations of the code at the cursor."""
        code = self._at_cursor()
        if code is not None:
            self.app.push_screen(QuotationsPage(self.desk, code))

    def do_meaning(self, pressed: str) -> None:
        """Definition, when to use it, when not, an example."""
        code = self._at_cursor()
        if code is None:
            return
        t = self.desk.catalog
        said = (
            (t.t("definition"), code.definition(self.desk.language)),
            (t.t("use it for"), code.include(self.desk.language)),
            (t.t("not for"), code.exclude(self.desk.language)),
            (t.t("example"), code.example),
        )
        options = [Option(None, content(what, QUIET), content(text)) for what, text in said if text]
        title = content(code.name, ACCENT) + line(f"  {self.desk.say(code.label)}")
        self.app.push_screen(PickPage(self.desk, title, options))

    def do_memo(self, pressed: str) -> None:
        """A thought on the code."""
        code = self._at_cursor()
        if code is not None:
            write_memo_about(self, code.name, line(self.desk.say(code.label)))

    def _at_cursor(self) -> Code | None:
        at = self.rows.cursor
        return self.shown[at] if at is not None and at < len(self.shown) else None

    def _theme(self, name: str) -> str:
        theme = self.desk.study.design.theme.get(name)
        return self.desk.say(theme.label) if theme else self.desk.catalog.t("across themes")

    def _row(self, code: Code, label: str) -> Block:
        t = self.desk.catalog
        n = self.counts[code.name]
        people = len(self.people.get(code.name, ()))
        said = t.plural("{n} person", "{n} people", people) if n else ""
        cells = (
            line(("  " if code.parent else "") + code.name, ACCENT if n else QUIET),
            line(label, "" if n else QUIET),
            content(str(n) if n else "·", STRONG if n else QUIET),
            content(said, QUIET),
        )
        return Row(cells, (22, 0, 4, 10))


class QuotationsPage(ListPage[None]):
    """Everything that carries a code (and the codes below it)."""

    KEYS = (_TURN, keys.BACK, keys.LEAVE)

    def __init__(self, desk: Desk, code: Code) -> None:
        super().__init__(desk)
        self.code = code
        self.found: tuple[Coding, ...] = ()

    def place(self) -> tuple[Content, Content]:
        """The code, and how many there are."""
        left = content(self.code.name, STRONG) + line(f"  {self.desk.say(self.code.label)}", QUIET)
        return left, self.quiet(str(len(self.found)))

    def draw(self) -> None:
        """A block a quotation."""
        texts = all_texts(self.desk.study)
        self.found = codings(self.desk.study, code=self.code.name)
        rows: list[Block] = []
        for coding in self.found:
            citation = texts[coding.ref].citation if coding.ref in texts else ""
            beside = f" {coding.attribute}" if coding.attribute else ""
            cells = (line(citation + beside, ACCENT), line(coding.quotation))
            rows.append(Row(cells, (18, 0), widest=74))
        nothing = Para(self.quiet(self.desk.catalog.t("Nothing carries this code yet.")))
        self.rows.show(rows or [nothing], self.rows.cursor)

    def do_open(self, pressed: str) -> None:
        """The turn it stands in."""
        from instrumen.tui.screens.reading import ReadingPage

        at = self.rows.cursor
        if at is not None and at < len(self.found):
            coding = self.found[at]
            span = (coding.start, coding.end)
            self.app.push_screen(ReadingPage(self.desk, coding.response, coding.ref, span))

    async def do_back(self, pressed: str) -> None:
        """To the codebook."""
        await self.do_leave(pressed)
