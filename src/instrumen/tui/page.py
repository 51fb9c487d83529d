"""What all screens share: the three lines that are always there, and how keys become acts.

Keys are taken in the order they were typed, by one place: a letter goes to the field that has
the focus, any other key to the record (`keys.Key`) that answers to it, and the record's act to
the method `do_ACT`. Nothing a fast typist does can overtake itself.
"""

import asyncio
from collections.abc import Awaitable, Iterable
from typing import Any, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.events import Paste, Resize
from textual.screen import Screen
from textual.widget import Widget

from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content
from instrumen.tui.theme import QUIET, STRONG, WARNING
from instrumen.tui.widgets.fields import Field, LineField, Pasted, TextField
from instrumen.tui.widgets.lines import TextLine, TopLine, key_line

Result = TypeVar("Result")


class House(Protocol):
    """What the program opens over any screen; the App is it. So a screen needs to know none of
    the screens that are made of it."""

    def open_help(self, page: "Page[Any]") -> None:
        """The keys of a screen."""

    def open_hidden(self, page: "Page[Any]") -> None:
        """Nothing to be seen."""

    def open_palette(self, page: "Page[Any]") -> None:
        """Everything that can be done on a screen, by typing."""

    def open_go_to(self, page: "Page[Any]") -> None:
        """A person, a screen or a citation, by typing."""

    def ask_who_works(self, page: "Page[Any]") -> None:
        """Somebody else holds the laptop."""


