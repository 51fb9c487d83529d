"""A text of an instrument or a study, in one or more languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Text:
    """Language code → text. A plain string in YAML is kept under the empty code and serves
    every language."""

    by_language: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def __call__(self, language: str) -> str:
        """The text in `language`, else the one for all languages, else the first there is."""
        texts = self.by_language
        if language in texts:
            return texts[language]
        if "" in texts:
            return texts[""]
        return next(iter(texts.values()), "")

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def has(self, language: str) -> bool:
        """Whether a reader of `language` gets a text that was written for them."""
        return language in self.by_language or "" in self.by_language


def text_of(plain: str) -> Text:
    """A text that is the same in every language."""
    return Text(MappingProxyType({"": plain}))


EMPTY = Text()
