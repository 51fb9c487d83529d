"""The two fields one types into. They do not listen for keys themselves: the page hands them
each key in the order of typing (`type_in`), so that nothing typed fast lands in a wrong place.
"""

from textual.message import Message
from textual.widgets import Input, TextArea

from instrumen.tui.safe import plain

# Keys that a one-line field has no use for, and the page does.
_PASSED_BY_LINE = frozenset({"enter", "up", "down", "pageup", "pagedown", "tab", "shift+tab"})
_PASSED_BY_TEXT = frozenset({"tab", "shift+tab", "escape"})


class Pasted(Message):
    """A paste of several lines was joined into one."""


class LineField(Input):
    """One line. A paste of several lines is joined by spaces, and said (`Pasted`)."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False

    def type_in(self, character: str) -> None:
        """What a key does that is a letter."""
        self.replace(character, *self.selection)

    def paste(self, text: str) -> None:
        """Insert a pasted text."""
        lines = [part.strip() for part in text.splitlines() if part.strip()]
        self.replace(" ".join(lines), *self.selection)
        if len(lines) > 1:
            self.post_message(Pasted())

    def keeps(self, key: str) -> bool:
        """Whether a key that is no letter is the field's own (an arrow, backspace)."""
        return _is_own(key, self._bindings.key_to_bindings, _PASSED_BY_LINE)

    def fill(self, text: str) -> None:
        """Show a stored text, the cursor behind it."""
        self.value = plain(text)
        self.cursor_position = len(self.value)

    def hint(self, text: str) -> None:
        """What the empty field says."""
        self.placeholder = plain(text)

    @property
    def caret(self) -> int:
        """Where the cursor is, in code points."""
        return self.cursor_position


class TextField(TextArea):
    """Several lines, for long answers, notes and statements."""

    def __init__(self, *, id: str | None = None, enter_is_newline: bool = True) -> None:
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, compact=True)
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.enter_is_newline = enter_is_newline

    def type_in(self, character: str) -> None:
        """What a key does that is a letter."""
        found = self.replace(character, *self.selection, maintain_selection_offset=False)
        self.move_cursor(found.end_location)

    def paste(self, text: str) -> None:
        """Insert a pasted text."""
        self.type_in(text)

    def keeps(self, key: str) -> bool:
        """Whether a key that is no letter is the field's own."""
        if key == "enter":
            return self.enter_is_newline
        return _is_own(key, self._bindings.key_to_bindings, _PASSED_BY_TEXT)

    def fill(self, text: str, cursor: int | None = None) -> None:
        """Show a stored text, the cursor at an offset (default: behind it)."""
        self.load_text(plain(text))
        place = len(self.text) if cursor is None else min(cursor, len(self.text))
        before = self.text[:place]
        self.move_cursor((before.count("\n"), place - before.rfind("\n") - 1))

    @property
    def caret(self) -> int:
        """Where the cursor is, in code points."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column


Field = LineField | TextField


def _is_own(key: str, bound: object, passed: frozenset[str]) -> bool:
    is_function_key = key[0] == "f" and key[1:].isdigit()
    return not is_function_key and key not in passed and key in bound  # type: ignore[operator]
