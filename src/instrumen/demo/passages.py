"""What simulated people say and write: texts with the codes that a researcher would give them.

A pool is a list in the demo's YAML; each text is said once, by one person, as long as there are
texts left.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from instrumen.demo import texts
from instrumen.demo.people import Person
from instrumen.demo.texts import Plain, Table

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text (a literal part of it; '' means all of it) and the code it carries."""

    code: str
    stretch: str = ""
    attribute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Something said or written. `probes` are the answers to the follow-up questions asked
    about it; `gloss` is the translation of a passage in a local `language`; `only` holds facts
    that must be true of whoever says it."""

    text: str
    codes: tuple[Marked, ...] = ()
    language: str = ""
    gloss: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    probes: Mapping[str, "Passage"] = field(default_factory=dict)

    def filled(self, values: Mapping[str, object]) -> "Passage":
        """The passage with its `{places}` filled, also in the stretches."""
        return replace(
            self,
            text=_filled(self.text, values),
            gloss=_filled(self.gloss, values),
            codes=tuple(
                replace(mark, stretch=_filled(mark.stretch, values)) for mark in self.codes
            ),
            probes={name: probe.filled(values) for name, probe in self.probes.items()},
        )

    def spans(self) -> Iterator[tuple[int, int, Marked]]:
        """Start and end of every coded stretch; one that is not in the text is left out."""
        for mark in self.codes:
            stretch = mark.stretch or self.text
            start = self.text.find(stretch)
            if start >= 0:
                yield start, start + len(stretch), mark


@dataclass(slots=True)
class Deck:
    """Passages that are drawn in random order, each one once."""

    left: list[Passage]

    def draw(self, person: Person) -> Passage | None:
        """The next one that this person can say, filled in; None when there is none left."""
        found = next((passage for passage in self.left if suits(passage, person)), None)
        if found is None:
            return None
        self.left.remove(found)
        return found.filled(person.words)


def decks_of(pools: Table, rng: Random) -> dict[str, Deck]:
    """A shuffled deck for each pool: by question, or `question=key` where a pool has parts."""
    decks = {}
    for path, pool in pools.items():
        if isinstance(pool, dict):
            decks.update({f"{path}={key}": _deck(part, rng) for key, part in pool.items()})
        else:
            decks[path] = _deck(pool, rng)
    return decks


def suits(passage: Passage, person: Person) -> bool:
    """Whether what a passage says can be true of a person."""
    return all(str(person.fact(name)) == value for name, value in passage.only.items())


def _deck(pool: Plain, rng: Random) -> Deck:
    passages = [passage(plain) for plain in texts.items(pool)]
    rng.shuffle(passages)
    return Deck(passages)


def passage(plain: Plain) -> Passage:
    """A plain text, or a mapping `text`, `codes`, `language`, `gloss`, `only`, `probes`."""
    if isinstance(plain, str):
        return Passage(text=plain)
    return Passage(
        text=texts.word(plain, "text"),
        language=texts.word(plain, "language"),
        gloss=texts.word(plain, "gloss"),
        only={name: str(value) for name, value in texts.table(plain, "only").items()},
        codes=tuple(
            Marked(
                texts.word(mark, "code"),
                texts.word(mark, "stretch"),
                texts.word(mark, "attribute"),
            )
            for mark in texts.items(plain, "codes")
        ),
        probes={name: passage(probe) for name, probe in texts.table(plain, "probes").items()},
    )


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _PLACE.sub(lambda found: str(values.get(found[1], found[0])), text)
