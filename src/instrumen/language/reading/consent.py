"""The consent: `persetujuan.yaml`."""

from collections.abc import Iterator
from dataclasses import replace

from instrumen.language.canonical import fingerprint
from instrumen.language.design import Consent, Scope
from instrumen.language.meant import did_you_mean
from instrumen.language.model import Kind
from instrumen.language.nodes import Mapping, Node
from instrumen.language.reading.context import Context
from instrumen.language.reading.entry import VARIABLE, Entry, open_entry
from instrumen.language.reading.instrument import declared_languages
from instrumen.language.reading.texts import read_text
from instrumen.language.reading.unique import Unique
from instrumen.language.text import Text
from instrumen.messages import msg

CONSENT_KEYS = frozenset({
    "consent", "version", "languages", "title", "opening", "points", "scopes", "additions",
    "reasons", "receipt", "translations",
})  # fmt: skip
_FIRST_KEY = "consent"
SCOPE_KEYS = frozenset({"name", "label", "kinds", "condition"})
ADDITIONS = ("group", "observation", "insider", "document")


def may_be_consent(source: str) -> bool:
    """Whether a text can be a consent at all; most instruments need not be looked at twice."""
    return _FIRST_KEY in source


def is_consent(root: Node | None) -> bool:
    """Whether a file is a consent: its first key says so."""
    return isinstance(root, Mapping) and root.get(_FIRST_KEY) is not None


def read_consent(context: Context, root: Node, source: str) -> Consent | None:
    """The consent a file describes; None when it is none at all."""
    context = replace(context, languages=declared_languages(root))
    entry = open_entry(context, root, msg("the consent"), CONSENT_KEYS)
    if entry is None:
        return None
    entry.require("consent", "version", "title", "opening", "points", "scopes")
    return Consent(
        id=entry.string("consent"),
        version=entry.string("version"),
        title=entry.text("title"),
        opening=entry.text("opening"),
        points=tuple(read_text(context, point) for point in entry.items("points")),
        scopes=_read_scopes(entry),
        additions=_read_additions(entry),
        reasons={key.value: read_text(context, text) for key, text in entry.pairs("reasons")},
        receipt=entry.text("receipt"),
        source=source,
        hash=fingerprint(root),
    )


def _read_scopes(consent: Entry) -> tuple[Scope, ...]:
    scopes = tuple(_each_scope(consent))
    if scopes and not any(scope.condition for scope in scopes):
        consent.context.warn(
            consent.at("scopes"),
            "no-condition",
            msg("no scope is a condition, so that nothing needs to be agreed to"),
            msg("Write “condition: yes” at the first."),
        )
    return scopes


def _each_scope(consent: Entry) -> Iterator[Scope]:
    names = Unique(consent.context)
    for entry in consent.entries("scopes", msg("a scope of the consent"), SCOPE_KEYS):
        entry.require("label")
        name = entry.name("name", VARIABLE)
        names.add(name, entry.mark)
        yield Scope(
            name=name,
            label=entry.text("label"),
            kinds=_read_kinds(entry),
            condition=entry.flag("condition"),
        )


def _read_kinds(entry: Entry) -> tuple[str, ...]:
    for scalar in entry.scalars("kinds"):
        if scalar.value not in tuple(Kind):
            entry.context.error(
                scalar.mark,
                "unknown-word",
                msg("“{word}” is no kind of instrument", word=scalar.value[:64]),
                did_you_mean(scalar.value, tuple(Kind)),
            )
    return entry.strings("kinds")


def _read_additions(consent: Entry) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for key, value in consent.pairs("additions"):
        if key.value not in ADDITIONS:
            consent.context.error(
                key.mark,
                "unknown-key",
                msg("“{key}” is no case the consent knows", key=key.value[:64]),
                did_you_mean(key.value, ADDITIONS),
            )
        found[key.value] = read_text(consent.context, value)
    return found
