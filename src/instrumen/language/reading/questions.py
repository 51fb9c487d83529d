"""One question: its type, its texts, its rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import methodcaller
from typing import Any

from instrumen.language.expression.syntax import Call, Expression, String
from instrumen.language.meant import did_you_mean, nearest
from instrumen.language.model import (
    CHOICE_TYPES,
    Check,
    ChoiceList,
    Missing,
    Probe,
    Question,
    Type,
)
from instrumen.language.nodes import Scalar
from instrumen.language.reading.entry import VARIABLE, Entry, truth
from instrumen.language.reading.texts import short
from instrumen.language.reading.triggers import read_trigger
from instrumen.messages import msg

COMMON_KEYS = frozenset({
    "name", "type", "number", "label", "hint", "relevant", "required", "required_message",
    "missing", "themes", "indicators", "claims", "codes", "appearance", "default", "constraint",
    "constraint_message", "severity", "constraints", "listen_for", "probes", "calculation",
    "trigger",
})  # fmt: skip
TYPE_KEYS: Mapping[Type, set[str]] = {
    Type.TEXT: {"long"},
    Type.RANGE: {"start", "end", "step"},
    Type.SELECT_ONE: {"choice_filter", "or_other", "randomize"},
    Type.SELECT_MULTIPLE: {"choice_filter", "or_other", "randomize"},
    Type.RANK: {"choice_filter", "randomize", "top"},
    Type.LIKERT: {"reverse"},
    Type.DATE: {"precision"},
}
QUESTION_KEYS = COMMON_KEYS.union(*TYPE_KEYS.values(), {"calculation"})
MISPLACED_KEYS = frozenset({"choices"})
"""Keys no question has, which are told of with the way they are meant."""
PROBE_KEYS = frozenset({"name", "label", "listen_for"})
CHECK_KEYS = frozenset({"constraint", "message", "severity"})
GROUP, REPEAT = "group", "repeat"
TYPES = (*(str(type_) for type_ in Type), GROUP, REPEAT)
PRECISIONS = ("day", "month", "year")
SEVERITIES = ("hard", "soft")
_TEXT_LIKE = frozenset({Type.TEXT, Type.OPEN})


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a question has from the section, repeat or matrix around it, unless it says
    otherwise itself."""

    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    required: Expression | None = None


def read_type(entry: Entry) -> tuple[str, str]:
    """The words of `type:`: the type (empty, with the problem noted, when it is none) and the
    name of its list (empty for types without)."""
    scalar = entry.code("type")
    if scalar is None:
        entry.require("type")
        return "", ""
    word, _, rest = scalar.value.partition(" ")
    if entry.has("choices"):
        rest = _list_beside(entry, nearest(word, TYPES) or word, rest.strip())
        if not rest and word in CHOICE_TYPES:
            return word, ""
    if word not in TYPES:
        # A list that is named is used all the same.
        entry.context.use("list", rest.rpartition(" ")[2], scalar.mark)
        entry.context.error(
            entry.context.within_text(scalar, 0, len(word)),
            "unknown-type",
            msg("“{type}” is no type of question", type=word[:60]),
            did_you_mean(word, TYPES, msg("Possible are: {names}.", names=", ".join(TYPES))),
        )
        return "", ""
    if word not in CHOICE_TYPES:
        _refuse_list(entry, scalar, word, rest)
        return word, ""
    return word, _existing_list(entry, scalar, word, rest.strip())


def _list_beside(entry: Entry, word: str, behind: str) -> str:
    """The list somebody named in a key of its own, told once and used all the same."""
    value = entry.values["choices"]
    name = behind or (value.value if isinstance(value, Scalar) else "")
    if word not in CHOICE_TYPES:
        name, todo = "", msg("Remove it: the type {type} has no list of choices.", type=word)
    elif name:
        todo = msg("Write “type: {type} {list}” instead.", type=word, list=short(name))
    else:
        entry.context.use("unread", "", entry.mark)
        todo = msg(
            "Write the choices under “choices:” at the top of the file, with a name, and here "
            "“type: {type} NAME”.",
            type=word,
        )
    what = msg("a question names its list of choices behind its type")
    entry.context.error(entry.keys["choices"].mark, "list-beside", what, todo)
    return name


