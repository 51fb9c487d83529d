"""An instrument file from its header down."""

from collections.abc import Iterator
from dataclasses import replace

from instrumen.language.canonical import fingerprint
from instrumen.language.model import (
    Instrument,
    Kind,
    Scale,
    Section,
    SubjectKind,
    Unit,
)
from instrumen.language.nodes import Mapping, Node, Scalar, Sequence
from instrumen.language.reading.choices import read_choices
from instrumen.language.reading.context import SYNTAX, Context
from instrumen.language.reading.entry import VARIABLE, Entry, open_entry
from instrumen.language.reading.items import read_items
from instrumen.language.reading.questions import Inherited
from instrumen.language.reading.unique import Unique
from instrumen.messages import msg

HEADER_KEYS = frozenset({
    "instrument", "kind", "version", "technique", "subject", "languages", "title", "short_title",
    "for", "activity", "duration", "choices", "scales", "units", "sections",
    "translations",
})  # fmt: skip
SECTION_KEYS = frozenset({"name", "title", "themes", "indicators", "relevant", "questions"})
SCALE_KEYS = frozenset({"name", "label", "rows"})
UNIT_KEYS = frozenset({"name", "subject", "label", "note", "for", "themes", "indicators"})


def read_header(context: Context, root: Node, source: str) -> Instrument | None:
    """The instrument of a file; None when the file is no instrument at all. What is wrong is
    noted in `context`; what could not be read is left out."""
    context = replace(context, languages=declared_languages(root))
    entry = open_entry(context, root, msg("an instrument"), HEADER_KEYS)
    if entry is None:
        return None
    for problem in context.problems:
        if problem.rule in SYNTAX:
            context.use("unread", "", problem.mark)
    entry.require("instrument", "kind", "version", "title", "sections")
    inside = replace(context, lists=read_choices(entry))
    entry.context = inside
    return Instrument(
        id=entry.name("instrument") if entry.has("instrument") else "",
        kind=entry.one_of("kind", Kind, Kind.QUESTIONNAIRE),
        version=entry.string("version"),
        title=entry.text("title"),
        file=context.file,
        source=source,
        hash=fingerprint(root),
        languages=context.languages,
        sections=tuple(_read_sections(entry)),
        choices=inside.lists,
        subject=entry.one_of("subject", SubjectKind, SubjectKind.RESPONDENT),
        technique=entry.string("technique"),
        short_title=entry.text("short_title"),
        for_=entry.expression("for"),
        duration=entry.text("duration"),
        activity=entry.text("activity"),
        scales=tuple(_read_scales(entry)),
        units=tuple(_read_units(entry)),
    )


def declared_languages(root: Node) -> tuple[str, ...]:
    """The languages of a file: `languages:`, else those of its title."""
    if not isinstance(root, Mapping):
        return ()
    declared = root.get("languages")
    if isinstance(declared, Sequence):
        return tuple(item.value for item in declared.items if isinstance(item, Scalar))
    if isinstance(declared, Scalar) and declared.value:
        return (declared.value,)
    title = root.get("title")
    return tuple(key.value for key, _ in title.pairs) if isinstance(title, Mapping) else ()


def _read_sections(header: Entry) -> Iterator[Section]:
    names = Unique(header.context)
    for entry in header.entries("sections", msg("a section"), SECTION_KEYS):
        entry.require("title")
        name = entry.name("name", VARIABLE)
        names.add(name, entry.mark)
        themes = entry.names("themes", "theme")
        inherited = Inherited(themes, entry.names("indicators", "indicator"))
        yield Section(
            name=name,
            title=entry.text("title"),
            items=read_items(entry, inherited),
            mark=entry.mark,
            relevant=entry.expression("relevant"),
            themes=themes,
        )


def _read_scales(header: Entry) -> Iterator[Scale]:
    names = Unique(header.context)
    for entry in header.entries("scales", msg("a scale"), SCALE_KEYS):
        entry.require("label", "rows")
        name = entry.name("name", VARIABLE)
        names.add(name, entry.mark)
        rows = entry.names("rows", "scale_row")
        yield Scale(name=name, label=entry.text("label"), rows=rows, mark=entry.mark)


def _read_units(header: Entry) -> Iterator[Unit]:
    names = Unique(header.context)
    for entry in header.entries("units", msg("a unit"), UNIT_KEYS):
        entry.require("label")
        name = entry.name()
        names.add(name, entry.mark)
        yield Unit(
            name=name,
            label=entry.text("label"),
            mark=entry.mark,
            subject=entry.one_of("subject", SubjectKind, SubjectKind.SITE),
            note=entry.text("note"),
            for_=entry.expression("for"),
            themes=entry.names("themes", "theme"),
            indicators=entry.names("indicators", "indicator"),
        )
