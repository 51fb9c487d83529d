"""Headings of an XLSForm's columns: the many spellings of one thing, and our own.

`label::English (en)`, `Label :: English (en)`, `label:English` are the column `label` in the
language `English (en)`; `bind::relevant`, `relevance` are `relevant`. Columns of our own begin
with `instrumen::`; pyxform lets them pass. Source: xlsform.org, pyxform's aliases.
"""

from typing import NamedTuple

OWN = "instrumen::"
# `${` in texts that pipe nothing: a word joiner, which nobody sees, stands in between.
NO_PIPE = "$\u2060{"

_ALIASES = {
    "caption": "label", "relevance": "relevant", "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message", "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message", "calculate": "calculation", "command": "type",
    "tag": "name", "readonly": "read_only", "count": "repeat_count", "jr:count": "repeat_count",
    "list name": "list_name", "form_id": "form_id", "set_form_id": "form_id",
    "id_string": "form_id", "title": "form_title", "set_form_title": "form_title",
    "default_lang": "default_language", "entities:saveto": "save_to",
}  # fmt: skip
# `value` is a name among the choices and a column of its own elsewhere.
_ALIASES_OF_CHOICES = {"value": "name", "list": "list_name"}
_PREFIXES = ("bind", "control", "media", "body")
# Before further columns of choices that bear a name of XLSForm's.
FURTHER = "instrumen."
TRANSLATABLE = frozenset({
    "label", "hint", "guidance_hint", "constraint_message", "required_message",
    "image", "big-image", "audio", "video",
})  # fmt: skip
_TAKEN = TRANSLATABLE | {"list_name", *_PREFIXES}
# What a filter may name of every choice.
_OF_ALL = ("name", "label")
MEDIA = ("image", "big-image", "audio", "video")


class Column(NamedTuple):
    """A column: what it holds, and in which language (as the heading says it; '' for none)."""

    key: str
    language: str = ""


def column(heading: str, sheet: str) -> Column:
    """What a heading of a sheet means."""
    words = _words(heading, sheet)
    if words[0].lower() == OWN[:-2] and len(words) > 1:
        return Column(OWN + words[1].lower(), words[2] if len(words) > 2 else "")
    if len(words) > 1 and words[0].lower() in _PREFIXES:
        words = words[1:]
    key = _known(words[0], sheet)
    if key in TRANSLATABLE and len(words) < 3:
        return Column(key, words[1] if len(words) > 1 else "")
    if len(words) > 1:  # also two headings run together, which are no language
        return Column("::".join(words))
    # Further columns of choices keep their spelling: filters name them.
    return Column(key if sheet != "choices" or key in ("list_name", "name") else words[0])


def _words(heading: str, sheet: str) -> list[str]:
    """A heading at its colons; older forms have single ones."""
    words = [" ".join(part.split()) for part in heading.split("::")]
    first, colon, rest = words[0].partition(":")
    old = first.strip().lower() in _PREFIXES or _known(first, sheet) in TRANSLATABLE
    if len(words) == 1 and colon and old:
        parts = [rest] if rest.strip().startswith("jr:") else rest.split(":")
        return [first.strip(), *(part.strip() for part in parts)]
    return words


def of_choices(key: str) -> str:
    """The heading of a further column of choices: its own, or, where that is a word of XLSForm's,
    one that only we know."""
    plain = column(key, "choices") == Column(key) and key.lower() not in _TAKEN
    return key if plain or key in _OF_ALL else f"{FURTHER}{key}"


def _known(word: str, sheet: str) -> str:
    lower = "_".join(word.lower().split())
    if sheet == "choices" and lower in _ALIASES_OF_CHOICES:
        return _ALIASES_OF_CHOICES[lower]
    return _ALIASES.get(lower, lower)
