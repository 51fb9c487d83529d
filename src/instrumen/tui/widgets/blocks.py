"""One list for everything that scrolls: choices, people, quotations, the turns of a transcript.

Blocks of one or more lines, drawn only where they are seen; the cursor stands on a block. Moving
and coding in a transcript of 200,000 words costs what is on the screen, not what is in the list.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from rich.segment import Segment
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from instrumen.tui.theme import ACCENT
from instrumen.tui.widgets.wrapping import fold, wrap

GUTTER = 2
SCROLLBAR = 1
_CURSOR = "▸ "


class Block(Protocol):
    """Something with a height and lines at a width; the cursor stops at selectable ones."""

    @property
    def selectable(self) -> bool:
        """Whether the cursor may stand on it."""

    def height(self, width: int) -> int:
        """How many lines it takes."""

    def lines(self, width: int) -> list[Content]:
        """Its lines, each at most `width` cells."""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; its lines after the first begin `hang` cells further in."""

    content: Content
    selectable: bool = False
    hang: int = 0

    def height(self, width: int) -> int:
        """Lines after wrapping."""
        return len(wrap(self.content.plain, width - self.hang))

    def lines(self, width: int) -> list[Content]:
        """The wrapped lines."""
        first, *rest = fold(self.content, width - self.hang)
        return [first, *(Content(" " * self.hang) + line for line in rest)]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side, each wrapped in its own column, or cut with `…` when the row `wraps`
    not. `widths` are cells; 0 is what is left (once), at most `widest` of it."""

    cells: tuple[Content, ...]
    widths: tuple[int, ...]
    selectable: bool = True
    gap: int = 1
    widest: int = 1000
    wraps: bool = True

    def height(self, width: int) -> int:
        """The tallest cell."""
        if not self.wraps:
            return 1
        widths = self._widths(width)
        return max(
            len(wrap(cell.plain, column)) for cell, column in zip(self.cells, widths, strict=True)
        )

    def lines(self, width: int) -> list[Content]:
        """The cells' lines put together."""
        widths = self._widths(width)
        columns = [
            fold(cell, column) if self.wraps else [cell.truncate(column, ellipsis=True)]
            for cell, column in zip(self.cells, widths, strict=True)
        ]
        tallest = max(len(column) for column in columns)
        return [
            _beside([_at(column, line) for column in columns], widths, self.gap)
            for line in range(tallest)
        ]

    def _widths(self, width: int) -> list[int]:
        fixed = sum(self.widths) + self.gap * (len(self.widths) - 1)
        rest = min(max(width - fixed, 8), self.widest)
        return [column or rest for column in self.widths]


