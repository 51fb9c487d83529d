"""The languages of an XLSForm: `English (en)` is `en`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from instrumen.language.xlsform.book import OWN_SHEETS, SHEETS, Book
from instrumen.language.xlsform.columns import MEDIA, TRANSLATABLE
from instrumen.language.yaml_writer import Flow, Value

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*\)\s*$")
_OWN = re.compile(r"(\S+) \(\1\)")
_NAMES = {
    "bahasa indonesia": "id", "indonesia": "id", "indonesian": "id", "english": "en",
    "arabic": "ar", "bahasa melayu": "ms", "malay": "ms", "jawa": "jv", "javanese": "jv",
    "sunda": "su", "sundanese": "su", "french": "fr", "français": "fr", "francais": "fr",
    "spanish": "es", "español": "es", "espanol": "es", "portuguese": "pt", "português": "pt",
    "german": "de", "deutsch": "de", "dutch": "nl", "hindi": "hi", "nepali": "ne",
    "swahili": "sw", "kiswahili": "sw", "tetun": "tet", "thai": "th", "vietnamese": "vi",
    "chinese": "zh", "russian": "ru", "khmer": "km", "burmese": "my", "tagalog": "tl",
}  # fmt: skip
# What pyxform calls the language of texts under a heading without one.
DEFAULT = "default"
HEADINGS = {"id": "Bahasa Indonesia (id)", "en": "English (en)", DEFAULT: DEFAULT}
_TEXTS = TRANSLATABLE - set(MEDIA)
_READ = (*SHEETS[:4], *OWN_SHEETS)


def heading(code: str) -> str:
    """How a language is called in headings."""
    return HEADINGS.get(code, f"{code} ({code})")


@dataclass(frozen=True, slots=True)
class Languages:
    """Language codes by how headings call them, the form's default language first; empty when
    no heading names one. Texts under a heading without a language are those of the language ''
    where that has a code, else they serve every language."""

    codes: Mapping[str, str]

    def text(self, by_heading: Mapping[str, str]) -> Value:
        """A text for YAML: plain when it is the same in every language."""
        if "" in by_heading and "" not in self.codes:
            return by_heading[""]
        texts = {self.codes.get(name, name): text for name, text in by_heading.items()}
        everywhere = texts.keys() >= set(self.codes.values())
        if set(texts) <= {""} or (everywhere and len(set(texts.values())) == 1):
            return next(iter(texts.values()), "")
        in_order = {code: texts[code] for code in self.codes.values() if code in texts}
        return Flow({**in_order, **texts})


def languages_of(book: Book) -> Languages:
    """The languages that the headings of all sheets name."""
    settings = next(iter(book.sheet("settings").rows), None)
    default = settings.get("default_language") if settings else ""
    sheets = [sheet for name, sheet in book.sheets.items() if name in _READ]
    texts = [set(row.texts(key)) for sheet in sheets for row in sheet.rows for key in _TEXTS]
    columns = (column for sheet in sheets for column in sheet.columns)
    named = dict.fromkeys(column.language for column in columns if column.language)
    if not named:
        return Languages({})
    unnamed = default or _unnamed(texts, list(named))
    codes = {name: _code(name) for name in named}
    if unnamed:
        codes = {"": _code(unnamed), **codes}
    return Languages(dict(sorted(codes.items(), key=lambda pair: pair[0] not in ("", default))))


def _unnamed(texts: list[set[str]], named: list[str]) -> str:
    """The language of texts under a heading without one. Where they stand beside those of other
    languages, that is the one language they never stand beside, else `default`; '' (they serve
    every language) where they always stand alone."""
    beside = {name for found in texts if "" in found for name in found if name}
    if not beside:
        return ""
    never = [name for name in named if name not in beside]
    return never[0] if len(never) == 1 else DEFAULT


def _code(name: str) -> str:
    if found := _OWN.fullmatch(name) or _CODE.search(name):
        return found[1]
    lower = " ".join(name.lower().split())
    return _NAMES.get(lower) or re.sub(r"[^a-z0-9]+", "_", lower).strip("_") or DEFAULT
