"""Signs that look like a space or like nothing, and quotation marks that are none to a machine, as
they come from word processors and web pages.

They are welcome in the texts people read; in names, keys and at the beginning of lines they make
another word of the word.
"""

import re

from instrumen.messages import Message, msg

SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
NOTHING = "\u00ad\u200b-\u200f\u2060"
CURLY_QUOTES = "“”„«»‘’‚‹›`´"
WRITE_ANEW = msg("Delete it and type it again; it came from a word processor or a web page.")

_STRANGE = re.compile(f"[{SPACES}{NOTHING}]")
_SPACE = re.compile(f"[{SPACES}]")


def plain(text: str) -> str:
    """A text with plain spaces, and without signs that show nothing."""
    return _STRANGE.sub(lambda found: " " if _SPACE.match(found[0]) else "", text)


def strange_sign(text: str) -> tuple[int, Message] | None:
    """Where the first such sign of a text stands (from 0), and what to say of it."""
    found = _STRANGE.search(text)
    if found is None:
        return None
    code = f"{ord(found[0]):04X}"
    if _SPACE.match(found[0]):
        return found.start(), msg("the space here is no plain space (U+{code})", code=code)
    return found.start(), msg("the invisible character U+{code} stands here", code=code)
