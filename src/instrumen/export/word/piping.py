"""Texts with `${places}` on paper: what the study knows is filled in, what differs from person to
person stays open in guillemets (`«mapel»`)."""

import re
from collections.abc import Iterable, Mapping

from instrumen.export.word.brief import Brief
from instrumen.language.design import Design
from instrumen.language.model import Instrument
from instrumen.language.text import Text

PLACE = re.compile(r"\$\{([^}]*)\}")
_LONGEST_LABEL = 40


def piped(brief: Brief, text: Text) -> str:
    """A text in the document's language with the study's facts in their places."""
    words = brief.say(text)
    if "${" not in words:
        return words
    named = labels_of(brief.design.instruments)
    return filled(words, brief.design, brief.language, len(brief.corpus.people), named)


def labels_of(instruments: Iterable[Instrument]) -> Mapping[str, Text]:
    """What questions and calculations are called, by name; those that two instruments call
    differently are left out."""
    found: dict[str, Text] = {}
    differ = set()
    for instrument in instruments:
        for question in instrument.questions.values():
            known = found.setdefault(question.name, question.label)
            differ |= set() if known == question.label else {question.name}
    return {name: label for name, label in found.items() if label and name not in differ}


def filled(
    text: str,
    design: Design | None,
    language: str,
    population: int | None = None,
    labels: Mapping[str, Text] | None = None,
) -> str:
    """A text with what the study knows in its `${places}`; `population` is how many people it
    has, where that is known, `labels` what its questions are called."""

    def fill(found: re.Match[str]) -> str:
        name = found[1].strip()
        if labels and name in labels:
            return f"«{_short(PLACE.sub('…', labels[name](language)))}»"
        return _fill(name, design, language, population)

    return PLACE.sub(fill, text)


def _short(label: str) -> str:
    line = " ".join(label.split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[: _LONGEST_LABEL - 1].rstrip()}…"


def _fill(name: str, design: Design | None, language: str, population: int | None) -> str:
    if name == "position":
        return "…"
    if name == "populasi" and population is not None:
        return str(population)
    if design is None:
        return f"«{name}»"
    if name in design.facts:
        return design.facts[name](language)
    if name == "sekolah" and len(design.sites) == 1:
        return design.sites[0].label(language)
    if name == "tahun":
        return str(design.year)
    fields = {field.name: field.label for field in design.roster}
    fields |= {derived.name: derived.label for derived in design.derived}
    return f"«{fields[name](language) if name in fields else name}»"