def _refuse_list(entry: Entry, scalar: Scalar, word: str, rest: str) -> None:
    if rest:
        entry.context.error(
            scalar.mark,
            "unknown-type",
            msg("the type {type} has no list of choices", type=word),
            msg("Write “type: {type}” alone.", type=word),
        )


def _existing_list(entry: Entry, scalar: Scalar, word: str, name: str) -> str:
    context = entry.context
    if not name:
        context.error(
            scalar.mark,
            "no-list",
            msg("the type {type} needs the name of a list of choices", type=word),
            msg("Write “type: {type} LIST”.", type=word),
        )
    elif name not in context.lists:
        if context.doubts_list(name):
            return ""
        context.error(
            context.within_text(scalar, scalar.value.index(name), len(name)),
            "unknown-list",
            msg("there is no list of choices “{name}”", name=name[:60]),
            did_you_mean(name, context.lists, msg("Write it under “choices:” at the top.")),
        )
    else:
        context.use("list", name, scalar.mark)
        return name
    return ""


def read_question(
    entry: Entry, type_: Type, choices: str, inherited: Inherited, *, sure: bool = True
) -> Question:
    """A question from its entry; `choices` is the name of its list, `sure` false says that its
    type could not be read and `type_` is a guess. What is wrong is noted; what cannot be read is
    left out."""
    if sure:
        _refuse_keys_of_other_types(entry, type_)
    if type_ is not Type.CALCULATE:
        entry.require("label")
    elif not entry.has("calculation"):
        entry.require("calculation")
    question = Question(
        name=entry.name("name", VARIABLE),
        type=type_,
        mark=entry.mark,
        choices=choices,
        required=read_required(entry, inherited.required),
        checks=tuple(read_checks(entry)),
        default=_read_default(entry, type_, choices),
        missing=read_missing(entry, inherited.missing),
        themes=entry.names("themes", "theme") or inherited.themes,
        indicators=entry.names("indicators", "indicator") or inherited.indicators,
        **{key: _READERS[key](entry) for key in entry.values if key in _READERS},
    )
    _check_numbers(entry, question)
    return question


def read_required(entry: Entry, inherited: Expression | None = None) -> Expression | None:
    """`required`: yes, no, or an expression; yes is kept as `true()`."""
    scalar = entry.scalar("required")
    if scalar is None:
        return inherited
    match truth(scalar.value):
        case True:
            return Expression("true()", Call("true", (), 0), scalar.mark)
        case False:
            return None
    if VARIABLE.fullmatch(scalar.value):
        entry.context.error(
            scalar.mark,
            "wrong-type",
            msg(
                "“{key}” of {what} must be {wanted}",
                key="required",
                what=entry.what,
                wanted=msg("yes, no or a condition"),
            ),
            msg("Here stands “{text}”.", text=scalar.value),
        )
        return None
    return entry.context.expression(scalar)


def read_missing(entry: Entry, inherited: tuple[Missing, ...] = ()) -> tuple[Missing, ...]:
    """`missing`: which of dk, rf, na are offered."""
    if not entry.has("missing"):
        return inherited
    found: list[Missing] = []
    for scalar in entry.scalars("missing"):
        if scalar.value in tuple(Missing):
            found.append(Missing(scalar.value))
        else:
            entry.context.error(
                scalar.mark,
                "unknown-missing",
                msg("“{word}” is no kind of missing answer", word=scalar.value[:60]),
                msg("Possible are: dk (don't know), rf (refused), na (not applicable)."),
            )
    return tuple(dict.fromkeys(found))


def read_checks(entry: Entry) -> Iterator[Check]:
    """`constraint` with its message, and the list `constraints`."""
    if entry.has("constraint"):
        yield from _read_check(entry, "constraint_message")
    else:
        for key in ("constraint_message", "severity"):
            if entry.has(key):
                entry.context.warn(
                    entry.at(key),
                    "unused-key",
                    msg("“{key}” without a “constraint” does nothing", key=key),
                )
    for check in entry.entries("constraints", msg("a constraint"), CHECK_KEYS):
        if check.require("constraint"):
            yield from _read_check(check, "message")


def _read_check(entry: Entry, message: str) -> Iterator[Check]:
    constraint = entry.expression("constraint")
    text = entry.text(message)
    soft = entry.word("severity", SEVERITIES, "hard") == "soft"
    if constraint is not None:
        yield Check(constraint=constraint, message=text, soft=soft)


