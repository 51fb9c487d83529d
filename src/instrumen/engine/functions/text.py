"""Functions on text. Sources: ODK documentation, "Strings"; XForms specification, "String
Functions"; where those are silent JavaRosa's `XPathFuncExpr`.

Texts are counted in Unicode code points; JavaRosa counts UTF-16 units.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping, Sequence

from instrumen.engine.conversion import Scalar, number_of
from instrumen.language.expression.pattern import Pattern, pattern_of
from instrumen.text import MOST_CHARACTERS

_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384",
               "SHA-512": "sha512"}  # fmt: skip


def regex(text: str, pattern: str) -> bool:
    """The whole text matches (ODK: "an exact and complete match"). False for a pattern that is
    none; the time is linear in the text."""
    compiled = pattern_of(pattern)
    return isinstance(compiled, Pattern) and compiled.matches(text)


def contains(text: str, part: str) -> bool:
    """ODK `contains`."""
    return part in text


def starts_with(text: str, part: str) -> bool:
    """ODK `starts-with`."""
    return text.startswith(part)


def ends_with(text: str, part: str) -> bool:
    """ODK `ends-with`."""
    return text.endswith(part)


def substr(text: str, start: float, end: float | None = None) -> str:
    """ODK `substr`: from 0, `end` not included. JavaRosa: a negative number counts from the
    end; `start` beyond `end` gives ''; no number counts as 0."""
    first = _index(start, len(text))
    last = len(text) if end is None else _index(end, len(text))
    return text[first:last]


def substring_before(text: str, part: str) -> str:
    """XPath 1.0 §4.2: '' when the part does not occur."""
    before, found, _ = text.partition(part) if part else ("", "", "")
    return before if found else ""


def substring_after(text: str, part: str) -> str:
    """XPath 1.0 §4.2: '' when the part does not occur; after an empty part comes everything."""
    return text.partition(part)[2] if part else text


def translate(text: str, old: str, new: str) -> str:
    """XPath 1.0 §4.2: the first occurrence in `old` decides; no counterpart means removed."""
    table: dict[int, str | None] = {}
    for place, character in enumerate(old):
        table.setdefault(ord(character), new[place] if place < len(new) else None)
    return text.translate(table)


def string_length(text: str) -> float:
    """ODK `string-length`."""
    return float(len(text))


def normalize_space(text: str) -> str:
    """ODK `normalize-space`: trimmed, each run of white space one space."""
    return " ".join(text.split())


def string(text: str) -> str:
    """ODK `string`; the argument has become a text already."""
    return text


def concat(texts: Sequence[str]) -> str:
    """ODK `concat`; all values of node-sets. No text grows beyond a million characters."""
    return "".join(texts)[:MOST_CHARACTERS]


def join(texts: Sequence[str]) -> str:
    """ODK `join`: the first text goes between the others."""
    return texts[0].join(texts[1:])[:MOST_CHARACTERS]


def digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """ODK `digest`; '' for an algorithm or encoding it does not name."""
    name = _ALGORITHMS.get(algorithm.strip().upper())
    if name is None:
        return ""
    sealed = hashlib.new(name, text.encode("utf-8", "surrogatepass"), usedforsecurity=False)
    match encoding.strip().lower():
        case "base64":
            return base64.b64encode(sealed.digest()).decode("ascii")
        case "hex":
            return sealed.hexdigest()
        case _:
            return ""


def base64_decode(text: str) -> str:
    """ODK documentation of `base64-decode`: the UTF-8 text that was encoded; '' for anything
    that is no base64, as JavaRosa."""
    return decoded(text).decode("utf-8", "replace")


def decoded(text: str) -> bytes:
    """The bytes of a base64 text, white space ignored; empty for anything else."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _index(number: Scalar, length: int) -> int:
    value = number_of(number)
    if value != value:
        return 0
    whole = int(max(-1e9, min(1e9, value)))
    return min(max(0, whole + length if whole < 0 else whole), length)


FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {
    "regex": regex,
    "contains": contains,
    "starts-with": starts_with,
    "ends-with": ends_with,
    "substr": substr,
    "substring-before": substring_before,
    "substring-after": substring_after,
    "translate": translate,
    "string-length": string_length,
    "normalize-space": normalize_space,
    "string": string,
    "concat": concat,
    "join": join,
    "digest": digest,
    "base64-decode": base64_decode,
}
