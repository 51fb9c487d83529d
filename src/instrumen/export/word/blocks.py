"""What a document is made of, as plain data: chapters yield blocks and know no XML; the writer
turns blocks into Word and knows no research.

A text may be a plain `str` or a tuple of inlines. An *anchor* is the name of a bookmark; every
anchor occurs once, links and references may point to it from anywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; `anchor` makes it a place that can be linked to."""

    text: str
    bold: bool = False
    italic: bool = False
    style: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to an anchor of this document."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A field that repeats the text at an anchor (`Temuan 3`); `text` is what it reads now."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Seq:
    """The next number of a sequence (`Temuan 1`, `Temuan 2`, …), word included."""

    word: str
    anchor: str = ""
    bold: bool = False


Inline = Run | Link | Ref | Seq
Words = str | tuple[Inline, ...]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1–4, numbered as the profile says; a plain one (references) is of level
    1 and has no number, one in front of the chapters is not in the contents either."""

    text: str
    level: int = 1
    anchor: str = ""
    kind: Literal["numbered", "plain", "front"] = "numbered"


@dataclass(frozen=True, slots=True)
class Appendix:
    """The heading of an appendix, numbered as the profile says (Lampiran 1 or A); of level 2 a
    part of it, without a number."""

    text: str
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph in a style of `styles.py`."""

    words: Words
    style: str = "BodyText"
    anchor: str = ""
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """`Tabel 3 …` above a table; the number is a field, the anchor covers word and number."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with more to say than its words: emphasis, alignment, or several columns wide."""

    words: Words
    align: Align | None = None
    bold: bool = False
    span: int = 1
    anchor: str = ""


Row = tuple[Words | Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header row, if any, repeats on each page. `widths` are shares of text width;
    `align` is per column; a dense one is a point smaller. Rows may be a generator: they are
    written as they come. A short list of rows stays on one page."""

    header: Row
    rows: Iterable[Row]
    widths: tuple[float, ...]
    align: tuple[Align, ...] = ()
    caption: Caption | None = None
    note: Words = ""
    dense: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What follows stands on paper of this orientation; a change begins a new page."""

    landscape: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Prints nothing: a moment to say how far the document has come."""


@dataclass(frozen=True, slots=True)
class Divider:
    """A page that says one word in its middle (LAMPIRAN)."""

    text: str


Block = Heading | Appendix | Para | Caption | Table | PageBreak | Paper | Step | Divider


def plain(words: Words) -> str:
    """The text of words without what they do."""
    if isinstance(words, str):
        return words
    return "".join(word.word if isinstance(word, Seq) else word.text for word in words)


def right_aligned(columns: int) -> tuple[Align, ...]:
    """The alignment of so many columns of figures."""
    return tuple("right" for _ in range(columns))
