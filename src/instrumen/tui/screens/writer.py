"""Writing a short text about something: a note on a question, a memo, a reason."""

from collections.abc import Iterable

from textual.content import Content
from textual.widget import Widget

from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.page import Page
from instrumen.tui.safe import plain
from instrumen.tui.theme import STRONG
from instrumen.tui.widgets.blocks import Blocks, Para
from instrumen.tui.widgets.fields import TextField

_DONE = Key(("f2", "ctrl+s"), "done", "F2", msg("save"), msg("Save the text and go back."), 1)
_CANCEL = Key(
    ("f3", "escape", "ctrl+o"), "leave", "F3", msg("back"), msg("Back; the text stays as it was."),
    80,
)  # fmt: skip


class WriterPage(Page[str]):
    """Dismissed with the text as it stands when F2 is pressed, or with None."""

    KEYS = (_DONE, _CANCEL)

    def __init__(self, desk: Desk, title: Content, about: Content, text: str = "") -> None:
        super().__init__(desk)
        self.title_text = title
        self.about = about
        self.text = text
        self._filled = False

    def keys_now(self) -> tuple[Key, ...]:
        """Save or back; help, language, hide and quit as everywhere."""
        return (*self.KEYS, keys.HELP, keys.LANGUAGE, keys.HIDE, keys.QUIT)

    def body(self) -> Iterable[Widget]:
        """What it is about, and the field."""
        yield Blocks(id="about", pointed=False)
        yield TextField(id="text")

    def place(self) -> tuple[Content, Content]:
        """What is being written."""
        return self.title_text.stylize(STRONG), Content("")

    def draw(self) -> None:
        """The text as it stood, once; what was typed since stays."""
        about = self.query_one("#about", Blocks)
        about.show([Para(self.about), Para(Content(""))] if self.about else [])
        about.styles.height = min(about.total, self.app.size.height // 2)
        field = self.query_one(TextField)
        if not self._filled:
            field.fill(self.text)
            self._filled = True
        self.set_focus(field)

    def do_done(self, pressed: str) -> None:
        """Hand the text back; one that was only looked at comes back as it was."""
        text = self.query_one(TextField).text
        self.dismiss(self.text if text == plain(self.text) else text.strip())
