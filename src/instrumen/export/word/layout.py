"""Paper, sections, and an estimate of where pages end.

Nobody knows a page number before Word has laid the text out; Word itself counts anew whenever it
prints, saves as PDF or is asked to (F9). Until then the table of contents shows an estimate from
the widths of letters and the heights of lines, near enough to leaf by (within two pages in 180), so
that no question about fields greets the person who opens the file.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instrumen.export.word.metrics import face
from instrumen.export.word.styles import CM, Style, paragraph_styles, text_width
from instrumen.language.design import Profile

_A4 = (round(21.0 * CM), round(29.7 * CM))
_POINTS = 72 / 2.54
_NATURAL_LINE = 1.15
"""Height of a single-spaced line over the size of its font (Times New Roman, Arial: 1.15)."""
_LOW = 0.4
"""The share of a page up to which a table is kept from breaking."""
_CELL_MARGINS = 8.5
"""Points on both sides of a cell's text together."""
_RULES = 2.3
"""Points that the rules of a table take besides its rows."""
_UNBROKEN = 3
"""Lines of a paragraph that stay together: two at least stand on either page."""
_SLACK = 1.5
"""Points that a word is given more, since widths are rounded."""


@dataclass(frozen=True, slots=True)
class Section:
    """The part of a document up to a change of paper or page numbering. `number_format` is
    Word's (decimal, lowerRoman); `start` begins the numbers anew."""

    landscape: bool = False
    number_format: str = "decimal"
    start: int | None = None
    title_page: bool = False
    references: str = ""


def section_properties(profile: Profile, section: Section) -> str:
    """The `w:sectPr` of a section of A4 paper; `references` name its headers and footers (a
    section without them goes on with those before it)."""
    width, height = reversed(_A4) if section.landscape else _A4
    turned = ' w:orient="landscape"' if section.landscape else ""
    top, right, bottom, left = (round(side * CM) for side in profile.margins)
    start = "" if section.start is None else f' w:start="{section.start}"'
    first = "<w:titlePg/>" if section.title_page else ""
    return (
        f'<w:sectPr>{section.references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        'w:header="850" w:footer="850" w:gutter="0"/>'
        f'<w:pgNumType w:fmt="{section.number_format}"{start}/>{first}</w:sectPr>'
    )


