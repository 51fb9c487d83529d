"""Texts with `${places}` on paper: what the study knows is filled in, what differs from person to
person stays open in guillemets (`«mapel»`)."""

import re

from instrumen.export.word.brief import Brief
from instrumen.language.design import Design
from instrumen.language.text import Text

PLACE = re.compile(r"\$\{([^}]*)\}")


def piped(brief: Brief, text: Text) -> str:
    """A text in the document's language with the study's facts in their places."""
    return filled(brief.say(text), brief.design, brief.language, len(brief.corpus.people))


def filled(text: str, design: Design | None, language: str, population: int | None = None) -> str:
    """A text with what the study knows in its `${places}`; `population` is how many people it
    has, where that is known."""
    return PLACE.sub(lambda found: _fill(found[1].strip(), design, language, population), text)


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
    field = next((field for field in design.roster if field.name == name), None)
    return f"«{field.label(language) if field else name}»"
