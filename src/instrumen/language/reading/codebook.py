"""What a study looks for: foci, themes, indicators, codes and claims."""

from collections.abc import Iterator

from instrumen.language.design import Claim, Code, Focus, Indicator, Source, Theme
from instrumen.language.reading.entry import Entry, open_entry
from instrumen.language.reading.unique import Unique
from instrumen.messages import Message, msg

FOCUS_KEYS = frozenset({"name", "label", "question"})
THEME_KEYS = frozenset({"name", "label", "focus"})
INDICATOR_KEYS = frozenset({"name", "label", "taxonomy", "focus", "dimension", "crosswalk"})
CODE_KEYS = frozenset({
    "name", "label", "theme", "parent", "definition", "include", "exclude", "example",
    "attributes", "exported",
})  # fmt: skip
CLAIM_KEYS = frozenset({"name", "label", "themes", "sources"})
SOURCE_KEYS = frozenset({"technique", "places"})


def read_foci(study: Entry) -> Iterator[Focus]:
    """The research questions."""
    for entry in _named(study, "foci", msg("a focus"), FOCUS_KEYS):
        yield Focus(
            name=entry.string("name"), label=entry.text("label"), question=entry.text("question")
        )


def read_themes(study: Entry) -> Iterator[Theme]:
    """The themes, each with its focus."""
    for entry in _named(study, "themes", msg("a theme"), THEME_KEYS):
        yield Theme(
            name=entry.string("name"), label=entry.text("label"), focus=_one(entry, "focus")
        )


def read_indicators(study: Entry) -> Iterator[Indicator]:
    """The rows of the blueprint."""
    for entry in _named(study, "indicators", msg("an indicator"), INDICATOR_KEYS):
        yield Indicator(
            name=entry.string("name"),
            label=entry.text("label"),
            taxonomy=entry.string("taxonomy", "focus"),
            focus=_one(entry, "focus"),
            dimension=entry.text("dimension"),
            crosswalk=_read_crosswalk(entry),
        )


def read_codes(study: Entry) -> Iterator[Code]:
    """The codebook."""
    for entry in _named(study, "codes", msg("a code"), CODE_KEYS):
        yield Code(
            name=entry.string("name"),
            label=entry.text("label"),
            theme=_one(entry, "theme"),
            parent=_one(entry, "parent", "code"),
            definition=entry.text("definition"),
            include=entry.text("include"),
            exclude=entry.text("exclude"),
            example=entry.string("example"),
            attributes=entry.strings("attributes"),
            exported=entry.flag("exported", True),
        )


def read_claims(study: Entry) -> Iterator[Claim]:
    """The statements that are confronted with every source."""
    for entry in _named(study, "claims", msg("a claim"), CLAIM_KEYS):
        yield Claim(
            name=entry.string("name"),
            label=entry.text("label"),
            sources=tuple(_read_sources(entry)),
            themes=entry.names("themes", "theme"),
        )


def _read_sources(entry: Entry) -> Iterator[Source]:
    """Sources; a place is noted as used together with its technique (`A/G status`)."""
    for source in entry.entries("sources", msg("a source"), SOURCE_KEYS):
        source.require("technique")
        technique = _one(source, "technique")
        for place in source.scalars("places"):
            source.context.use("place", f"{technique} {place.value}", place.mark)
        yield Source(technique=technique, places=source.strings("places"))


def _named(study: Entry, key: str, what: Message, keys: frozenset[str]) -> Iterator[Entry]:
    """The entries of a list, each with a label and a name of its own; others are noted."""
    names = Unique(study.context)
    for entry in study.entries(key, what, keys):
        entry.require("label")
        name = entry.name()
        if name and names.add(name, entry.mark):
            yield entry


def _one(entry: Entry, key: str, role: str = "") -> str:
    """One name that is explained elsewhere in the study file."""
    scalar = entry.scalar(key)
    if scalar is None:
        return ""
    entry.context.use(role or key, scalar.value, scalar.mark)
    return scalar.value


def _read_crosswalk(entry: Entry) -> dict[str, tuple[str, ...]]:
    node = entry.values.get("crosswalk")
    inside = open_entry(entry.context, node, msg("“crosswalk”"), None) if node else None
    return {key: inside.strings(key) for key in inside.keys} if inside else {}
