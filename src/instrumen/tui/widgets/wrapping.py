"""Breaking text into lines, by offsets: fast enough to do it for a whole transcript.

Offsets count code points, so a span of a quotation can be found on the screen and back.
"""

from functools import lru_cache

from textual.content import Content

from textual._cells import cell_len  # the width table Textual itself draws with

Span = tuple[int, int]


@lru_cache(maxsize=20_000)
def wrap(text: str, width: int) -> tuple[Span, ...]:
    """The lines of `text` at `width` cells as (start, end) offsets; at least one line. Breaks
    at spaces where it can; the space at a break belongs to no line."""
    width = max(width, 1)
    spans: list[Span] = []
    start = 0
    for paragraph in text.split("\n"):
        narrow = paragraph.isascii() or cell_len(paragraph) == len(paragraph)
        breaks = _narrow(paragraph, width) if narrow else _wide(paragraph, width)
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
        start = end + 1 if space > start else end
    spans.append((start, len(text)))
    return spans


def _wide(text: str, width: int) -> list[Span]:
    """Lines of a paragraph with characters of no, one or two cells."""
    spans: list[Span] = []
    start = 0
    space = -1
    cells = 0
    index = 0
    while index < len(text):
        wide = cell_len(text[index])
        if cells + wide > width and index > start:
            at_space = index if text[index] == " " else space
            end = at_space if at_space > start else index
            spans.append((start, end))
            start = end + 1 if at_space > start else end
            space = -1
            index = max(index, start)
            cells = cell_len(text[start:index])
            continue
        if text[index] == " ":
            space = index
        cells += wide
        index += 1
    spans.append((start, len(text)))
    return spans


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
