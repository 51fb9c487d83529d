"""The languages of an XLSForm: `English (en)` is `en`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from instrumen.language.xlsform.book import Book
from instrumen.language.xlsform.columns import OWN, TRANSLATABLE
from instrumen.language.yaml_writer import Flow, Value

_CODE = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*\)\s*$")
_NAMES = {
    "bahasa indonesia": "id", "indonesia": "id", "indonesian": "id", "english": "en",
    "arabic": "ar", "bahasa melayu": "ms", "malay": "ms", "jawa": "jv", "javanese": "jv",
    "sunda": "su", "sundanese": "su", "french": "fr", "français": "fr", "francais": "fr",
    "spanish": "es", "español": "es", "espanol": "es", "portuguese": "pt", "português": "pt",
    "german": "de", "deutsch": "de", "dutch": "nl", "hindi": "hi", "nepali": "ne",
    "swahili": "sw", "kiswahili": "sw", "tetun": "tet", "thai": "th", "vietnamese": "vi",
    "chinese": "zh", "russian": "ru", "khmer": "km", "burmese": "my", "tagalog": "tl",
}  # fmt: skip
HEADINGS = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}
DEFAULT = "default"


def heading(code: str) -> str:
    """How a language is called in headings."""
    return HEADINGS.get(code, f"{code} ({code})")


@dataclass(frozen=True, slots=True)
class Languages:
    """Language codes by how headings call them, the form's default language first; empty when
    no heading names one."""

    codes: Mapping[str, str]

    def text(self, by_heading: Mapping[str, str]) -> Value:
        """A text for YAML: plain when it is the same in every language."""
        texts = {self.codes.get(name, name): text for name, text in by_heading.items()}
        if set(texts) <= {""} or (len(set(texts.values())) == 1 and len(texts) == len(self.codes)):
            return next(iter(texts.values()), "")
        in_order = {code: texts[code] for code in self.codes.values() if code in texts}
        return Flow({**in_order, **texts})


def languages_of(book: Book) -> Languages:
    """The languages that the headings of all sheets name."""
    settings = next(iter(book.sheet("settings").rows), None)
    default = settings.get("default_language") if settings else ""
    found = dict.fromkeys(_headings(book))
    named = [name for name in found if name]
    if not named:
        return Languages({})
    if "" in found:
        named.insert(0, "")
    codes = {name: _code(name or default or DEFAULT) for name in named}
    first = sorted(codes, key=lambda name: name != default)
    return Languages({name: codes[name] for name in first})


def _headings(book: Book) -> Iterable[str]:
    """Every language of a heading; '' only for labels, which nearly every form has without."""
    for sheet in book.sheets.values():
        for key, language in sheet.columns:
            if language or (key in TRANSLATABLE and key == "label"):
                yield language
            elif key in TRANSLATABLE or key.startswith(OWN):
                continue


def _code(name: str) -> str:
    if found := _CODE.search(name):
        return found[1]
    lower = " ".join(name.lower().split())
    return _NAMES.get(lower) or re.sub(r"[^a-z0-9]+", "_", lower).strip("_") or DEFAULT
