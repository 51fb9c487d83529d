"""The three lines that are always there, and plain text between them: widgets that take
`Content` only, so that no stored text can reach the screen past the gate."""

from textual.content import Content
from textual.widget import Widget

from instrumen.messages import Catalog
from instrumen.tui.keys import Key
from instrumen.tui.theme import ACCENT, QUIET
from instrumen.tui.widgets.wrapping import cells, fold

SEPARATOR = " · "


class TextLine(Widget, can_focus=False):
    """Text that wraps; `show` changes it."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._content = Content("")

    @property
    def content(self) -> Content:
        """What is shown."""
        return self._content

    def show(self, content: Content) -> None:
        """Show something else; the layout is asked only when the height changes."""
        width = self.size.width or 80
        taller = len(fold(content, width)) != len(fold(self._content, width))
        self._content = content
        self.refresh(layout=taller or not self.size.width)

    def render(self) -> Content:
        """The text as it stands."""
        return self._content


class TopLine(TextLine):
    """Where I am: the place at the left, progress or a name at the right."""

    def __init__(self) -> None:
        super().__init__(id="top")
        self._left = Content("")
        self._right = Content("")

    def show_place(self, left: Content, right: Content) -> None:
        """Show both; when they do not fit beside each other, the left one is cut."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Content:
        """Both ends on one line."""
        width = max(self.size.width - 1, 20)
        room = width - self._right.cell_length - 2
        left = self._left.truncate(max(room, 10), ellipsis=True)
        gap = max(width - left.cell_length - self._right.cell_length, 1)
        return left + Content(" " * gap) + self._right


def key_line(keys: list[Key], catalog: Catalog, width: int) -> Content:
    """The keys that fit, by rank, the last (help) always: `Enter next · F3 back · ? help`."""
    ranked = sorted((key for key in keys if key.rank), key=lambda key: key.rank)
    if not ranked:
        return Content("")
    words = [(key.cap, catalog.say(key.name)) for key in ranked]
    last = words.pop()
    room = width - _width(last)
    shown: list[tuple[str, str]] = []
    for word in words:
        room -= _width(word) + len(SEPARATOR)
        if room < 0:
            break
        shown.append(word)
    parts = [
        Content.styled(cap, ACCENT) + Content(" ") + Content.styled(name, QUIET)
        for cap, name in (*shown, last)
    ]
    return Content.styled(SEPARATOR, QUIET).join(parts)


def _width(word: tuple[str, str]) -> int:
    return cells(word[0]) + 1 + cells(word[1])
