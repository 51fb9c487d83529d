"""What the engine takes and gives, as plain data. How it is used: `docs.md`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from instrumen.language.model import Group, Matrix, Missing, Question, Repeat
from instrumen.language.text import Text
from instrumen.messages import Message

Value = str | int | float | list[str] | None


class Outcome(StrEnum):
    """What became of a question: an answer, or one of six reasons for none."""

    ANSWERED = "answered"
    DONT_KNOW = "dk"
    REFUSED = "rf"
    NOT_APPLICABLE = "na"
    SKIPPED = "skipped"
    NOT_REACHED = "not_reached"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with an answer. `rule` is a stable short id: required, constraint, type,
    choice, exclusive, rank, range, missing, count. A soft one may be overridden by a person."""

    path: str
    message: Text | Message
    soft: bool
    rule: str


class Refused(Exception):
    """A value that must not be kept was offered; `.findings` say why. Nothing has changed."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(", ".join(f"{finding.path}: {finding.rule}" for finding in findings))


class UnknownPath(KeyError):
    """No question, group, section or member stands at this path."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is stored for a question: a value, or the code of a missing answer, or neither (an
    answer that a person cleared)."""

    value: Value = None
    missing: Missing | None = None


class Standing(NamedTuple):
    """How a question stands at a path: whether it counts (`live`: not in a member put aside), its
    outcome (an unanswered one as skipped), and whether anything is stored, counting or not."""

    path: str
    question: Question
    live: bool
    outcome: Outcome
    stored: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One thing shown at a time. `kind` is question, matrix, repeat or note; `section` the name
    of its section, `number` what paper prints."""

    path: str
    kind: str
    section: str
    number: str
    item: Question | Matrix | Group | Repeat