class PageEstimate:
    """Counts pages while a document is written: each block adds its height. `page` is the number
    printed on the page in hand, `sheets` how many pages there are so far."""

    def __init__(self, profile: Profile) -> None:
        self.page = 1
        self.sheets = 1
        self._profile = profile
        self._styles: Mapping[str, Style] = {style.id: style for style in paragraph_styles(profile)}
        self._used = 0.0
        self._header = self._repeated = self._held = 0.0
        self.bound = 0.0  # height of what stands last on the page and stays with what follows
        self.carried_to = 0  # the page on which that came to stand when it moved
        self._after = 0.0  # the space below the paragraph that stands last
        self._turn(landscape=False)

    def begin_section(self, *, landscape: bool, start: int | None) -> None:
        """What follows begins on a new page of this orientation; `start` is its number."""
        self.new_page()
        self._turn(landscape=landscape)
        if start is not None:
            self.page = start

    def _turn(self, *, landscape: bool) -> None:
        top, _right, bottom, _left = self._profile.margins
        self._height = ((21.0 if landscape else 29.7) - top - bottom) * _POINTS
        self._width = text_width(self._profile, landscape=landscape) * _POINTS

    def longest_word(self, style: str, text: str) -> float:
        """The centimetres that a cell needs so that no word of `text` breaks."""
        look = self._styles[style]
        letters = face(self._profile.font, bold=look.bold, italic=look.italic)
        widest = max((letters.width(word) for word in re.findall(r"[^\s-]+-?", text)), default=0)
        return (widest / 1000 * self._size(look) + _CELL_MARGINS + _SLACK) / _POINTS

    def new_page(self) -> None:
        """What follows begins on a new page."""
        self.bound = self._after = 0.0
        if self._used:
            self._next_page()

    def paragraph(self, style_id: str, text: str, *, kept: bool = False) -> None:
        """A paragraph in the text area; a kept one stays on the page of the next block. Between
        two paragraphs is the larger of the spaces they want."""
        style = self._styles[style_id]
        width = self._width - (style.left + style.right) * _POINTS
        lines = self._lines(style, text, width)
        around = max(style.before - self._after, 0.0) + style.after
        self._flow(lines, self._line(style), around, keep=kept or style.keep_next)
        self._after = style.after

    def row(
        self,
        style_id: str,
        shares: Sequence[float],
        texts: Sequence[str],
        *,
        header: bool = False,
        kept: bool = False,
    ) -> None:
        """A row of a table whose columns take these shares of the text width; a header is
        repeated on every page the table goes on to, a kept one stays on the page of the next."""
        self._after = 0.0
        height = self._row_height(style_id, shares, texts) + (_RULES if header else 0.0)
        self._held += height
        if not (header or kept):
            self._let_go()
        if header:
            self._header = height

    def end_table(self) -> None:
        """What follows stands outside the table, whose header is not repeated any more."""
        self._let_go()
        self._header = self._repeated = 0.0

    def _let_go(self) -> None:
        """Rows held until the first that need not stay with its next: they go to one page."""
        if self._held:
            self._flow(1, self._held, 0)
            self._held, self._repeated = 0.0, self._header

    def keep_rows(
        self,
        style_id: str,
        shares: Sequence[float],
        rows: Iterable[Sequence[str]],
        *,
        header: Sequence[str] = (),
        note: str = "",
    ) -> bool:
        """Whether the rows of a table are few and low enough to stay on one page with their
        header and note; if so, they begin a new one where this one has no room."""
        height = sum(self._row_height(style_id, shares, row) for row in rows)
        if header:
            height += self._row_height("TableHeader", shares, header) + _RULES
        if height > _LOW * self._height:
            return False
        if note:
            style = self._styles["Note"]
            lines = min(self._lines(style, note, self._width), 2)
            height += style.before + lines * self._line(style)
        if height > self._height - self._used:
            self._next_page()
        return True

    def _row_height(self, style_id: str, shares: Sequence[float], texts: Sequence[str]) -> float:
        style = self._styles[style_id]
        columns = zip(shares, texts, strict=False)
        rooms = ((text, share * self._width - _CELL_MARGINS) for share, text in columns)
        most = max((self._lines(style, text, room) for text, room in rooms), default=1)
        return most * self._line(style) + style.before + style.after + 0.5

    def _lines(self, style: Style, text: str, width: float) -> int:
        hanging = text.rpartition("\t")[2] if style.first < 0 else text
        used = face(self._profile.font, bold=style.bold, italic=style.italic)
        return used.lines(hanging, width, self._size(style))

    def _next_page(self) -> None:
        self.page += 1
        self.sheets += 1
        self._used = self._repeated + self.bound
        self.carried_to = self.page if self.bound else self.carried_to
        self.bound = 0.0

    def _size(self, style: Style) -> float:
        base = self._styles.get(style.based)
        return style.size or (self._size(base) if base else self._profile.size)

    def _line(self, style: Style) -> float:
        return self._size(style) * _NATURAL_LINE * style.line

    def _flow(self, lines: int, line: float, around: float, *, keep: bool = False) -> None:
        room = self._height - self._used
        alone = lines if lines <= _UNBROKEN else 2
        if line * (lines + 2 if keep else alone) > room:
            self._next_page()
            room = self._height - self._used
        bound = self.bound + lines * line + around if keep else 0.0
        self.bound = 0.0
        while lines * line > room:
            lines -= max(int(room / line), 1)
            self._next_page()
            room = self._height - self._used
        self._used += lines * line + around
        self.bound = bound
