"""A screen whose body is one list with a cursor: what the moving keys do, written once."""

from collections.abc import Iterable
from typing import TypeVar

from textual.widget import Widget

from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.page import Page
from instrumen.tui.widgets.blocks import Blocks
from instrumen.tui.widgets.fields import Field, LineField

Result = TypeVar("Result")


class ListPage(Page[Result]):
    """Subclasses fill `self.rows` in `draw` and perform `do_open` for the row at the cursor."""

    def body(self) -> Iterable[Widget]:
        """The list alone."""
        yield Blocks(id="rows")

    @property
    def rows(self) -> Blocks:
        """The list."""
        return self.query_one("#rows", Blocks)

    def keys_now(self) -> tuple[keys.Key, ...]:
        """The screen's own keys, then moving, then those of every screen."""
        return (*self.KEYS, *keys.MOVING, *keys.EVERYWHERE)

    def do_up(self, pressed: str) -> None:
        """One row up."""
        self.rows.move(-1)
        self.moved()

    def do_down(self, pressed: str) -> None:
        """One row down."""
        self.rows.move(1)
        self.moved()

    def do_page_up(self, pressed: str) -> None:
        """A page up."""
        self.rows.move_page(-1)
        self.moved()

    def do_page_down(self, pressed: str) -> None:
        """A page down."""
        self.rows.move_page(1)
        self.moved()

    def do_top(self, pressed: str) -> None:
        """To the first row."""
        self.rows.move_end(-1)
        self.moved()

    def do_bottom(self, pressed: str) -> None:
        """To the last row."""
        self.rows.move_end(1)
        self.moved()

    def moved(self) -> None:
        """The cursor stands elsewhere."""

    async def on_blocks_picked(self, event: Blocks.Picked) -> None:
        """A click is the same as Enter."""
        self.moved()
        key = keys.find(self.keys_now(), "enter")
        if event.blocks is self.rows and key is not None:
            await self.press(key, "enter")


FILTER = keys.Key(("slash",), "filter", "/", msg("filter"), msg("Narrow the list by typing."), 15)
OUT = keys.Key(
    ("f3", "escape", "ctrl+o"), "leave", "F3", msg("back"), msg("Out of the filter, then back."), 80
)


class FilteredPage(ListPage[Result]):
    """A list that narrows by what is typed after `/`. Subclasses have a `LineField` with the id
    `filter` in their body, and show what `matches` in `narrow`."""

    def narrow(self) -> None:
        """Show the rows that match what is typed."""

    @property
    def filter(self) -> LineField:
        """The field typed into after `/`."""
        return self.query_one("#filter", LineField)

    def on_mount(self) -> None:
        """Hidden until `/`."""
        self.filter.add_class("hidden")

    def matches(self, words: str) -> bool:
        """Whether every typed word occurs, case aside."""
        text = words.casefold()
        return all(word in text for word in self.filter.value.casefold().split())

    def typed(self, field: Field) -> None:
        """Narrow at every letter."""
        self.narrow()
        self.draw_frame()

    def do_filter(self, pressed: str) -> None:
        """Into the filter."""
        self.filter.remove_class("hidden")
        self.set_focus(self.filter)

    async def do_leave(self, pressed: str) -> None:
        """Out of the filter first, then back."""
        if self.field is self.filter or self.filter.value:
            self.close_filter()
        else:
            await super().do_leave(pressed)

    def close_filter(self) -> None:
        """The whole list again."""
        self.filter.fill("")
        self.filter.add_class("hidden")
        self.set_focus(None)
        self.narrow()
