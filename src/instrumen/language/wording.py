"""Conditions in words, for people who read an instrument on paper.

`${sertifikat} = 'ya' and ${jam_total} < 24` becomes *the answer to 5 is “Yes” and the answer to 6
is less than 24*. Where words fail, the expression is printed, questions by their numbers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from instrumen.language.design import Design
from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Node,
    Number,
    Reference,
    Self,
    String,
    Unary,
)
from instrumen.language.model import Group, Instrument, Item, Matrix, Question, Repeat, Type
from instrumen.language.text import Text
from instrumen.messages import Catalog, Message, catalog, msg

_PLACE = re.compile(r"\$\{\s*([^}\s]*)\s*\}")
_LONGEST_LABEL = 60
_NEGATED = {"=": "!=", "!=": "="}
_BLANK = {"=": "blank", "!=": "filled"}
_FLIPPED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a condition speaks about: words for it, and what its codes mean."""

    words: str
    codes: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who knows the names: the instrument, the roster, the reader's language. `own` is what `.`
    means inside `[…]`."""

    instrument: Instrument
    named: Mapping[str, Subject]
    calculations: Mapping[str, Expression]
    catalog: Catalog
    say: Callable[[Text], str]
    own: Subject | None = None


def condition_words(
    condition: Expression,
    instrument: Instrument,
    language: str,
    *,
    design: Design | None = None,
    say: Callable[[Text], str] | None = None,
) -> str:
    """A condition of an instrument in words of `language`, without a capital and a full stop.
    `design` names the fields of the roster; `say` renders labels (default: as written)."""
    words = catalog(language)
    render = say or (lambda text: text(language))
    named = dict(_surroundings(instrument, design, words, render))
    named |= _questions(instrument, words, render)
    hidden = {
        question.name: question.calculation
        for question in instrument.questions.values()
        if question.type is Type.CALCULATE and question.calculation and not question.label
    }
    said = _clause(_Speaker(instrument, named, hidden, words, render), condition.root)
    return said or printed(condition, instrument)


def printed(condition: Expression, instrument: Instrument) -> str:
    """A condition as written, questions by their printed numbers."""
    numbers = {question.name: question.number for question in instrument.questions.values()}
    return _PLACE.sub(lambda found: numbers.get(found[1]) or found[1], condition.source)


def number_words(value: float, language: str) -> str:
    """A number with the decimal sign of the language."""
    text = f"{value:.10g}"
    return text.replace(".", ",") if language == "id" else text


# What is spoken about.


def _surroundings(
    instrument: Instrument, design: Design | None, words: Catalog, say: Callable[[Text], str]
) -> Iterator[tuple[str, Subject]]:
    units = {unit.name: unit.label for unit in instrument.units}
    yield "unit", Subject(words.t("the unit"), units)
    yield "instance", Subject(words.t("the number of the occasion"))
    if design is not None:
        for roster_field in design.roster:
            yield roster_field.name, Subject(say(roster_field.label), roster_field.values)
        for derived in design.derived:
            yield derived.name, Subject(say(derived.label))


def _questions(
    instrument: Instrument, words: Catalog, say: Callable[[Text], str]
) -> dict[str, Subject]:
    found = {}
    for question in instrument.questions.values():
        name = question.number or _short(say(question.label))
        if question.asks and name:
            name = words.t("the answer to {number}", number=name)
        if name:
            codes = {choice.name: choice.label for choice in instrument.choices_of(question)}
            found[question.name] = Subject(name, codes)
    for repeat in _repeats(instrument.items):
        found[repeat.name] = Subject(repeat.number or _short(say(repeat.label)))
    return found


def _repeats(items: Iterable[Item]) -> Iterator[Repeat]:
    for item in items:
        match item:
            case Repeat():
                yield item
                yield from _repeats(item.items)
            case Group():
                yield from _repeats(item.items)
            case Question() | Matrix():
                pass


def _short(label: str) -> str:
    line = " ".join(label.split())
    if len(line) > _LONGEST_LABEL:
        line = f"{line[: _LONGEST_LABEL - 1].rstrip()}…"
    return f"“{line}”" if line else ""


# Clauses: a truth in words, or None where words fail.


def _clause(speaker: _Speaker, node: Node) -> str | None:
    match node:
        case Binary("and" | "or" as word):
            return _joined(speaker, word, node)
        case Binary(operator, left, right) if operator in _FLIPPED:
            return _comparison(speaker, operator, left, right)
        case Call("selected" | "not"):
            return _call(speaker, node)
        case Call("true", ()):
            return speaker.catalog.t("always")
        case Call("false", ()):
            return speaker.catalog.t("never")
        case _:
            return None


def _call(speaker: _Speaker, node: Call) -> str | None:
    match node:
        case Call("selected", (about, String(value))):
            return _value_clause(speaker, "includes", about, [value])
        case Call("not", (Call("selected", (about, String(value))),)):
            return _value_clause(speaker, "lacks", about, [value])
        case Call("not", (Call("not", (inner,)),)):
            return _clause(speaker, inner)
        case Call("not", (Binary("=" | "!=" as sign, left, right),)):
            return _comparison(speaker, _NEGATED[sign], left, right)
        case Call("not", (inner,)):
            clause = _clause(speaker, inner)
            if clause and isinstance(inner, Binary) and inner.operator in ("and", "or"):
                clause = f"({clause})"
            return clause and speaker.catalog.t("it is not so that {clause}", clause=clause)
        case _:
            return None


def _joined(speaker: _Speaker, word: str, node: Binary) -> str | None:
    """Clauses with and or or between them; equal ones about one thing are told in one."""
    parts = list(_flat(word, node))
    alike = _alike(speaker, word, parts)
    if alike is not None:
        return alike
    clauses: list[str] = []
    for part in parts:
        clause = _clause(speaker, part)
        if clause is None:
            return None
        mixed = isinstance(part, Binary) and part.operator in ("and", "or")
        clauses.append(f"({clause})" if mixed else clause)
    return _listed(speaker, word, clauses)


def _flat(word: str, node: Node) -> Iterator[Node]:
    if isinstance(node, Binary) and node.operator == word:
        yield from _flat(word, node.left)
        yield from _flat(word, node.right)
    else:
        yield node


def _listed(speaker: _Speaker, word: str, clauses: list[str]) -> str:
    said = clauses[0]
    for clause in clauses[1:]:
        if word == "and":
            said = speaker.catalog.t("{first} and {second}", first=said, second=clause)
        else:
            said = speaker.catalog.t("{first} or {second}", first=said, second=clause)
    return said


def _alike(speaker: _Speaker, word: str, parts: list[Node]) -> str | None:
    """`${x} = 'a' or ${x} = 'b'`: the answer is “A” or “B”. Likewise for `selected`."""
    if word != "or":
        return None
    about: list[tuple[str, Reference]] = []
    values = []
    for part in parts:
        match part:
            case Binary("=", Reference() as asked, String(value)) if value:
                about.append(("=", asked))
            case Call("selected", (Reference() as asked, String(value))):
                about.append(("includes", asked))
            case _:
                return None
        values.append(value)
    if len(set(about)) != 1:
        return None
    return _value_clause(speaker, *about[0], values)


def _value_clause(speaker: _Speaker, how: str, about: Node, codes: list[str]) -> str | None:
    """`how` is `=`, `includes` or `lacks`."""
    subject = _subject(speaker, about)
    if subject is None:
        return None
    values = _listed(speaker, "or", [_value(speaker, subject, code) for code in codes])
    return _sentence(speaker, how, subject.words, values)


def _comparison(speaker: _Speaker, operator: str, left: Node, right: Node) -> str | None:
    if isinstance(left, Number | String) and not isinstance(right, Number | String):
        left, right, operator = right, left, _FLIPPED[operator]
    if operator in (">", ">=") and (there := _there_is(speaker, operator, left, right)):
        return there
    subject = _subject(speaker, left)
    if subject is None:
        return None
    if right == String("", 0):
        blank = _BLANK.get(operator)
        return blank and _sentence(speaker, blank, subject.words, "")
    value = _operand(speaker, subject, right)
    return value and _sentence(speaker, operator, subject.words, value)


def _there_is(speaker: _Speaker, operator: str, left: Node, right: Node) -> str | None:
    """More than none: something was chosen, or an entry is there."""
    if not isinstance(right, Number) or (operator, right.value) not in ((">", 0.0), (">=", 1.0)):
        return None
    match _unfolded(speaker, left):
        case Call("count-selected" | "string-length", (about,)):
            subject = _subject(speaker, about)
            return _sentence(speaker, "filled", subject.words, "") if subject else None
        case Call("count", (Filter(base, predicate),)):
            clause = _clause(replace(speaker, own=_subject(speaker, base)), predicate)
            return clause and speaker.catalog.t("there is an entry where {clause}", clause=clause)
        case _:
            return None


def _unfolded(speaker: _Speaker, node: Node) -> Node:
    """A calculation that people are not shown, as what it calculates."""
    if isinstance(node, Reference) and node.name in speaker.calculations:
        return speaker.calculations[node.name].root
    return node


# Operands.


def _subject(speaker: _Speaker, node: Node) -> Subject | None:
    match node:
        case Self():
            return speaker.own
        case Reference(name) if name in speaker.named:
            return speaker.named[name]
        case Reference(name) if name in speaker.calculations:
            # Taken out, so that calculations of calculations come to an end.
            rest = {n: c for n, c in speaker.calculations.items() if n != name}
            root = speaker.calculations[name].root
            return _subject(replace(speaker, calculations=rest), root)
        case Call(function, (about,)):
            return _counted(speaker, function, about)
        case _:
            return None


def _counted(speaker: _Speaker, function: str, about: Node) -> Subject | None:
    known = speaker.catalog
    if function == "count" and isinstance(about, Filter):
        inside = replace(speaker, own=_subject(speaker, about.base))
        clause = _clause(inside, about.predicate)
        if clause is None:
            return None
        return Subject(known.t("the number of entries where {clause}", clause=clause))
    subject = _subject(speaker, about)
    if subject is None:
        return None
    words = _COUNTED.get(function)
    return Subject(known.say(replace(words, values={"subject": subject.words}))) if words else None


_COUNTED: Mapping[str, Message] = {
    "count-selected": msg("the number chosen in {subject}"),
    "count": msg("the number of entries of {subject}"),
    "sum": msg("the sum of {subject}"),
}
"""What a function makes of a subject."""


def _operand(speaker: _Speaker, subject: Subject, node: Node) -> str | None:
    match node:
        case String(value):
            return _value(speaker, subject, value)
        case Number(value):
            return number_words(value, speaker.catalog.language)
        case Unary(Number(value)):
            return number_words(-value, speaker.catalog.language)
        case _:
            other = _subject(speaker, node)
            return other.words if other else None


def _value(speaker: _Speaker, subject: Subject, code: str) -> str:
    label = subject.codes.get(code)
    return f"“{speaker.say(label) if label else code}”"


def _sentence(speaker: _Speaker, how: str, subject: str, value: str) -> str:
    said = replace(_SENTENCES[how], values={"subject": subject, "value": value})
    return speaker.catalog.say(said)


_SENTENCES: Mapping[str, Message] = {
    "=": msg("{subject} is {value}"),
    "!=": msg("{subject} is not {value}"),
    "<": msg("{subject} is less than {value}"),
    "<=": msg("{subject} is at most {value}"),
    ">": msg("{subject} is more than {value}"),
    ">=": msg("{subject} is at least {value}"),
    "includes": msg("{subject} includes {value}"),
    "lacks": msg("{subject} does not include {value}"),
    "blank": msg("{subject} is blank"),
    "filled": msg("{subject} is filled in"),
}
"""What is said of a subject and a value: a comparison by its sign, or in a word."""
