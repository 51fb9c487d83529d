"""What an instrument is, as plain data: the result of reading one YAML file.

Paths name a place in a response: `tahun_sertifikat`, or inside repeats `pelatihan[2]/tahun`
(members count from 1). A question's *template path* leaves the numbers out: `pelatihan/tahun`.
Names of questions outside repeats are unique in the file; groups, matrices and sections add
nothing to a path.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from instrumen.language.expression.syntax import Call, Expression, Reference, String
from instrumen.language.problems import Mark
from instrumen.language.text import EMPTY, Text
from instrumen.messages import LANGUAGES, catalog


class Kind(StrEnum):
    """The four kinds of instrument."""

    QUESTIONNAIRE = "questionnaire"
    INTERVIEW = "interview"
    OBSERVATION = "observation"
    DOCUMENT = "document"


class SubjectKind(StrEnum):
    """What a response is about."""

    RESPONDENT = "respondent"
    SITE = "site"
    LESSON = "lesson"
    GROUP = "group"


class Type(StrEnum):
    """Question types, in XLSForm's words where it has one. `open` is answered by turns of an
    interview; `likert` is a row of a matrix or a single statement."""

    TEXT = "text"
    OPEN = "open"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    LIKERT = "likert"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    NOTE = "note"
    CALCULATE = "calculate"
    ACKNOWLEDGE = "acknowledge"
    FILE = "file"
    GEOPOINT = "geopoint"


CHOICE_TYPES = frozenset({Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.RANK, Type.LIKERT})
MANY_VALUED = frozenset({Type.SELECT_MULTIPLE, Type.RANK})
SILENT_TYPES = frozenset({Type.NOTE, Type.CALCULATE})


class Missing(StrEnum):
    """The three answers that are no value. The other three kinds of "no answer" (skipped, not
    reached, not relevant) follow from the course of a response, see `engine`."""

    DONT_KNOW = "dk"
    REFUSED = "rf"
    NOT_APPLICABLE = "na"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One choice of a list. `score` enters scales; an exclusive choice clears the others.
    `extra` holds further columns for `choice_filter`."""

    name: str
    label: Text
    score: float | None = None
    exclusive: bool = False
    extra: Mapping[str, str]
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class ChoiceList:
    """A named list of choices, in the order of the file."""

    name: str
    choices: tuple[Choice, ...]
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class Check:
    """A `constraint`: `.` is the candidate answer. A soft one may be overridden by a person."""

    constraint: Expression
    message: Text = EMPTY
    soft: bool = False


@dataclass(frozen=True, kw_only=True)
class Probe:
    """A follow-up question of an interview guide; `name` is a, b, c, …"""

    name: str
    label: Text
    listen_for: Text = EMPTY


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, statement, note or calculation.

    `number` is what paper and screen print (`5a`, `39.1`, `WG02`); `themes`, `indicators`,
    `claims` and `codes` are names of the study file. `top` is how many a `rank` wants;
    `precision` of a date is `day`, `month` or `year`. `trigger` holds references to the questions
    whose change has `calculation` worked out once and made the answer.
    """

    name: str
    type: Type
    mark: Mark
    label: Text = EMPTY
    hint: Text = EMPTY
    number: str = ""
    choices: str = ""
    choice_filter: Expression | None = None
    or_other: bool = False
    randomize: bool = False
    top: int | None = None
    start: float | None = None
    end: float | None = None
    step: float | None = None
    long: bool = False
    precision: str = "day"
    appearance: str = ""
    relevant: Expression | None = None
    required: Expression | None = None
    required_message: Text = EMPTY
    checks: tuple[Check, ...] = ()
    calculation: Expression | None = None
    trigger: tuple[Expression, ...] = ()
    default: Expression | None = None
    missing: tuple[Missing, ...] = ()
    reverse: bool = False
    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    probes: tuple[Probe, ...] = ()
    listen_for: Text = EMPTY

    @property
    def asks(self) -> bool:
        """Whether a person can answer it (notes and calculations cannot be answered)."""
        return self.type not in SILENT_TYPES

    @property
    def triggers(self) -> tuple[str, ...]:
        """The names of the questions in `trigger`."""
        return tuple(one.root.name for one in self.trigger if isinstance(one.root, Reference))


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """One stem, one choice list, many rows: each row is a `likert` question of its own."""

    name: str
    label: Text
    choices: str
    rows: tuple[Question, ...]
    mark: Mark
    relevant: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Questions that are shown or hidden together."""

    name: str
    label: Text
    items: "tuple[Item, ...]"
    mark: Mark
    relevant: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """Questions asked once per member: `least`..`most` members, or as many as `count` says.
    Its checks are about the whole (a sum over the members, say)."""

    name: str
    label: Text
    items: "tuple[Item, ...]"
    mark: Mark
    number: str = ""
    least: int = 0
    most: int = 100
    count: Expression | None = None
    relevant: Expression | None = None
    checks: tuple[Check, ...] = ()
    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


