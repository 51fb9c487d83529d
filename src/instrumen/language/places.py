"""From a place inside a text to a place in the file."""

from collections.abc import Sequence

from instrumen.language.problems import Mark

_FARTHEST = 60


def locate(lines: Sequence[str], mark: Mark, text: str, offset: int, length: int) -> Mark:
    """Where `length` characters from `offset` of `text` stand in the file with these `lines`.

    `mark` is the text's own. When it is as long as the text, columns are counted on that line;
    a text that goes over several lines is searched for the same occurrence of the same word.
    """
    length = max(1, length)
    if mark.length == len(text):
        return Mark(mark.line, mark.column + offset, length)
    word = text[offset : offset + length].strip()
    if not word:
        return Mark(mark.line, mark.column)
    wanted = text.count(word, 0, offset)
    for number in range(mark.line - 1, min(mark.line - 1 + _FARTHEST, len(lines))):
        line = lines[number]
        start = mark.column - 1 if number == mark.line - 1 else 0
        here = line.count(word, start)
        if wanted < here:
            return Mark(number + 1, _nth(line, word, wanted, start) + 1, len(word))
        wanted -= here
    return Mark(mark.line, mark.column)


def _nth(line: str, word: str, n: int, start: int) -> int:
    at = line.find(word, start)
    for _ in range(n):
        at = line.find(word, at + len(word))
    return at
