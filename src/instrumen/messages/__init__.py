"""What the program says, in the user's language.

English is written in the code and is the key; Indonesian stands in `id/DOMAIN.po`, one file a
layer, compiled to `.mo` beside it by `python -m scripts.messages`. Layers below the doors hand
out `Message` values and never know in which language they will be read.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

LANGUAGES = ("id", "en")
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with `{places}` and the values that fill them."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return _fill(self.text, self.values)


def msg(text: str, /, **values: object) -> Message:
    """Mark a sentence for translation and keep its values until somebody reads it."""
    return Message(text, values)


@dataclass(frozen=True, slots=True)
class Catalog:
    """The sentences of one language."""

    language: str
    translations: gettext.NullTranslations

    def t(self, text: str, /, **values: object) -> str:
        """The sentence in this language, its `{places}` filled; messages inside are rendered."""
        return _fill(self._look_up(text), self._rendered(values))

    def say(self, message: Message) -> str:
        """A message handed up from a lower layer, in this language."""
        return self.t(message.text, **message.values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """One of two sentences by count; `{n}` is filled too."""
        found = self.translations.ngettext(one, many, n)
        return _fill(found, {"n": n, **self._rendered(values)})

    def _look_up(self, text: str) -> str:
        return self.translations.gettext(text) if text else ""

    def _rendered(self, values: Mapping[str, object]) -> dict[str, object]:
        return {
            name: self.say(value) if isinstance(value, Message) else value
            for name, value in values.items()
        }


@cache
def catalog(language: str) -> Catalog:
    """The catalogue of a language code; an unknown one falls back to English."""
    merged = gettext.NullTranslations()
    folder = files(__package__) / language
    if language in LANGUAGES and folder.is_dir():
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".mo"):
                with entry.open("rb") as stream:
                    part = gettext.GNUTranslations(stream)
                part.add_fallback(merged)
                merged = part
    return Catalog(language if language in LANGUAGES else SOURCE_LANGUAGE, merged)


def _fill(text: str, values: Mapping[str, object]) -> str:
    return text.format_map(values) if values else text
