"""Names of people as lists write them: titles before and after, capitals, abbreviations.

Titles are kept for display and left out when two spellings are compared.
"""

import re
import unicodedata

_FRONT = frozenset({"dr", "drs", "dra", "h", "hj", "ir", "prof", "kh", "ust", "tgk", "rr"})
_BACK = frozenset({
    "gr", "ma", "mm", "mt", "mh", "msi", "mpd", "mkom", "mhum", "spd", "spdi", "ssi", "sag", "se",
    "sh", "st", "skom", "ssos", "sip", "skm", "amd", "amk", "ama", "ners", "apt", "ph", "phd", "ba",
    "bsc", "msc",
})  # fmt: skip
_ACADEMIC = re.compile(r"[sma]\.?\s?[a-z]{1,4}(\.[a-z]{1,3})*\.?", re.IGNORECASE)
_SAME = {
    "m": "muhammad", "muh": "muhammad", "moh": "muhammad", "moch": "muhammad",
    "mohd": "muhammad", "mohammad": "muhammad", "mohamad": "muhammad", "muhamad": "muhammad",
    "mochamad": "muhammad", "mochammad": "muhammad", "abd": "abdul",
}  # fmt: skip


def plain(text: str) -> str:
    """A heading or value as it is compared: without case, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum() or char in "✓√")


def bare_name(name: str) -> str:
    """A name as it is compared: no titles, no capitals, no punctuation, `Muh.` written out."""
    before, *after = name.split(",")
    if after and not is_title(after[0]):
        before = name.replace(",", " ")
    words = re.split(r"[\s.]+", _without_back_titles(before))
    kept = [plain(word) for word in words if plain(word)]
    while len(kept) > 1 and kept[0] in _FRONT:
        kept = kept[1:]
    return " ".join(_SAME.get(word, word) for word in kept)


def is_title(text: str) -> bool:
    """Whether a piece of text is titles and nothing else: `S.Pd.`, `M.Pd.I`, `Gr.`"""
    pieces = [piece for piece in re.split(r"[\s,;]+", text.strip()) if piece]
    return bool(pieces) and all(_is_back_title(piece) for piece in pieces)


def _without_back_titles(name: str) -> str:
    words = name.split()
    while len(words) > 1 and _is_back_title(words[-1]) and _stands_out(words[-1]):
        words.pop()
    return " ".join(words)


def _stands_out(word: str) -> bool:
    """A title is written with a full stop or in capitals; `Ma` may well be a name."""
    return "." in word or word.isupper()


def _is_back_title(word: str) -> bool:
    if plain(word) in _BACK:
        return True
    return "." in word.strip(".") and _ACADEMIC.fullmatch(word) is not None
