"""Stretches of a text: the sentence, clause or word at a place, and where a stretch went when
the text was corrected. Places count Unicode code points from 0, ends are exclusive.
"""

import re
from collections.abc import Callable
from difflib import SequenceMatcher

Span = tuple[int, int]

# A sentence ends at . ! ? … (with closing quotes or brackets) before a space, or at a line end.
# A dot inside a number or an abbreviation of one letter (`S. Pd.`) does not end one.
_SENTENCE_END = re.compile(r"(?:(?<!\b\w)[.!?…]+[\"'”’)\]]*(?=\s|$))|\n")
_CLAUSE_END = re.compile(r"[,;:–—](?=\s|$)")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def sentence_at(text: str, place: int) -> Span:
    """The sentence around `place`, without the spaces at its ends; (0, 0) in an empty text."""
    return _piece(text, place, [match.end() for match in _SENTENCE_END.finditer(text)])


def clause_at(text: str, place: int) -> Span:
    """The part of a sentence around `place`, up to the next comma, semicolon, colon or dash."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    ends += [match.end() for match in _CLAUSE_END.finditer(text)]
    return _piece(text, place, sorted(ends))


def word_at(text: str, place: int) -> Span:
    """The word around or after `place`, else the last word before it; compounds (`guru-guru`)
    are one word. (0, 0) when there is none."""
    last = (0, 0)
    for match in _WORD.finditer(text):
        if match.end() > place:
            return match.span()
        last = match.span()
    return last


def next_piece(piece: Callable[[str, int], Span], text: str, selected: Span | None) -> Span:
    """The piece (sentence, clause, word) where a selection begins; when that is what is selected,
    the next one, after the last the first."""
    span = piece(text, selected[0]) if selected else None
    if span is not None and span != selected:
        return span
    after = selected[1] + 1 if selected else 0
    return piece(text, after if after < len(text) else 0)


def next_word(text: str, place: int) -> int:
    """The end of the first word that ends after `place`; the text's end when there is none."""
    return next((m.end() for m in _WORD.finditer(text) if m.end() > place), len(text))


def previous_word(text: str, place: int) -> int:
    """The end of the last word that ends before `place`; 0 when there is none."""
    return max((m.end() for m in _WORD.finditer(text) if m.end() < place), default=0)


def trimmed(text: str, start: int, end: int) -> Span:
    """A stretch inside the text and without spaces at its ends; empty when nothing is left."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def reanchored(old: str, new: str, span: Span) -> Span | None:
    """Where a stretch of `old` stands in the corrected text `new`; None when the correction
    touched the stretch itself, so that a person must look."""
    if old == new:
        return span
    start, end = span
    for tag, low, high, new_low, _new_high in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal" and low <= start and end <= high:
            return start - low + new_low, end - low + new_low
    return None


def _piece(text: str, place: int, ends: list[int]) -> Span:
    place = min(max(place, 0), max(len(text) - 1, 0))
    start = max((end for end in ends if end <= place), default=0)
    end = next((end for end in ends if end > place), len(text))
    return trimmed(text, start, end)
