"""Texts with `${places}` on paper: what the study knows is filled in, what differs from person to
person stays open in guillemets (`«mapel»`)."""

import re

from instrumen.export.word.brief import Brief
from instrumen.language.text import Text

PLACE = re.compile(r"\$\{([^}]*)\}")


def piped(brief: Brief, text: Text) -> str:
    """A text in the document's language with the study's facts in their places."""
    return PLACE.sub(lambda found: _fill(brief, found[1].strip()), brief.say(text))


def _fill(brief: Brief, name: str) -> str:
    design = brief.design
    if name in design.facts:
        return brief.say(design.facts[name])
    if name == "sekolah" and len(design.sites) == 1:
        return brief.say(design.sites[0].label)
    if name == "populasi":
        return str(len(brief.corpus.people))
    if name == "tahun":
        return str(design.year)
    if name == "position":
        return "…"
    field = next((field for field in design.roster if field.name == name), None)
    return f"«{brief.say(field.label) if field else name}»"
