"""The keys of reading and coding."""

from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.keys import Key
from instrumen.tui.screens.marking import MARK

SENTENCE = Key(
    ("s",), "sentence", "s", msg("sentence"),
    msg("Select a sentence; again: the next."), 10,
)  # fmt: skip
CLAUSE = Key(("c",), "clause", "c", msg("clause"), msg("Select a clause; again: the next."), 11)
WORD = Key(("w",), "word", "w", msg("word"), msg("Select a word; again: the next."), 12)
TURN = Key(("t",), "turn", "t", msg("turn"), msg("Select the whole turn."), 13)
LONGER = Key(("right",), "longer", "→", msg("longer"), msg("The selection a word longer."), 0)
SHORTER = Key(("left",), "shorter", "←", msg("shorter"), msg("The selection a word shorter."), 0)
CODE = Key(
    ("k", "enter"), "code", "k", msg("code"),
    msg("A code for the selection, by typing."), 1,
)  # fmt: skip
AGAIN = Key(("full_stop",), "again", ".", msg("same"), msg("The code used last, once more."), 20)
RECENT = Key(
    tuple("123456789"), "recent", "1–9", msg("recent"), msg("One of the codes used recently."), 25
)
MEMO = Key(("m",), "memo", "m", msg("memo"), msg("A memo on this turn."), 30)
UNDO = Key(("u",), "undo", "u", msg("undo"), msg("Undo the last coding or removal."), 40)
REMOVE = Key(
    ("x", "delete"), "remove", "x", msg("remove"),
    msg("Take a code away from this turn."), 0,
)  # fmt: skip
NEXT = Key(
    ("ctrl+n",), "next_uncoded", "ctrl+n", msg("next uncoded"),
    msg("To the next turn without a code."), 0,
)  # fmt: skip
NOTE = Key(("f5",), "note", "F5", msg("note"), msg("A note on the turn."), 45)

ALL = (
    CODE, SENTENCE, CLAUSE, WORD, TURN, LONGER, SHORTER, AGAIN, RECENT, MEMO, UNDO, REMOVE, NEXT,
    MARK, NOTE, keys.JUMP, keys.BACK, keys.LEAVE,
)  # fmt: skip
