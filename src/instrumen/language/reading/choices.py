"""`choices:` lists of choices by name."""

import re

from instrumen.language.meant import nearest
from instrumen.language.model import Choice, ChoiceList
from instrumen.language.nodes import Node, Scalar, Sequence
from instrumen.language.reading.context import Context
from instrumen.language.reading.entry import (
    SLUG,
    Entry,
    is_cut_off,
    open_entry,
    refuse_cut_off,
    take_for,
)
from instrumen.language.reading.texts import is_empty
from instrumen.messages import msg

CHOICE_KEYS = ("name", "label", "score", "exclusive")
_NEEDED = ("name", "label")


def read_choices(header: Entry) -> dict[str, ChoiceList]:
    """The lists of an instrument's header by name."""
    lists: dict[str, ChoiceList] = {}
    for key, value in header.pairs("choices"):
        if not SLUG.fullmatch(key.value):
            header.context.error(
                key.mark,
                "name",
                msg("“{name}” cannot be a name", name=key.value[:60]),
                msg("Use letters a–z, digits, “_”, “-” and “.”, no spaces, at most 64."),
            )
            header.context.use("unread", key.value, key.mark)
        lists[key.value] = ChoiceList(
            name=key.value, choices=_read_list(header.context, key, value), mark=key.mark
        )
    return lists


def _read_list(context: Context, key: Scalar, value: Node) -> tuple[Choice, ...]:
    if not isinstance(value, Sequence) or not value.items:
        what = msg("the list “{name}” has no choices", name=key.value)
        if not is_empty(value):
            what = msg("the choices of “{name}” are not written as a list", name=key.value)
        todo = msg("Write a line “- {name: …, label: …}” for each choice.")
        context.error(key.mark, "no-choices", what, todo)
        return ()
    _refuse_words(context, key, value)
    found: dict[str, Choice] = {}
    for item in value.items:
        choice = None if isinstance(item, Scalar) else _read_choice(context, item)
        if choice is None:
            context.use("unread", key.value, item.mark)
            continue
        if choice.name in found:
            context.error(
                choice.mark,
                "duplicate-name",
                msg(
                    "the choice “{name}” is in this list twice; the first is on line {line}",
                    name=choice.name,
                    line=found[choice.name].mark.line,
                ),
                msg("Give each choice a name of its own."),
            )
        found.setdefault(choice.name, choice)
    if context.is_broken(key.line, value.items[-1].line):
        context.use("unread", key.value, key.mark)
    return tuple(found.values())


def _refuse_words(context: Context, key: Scalar, value: Sequence) -> None:
    """Note choices that are written as words alone, once for a list."""
    words = [item for item in value.items if isinstance(item, Scalar)]
    if words:
        label = words[0].value[:40]
        name = re.sub(r"\W+", "_", label.lower(), flags=re.ASCII).strip("_") or "a"
        context.error(
            words[0].mark,
            "no-choices",
            msg("a choice needs a name and a label"),
            msg("Write “- {{name: {name}, label: {label}}}”.", name=name, label=label),
        )


def _read_choice(context: Context, item: Node) -> Choice | None:
    entry = open_entry(context, item, msg("a choice"), None)
    if entry is None:
        return None
    columns = _columns(entry)
    entry.require("label")
    name = entry.name()
    if not name:
        return None
    return Choice(
        name=name,
        label=entry.text("label"),
        score=entry.number("score"),
        exclusive=entry.flag("exclusive"),
        extra=columns,
        mark=entry.mark,
    )


def _columns(entry: Entry) -> dict[str, str]:
    """Every further key is a column for `choice_filter`, unless it is a slip for one that must
    be there."""
    columns: dict[str, str] = {}
    free = [key for key in CHOICE_KEYS if key not in entry.keys]
    for key in entry.keys.keys() - set(CHOICE_KEYS):
        meant = nearest(key, free, 0.75)
        if is_cut_off(entry, key):
            refuse_cut_off(entry, key)
        elif meant in _NEEDED:
            entry.context.error(
                entry.keys[key].mark,
                "unknown-key",
                msg("{what} has no key “{key}”", what=entry.what, key=key[:60]),
                msg("Did you mean “{name}”?", name=meant),
            )
            take_for(entry, key, meant)
        else:
            columns[key] = entry.string(key)
            if meant:
                entry.context.warn(
                    entry.keys[key].mark,
                    "unknown-key",
                    msg("“{key}” is taken for a column of the list", key=key[:60]),
                    msg("Did you mean “{name}”?", name=meant),
                )
    return columns
