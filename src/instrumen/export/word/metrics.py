"""How wide words are: the advance widths of Times New Roman and Arial for printable ASCII, in
thousandths of the size of the font. They are those of Adobe's Times and Helvetica, which both fonts
and their free counterparts (Liberation) keep."""

import re
from functools import cache

_WORD = re.compile(r"( *)([^ -]*-+|[^ -]+)")
"""What a line may be broken before: a word, or a part of one up to its hyphen."""

_OTHER = 500
"""Of letters with accents, quotation marks, dashes: near enough."""

_TIMES = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 "
    "500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 "
    "722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 "
    "444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 "
    "200 480 541"
)
_TIMES_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 "
    "500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 "
    "722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 "
    "444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 "
    "220 394 520"
)
_TIMES_ITALIC = (
    "250 333 420 500 500 833 778 214 333 333 500 675 250 333 250 278 500 500 500 500 500 500 500 "
    "500 500 500 333 333 675 675 675 500 920 611 611 667 722 611 611 722 722 333 444 667 556 833 "
    "667 722 611 722 611 500 556 722 611 833 611 556 556 389 278 389 422 500 333 500 500 444 500 "
    "444 278 500 500 278 278 444 278 722 500 500 500 500 389 389 278 500 444 667 444 444 389 400 "
    "275 400 541"
)
_ARIAL = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
_ARIAL_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 "
    "556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 "
    "280 389 584"
)


class Face:
    """A font in one of its weights."""

    def __init__(self, widths: str) -> None:
        numbers = map(int, widths.split())
        self._widths = {chr(code): width for code, width in enumerate(numbers, ord(" "))}
        self._known: dict[str, int] = {}
        self.space = self._widths[" "]

    def width(self, word: str) -> int:
        """The width of a word, in thousandths of the size."""
        known = self._known.get(word)
        if known is None:
            known = sum(self._widths.get(character, _OTHER) for character in word)
            self._known[word] = known
        return known

    def lines(self, text: str, width: float, size: float) -> int:
        """How many lines a text takes in a column: words are set as long as they fit. `width` and
        `size` are in points."""
        room = width / size * 1000
        return sum(self._broken(line, room) for line in text.split("\n"))

    def _broken(self, line: str, room: float) -> int:
        count, used = 1, 0.0
        for gap, word in _WORD.findall(line):
            wide = self.width(word)
            if used and used + len(gap) * self.space + wide > room:
                count, used = count + 1, 0.0
            used += wide + (len(gap) * self.space if used else 0)
            if used > room:
                more, used = divmod(used, room)
                count += int(more)
        return count


@cache
def face(font: str, *, bold: bool, italic: bool) -> Face:
    """The face of a font: Times for what is like it, Arial for all others."""
    if "times" not in font.casefold():
        return Face(_ARIAL_BOLD if bold else _ARIAL)
    return Face(_TIMES_BOLD if bold else _TIMES_ITALIC if italic else _TIMES)