def _read_default(entry: Entry, type_: Type, choices: str) -> Expression | None:
    """A default is a value as typed; with `${` or a function call in it, an expression."""
    scalar = entry.scalar("default")
    if scalar is None:
        return None
    value = scalar.value
    if "${" in value or ("(" in value and type_ not in _TEXT_LIKE):
        return entry.context.expression(scalar)
    _check_default(entry, scalar, type_, entry.context.lists.get(choices))
    return Expression(value, String(value, 0), scalar.content_mark)


def _check_default(entry: Entry, scalar: Scalar, type_: Type, choices: ChoiceList | None) -> None:
    if type_ not in CHOICE_TYPES or choices is None:
        return
    names = {choice.name: choice for choice in choices.choices}
    for word in scalar.value.split():
        if word not in names:
            entry.context.error(
                scalar.mark,
                "unknown-choice",
                msg("the list “{list}” has no choice “{name}”", list=choices.name, name=word[:60]),
                did_you_mean(word, names),
            )


def _read_probes(entry: Entry) -> tuple[Probe, ...]:
    return tuple(_probes(entry))


def _probes(entry: Entry) -> Iterator[Probe]:
    seen: set[str] = set()
    for probe in entry.entries("probes", msg("a probe"), PROBE_KEYS):
        probe.require("label")
        name = probe.name()
        if name in seen:
            probe.context.error(
                probe.mark,
                "duplicate-name",
                msg("the probe “{name}” is in this list twice", name=name),
                msg("Name the probes a, b, c, …"),
            )
        seen.add(name)
        yield Probe(name=name, label=probe.text("label"), listen_for=probe.text("listen_for"))


def _refuse_keys_of_other_types(entry: Entry, type_: Type) -> None:
    for key in (QUESTION_KEYS - COMMON_KEYS) & entry.keys.keys():
        if key not in TYPE_KEYS.get(type_, ()):
            owners = [str(other) for other, keys in TYPE_KEYS.items() if key in keys]
            entry.context.error(
                entry.keys[key].mark,
                "key-of-another-type",
                msg("a question of type {type} has no “{key}”", type=str(type_), key=key),
                msg("Remove it; it belongs to the types {types}.", types=", ".join(owners)),
            )


def _check_numbers(entry: Entry, question: Question) -> None:
    """Numbers that cannot be: more ranks than choices, a range that ends before it begins."""
    context, listed = entry.context, entry.context.lists.get(question.choices)
    if listed and question.top and question.top > len(listed.choices):
        context.error(
            entry.at("top"),
            "top",
            msg(
                "“top” is {top}, but the list “{list}” has only {n} choices",
                top=question.top,
                list=listed.name,
                n=len(listed.choices),
            ),
            msg("Lower it, or add choices."),
        )
    if question.type is Type.RANGE and entry.require("start", "end"):
        _check_range(entry, question)


def _check_range(entry: Entry, question: Question) -> None:
    start, end, step = question.start, question.end, question.step
    if start is not None and end is not None and start >= end:
        entry.context.error(
            entry.at("end"),
            "range",
            msg("“end” is not greater than “start”"),
            msg("Exchange them."),
        )
    if step is not None and step <= 0:
        entry.context.error(entry.at("step"), "range", msg("“step” must be greater than 0"), None)


def _each(how: str, *keys: str) -> dict[str, Callable[[Entry], Any]]:
    return {key: methodcaller(how, key) for key in keys}


# What a key that is there says by itself, whatever the type is and the section around it says.
_READERS: Mapping[str, Callable[[Entry], Any]] = {
    **_each("text", "label", "hint", "required_message", "listen_for"),
    **_each("string", "number", "appearance"),
    **_each("flag", "or_other", "randomize", "long", "reverse"),
    **_each("number", "start", "end", "step"),
    **_each("expression", "choice_filter", "relevant", "calculation"),
    "top": methodcaller("integer", "top", 1),
    "precision": methodcaller("word", "precision", PRECISIONS, "day"),
    "claims": methodcaller("names", "claims", "claim"),
    "codes": methodcaller("names", "codes", "code"),
    "probes": _read_probes,
    "trigger": read_trigger,
}
