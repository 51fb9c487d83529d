"""What one response holds, as tables: question by question what was answered, marked or worked
out, the members of a repeat numbered in a table of their own, and below why the rest is blank."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from instrumen.analysis.frequencies import missing_label
from instrumen.analysis.responses import ResponseData
from instrumen.analysis.texts import TEXT_TYPES, CitableText, answer_ref, obstacle_label
from instrumen.engine import Outcome
from instrumen.export.word.blocks import Block, Cell, Para, Row, Run, Table, Words
from instrumen.export.word.brief import Brief
from instrumen.export.word.piping import piped
from instrumen.export.word.shown import Passage, passage
from instrumen.export.word.values import value_words
from instrumen.fieldwork.progress import template_path
from instrumen.language.expression.walk import references
from instrumen.language.model import (
    Group,
    Item,
    Matrix,
    Question,
    Repeat,
    Section,
    Type,
    specify_other,
)  # fmt: skip
from instrumen.messages import Message

Wanted = Callable[[Question], bool]

_MOST_COLUMNS = 6
_LONGEST_NAME = 40
_ABSENT = (Outcome.SKIPPED, Outcome.NOT_REACHED, Outcome.NOT_RELEVANT)
_UNIT = frozenset({"unit", "unit_label"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A question where it stands in a response."""

    path: str
    question: Question


