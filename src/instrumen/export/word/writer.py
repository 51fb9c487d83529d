"""Blocks in, WordprocessingML out, piece by piece: numbers, bookmarks and the outline are kept
on the way, so that the contents can be written when the body is known."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from instrumen.export.word import xml
from instrumen.export.word.blocks import (
    Align,
    Appendix,
    Block,
    Caption,
    Cell,
    Divider,
    Heading,
    Inline,
    Link,
    PageBreak,
    Paper,
    Para,
    Ref,
    Row,
    Run,
    Seq,
    Step,
    Table,
    Words,
    plain,
)
from instrumen.export.word.counting import Numbers
from instrumen.export.word.layout import PageEstimate, Section, section_properties
from instrumen.export.word.styles import CM, text_width
from instrumen.language.design import Profile

_LONG_CELL = 1_200
"""Characters beyond which a table row may break over pages."""

_SHORT_TABLE = 12
"""The most rows of a table that stays on one page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. `kind` is heading, appendix or table; `page` is an estimate."""

    kind: str
    level: int
    number: str
    text: str
    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of the table in hand: shares of the text width and widths in twips."""

    shares: tuple[float, ...]
    widths: tuple[int, ...]
    align: tuple[Align, ...]
    style: str


class Writer:
    """Turns the blocks of one document into XML, in order, once."""

    def __init__(
        self,
        profile: Profile,
        language: str,
        section: Section,
        mask: Callable[[str], str] = str,
    ) -> None:
        self.outline: list[Entry] = []
        self._profile = profile
        self._pages = PageEstimate(profile)
        self._numbers = Numbers(profile)
        self._table_word = profile.table_caption(language)
        self._appendix_word = profile.appendix_word(language)
        self._section = section
        self._mask = mask
        self._wants_new_page = False
        self._owes_space = False
        self._unsettled: list[int] = []  # lines of the outline that may yet move to the next page

    @property
    def pages(self) -> int:
        """How many pages there are so far, estimated."""
        return self._pages.sheets

    def write(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The XML of the blocks."""
        for block in blocks:
            if self._owes_space and not isinstance(block, Paper | Step):
                yield self._space_after_table()
            yield from self._block(block)
            self._settle()

    def end_section(self, following: Section) -> str:
        """Close the section in hand; what comes next stands in `following`, on a new page."""
        closed = section_properties(self._profile, self._section)
        self._section = following
        self._wants_new_page = self._owes_space = False
        self._pages.begin_section(landscape=following.landscape, start=following.start)
        return xml.paragraph("SectionEnd", "", closed)

    def last_section(self) -> str:
        """The properties of the section the document ends with."""
        space = self._space_after_table() if self._owes_space else ""
        return space + section_properties(self._profile, self._section)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Para():
                yield self._para(block)
            case Table():
                yield from self._table(block)
            case Heading():
                yield self._heading(block)
            case Appendix():
                yield self._appendix(block)
            case Caption():
                yield self._caption(block)
            case PageBreak():
                self._break_page()
            case Step():
                pass
            case Paper(landscape=landscape):
                yield from self._turn(landscape)
            case Divider():
                yield self._divider(block)

    def _para(self, para: Para) -> str:
        self._pages.paragraph(para.style, plain(para.words), kept=para.keep_next)
        content = self._words(para.words)
        if para.anchor:
            content = self._bookmark(content, para.anchor)
        kept = xml.KEEP_NEXT if para.keep_next else ""
        return xml.paragraph(para.style, content, kept + self._page_break())

    def _heading(self, heading: Heading) -> str:
        if heading.kind == "front":
            self._pages.paragraph("FrontHeading", heading.text)
            return xml.paragraph("FrontHeading", self._run(heading.text), self._page_break())
        if heading.kind == "plain":
            entry = Entry("heading", 1, "", heading.text, heading.anchor, 0)
            return self._titled(entry, "PlainHeading")
        number = self._numbers.heading(heading.level)
        entry = Entry("heading", heading.level, number, heading.text, heading.anchor, 0)
        return self._titled(entry, f"Heading{heading.level}")

    def _appendix(self, appendix: Appendix) -> str:
        if appendix.level > 1:
            entry = Entry("appendix", appendix.level, "", appendix.text, appendix.anchor, 0)
            return self._titled(entry, "AppendixPart")
        number = f"{self._appendix_word} {self._numbers.appendix()}"
        return self._titled(
            Entry("appendix", 1, number, appendix.text, appendix.anchor, 0), "Appendix"
        )

    def _titled(self, entry: Entry, style: str) -> str:
        self._pages.paragraph(style, entry.text)
        anchor = self._note(entry)
        return xml.paragraph(
            style, self._bookmark(self._run(entry.text), anchor), self._page_break()
        )

    def _caption(self, caption: Caption) -> str:
        word, number = self._table_word, str(self._numbers.next(self._table_word))
        self._pages.paragraph("Caption", f"{word} {number}. {caption.text}")
        anchor = self._note(Entry("table", 1, f"{word} {number}", caption.text, caption.anchor, 0))
        label = self._run(f"{word} ") + xml.field(f"SEQ {word} \\* ARABIC", number)
        content = self._bookmark(label, anchor) + self._run(f". {caption.text}")
        return xml.paragraph("Caption", content, self._page_break())

    def _note(self, entry: Entry) -> str:
        """Remember a line of the contents; the anchor it got."""
        anchor = entry.anchor or f"_Toc{len(self.outline) + 1:08d}"
        self.outline.append(
            replace(entry, text=self._mask(entry.text), anchor=anchor, page=self._pages.page)
        )
        self._unsettled.append(len(self.outline) - 1)
        return anchor

    def _settle(self) -> None:
        """Headings and captions stand on the page of what they head."""
        if self._pages.carried_to:
            for at in self._unsettled:
                self.outline[at] = replace(self.outline[at], page=self._pages.carried_to)
            self._pages.carried_to = 0
        if not self._pages.bound:
            self._unsettled.clear()

    def _table(self, table: Table) -> Iterator[str]:
        room = round(text_width(self._profile, landscape=self._section.landscape) * CM)
        style = "TableDense" if table.dense else "TableText"
        shares = self._shares(table, room / CM)
        widths = tuple(int(room * share) for share in shares)
        columns = _Columns(shares, widths, table.align, style)
        if table.caption:
            yield self._caption(table.caption)
        elif self._wants_new_page:
            yield xml.paragraph("SectionEnd", "", self._page_break())
        kept = self._rows_kept_together(table, columns)
        yield xml.table_begin(columns.widths, "DataTable", header=bool(table.header))
        if table.header:
            yield self._row(table.header, columns, header=True)
        last = len(table.rows) if table.note and isinstance(table.rows, Sequence) else 0
        for at, row in enumerate(table.rows, 1):
            yield self._row(row, columns, kept=at < kept or at == last)
        yield xml.TABLE_END
        self._pages.end_table()
        self._owes_space = not table.note
        if table.note:
            yield self._para(Para(table.note, style="Note"))

    def _shares(self, table: Table, room: float) -> tuple[float, ...]:
        """The columns' shares of `room` centimetres: as the chapter wants them, but none so narrow
        that a word of its header breaks, as long as the others can spare it."""
        wanted = [share / sum(table.widths) for share in table.widths]
        header = _texts(table.header) if len(table.header) == len(wanted) else [""] * len(wanted)
        needed = [self._pages.longest_word("TableHeader", text) / room for text in header]
        return widened(wanted, needed)

    def _rows_kept_together(self, table: Table, columns: _Columns) -> int:
        """How many rows stay on one page: all of a short table; none of a long one, or one whose
        rows come one by one."""
        rows = table.rows
        if not isinstance(rows, Sequence) or len(rows) > _SHORT_TABLE:
            return 0
        texts = [_texts(row) for row in rows]
        note = plain(table.note)
        header = _texts(table.header)
        fit = self._pages.keep_rows(columns.style, columns.shares, texts, header=header, note=note)
        return len(rows) if fit else 0

    def _space_after_table(self) -> str:
        """What keeps a table from growing together with the next. It is written only when
        something follows on the page: an empty line more may be an empty page more."""
        self._owes_space = False
        self._pages.paragraph("TableEnd", "")
        return xml.paragraph("TableEnd", "")

    def _row(self, row: Row, columns: _Columns, *, header: bool = False, kept: bool = False) -> str:
        """A row; a kept one stays on the page of the next."""
        cells: list[str] = []
        at = 0
        for value in row:
            cell = value if isinstance(value, Cell) else Cell(value)
            align = cell.align or (columns.align[at] if at < len(columns.align) else "left")
            width = sum(columns.widths[at : at + cell.span])
            style = "TableHeader" if header else columns.style
            # A cell over several columns heads the rows below it.
            properties = xml.KEEP_NEXT if kept or cell.span > 1 else ""
            properties += "" if align == "left" else xml.justified(align)
            content = xml.paragraph(style, self._cell(cell), properties)
            cells.append(xml.table_cell(width, content, cell.span))
            at += cell.span
        texts = _texts(row)
        kept = kept or any(isinstance(value, Cell) and value.span > 1 for value in row)
        self._pages.row(style, columns.shares, texts, header=header, kept=kept)
        return xml.table_row("".join(cells), header=header, whole=max(map(len, texts)) < _LONG_CELL)

    def _cell(self, cell: Cell) -> str:
        bold = cell.bold and isinstance(cell.words, str)
        content = self._words((Run(plain(cell.words), bold=True),) if bold else cell.words)
        return self._bookmark(content, cell.anchor) if cell.anchor else content

    def _turn(self, landscape: bool) -> Iterator[str]:
        if landscape != self._section.landscape:
            yield self.end_section(replace(self._section, landscape=landscape, start=None))

    def _break_page(self) -> None:
        self._pages.new_page()
        self._wants_new_page = True

    def _page_break(self) -> str:
        wanted, self._wants_new_page = self._wants_new_page, False
        return xml.PAGE_BREAK_BEFORE if wanted else ""

    def _divider(self, divider: Divider) -> str:
        self._break_page()
        self._pages.paragraph("Divider", divider.text)
        divided = xml.paragraph("Divider", self._run(divider.text), self._page_break())
        self._break_page()
        return divided

    def _words(self, words: Words) -> str:
        if isinstance(words, str):
            return self._run(words) if words else ""
        return "".join(map(self._inline, words))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Run():
                made = self._run(inline.text, _run_properties(inline))
                return self._bookmark(made, inline.anchor) if inline.anchor else made
            case Link(text, anchor):
                words = xml.unbroken_run(self._mask(text), xml.run_style("Hyperlink"))
                return xml.link(anchor, words)
            case Ref(text, anchor):
                return xml.field(f"REF {anchor} \\h", text)
            case Seq(word, anchor, bold):
                return self._sequence(word, anchor, xml.BOLD if bold else "")

    def _sequence(self, word: str, anchor: str, properties: str) -> str:
        number = str(self._numbers.next(word))
        label = self._run(f"{word} ", properties)
        made = label + xml.field(f"SEQ {word} \\* ARABIC", number, properties)
        return self._bookmark(made, anchor) if anchor else made

    def _run(self, text: str, properties: str = "") -> str:
        return xml.run(self._mask(text), properties)

    def _bookmark(self, content: str, anchor: str) -> str:
        return xml.bookmarked(content, anchor, self._numbers.bookmark())


def widened(wanted: Sequence[float], needed: Sequence[float]) -> tuple[float, ...]:
    """Shares of a whole as wanted, but at least as needed: what some lack is taken from the rest
    by what those can spare. As wanted where there is not enough for all."""
    lacking = sum(max(need - want, 0) for want, need in zip(wanted, needed, strict=True))
    spare = sum(max(want - need, 0) for want, need in zip(wanted, needed, strict=True))
    if lacking > spare:
        return tuple(wanted)
    given = lacking / spare if spare else 0.0
    return tuple(
        need if want <= need else want - given * (want - need)
        for want, need in zip(wanted, needed, strict=True)
    )


def _run_properties(run: Run) -> str:
    return (
        (xml.run_style(run.style) if run.style else "")
        + (xml.BOLD if run.bold else "")
        + (xml.ITALIC if run.italic else "")
    )


def _texts(row: Row) -> list[str]:
    """The texts of a row, a column each; what spans several takes no height worth counting."""
    texts: list[str] = []
    for value in row:
        if isinstance(value, Cell) and value.span > 1:
            texts += [""] * value.span
        else:
            texts.append(plain(value.words if isinstance(value, Cell) else value))
    return texts
