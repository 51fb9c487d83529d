"""The text gate: what every text passes before it is kept.

After the gate every store and every export is total: no character is left that SQLite, XML or
a terminal cannot carry. Nothing is dropped silently; what was replaced is counted.
"""

import re
from dataclasses import dataclass

MOST_CHARACTERS = 1_000_000
REPLACEMENT = "\ufffd"

# C0 without tab and newline, DEL, C1, surrogates, and the two non-characters XML refuses.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Gated:
    """A text as it may be kept; `replaced` counts characters that became U+FFFD, `cut` those
    beyond the longest text allowed."""

    text: str
    replaced: int = 0
    cut: int = 0


def gate(text: str) -> Gated:
    """Make `text` safe to keep: CRLF and CR become LF, forbidden characters become U+FFFD."""
    unified = _LINE_END.sub("\n", text)
    kept = unified[:MOST_CHARACTERS]
    safe, replaced = _REFUSED.subn(REPLACEMENT, kept)
    return Gated(safe, replaced, len(unified) - len(kept))


def keep(text: str) -> str:
    """The gated text alone, for callers that have nobody to tell."""
    return gate(text).text
