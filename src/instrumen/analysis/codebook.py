"""The codebook: the codes of the study file and those grown in the field.

A code of the study file can be changed in the field; the log keeps who did it and when. A
grown code stands beside the others as if it had been there from the beginning.
"""

import json
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import cast

from instrumen.analysis.refusal import Refusal
from instrumen.language.design import Code
from instrumen.language.text import Text
from instrumen.messages import msg
from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import keep

ALIKE = 0.6
"""Names or labels at least this similar (Ratcliff–Obershelp) are offered as near-duplicates."""


def codebook(study: Study) -> tuple[Code, ...]:
    """Every code, the study file's in its order (as changed in the field), then the grown ones
    by theme and name."""
    kept = _grown(study)
    filed = tuple(kept.pop(code.name, code) for code in study.design.codes)
    return filed + tuple(sorted(kept.values(), key=lambda code: (code.theme, code.name)))


def add_code(
    study: Study,
    name: str,
    label: str | Mapping[str, str],
    *,
    theme: str = "",
    parent: str = "",
    definition: str | Mapping[str, str] = "",
    include: str | Mapping[str, str] = "",
    exclude: str | Mapping[str, str] = "",
    example: str = "",
    attributes: Iterable[str] = (),
) -> Code | Refusal:
    """Grow the codebook by one code; a child takes the theme of its parent.

    Refused when the name is taken or empty, or theme or parent do not exist.
    """
    known = {code.name: code for code in codebook(study)}
    name = keep(name).strip()
    if refusal := _cannot_add(study, known, name, theme, parent):
        return refusal
    value: dict[str, Json] = {
        "theme": known[parent].theme if parent else theme,
        "parent": parent,
        "label": _texts(label),
        "definition": _texts(definition),
        "include": _texts(include),
        "exclude": _texts(exclude),
        "example": keep(example),
        "attributes": [keep(attribute) for attribute in attributes],
    }
    study.record(Act("code.added", name, "", value))
    return _code(name, value)


def change_code(
    study: Study,
    name: str,
    *,
    label: str | Mapping[str, str] | None = None,
    definition: str | Mapping[str, str] | None = None,
    include: str | Mapping[str, str] | None = None,
    exclude: str | Mapping[str, str] | None = None,
    example: str | None = None,
) -> Code | Refusal:
    """Change what is said about a code; what is None stays. The name never changes."""
    code = next((code for code in codebook(study) if code.name == name), None)
    if code is None:
        return Refusal(msg("There is no code “{code}” in the codebook.", code=name))
    value: dict[str, Json] = {
        "theme": code.theme,
        "parent": code.parent,
        "label": _texts(code.label if label is None else label),
        "definition": _texts(code.definition if definition is None else definition),
        "include": _texts(code.include if include is None else include),
        "exclude": _texts(code.exclude if exclude is None else exclude),
        "example": code.example if example is None else keep(example),
        "attributes": list(code.attributes),
        "exported": code.exported,
    }
    study.record(Act("code.changed", name, "", value))
    return _code(name, value)


def with_children(codes: Iterable[Code], names: Iterable[str]) -> frozenset[str]:
    """The named codes and everything below them: who counts `u.a` counts `u.a.kursus` too."""
    wanted = set(names)
    every = tuple(codes)
    while True:
        more = {code.name for code in every if code.parent in wanted} - wanted
        if not more:
            return frozenset(wanted)
        wanted |= more


def nearest(study: Study, typed: str, limit: int = 9) -> tuple[Code, ...]:
    """The codes somebody typing `typed` may mean, likeliest first; all of them, in the order of
    the codebook, before anything was typed."""
    every = codebook(study)
    query = typed.strip().casefold()
    if not query:
        return every[:limit]
    ranked = [(_distance(code, query), at, code) for at, code in enumerate(every)]
    return tuple(code for distance, _at, code in sorted(ranked, key=_order) if distance < 5)[:limit]


def _order(entry: tuple[float, int, Code]) -> tuple[float, int]:
    return entry[0], entry[1]


def _distance(code: Code, query: str) -> float:
    names = [code.name.casefold(), *(text.casefold() for text in code.label.by_language.values())]
    words = [word for name in names for word in name.replace(".", " ").split()]
    if query in names:
        return 0
    if any(name.startswith(query) for name in names):
        return 1
    if any(word.startswith(query) for word in words):
        return 2
    if any(query in name for name in names):
        return 3
    likeness = max(SequenceMatcher(None, query, each).ratio() for each in (*names, *words))
    return 5 - likeness if likeness >= ALIKE else 5


def _cannot_add(
    study: Study, known: Mapping[str, Code], name: str, theme: str, parent: str
) -> Refusal | None:
    if not name or any(mark.isspace() or mark == "/" for mark in name):
        return Refusal(msg("A code needs a short name without spaces, such as “d.waktu”."))
    if name in known:
        return Refusal(msg("There is a code “{code}” already. Choose another name.", code=name))
    if parent and parent not in known:
        return Refusal(msg("There is no code “{code}” in the codebook.", code=parent))
    if theme and theme not in study.design.theme:
        return Refusal(msg("There is no theme “{theme}” in this study.", theme=theme))
    return None


def _texts(text: str | Mapping[str, str] | Text) -> Json:
    if isinstance(text, Text):
        return dict(text.by_language)
    if isinstance(text, str):
        return {"": keep(text)} if text else {}
    return {language: keep(each) for language, each in text.items()}


def _code(name: str, value: Mapping[str, Json]) -> Code:
    def text(key: str) -> Text:
        texts = value.get(key)
        return Text(MappingProxyType(cast("dict[str, str]", texts))) if texts else Text()

    return Code(
        name=name,
        label=text("label") or Text(MappingProxyType({"": name})),
        theme=str(value.get("theme") or ""),
        parent=str(value.get("parent") or ""),
        definition=text("definition"),
        include=text("include"),
        exclude=text("exclude"),
        example=str(value.get("example") or ""),
        attributes=tuple(cast("list[str]", value.get("attributes") or [])),
        exported=value.get("exported") is not False,
    )


# The query.


def _grown(study: Study) -> dict[str, Code]:
    rows = study.rows("SELECT name, body FROM codes ORDER BY name")
    return {str(name): _code(str(name), json.loads(str(body))) for name, body in rows}
