"""Questions one types an answer to: texts, numbers, dates, times, places."""

from instrumen.engine import format_value
from instrumen.fieldwork.attachments import read_attachment
from instrumen.language.model import Question, Type
from instrumen.messages import Message, msg
from instrumen.tui.keys import Key
from instrumen.tui.pads.base import Asked, Entry, Pad
from instrumen.tui.pads.intents import Clear, GiveText, GoOn, Intent
from instrumen.tui.safe import plain

_TYPE = Key(
    ("enter",), "accept_field", "Enter", msg("next"),
    msg("Accept what is typed, go on."), 10,
)  # fmt: skip
_LONG = Key(
    ("f2", "ctrl+s"), "accept_field", "F2", msg("done, next"),
    msg("Save the text and go on (Enter makes a new line)."), 10,
)  # fmt: skip

_HINTS: dict[Type, Message] = {
    Type.INTEGER: msg("a whole number"),
    Type.DECIMAL: msg("a number, like 1,5"),
    Type.RANGE: msg("a number"),
    Type.TIME: msg("a time, like 10.30"),
    Type.DATETIME: msg("day and time, like 4/5/2026 10.30"),
    Type.GEOPOINT: msg("latitude and longitude, like -2,99 104,76"),
    Type.FILE: msg("the path of the file, or drop it here"),
    Type.TEXT: msg("type the answer"),
    Type.OPEN: msg("type the answer"),
}
_DATES: dict[str, Message] = {
    "day": msg("a date, like 4/5/2026"),
    "month": msg("month and year, like 5/2026"),
    "year": msg("a year, like 2026"),
}


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
        if self.question.type is Type.DATE:
            return self.desk.say(_DATES.get(self.question.precision, _DATES["day"]))
        return self.desk.say(_HINTS.get(self.question.type, _HINTS[Type.TEXT]))

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
