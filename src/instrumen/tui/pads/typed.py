"""Questions one types an answer to: texts, numbers, dates, times, places."""

from instrumen.engine import format_value
from instrumen.fieldwork.attachments import read_attachment
from instrumen.language.model import Question
from instrumen.messages import msg
from instrumen.tui.keys import Key
from instrumen.tui.pads.base import Asked, Entry, Pad
from instrumen.tui.pads.intents import Clear, GiveText, GoOn, Intent
from instrumen.tui.safe import plain
from instrumen.tui.shapes import shape_words

_TYPE = Key(
    ("enter",), "accept_field", "Enter", msg("next"),
    msg("Accept what is typed, go on."), 10,
)  # fmt: skip
_LONG = Key(
    ("f2", "ctrl+s"), "accept_field", "F2", msg("done, next"),
    msg("Save the text and go on (Enter makes a new line)."), 10,
)  # fmt: skip


class TypedPad(Pad):
    """A field of one line, or of several for long texts."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        assert isinstance(asked.step.item, Question)
        self.question = asked.step.item
        self.entry = Entry.LONG if self.question.long else Entry.LINE

    def records(self) -> tuple[Key, ...]:
        """Enter, or F2 where Enter is a new line."""
        return (_LONG,) if self.entry is Entry.LONG else (_TYPE,)

    def text(self) -> str:
        """The stored answer as people write it."""
        stored = self.form.stored(self.path)
        if stored is None:
            return ""
        return format_value(self.question, stored, self.desk.language)

    def hint(self) -> str:
        """The shape wanted."""
        return shape_words(self.desk, self.question)

    def accept(self, typed: str) -> Intent:
        """Nothing new: go on. Nothing at all: the answer is taken back."""
        if not typed.strip():
            held = self.form.stored(self.path) is not None
            return Clear(self.path, go_on=True) if held else GoOn()
        if typed == plain(self.text()):
            return GoOn()  # what stands is not written anew as the field shows it
        return GiveText(self.path, typed)


class FilePad(TypedPad):
    """The path of a file; one that was given is shown by its name."""

    def text(self) -> str:
        """The name and the beginning of the hash of the file that answers."""
        given = read_attachment(self.form.stored(self.path))
        return given.short if given else super().text()
