"""`choices:` lists of choices by name."""

from instrumen.language.meant import nearest
from instrumen.language.model import Choice, ChoiceList
from instrumen.language.nodes import Node, Scalar, Sequence
from instrumen.language.reading.context import Context
from instrumen.language.reading.entry import SLUG, Entry, open_entry
from instrumen.messages import msg

CHOICE_KEYS = ("name", "label", "score", "exclusive")


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
        lists[key.value] = ChoiceList(
            name=key.value, choices=_read_list(header.context, key, value), mark=key.mark
        )
    return lists


def _read_list(context: Context, key: Scalar, value: Node) -> tuple[Choice, ...]:
    if not isinstance(value, Sequence) or not value.items:
        context.error(
            key.mark,
            "no-choices",
            msg("the list “{name}” has no choices", name=key.value),
            msg("Write a line “- {name: …, label: …}” for each choice."),
        )
        return ()
    found: dict[str, Choice] = {}
    for item in value.items:
        choice = _read_choice(context, item)
        if choice is None:
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
    return tuple(found.values())


def _read_choice(context: Context, item: Node) -> Choice | None:
    entry = open_entry(context, item, msg("a choice"), None)
    if entry is None:
        return None
    entry.require("label")
    name = entry.name()
    if not name:
        return None
    return Choice(
        name=name,
        label=entry.text("label"),
        score=entry.number("score"),
        exclusive=entry.flag("exclusive"),
        extra=_columns(entry),
        mark=entry.mark,
    )


def _columns(entry: Entry) -> dict[str, str]:
    """Every further key is a column for `choice_filter`."""
    columns: dict[str, str] = {}
    for key in entry.keys.keys() - set(CHOICE_KEYS):
        columns[key] = entry.string(key)
        meant = nearest(key, CHOICE_KEYS, 0.75)
        if meant:
            entry.context.warn(
                entry.keys[key].mark,
                "unknown-key",
                msg("“{key}” is taken for a column of the list", key=key[:60]),
                msg("Did you mean “{name}”?", name=meant),
            )
    return columns
