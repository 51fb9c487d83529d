"""One line to type: a date for an appointment, a name."""

from collections.abc import Callable, Iterable

from textual.content import Content
from textual.widget import Widget

from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.page import Page
from instrumen.tui.theme import STRONG
from instrumen.tui.widgets.fields import LineField
from instrumen.tui.widgets.lines import TextLine

_DONE = Key(("enter", "f2", "ctrl+s"), "done", "Enter", msg("accept"), msg("Accept the line."), 1)
_CANCEL = Key(
    ("f3", "escape", "ctrl+o"), "leave", "F3", msg("back"),
    msg("Back; nothing changes."), 80,
)  # fmt: skip


class AskPage(Page[str]):
    """Dismissed with the line, or None. `refuse` says what is wrong with a line."""

    KEYS = (_DONE, _CANCEL)

    def __init__(
        self,
        desk: Desk,
        title: Content,
        about: Content,
        text: str = "",
        hint: str = "",
        refuse: Callable[[str], Message | None] | None = None,
    ) -> None:
        super().__init__(desk)
        self.title_text = title
        self.about = about
        self.text: str | None = text
        self.hint_text = hint
        self.refuse = refuse

    def keys_now(self) -> tuple[Key, ...]:
        """Accept or back."""
        return (*self.KEYS, keys.HELP, keys.LANGUAGE, keys.HIDE, keys.QUIT)

    def body(self) -> Iterable[Widget]:
        """What it is about, and the line."""
        yield TextLine(id="about", classes="gap")
        yield LineField(id="text")

    def place(self) -> tuple[Content, Content]:
        """What is asked."""
        return self.title_text.stylize(STRONG), Content("")

    def draw(self) -> None:
        """The line as it stood, once."""
        self.query_one("#about", TextLine).show(self.about)
        field = self.query_one(LineField)
        field.hint(self.hint_text)
        if self.text is not None:
            field.fill(self.text)
            self.text = None
        self.set_focus(field)

    def do_done(self, pressed: str) -> None:
        """Hand the line back, or say what is wrong with it."""
        typed = self.query_one(LineField).value.strip()
        problem = self.refuse(typed) if self.refuse else None
        if problem is None:
            self.dismiss(typed)
        else:
            self.say_problem(self.desk.say(problem))
