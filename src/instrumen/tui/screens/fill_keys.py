"""The keys of filling in, besides those of the pad in hand."""

from instrumen.messages import msg
from instrumen.tui.keys import Key

MISSING = Key(
    ("f4",), "no_answer", "F4", msg("no answer"),
    msg("No answer: don't know, refused, not applicable, as the question allows."), 40,
)  # fmt: skip
NOTE = Key(("f5",), "note", "F5", msg("note"), msg("A note on this question."), 50)
NEXT_OPEN = Key(
    ("ctrl+n",), "next_open", "ctrl+n", msg("next unanswered"),
    msg("To the next unanswered question."), 0,
)  # fmt: skip
END = Key(
    ("f2", "ctrl+s"), "to_end", "F2", msg("end"),
    msg("To the end: what is unanswered, finish."), 0,
)  # fmt: skip
MOVES = (
    Key(("pageup",), "page_up", "PgUp", msg("page up"), msg("A page up in a long question."), 0),
    Key(("pagedown",), "page_down", "PgDn", msg("page down"), msg("A page down."), 0),
)

ALL = (MISSING, NOTE, NEXT_OPEN, END, *MOVES)
