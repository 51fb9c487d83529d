"""What is wrong with a file: where, what, and what to do. Problems are values, collected until
a door (command or screen) decides what to do with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from instrumen.messages import Message


class Severity(StrEnum):
    """An error keeps a file from being used; a warning is only said."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: line and column count from 1; `length` characters are meant."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `rule` is a stable short id (like `unknown-key`); `what` says what is
    wrong, `todo` what to do about it."""

    file: Path
    mark: Mark
    rule: str
    what: Message
    todo: Message | None = None
    severity: Severity = Severity.ERROR


class ProblemsError(Exception):
    """A file cannot be used; `.problems` has every reason, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(f"{first.file}:{first.mark.line}:{first.mark.column}: {first.what}")


class InstrumentError(ProblemsError):
    """An instrument file cannot be used."""


class StudyFileError(ProblemsError):
    """A study file cannot be used."""
