"""A key is a record: what is pressed, which act it is, what it is called and what it does.

The key line, the help of a screen and the list of everything (ctrl+p) are drawn from the same
records. A screen or a pad performs the act `x` in its method `do_x(pressed)`; when it also has
`cannot_x()`, that says why the key is not available now (None: it is).
"""

from dataclasses import dataclass

from instrumen.messages import Message, msg

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")


@dataclass(frozen=True, slots=True)
class Key:
    """`keys` are Textual's names; `cap` is how the key is printed; `name` stands in the key
    line, `what` in the help. `rank` orders the key line; 0 keeps a key out of it. A record without
    keys is performed from the palette alone."""

    keys: tuple[str, ...]
    act: str
    cap: str
    name: Message
    what: Message
    rank: int = 50


HELP = Key(
    ("f1", "question_mark"), "help", "?", msg("help"),
    msg("All keys of this screen (F1 inside a text field)."), 99,
)  # fmt: skip
BACK = Key(
    ("f3", "ctrl+o"), "back", "F3", msg("back"),
    msg("One step back; answers are kept."), 80,
)  # fmt: skip
LEAVE = Key(
    ("escape",), "leave", "Esc", msg("leave"),
    msg("Leave this screen for the one before; everything is saved."), 0,
)  # fmt: skip
JUMP = Key(("f6",), "jump", "F6", msg("jump"), msg("Jump to a place in what is open."), 60)
LANGUAGE = Key(
    ("f7",), "language", "F7", msg("language"),
    msg("The other language, for screens and questions."), 0,
)  # fmt: skip
HIDE = Key(
    ("f9",), "hide", "F9", msg("hide"),
    msg("Hide the screen; F9 again comes back to the place."), 0,
)  # fmt: skip
PALETTE = Key(
    ("ctrl+p",), "palette", "ctrl+p", msg("everything"),
    msg("Everything the program can do here, by typing."), 0,
)  # fmt: skip
GO_TO = Key(
    ("ctrl+g",), "go_to", "ctrl+g", msg("find"),
    msg("Go to a person, a screen or a citation by typing."), 0,
)  # fmt: skip
QUIT = Key(
    ("ctrl+q",), "quit", "ctrl+q", msg("quit"),
    msg("Leave the program; nothing to ask, everything is saved."), 0,
)  # fmt: skip
# No key of its own: it is done once in a while, by naming it.
WHO = Key(
    (), "who", "", msg("who works"),
    msg("Somebody else works on this laptop from now on."), 0,
)  # fmt: skip

EVERYWHERE = (HELP, LANGUAGE, HIDE, PALETTE, GO_TO, QUIT, WHO)

UP = Key(("up",), "up", "↑", msg("up"), msg("One line up."), 0)
DOWN = Key(("down",), "down", "↓", msg("down"), msg("One line down."), 0)
PAGE_UP = Key(("pageup",), "page_up", "PgUp", msg("page up"), msg("One page up."), 0)
PAGE_DOWN = Key(("pagedown",), "page_down", "PgDn", msg("page down"), msg("One page down."), 0)
TOP = Key(("home", "ctrl+home"), "top", "Home", msg("first"), msg("To the first line."), 0)
BOTTOM = Key(("end", "ctrl+end"), "bottom", "End", msg("last"), msg("To the last line."), 0)

MOVING = (UP, DOWN, PAGE_UP, PAGE_DOWN, TOP, BOTTOM)


def find(keys: tuple[Key, ...], pressed: str) -> Key | None:
    """The first record that answers to a pressed key."""
    return next((key for key in keys if pressed in key.keys), None)
