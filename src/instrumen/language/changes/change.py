"""A change and its effect; comparing texts and rules, which all parts of an instrument have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from instrumen.language.expression.syntax import Expression
from instrumen.language.model import Item, Section
from instrumen.language.problems import Mark
from instrumen.language.text import Text
from instrumen.messages import Message, msg


class Effect(StrEnum):
    """What a change does to answers already stored; from harmless to grave."""

    SAFE = "safe"
    WORDING = "wording"
    MAPPING = "mapping"
    DESTRUCTIVE = "destructive"

    @property
    def weight(self) -> int:
        """0 for safe, 3 for destructive."""
        return list(Effect).index(self)

    @property
    def word(self) -> Message:
        """How it is said."""
        return _WORDS[self]


_WORDS = {
    Effect.SAFE: msg("safe"),
    Effect.WORDING: msg("wording changed"),
    Effect.MAPPING: msg("needs mapping"),
    Effect.DESTRUCTIVE: msg("destructive"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `rule` is a stable short id, `path` the template path of the question or repeat
    ('' for the instrument as a whole, `choices/LIST` for a list); `mark` is its place in the new
    file, or in the old one when `gone`. `choice` is the name that answers still have, when the
    change is about one choice alone."""

    effect: Effect
    rule: str
    path: str
    what: Message
    mark: Mark
    gone: bool = False
    choice: str = ""


def worst(changes: Iterable[Change]) -> Effect:
    """The gravest effect; safe when there is no change."""
    return max((change.effect for change in changes), key=_weight, default=Effect.SAFE)


def same_rule(old: Expression | None, new: Expression | None) -> bool:
    """Whether two rules say the same, however they are spaced."""
    return (old and old.root) == (new and new.root)


def relevance_change(path: str, new: Item | Section) -> Change:
    """What another condition does to the answers of a question, or of all inside a part."""
    if new.relevant is None:
        what = msg("“{path}” is always shown now", path=path)
        return Change(Effect.SAFE, "relevant", path, what, new.mark)
    what = msg("“{path}” is shown under another condition: answers may be hidden", path=path)
    return Change(Effect.MAPPING, "relevant", path, what, new.mark)


def text_changes(
    path: str, mark: Mark, pairs: Iterable[tuple[str, Text, Text]]
) -> Iterator[Change]:
    """Changes of texts, by the key they stand under. A text in a further language is safe. What
    counts is what the readers of each language get, however it is written."""
    for key, old, new in pairs:
        languages = (old.by_language.keys() | new.by_language.keys()) - {""} or {""}
        before, now = ({code: text(code) for code in languages if text.has(code)}
                       for text in (old, new))  # fmt: skip
        if before == now:
            continue
        if old and before.items() <= now.items():
            what = msg("“{key}” of “{path}” has a further language", key=key, path=path)
            yield Change(Effect.SAFE, "translation", path, what, mark)
        else:
            what = msg("“{key}” of “{path}” has other words", key=key, path=path)
            yield Change(Effect.WORDING, "wording", path, what, mark)


def _weight(effect: Effect) -> int:
    return effect.weight
