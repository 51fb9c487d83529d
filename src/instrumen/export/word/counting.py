"""Counting as Word counts: headings, appendices, captions, bookmarks."""

from instrumen.language.design import Profile

_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip
_APPENDIX = "\0appendix"
_BOOKMARK = "\0bookmark"


class Numbers:
    """The numbers given out so far in one document."""

    def __init__(self, profile: Profile) -> None:
        self._style = profile.heading_numbering
        self._letters = profile.appendix_numbering == "A"
        self._levels = [0, 0, 0, 0]
        self._counts: dict[str, int] = {}

    def heading(self, level: int) -> str:
        """The number of the next heading of a level, as the numbering in the styles shows it."""
        self._levels[level - 1] += 1
        self._levels[level:] = [0] * (4 - level)
        if self._style == "none":
            return ""
        if self._style == "roman":
            kind = (roman, letter, str, lambda number: letter(number).lower())[level - 1]
            return f"{kind(self._levels[level - 1])}."
        return ".".join(map(str, self._levels[:level]))

    def appendix(self) -> str:
        """1, 2, 3 or A, B, C."""
        number = self.next(_APPENDIX)
        return letter(number) if self._letters else str(number)

    def bookmark(self) -> int:
        """An id no other bookmark of the document has."""
        return self.next(_BOOKMARK)

    def next(self, sequence: str) -> int:
        """The next number of a sequence; sequences begin at 1."""
        self._counts[sequence] = self._counts.get(sequence, 0) + 1
        return self._counts[sequence]


def roman(number: int) -> str:
    """IV for 4."""
    made = ""
    for value, sign in _ROMAN:
        made += sign * (number // value)
        number %= value
    return made


def letter(number: int) -> str:
    """A … Z, then AA, BB, … as Word goes on."""
    times, at = divmod(number - 1, 26)
    return chr(ord("A") + at) * (times + 1)
