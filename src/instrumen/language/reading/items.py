"""What a section holds: questions, matrices, groups and repeats."""

from dataclasses import replace

from instrumen.language.model import Group, Item, Matrix, Question, Repeat, Type
from instrumen.language.nodes import Mapping as MappingNode
from instrumen.language.nodes import Node, Scalar
from instrumen.language.problems import Mark
from instrumen.language.reading.context import Context
from instrumen.language.reading.entry import VARIABLE, Entry, open_entry
from instrumen.language.reading.questions import (
    GROUP,
    MISPLACED_KEYS,
    QUESTION_KEYS,
    REPEAT,
    TYPES,
    Inherited,
    read_checks,
    read_missing,
    read_question,
    read_required,
    read_type,
)
from instrumen.messages import msg

_SHARED = frozenset({"name", "type", "label", "hint", "relevant", "themes", "indicators"})
GROUP_KEYS = _SHARED | {"questions", "number"}
REPEAT_KEYS = _SHARED | {
    "questions", "number", "min", "max", "repeat_count", "constraint", "constraint_message",
    "severity", "constraints",
}  # fmt: skip
MATRIX_KEYS = _SHARED | {"rows", "required", "missing", "number", "required_message"}
ROW_KEYS = QUESTION_KEYS - {"type"}
MOST_MEMBERS = 100


def read_items(entry: Entry, inherited: Inherited) -> tuple[Item, ...]:
    """The items under `questions:`."""
    if not entry.require("questions"):
        return ()
    found = [_read_item(entry.context, node, inherited) for node in entry.items("questions")]
    return tuple(item for item in found if item is not None)


def _read_item(context: Context, node: Node, inherited: Inherited) -> Item | None:
    word = _type_word(node)
    if word == GROUP:
        entry = open_entry(context, node, msg("a group"), GROUP_KEYS)
        return _read_group(entry, inherited) if entry else None
    if word == REPEAT:
        entry = open_entry(context, node, msg("a repeat"), REPEAT_KEYS)
        return _read_repeat(entry, inherited) if entry else None
    if _is_matrix(word, node):
        entry = open_entry(context, node, msg("a matrix"), MATRIX_KEYS, MISPLACED_KEYS)
        return _read_matrix(entry, inherited) if entry else None
    if word not in TYPES and isinstance(node, MappingNode) and node.get("questions"):
        entry = open_entry(context, node, msg("a group"), GROUP_KEYS | REPEAT_KEYS)
        return _read_misspelt_group(entry, inherited) if entry else None
    entry = open_entry(context, node, msg("a question"), QUESTION_KEYS, MISPLACED_KEYS)
    return _read_single(entry, inherited) if entry else None


def _is_matrix(word: str, node: Node) -> bool:
    """Whether it has rows, and a type that has them, or none there is."""
    has_rows = isinstance(node, MappingNode) and node.get("rows") is not None
    return has_rows and (word == Type.LIKERT or word not in TYPES)


def _type_word(node: Node) -> str:
    value = node.get("type") if isinstance(node, MappingNode) else None
    return value.value.partition(" ")[0] if isinstance(value, Scalar) else ""


def _read_single(entry: Entry, inherited: Inherited) -> Question | None:
    word, choices = read_type(entry)
    question = read_question(entry, Type(word or Type.TEXT), choices, inherited, sure=bool(word))
    return question if question.name else None


def _read_misspelt_group(entry: Entry, inherited: Inherited) -> Item:
    """Something with `questions:` whose type is unknown: read on, for the problems inside."""
    read_type(entry)
    return _read_group(entry, inherited)


def _read_group(entry: Entry, inherited: Inherited) -> Group:
    return Group(
        name=entry.name("name", VARIABLE),
        label=entry.text("label"),
        items=read_items(entry, _passed_on(entry, inherited)),
        mark=entry.mark,
        relevant=entry.expression("relevant"),
    )


def _read_repeat(entry: Entry, inherited: Inherited) -> Repeat:
    entry.require("label")
    name = entry.name("name", VARIABLE)
    passed_on = _passed_on(entry, inherited)
    least, most = entry.integer("min") or 0, entry.integer("max", 1) or MOST_MEMBERS
    if least > most:
        _min_above_max(entry, entry.at("min"), least, most)
    inside = Entry(entry.context.within(name), entry.mapping, entry.what, entry.values, entry.keys)
    return Repeat(
        name=name,
        label=entry.text("label"),
        items=read_items(inside, passed_on),
        mark=entry.mark,
        number=entry.string("number"),
        least=least,
        most=most,
        count=entry.expression("repeat_count"),
        relevant=entry.expression("relevant"),
        checks=tuple(read_checks(entry)),
        themes=passed_on.themes,
        indicators=passed_on.indicators,
    )


def _min_above_max(entry: Entry, mark: Mark, least: int, most: int) -> None:
    entry.context.error(
        mark,
        "min-max",
        msg("“min” ({least}) is greater than “max” ({most})", least=least, most=most),
        msg("Exchange them."),
    )


def _read_matrix(entry: Entry, inherited: Inherited) -> Matrix:
    entry.require("label")
    _, choices = read_type(entry)
    passed_on = replace(
        _passed_on(entry, inherited),
        missing=read_missing(entry, inherited.missing),
        required=read_required(entry, inherited.required),
    )
    rows = [
        read_question(row, Type.LIKERT, choices, passed_on)
        for row in entry.entries("rows", msg("a row"), ROW_KEYS)
    ]
    return Matrix(
        name=entry.name("name", VARIABLE),
        label=entry.text("label"),
        choices=choices,
        rows=tuple(row for row in rows if row.name),
        mark=entry.mark,
        relevant=entry.expression("relevant"),
    )


def _passed_on(entry: Entry, inherited: Inherited) -> Inherited:
    return replace(
        inherited,
        themes=entry.names("themes", "theme") or inherited.themes,
        indicators=entry.names("indicators", "indicator") or inherited.indicators,
    )