class Page(Screen[Result]):
    """A screen. Subclasses give `KEYS`, `body` (their widgets), `place` (the top line) and
    `draw` (fill the widgets from the study)."""

    KEYS: tuple[Key, ...] = ()
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.drawn = asyncio.Event()
        """Set once the screen has been drawn; keys typed before that wait for it."""

    def body(self) -> Iterable[Widget]:
        """The widgets between the lines."""
        return ()

    def place(self) -> tuple[Content, Content]:
        """What the top line says at its left and right end."""
        return Content(""), Content("")

    def draw(self) -> None:
        """Fill the widgets anew from what is stored."""

    def keys_now(self) -> tuple[Key, ...]:
        """The records that answer just now, nearest first."""
        return (*self.KEYS, *keys.EVERYWHERE)

    def owner(self, key: Key) -> object:
        """Whose `do_…` performs a record's act."""
        return self

    # -- drawing ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The frame around the body."""
        yield TopLine()
        with Vertical(id="body"):
            yield from self.body()
        yield TextLine(id="message")
        yield TextLine(id="keys")

    def on_screen_resume(self) -> None:
        """On this screen, for the first time or again: what is stored may have changed."""
        self.redraw()
        self.call_after_refresh(self.drawn.set)

    def on_resize(self, event: Resize) -> None:
        """The key line holds what fits."""
        self.call_after_refresh(self.draw_frame)

    def redraw(self) -> None:
        """Everything anew: after coming back, after another language."""
        self.draw()
        self.draw_frame()

    def draw_frame(self) -> None:
        """The top line and the key line; with made-up data, the key line ends in saying so."""
        self.query_one(TopLine).show_place(*self.place())
        shown = [key for key in self.keys_now() if self.why_not(key) is None]
        width = max(self.app.size.width - 2, 20)
        mark = content(
            self.desk.catalog.t("fictitious data") if self.is_fictitious else "", WARNING
        )
        room = width - mark.cell_length - 2 if mark else width
        line = key_line(shown, self.desk.catalog, room)
        gap = Content(" " * max(width - line.cell_length - mark.cell_length, 1))
        self.query_one("#keys", TextLine).show(line + gap + mark if mark else line)

    @property
    def is_fictitious(self) -> bool:
        """Whether the data of the study are made up: every screen says so."""
        return self.desk.study.design.fictitious

    def say(self, text: str, tone: str = "") -> None:
        """The message line: what the program has to say."""
        self.query_one("#message", TextLine).show(content(text, tone))

    def say_done(self, text: str) -> None:
        """Something is done."""
        self.say(text, QUIET)

    def say_problem(self, text: str) -> None:
        """Something is in the way."""
        self.say(f"! {text}", WARNING)

    def say_error(self, error: Exception) -> None:
        """What a lower layer refused, in its own sentence; a mistake of the program goes on up."""
        message = getattr(error, "message", None)
        if not isinstance(message, Message):
            raise error
        self.say_problem(self.desk.say(message))

    # -- keys ------------------------------------------------------------------------------

    @property
    def field(self) -> Field | None:
        """The field that has the focus."""
        return self.focused if isinstance(self.focused, LineField | TextField) else None

    async def take(self, event: KeyEvent) -> bool:
        """One key, in the order of typing; false when it is nobody's."""
        await self.drawn.wait()
        field = self.field
        if field is not None:
            letter = _letter(event)
            if letter:
                field.type_in(letter)
                self.typed(field)
                return True
            if field.keeps(event.key):
                if event.key == "enter":
                    field.type_in("\n")
                else:
                    await self.app._check_bindings(event.key)
                self.typed(field)
                return True
        key = keys.find(self.keys_now(), event.key)
        if key is None:
            return False
        await self.press(key, event.key)
        return True

    def take_paste(self, event: Paste) -> bool:
        """A paste, in the order of typing."""
        if self.field is None:
            return False
        self.field.paste(event.text)
        self.typed(self.field)
        return True

    def typed(self, field: Field) -> None:
        """The text of a field changed under the fingers."""

    async def press(self, key: Key, pressed: str) -> None:
        """Perform a record's act, or say why it is not available."""
        reason = self.why_not(key)
        if reason is not None:
            self.say_problem(self.desk.say(reason))
            return
        self.say("")
        try:
            done = getattr(self.owner(key), f"do_{key.act}")(pressed)
            if isinstance(done, Awaitable):
                await done
        except Exception as error:
            self.say_error(error)
        if self.is_attached and self.is_current:
            self.draw_frame()

    def why_not(self, key: Key) -> Message | None:
        """Why an act is not available; None: it is."""
        cannot = getattr(self.owner(key), f"cannot_{key.act}", None)
        return cannot() if cannot else None

    def on_pasted(self, event: Pasted) -> None:
        """A paste of several lines went into a field of one."""
        self.say_done(self.desk.catalog.t("the pasted lines were joined into one"))

    # -- acts of every screen ----------------------------------------------------------------

    @property
    def house(self) -> House:
        """The program around the screen."""
        return cast(House, self.app)

    def do_help(self, pressed: str) -> None:
        """The keys of this screen."""
        self.house.open_help(self)

    def title_of_help(self) -> Content:
        """What the help is about: the place of this screen."""
        return self.place()[0]

    async def do_language(self, pressed: str) -> None:
        """The other language, here and on every screen below."""
        self.desk.switch_language()
        self.redraw()
        self.say_done(self.desk.catalog.t("English"))

    def do_hide(self, pressed: str) -> None:
        """Nothing to be seen until F9 again."""
        self.house.open_hidden(self)

    def do_palette(self, pressed: str) -> None:
        """Everything, by typing."""
        self.house.open_palette(self)

    def do_go_to(self, pressed: str) -> None:
        """A person or a screen, by typing."""
        self.house.open_go_to(self)

    def cannot_who(self) -> Message | None:
        """Only among those the study names."""
        if len(self.desk.study.design.collectors) > 1:
            return None
        return msg("The study file names no other collectors.")

    def do_who(self, pressed: str) -> None:
        """Somebody else holds the laptop."""
        self.house.ask_who_works(self)

    async def do_quit(self, pressed: str) -> None:
        """Leave the program; what is on the way is put on disk first, on every screen."""
        for screen in self.app.screen_stack:
            if isinstance(screen, Page):
                screen.before_quitting()
        self.app.exit(return_code=0)

    async def do_leave(self, pressed: str) -> None:
        """Back to the screen before."""
        self.before_leaving()
        self.dismiss(None)

    def before_leaving(self) -> None:
        """Put on disk what is only on the screen: a draft, say."""

    def before_quitting(self) -> None:
        """As `before_leaving`, when the program is left for good."""
        self.before_leaving()

    # -- words -------------------------------------------------------------------------------

    def quiet(self, text: str) -> Content:
        """Text that is secondary."""
        return content(text, QUIET)

    def strong(self, text: str) -> Content:
        """A heading."""
        return content(text, STRONG)


def _letter(event: KeyEvent) -> str:
    """The character a key types, or nothing. With alt it is no letter but a command."""
    if event.key.startswith(("alt+", "ctrl+")) or not event.is_printable:
        return ""
    return event.character or ""
