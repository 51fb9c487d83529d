"""Names of respondents in what others said or wrote: found and masked on the way into a document.

Citations carry codes, never names; but a teacher may name a colleague. Every full name of the
roster, with or without titles, and every long number of the identity table (NIP, NUPTK, phone) is
replaced wherever it stands, whatever its case, spaces and punctuation. First names alone are the
transcriber's to mark: too many of them are ordinary words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_TITLES = re.compile(r"(?i)^(?:(?:drs?|dra|prof|ir|h|hj|kh|ust|mr|mrs|ms)\b\.?\s*)+")
_SHORTEST_NUMBER = 8
_WORD = re.compile(r"[^\W_]+")
_LONG_NUMBER = re.compile(r"\d(?:[\s.\-]?\d){7}")
_DIGIT_GAP = r"[\s.\-]?"


@dataclass(slots=True)
class Mask:
    """Replaces secrets in texts and counts how many it met. `telling` holds a word of every
    name: a text without any of them is not searched further."""

    telling: frozenset[str]
    names: re.Pattern[str] | None
    numbers: re.Pattern[str] | None
    name_mark: str
    number_mark: str
    masked: int = field(default=0)

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        if self.names and not self.telling.isdisjoint(_WORD.findall(text.casefold())):
            text, count = self.names.subn(self.name_mark, text)
            self.masked += count
        if self.numbers and _LONG_NUMBER.search(text):
            text, count = self.numbers.subn(self.number_mark, text)
            self.masked += count
        return text


def mask_for(
    identities: Iterable[Mapping[str, str]],
    exempt: Iterable[str],
    *,
    name_mark: str,
    number_mark: str,
) -> Mask:
    """A mask of all values of an identity table; values that occur in the `exempt` texts (the
    researcher's own name on the cover) stay."""
    public = "\n".join(exempt).casefold()
    values = {form for person in identities for value in person.values() for form in _forms(value)}
    secret = sorted((each for each in values if each.casefold() not in public), key=_longest_first)
    names = [each for each in secret if not _is_number(each)]
    numbers = [each for each in secret if _is_number(each)]
    return Mask(
        frozenset(max(_WORD.findall(name.casefold()), key=len) for name in names),
        _alternatives(map(_name_pattern, names), re.IGNORECASE),
        _alternatives(map(_number_pattern, numbers), 0),
        name_mark,
        number_mark,
    )


def _forms(value: str) -> Iterable[str]:
    """A name as the roster has it, without titles before it, without those after a comma too."""
    if _is_number(value):
        return (_digits(value),) if len(_digits(value)) >= _SHORTEST_NUMBER else ()
    whole = " ".join(value.split())
    untitled = _TITLES.sub("", whole)
    bare = untitled.partition(",")[0].strip()
    forms = (whole, untitled, bare)
    return tuple(form for form in forms if len(form) > 3 and _WORD.search(form))


def _is_number(value: str) -> bool:
    return len(_digits(value)) > len(value) / 2


def _digits(value: str) -> str:
    return "".join(character for character in value if character.isdecimal())


def _longest_first(value: str) -> tuple[int, str]:
    return -len(value), value


def _name_pattern(name: str) -> str:
    return r"[\W_]+".join(map(re.escape, _WORD.findall(name)))


def _number_pattern(number: str) -> str:
    return _DIGIT_GAP.join(number)


def _alternatives(patterns: Iterable[str], flags: int) -> re.Pattern[str] | None:
    wanted = list(dict.fromkeys(filter(None, patterns)))
    if not wanted:
        return None
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(wanted)})(?![^\W_])", flags)