@dataclass(frozen=True, slots=True)
class _Members:
    """The members of a repeat with what is asked of each, repeats inside them apart."""

    path: str
    repeat: Repeat
    members: tuple[tuple[_Place, ...], ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """One response to be shown: `what` its words are called where they are left out; `wanted`
    says which of its questions are shown."""

    brief: Brief
    data: ResponseData
    what: Message
    wanted: Wanted = lambda _question: True


def noted_blocks(noted: Noted) -> Iterator[Block]:
    """The tables of a response, and the note of what is blank in it."""
    brief = noted.brief
    rows: list[Row] = []
    for section in noted.data.instrument.sections:
        title = brief.say(section.title)
        for found in _found(noted, section.items, ""):
            if isinstance(found, _Members) and _fits(found):
                yield from _listed(brief, rows)
                rows = []
                yield from _members_table(noted, found, title)
                title = ""
                continue
            if title:
                rows.append((Cell(title, bold=True, span=3),))
                title = ""
            rows += _rows(noted, found)
    yield from _listed(brief, rows)
    if blank := _blank(noted):
        yield Para(blank, "Note")


def noted_passages(noted: Noted) -> Iterator[Passage]:
    """What was written in words in a response."""
    for section in noted.data.instrument.sections:
        for found in _found(noted, section.items, ""):
            members = [(found,)] if isinstance(found, _Place) else found.members
            for place in (place for member in members for place in member):
                text = _text(noted, place)
                if text is not None:
                    yield passage(noted.brief, noted.what, text)


# What there is, in the order of the file.


def _found(noted: Noted, items: Iterable[Item], prefix: str) -> Iterator[_Place | _Members]:
    """The questions of items, answered or marked, and the repeats among them; those inside a
    repeat follow it, member by member."""
    for item in items:
        if isinstance(item, Repeat):
            yield from _repeated(noted, item, prefix)
        elif isinstance(item, Group):
            yield from _found(noted, item.items, prefix)
        else:
            yield from (place for place in _asked(item, prefix) if _is_shown(noted, place))


def _repeated(noted: Noted, repeat: Repeat, prefix: str) -> Iterator[_Place | _Members]:
    path = prefix + repeat.name
    inside = [
        tuple(_found(noted, repeat.items, f"{path}[{member}]/"))
        for member in range(1, noted.data.form.count(path) + 1)
    ]
    members = tuple(tuple(each for each in m if isinstance(each, _Place)) for m in inside)
    if any(members):
        yield _Members(path, repeat, members)
    yield from (each for member in inside for each in member if isinstance(each, _Members))


def _asked(item: Question | Matrix, prefix: str) -> Iterator[_Place]:
    for question in item.rows if isinstance(item, Matrix) else (item,):
        yield _Place(prefix + question.name, question)
        if question.or_other:
            other = specify_other(question)
            yield _Place(prefix + other.name, other)


def _is_shown(noted: Noted, place: _Place) -> bool:
    question = place.question
    if not noted.wanted(question) or not (question.asks or question.label):
        return False
    outcome = noted.data.outcome(place.path)
    if question.type is Type.CALCULATE:
        return outcome is Outcome.ANSWERED and noted.data.form.value(place.path) != ""
    return question.asks and outcome not in _ABSENT


# Tables.


def _listed(brief: Brief, rows: list[Row]) -> Iterator[Block]:
    catalog = brief.catalog
    if rows:
        yield Table(
            header=(catalog.t("No."), catalog.t("Aspect"), catalog.t("Noted")),
            rows=rows,
            widths=(1.3, 5.7, 7),
        )


def _row(noted: Noted, place: _Place) -> Row:
    label = noted.data.form.label(place.path, noted.brief.language)
    return (place.question.number, label, _words(noted, place))


def _rows(noted: Noted, found: _Place | _Members) -> Iterator[Row]:
    """A question; members with too many questions to stand side by side, one below the other."""
    if isinstance(found, _Place):
        yield _row(noted, found)
        return
    for number, places in enumerate(found.members, 1):
        if places:
            yield (Cell(f"{_title(noted, found.path)} {number}", bold=True, span=3),)
            yield from (_row(noted, place) for place in places)


def _fits(found: _Members) -> bool:
    return len(_columns(found)) <= _MOST_COLUMNS


def _columns(found: _Members) -> Mapping[str, Question]:
    """What was answered of any member, by name, in the order of the file."""
    present = {place.question.name: place.question for m in found.members for place in m}
    longest = max(found.members, key=len)
    return {place.question.name: place.question for place in longest} | present


def _members_table(noted: Noted, found: _Members, section: str) -> Iterator[Block]:
    """A row a member, a column a question; above it what the members are."""
    title = " · ".join(filter(None, (section, _title(noted, found.path))))
    yield Para((Run(title, bold=True),), "TableText", keep_next=True)
    columns = _columns(found)
    said = [{place.question.name: _words(noted, place) for place in m} for m in found.members]
    yield Table(
        header=(noted.brief.catalog.t("No."), *(_head(noted, found, name) for name in columns)),
        rows=[
            (str(number), *(member.get(name, "") for name in columns))
            for number, member in enumerate(said, 1)
            if member
        ],
        widths=(0.6, *(2.5 if q.type in TEXT_TYPES else 1.0 for q in columns.values())),
    )


def _head(noted: Noted, found: _Members, name: str) -> str:
    """The label of a column; one that differs from member to member with the places open."""
    places = [place for m in found.members for place in m if place.question.name == name]
    labels = {noted.data.form.label(place.path, noted.brief.language) for place in places}
    return labels.pop() if len(labels) == 1 else piped(noted.brief, places[0].question.label)


def _title(noted: Noted, path: str) -> str:
    """`Class`, inside a member `Class 2 · Assignment`."""
    pieces = []
    whole = ""
    for step in path.split("/"):
        name, _, member = step.partition("[")
        label = noted.data.form.label(whole + name, noted.brief.language)
        pieces.append(f"{label} {member.removesuffix(']')}".strip())
        whole += f"{step}/"
    return " · ".join(pieces)


# What was noted.


def _words(noted: Noted, place: _Place) -> Words:
    """What was noted at a place; words as a place that can be led to."""
    brief, outcome = noted.brief, noted.data.outcome(place.path)
    if outcome is not Outcome.ANSWERED:
        return brief.catalog.say(missing_label(outcome))
    text = _text(noted, place)
    if text is None:
        return value_words(brief, noted.data, place.path, place.question)
    shown = passage(brief, noted.what, text)
    if shown.obstacle is not None:
        return brief.catalog.t("[not printed: {why}]", why=obstacle_label(shown.obstacle))
    return (Run(shown.words, anchor=text.bookmark),)


def _text(noted: Noted, place: _Place) -> CitableText | None:
    """The words written at a place; None of anything but words."""
    answered = noted.data.outcome(place.path) is Outcome.ANSWERED
    if place.question.type not in TEXT_TYPES or not answered:
        return None
    return noted.brief.material.texts.get(answer_ref(noted.data.response, place.path))


# What is blank.


def _blank(noted: Noted) -> str:
    """`No answer – skipped: 3, 24a(2, 3); not relevant: 9, 2 without a number.` Sections that are
    for another unit than the response's own are none of it."""
    catalog = noted.brief.catalog
    sections = [each for each in noted.data.instrument.sections if not _of_other_unit(noted, each)]
    found: dict[Outcome, dict[str, list[_Place]]] = {}
    for place in (p for section in sections for p in _every(noted, section.items, "")):
        if noted.wanted(place.question) and place.question.asks:
            outcome = noted.data.outcome(place.path)
            if outcome in _ABSENT and place.question.type is not Type.OPEN:
                alike = found.setdefault(outcome, {})
                alike.setdefault(template_path(place.path), []).append(place)
    said = "; ".join(
        f"{catalog.say(missing_label(kind))}: {', '.join(_names(noted, kind, found[kind]))}"
        for kind in _ABSENT
        if kind in found
    )
    return catalog.t("No answer – {kinds}.", kinds=said) if said else ""


def _names(noted: Noted, kind: Outcome, places: Mapping[str, Sequence[_Place]]) -> Iterator[str]:
    """Questions by their numbers or labels; those that were not for the respondent are counted
    where they have no number."""
    uncalled = 0
    for alike in places.values():
        if kind is Outcome.NOT_RELEVANT and not alike[0].question.number:
            uncalled += len(alike)
        else:
            yield _name(noted, alike)
    if uncalled:
        catalog = noted.brief.catalog
        yield catalog.plural("{n} without a number", "{n} without a number", uncalled)


def _every(noted: Noted, items: Iterable[Item], prefix: str) -> Iterator[_Place]:
    for item in items:
        match item:
            case Group():
                yield from _every(noted, item.items, prefix)
            case Repeat():
                for member in range(1, noted.data.form.count(prefix + item.name) + 1):
                    yield from _every(noted, item.items, f"{prefix}{item.name}[{member}]/")
            case _:
                yield from _asked(item, prefix)


def _of_other_unit(noted: Noted, section: Section) -> bool:
    """Whether a section is not shown for the unit the response is about."""
    if section.relevant is None or noted.data.form.is_relevant(section.name):
        return False
    return {each.name for each in references(section.relevant.root)} <= _UNIT


def _name(noted: Noted, alike: Sequence[_Place]) -> str:
    """The number of a question, its label where it has none; `24a(2, 3)` inside members."""
    first = alike[0]
    label = noted.data.form.label(first.path, noted.brief.language).strip()
    short = label if len(label) <= _LONGEST_NAME else f"{label[: _LONGEST_NAME - 1].rstrip()}…"
    name = first.question.number or f"“{short}”"
    if "[" not in first.path:
        return name
    return f"{name}({', '.join(_runs([_member(place.path) for place in alike]))})"


def _runs(members: Sequence[str]) -> Iterator[str]:
    """1, 2, 3, 5 → 1–3, 5; members of members (1.2) one by one."""
    first = last = ""
    for member in (*members, ""):
        if last.isdigit() and member.isdigit() and int(member) == int(last) + 1:
            last = member
            continue
        if last:
            yield last if first == last else f"{first}–{last}"
        first = last = member


def _member(path: str) -> str:
    """`rombel[1]/tugas[2]/judul` → 1.2"""
    return ".".join(piece.partition("]")[0] for piece in path.split("[")[1:])
