"""Breaking text into lines, by offsets: fast enough to do it for a whole transcript.

Offsets count code points, so a span of a quotation can be found on the screen and back.
"""

import re
from functools import lru_cache

from textual._cells import cell_len  # the width table Textual itself draws with
from textual.content import Content

Span = tuple[int, int]

# Letters that take one cell each, in every terminal: what nearly all text here is made of.
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff‘’“”–—…•]*")
_LONGEST = 4
"""A line has at most so many characters a cell: some characters take no cell at all."""


@lru_cache(maxsize=20_000)
def wrap(text: str, width: int) -> tuple[Span, ...]:
    """The lines of `text` at `width` cells as (start, end) offsets; at least one line. Breaks
    at spaces where it can; the spaces at a break belong to no line."""
    width = max(width, 1)
    spans: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        is_narrow = _NARROW.fullmatch(paragraph) is not None
        breaks = _narrow(paragraph, width) if is_narrow else _wide(paragraph, width)
        spans.extend((start + first, start + last) for first, last in breaks)
        start += len(paragraph) + 1
    return tuple(spans)


def _narrow(text: str, width: int) -> list[Span]:
    """Lines of a paragraph in which every character is one cell wide."""
    spans: list[Span] = []
    start = 0
    while len(text) - start > width:
        space = text.rfind(" ", start + 1, start + width + 1)
        end = space if space > start else start + width
        spans.append((start, end))
        start = _after_spaces(text, end) if space > start else end
    spans.append((start, len(text)))
    return spans


def _wide(text: str, width: int) -> list[Span]:
    """Lines of a paragraph with characters of no, one or two cells, or joined ones."""
    spans: list[Span] = []
    start = 0
    while start < len(text):
        end = _fitting(text, start, width)
        if end == len(text):
            break
        space = end if text[end] == " " else text.rfind(" ", start + 1, end)
        end = space if space > start else end
        spans.append((start, end))
        start = _after_spaces(text, end) if space > start else end
    spans.append((start, len(text)))
    return spans


def _after_spaces(text: str, place: int) -> int:
    """Where the next line begins: no line begins with the spaces it was broken at."""
    while place < len(text) and text[place] == " ":
        place += 1
    return place


def _fitting(text: str, start: int, width: int) -> int:
    """The end of the longest stretch from `start` that fits; at least one character."""
    end = start + 1
    most = min(start + width * _LONGEST, len(text))
    while end < most and cell_len(text[start : end + 1]) <= width:
        end += 1
    return end


def fold(content: Content, width: int) -> list[Content]:
    """The lines of a styled text at `width` cells."""
    spans = wrap(content.plain, width)
    return [content] if len(spans) == 1 else [content[start:end] for start, end in spans]


def cut(text: str, width: int) -> str:
    """`text` on one line of at most `width` cells; `…` says that there is more."""
    if cell_len(text) <= width:
        return text
    kept = ""
    for character in text:
        if cell_len(kept) + cell_len(character) > width - 1:
            break
        kept += character
    return kept + "…"


def cells(text: str) -> int:
    """How many cells a text takes on one line."""
    return cell_len(text)
