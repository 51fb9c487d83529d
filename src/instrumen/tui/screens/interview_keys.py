"""The keys of an interview: all of them work while one types."""

from instrumen.messages import msg
from instrumen.tui.keys import DIGITS, Key
from instrumen.tui.screens.marking import MARK

TURN = Key(("enter",), "turn", "Enter", msg("new turn"), msg("End the turn; the other speaks."), 1)
SPEAKER = Key(("tab",), "speaker", "Tab", msg("speaker"), msg("Change who speaks."), 5)
VOICE = Key(
    DIGITS, "voice", "0–9", msg("who speaks"),
    msg("In a group, while nothing is typed: who speaks. To begin a turn with a digit, begin it "
        "with a space."), 4,
)  # fmt: skip
PROBE = Key(
    ("ctrl+n",), "probe", "ctrl+n", msg("probe"),
    msg("The next question or probe of the guide, as asked."), 10,
)  # fmt: skip
NOTE = Key(("f5",), "note", "F5", msg("note"), msg("A note on the turn."), 30)
STATE = Key(
    ("f4",), "state", "F4", msg("not asked"),
    msg("The question in hand was covered, refused, or not asked."), 60,
)  # fmt: skip
GUIDE = Key(
    ("f6",), "jump", "F6", msg("theme"),
    msg("Another theme or question of the guide."), 40,
)  # fmt: skip
END = Key(("f2", "ctrl+s"), "end", "F2", msg("end"), msg("End the session."), 70)
BACK = Key(
    ("f3", "escape", "ctrl+o"), "end", "F3", msg("leave"),
    msg("End or break off the session."), 80,
)  # fmt: skip
OLDER = Key(("ctrl+up",), "older", "ctrl+↑", msg("turn before"), msg("Choose the turn before."), 0)
NEWER = Key(("ctrl+down",), "newer", "ctrl+↓", msg("turn after"), msg("Choose the turn after."), 0)
PAGES = (
    Key(("pageup",), "page_up", "PgUp", msg("page up"), msg("Read back."), 0),
    Key(("pagedown",), "page_down", "PgDn", msg("page down"), msg("Read on."), 0),
)

ALL = (TURN, SPEAKER, VOICE, PROBE, MARK, NOTE, GUIDE, STATE, END, BACK, OLDER, NEWER, *PAGES)
