"""The screen gate: stored text reaches a widget only through one of these functions.

Textual reads markup in plain strings (`[/]` in an answer would end the program, `[tertawa]`
would vanish), so most widgets take `Content`, a few need a cleaned `str`. What a terminal
cannot show as a letter becomes U+FFFD, one for one: offsets into a text stay right.
"""

import re

from textual.content import Content

from instrumen.text import REPLACEMENT

# C0 without newline, DEL, C1, surrogates, non-characters, and the marks that turn the direction
# of everything that follows on the line (a terminal that obeys them would garble the screen).
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """`text` with everything unshowable replaced, as long as before; a tab is one space."""
    return _UNSHOWABLE.sub(REPLACEMENT, text.replace("\t", " "))


def content(text: str, style: str = "") -> Content:
    """Stored text as `Content`, for widgets of our own and most of Textual's."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def line(text: str, style: str = "") -> Content:
    """As `content`, on one line: line ends become spaces."""
    return content(text.replace("\n", " "), style)


def plain(text: str) -> str:
    """Stored text as a `str`, for the fields one types into and for placeholders."""
    return clean(text)