class Blocks(ScrollView, can_focus=False):
    """The list. `margin` lines are kept visible around the cursor; `pointed` shows it as `▸`."""

    class Picked(Message):
        """A block was clicked; the cursor stands on it already. `from_right` are the cells between
        the click and the right end of its lines."""

        def __init__(self, blocks: "Blocks", from_right: int) -> None:
            super().__init__()
            self.blocks = blocks
            self.from_right = from_right

        @property
        def control(self) -> "Blocks":
            """The list clicked in."""
            return self.blocks

    COMPONENT_CLASSES = {"blocks--cursor"}  # noqa: RUF012

    def __init__(self, *, id: str | None = None, margin: int = 0, pointed: bool = True) -> None:
        super().__init__(id=id)
        self.margin = margin
        self.pointed = pointed
        self.cursor: int | None = None
        self._blocks: Sequence[Block] = ()
        self._tops: list[int] = [0]
        self._measured = 0
        self._drawn: dict[int, list[Content]] = {}

    @property
    def blocks(self) -> Sequence[Block]:
        """What is shown."""
        return self._blocks

    @property
    def total(self) -> int:
        """Lines of all blocks at the present width."""
        return self._tops[-1]

    def show(self, blocks: Sequence[Block], cursor: int | None = None) -> None:
        """Show other blocks; the cursor goes to `cursor` or the next selectable block."""
        self._blocks = blocks
        self._measure()
        self.cursor = self._nearest(cursor, 1)
        self.reveal()

    def replace(self, index: int, block: Block) -> None:
        """Show another block in the place of one."""
        blocks = list(self._blocks)
        blocks[index] = block
        self._blocks = blocks
        self._measure()
        self.reveal()

    def move_to(self, index: int | None) -> None:
        """Put the cursor on a block (or the nearest selectable one)."""
        self.cursor = self._nearest(index, 1)
        self.reveal()

    def move(self, step: int) -> bool:
        """The cursor `step` selectable blocks on; false when it stood at the end already."""
        before = self.cursor
        for _ in range(abs(step)):
            wanted = (self.cursor if self.cursor is not None else -1) + (1 if step > 0 else -1)
            found = self._next(wanted, 1 if step > 0 else -1)
            if found is None:
                break
            self.cursor = found
        self.reveal()
        if self.cursor == before:
            self._scroll_by(step)
        return self.cursor != before

    def move_page(self, direction: int) -> None:
        """A page up (-1) or down (1), the cursor with it."""
        page = max(self.size.height - 1, 1)
        if self.cursor is None:
            self._scroll_by(direction * page)
            return
        top = self._tops[self.cursor] + direction * page
        index = min(max(bisect_right(self._tops, top) - 1, 0), len(self._blocks) - 1)
        if index == self.cursor:
            self._scroll_by(direction * page)
        else:
            self.move_to(index)

    def move_end(self, direction: int) -> None:
        """To the first (-1) or last (1) selectable block."""
        start = 0 if direction < 0 else len(self._blocks) - 1
        self.cursor = self._next(start, -direction)
        if self.cursor is None or direction < 0:
            self.scroll_to(y=0 if direction < 0 else self.total, animate=False, immediate=True)
        self.reveal()

    def reveal(self) -> None:
        """Scroll so that the cursor's block is seen, with the margin around it."""
        if self.cursor is not None and self.size.height:
            top = self._tops[self.cursor]
            bottom = self._tops[self.cursor + 1]
            height = self.size.height
            target = self.scroll_offset.y
            if bottom + self.margin > target + height:
                target = bottom + self.margin - height
            if top - self.margin < target:
                target = max(top - self.margin, 0)
            if self._next(0, 1) == self.cursor and bottom <= height:
                target = 0
            if target != self.scroll_offset.y:
                self.scroll_to(y=target, animate=False, immediate=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        row = y + self.scroll_offset.y
        style = self.visual_style
        if row >= self.total or not width:
            return Strip.blank(width, style.rich_style)
        index = bisect_right(self._tops, row) - 1
        at_cursor = index == self.cursor
        if at_cursor and self.pointed:
            style += self.get_visual_style("blocks--cursor")
        lines = self._lines(index)
        number = row - self._tops[index]
        line = lines[number] if number < len(lines) else Content("")
        segments = [Segment(" " * GUTTER, style.rich_style)] if self.pointed else []
        if at_cursor and self.pointed and number == 0:
            segments = Content.styled(_CURSOR, ACCENT).render_segments(style)
        segments += line.render_segments(style)
        strip = Strip(segments)
        return strip.adjust_cell_length(width, style.rich_style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All blocks' lines, for `height: auto`."""
        if width != self._measured:
            return sum(block.height(self._inner(width)) for block in self._blocks)
        return self.total

    def on_resize(self, event: Resize) -> None:
        """Wrap anew."""
        self._measure()
        self.reveal()

    def on_click(self, event: Click) -> None:
        """The mouse picks a block."""
        index = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if index < len(self._blocks) and self._blocks[index].selectable:
            self.cursor = index
            self.reveal()
            gutter = GUTTER if self.pointed else 0
            end = gutter + self._inner(self.size.width) - 1
            self.post_message(self.Picked(self, end - event.x))

    def _measure(self) -> None:
        self._drawn.clear()
        width = self.size.width
        self._measured = width
        inner = self._inner(width)
        self._tops = [0, *accumulate(block.height(inner) for block in self._blocks)]
        self.virtual_size = Size(width, self.total)
        self.refresh(layout=self.styles.is_auto_height)

    def _inner(self, width: int) -> int:
        return max((width or 80) - (GUTTER if self.pointed else 0) - SCROLLBAR, 10)

    def _lines(self, index: int) -> list[Content]:
        if index not in self._drawn:
            self._drawn[index] = self._blocks[index].lines(self._inner(self.size.width))
        return self._drawn[index]

    def _nearest(self, index: int | None, step: int) -> int | None:
        if not self._blocks:
            return None
        start = min(max(index or 0, 0), len(self._blocks) - 1)
        found = self._next(start, step)
        return found if found is not None else self._next(start, -step)

    def _next(self, start: int, step: int) -> int | None:
        index = start
        while 0 <= index < len(self._blocks):
            if self._blocks[index].selectable:
                return index
            index += step
        return None

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)
        self.refresh()


def _at(column: list[Content], line: int) -> Content:
    return column[line] if line < len(column) else Content("")


def _beside(cells: list[Content], widths: list[int], gap: int) -> Content:
    joined = Content("")
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        last = number == len(cells) - 1
        joined += cell if last else cell.pad_right(max(width - cell.cell_length, 0) + gap)
    return joined