Item = Question | Matrix | Group | Repeat


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of an instrument with a title; in a guide usually one theme."""

    name: str
    title: Text
    items: tuple[Item, ...]
    mark: Mark
    relevant: Expression | None = None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A sum score over rows; a row with `reverse` counts `max + min − score`."""

    name: str
    label: Text
    rows: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One thing an instrument wants a response for, per subject (`D-04` Certificates overview).
    `note` says what to look for; `for_` narrows a unit about respondents."""

    name: str
    label: Text
    mark: Mark
    subject: SubjectKind = SubjectKind.SITE
    note: Text = EMPTY
    for_: Expression | None = None
    themes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A whole instrument. `hash` is the SHA-256 of its canonical form (hex); `source` is the
    YAML text as written, from which the very same instrument can be read again."""

    id: str
    kind: Kind
    version: str
    title: Text
    file: Path
    source: str
    hash: str
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    choices: Mapping[str, ChoiceList]
    subject: SubjectKind = SubjectKind.RESPONDENT
    technique: str = ""
    short_title: Text = EMPTY
    for_: Expression | None = None
    duration: Text = EMPTY
    activity: Text = EMPTY
    scales: tuple[Scale, ...] = ()
    units: tuple[Unit, ...] = ()

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by template path, in the order of the file; what `or_other` adds stands
        behind its question."""
        return dict(_questions(self.items, ""))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of every question in the order of the file, from 0, by template path."""
        return {path: place for place, path in enumerate(self.questions)}

    @property
    def items(self) -> Iterator[Item]:
        """The items of all sections, one after another."""
        for section in self.sections:
            yield from section.items

    def choice(self, question: Question, name: str) -> Choice | None:
        """The choice of a question's list by name; None when the list has no such choice."""
        return next((c for c in self.choices_of(question) if c.name == name), None)

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """All choices of a question's list, unfiltered; empty for other types."""
        found = self.choices.get(question.choices)
        return found.choices if found else ()


def _questions(items: Iterable[Item], prefix: str) -> Iterator[tuple[str, Question]]:
    for item in items:
        match item:
            case Question():
                yield prefix + item.name, item
                if item.or_other:
                    other = specify_other(item)
                    yield prefix + other.name, other
            case Matrix():
                yield from ((prefix + row.name, row) for row in item.rows)
            case Group():
                yield from _questions(item.items, prefix)
            case Repeat():
                yield from _questions(item.items, f"{prefix}{item.name}/")


# What `or_other` adds to a question, in XLSForm's names.

OTHER = "other"
"""The choice it adds, and the end of the name of the question that asks which other it is."""


def other_choice(question: Question) -> Choice:
    """The choice of a question with `or_other` whose list has none of that name."""
    label = Text({code: catalog(code).t("Other") for code in (*LANGUAGES, "")})
    return Choice(name=OTHER, label=label, extra={}, mark=question.mark)


def specify_other(question: Question) -> Question:
    """The text question NAME_other, shown while `other` is chosen. Its label begins with that of
    the question it belongs to, since both are seldom seen together."""
    name, arguments = question.name, (Reference(question.name, 9), String(OTHER, 12))
    source = f"selected(${{{name}}}, '{OTHER}')"
    return Question(
        name=f"{name}_{OTHER}",
        type=Type.TEXT,
        mark=question.mark,
        label=Text({
            code: catalog(code).t("{question} – which other?", question=question.label(code))
            for code in dict.fromkeys((*LANGUAGES, *question.label.by_language))
        }),
        relevant=Expression(source, Call("selected", arguments, 0), question.mark),
        themes=question.themes,
    )  # fmt: skip
