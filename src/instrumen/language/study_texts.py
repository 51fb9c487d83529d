"""The texts of a study file and of a consent, by path, for translations that stand apart from them
(`study.en.yaml`, `persetujuan.en.yaml`, or `translations:` in the file itself).

    title: Teachers' competence
    facts/pendekatan: Qualitative
    sites/smp.label: The school
    roster/jabatan.label: Position
    roster/jabatan.values/guru: Teacher
    codes/u.a.definition: What teachers do of themselves
    coding_rules/1: Code what is said, not what is meant
    profiles/skripsi.table_caption: Table

Names, codes, rules and headings have no path.
"""

from collections.abc import Callable

from instrumen.language.nodes import Mapping, Node, Sequence
from instrumen.language.reading.context import Context
from instrumen.language.translations import (
    OnText,
    listed,
    mapped,
    merged,
    name_of,
    own_texts,
    parts_of,
)

_OF_PARTS = {
    "sites": ("label", "place", "context"),
    "groups": ("label",),
    "foci": ("label", "question"),
    "themes": ("label",),
    "indicators": ("label", "dimension"),
    "codes": ("label", "definition", "include", "exclude"),
    "claims": ("label",),
}
_OF_PROFILES = ("table_caption", "figure_caption", "appendix_word")
_OF_CONSENT = ("title", "opening", "receipt")
_NAMES = ("facts/", "sites/")  # people, places, numbers of letters: often the same everywhere


def study_with_translations(context: Context, root: Node) -> Node:
    """The tree of a study file with its translations in their places (see `merged`)."""
    return merged(context, root, each_text_of_study, _NAMES)


def consent_with_translations(context: Context, root: Node) -> Node:
    """The tree of a consent with its translations in their places."""
    return merged(context, root, each_text_of_consent)


def each_text_of_study(root: Mapping, on_text: OnText) -> Mapping:
    """The tree of a study file with every text replaced by what `on_text` makes of it."""

    def change(key: str, value: Node) -> Node:
        match key:
            case "title":
                return on_text(key, value)
            case "facts":
                return _by_key(value, "facts/", on_text)
            case "coding_rules":
                return _counted(value, "coding_rules/", on_text)
            case "attainment" | "spread_words":
                return listed(value, lambda band, number: own_texts(
                    band, f"{key}/{number}", ("label",), on_text))  # fmt: skip
            case "roster":
                return _inside(value, lambda part, one: _roster(part, one, on_text))
            case "profiles":
                return _inside(value, lambda name, one: _profile(name, one, on_text))
        keys = _OF_PARTS.get(key)
        return parts_of(value, f"{key}/", keys, on_text) if keys else value

    return mapped(root, change)


def each_text_of_consent(root: Mapping, on_text: OnText) -> Mapping:
    """The tree of a consent with every text replaced by what `on_text` makes of it."""

    def change(key: str, value: Node) -> Node:
        match key:
            case "points":
                return _counted(value, "points/", on_text)
            case "scopes":
                return parts_of(value, "scopes/", ("label",), on_text)
            case "additions" | "reasons":
                return _by_key(value, f"{key}/", on_text)
        return on_text(key, value) if key in _OF_CONSENT else value

    return mapped(root, change)


def _roster(part: str, node: Node, on_text: OnText) -> Node:
    if part == "derived":
        return parts_of(node, "roster/", ("label",), on_text)
    return listed(node, lambda field, _: _field(field, on_text)) if part == "fields" else node


def _field(field: Mapping, on_text: OnText) -> Mapping:
    path = f"roster/{name_of(field)}"
    labelled = own_texts(field, path, ("label",), on_text)
    return mapped(
        labelled,
        lambda key, value: _by_key(value, f"{path}.values/", on_text) if key == "values" else value,
    )


def _profile(name: str, node: Node, on_text: OnText) -> Node:
    path = f"profiles/{name}"
    return own_texts(node, path, _OF_PROFILES, on_text) if isinstance(node, Mapping) else node


def _by_key(node: Node, prefix: str, on_text: OnText) -> Node:
    """A mapping of texts."""
    return _inside(node, lambda key, value: on_text(prefix + key, value))


def _counted(node: Node, prefix: str, on_text: OnText) -> Node:
    """A list of texts, which are counted from 1."""
    if not isinstance(node, Sequence):
        return node
    items = (on_text(f"{prefix}{number}", item) for number, item in enumerate(node.items, 1))
    return Sequence(tuple(items), node.line, node.column)


def _inside(node: Node, change: Callable[[str, Node], Node]) -> Node:
    """What is wrong where a mapping should be is left for the reader."""
    return mapped(node, change) if isinstance(node, Mapping) else node
