"""What a person wants to happen to a form, before it has happened."""

from dataclasses import dataclass

from instrumen.engine import Value
from instrumen.language.model import Missing
from instrumen.messages import Message


@dataclass(frozen=True, slots=True)
class Give:
    """Answer a question; `go_on` moves to the next step when the answer stands."""

    path: str
    value: Value
    go_on: bool = True


@dataclass(frozen=True, slots=True)
class GiveText:
    """Answer with what was typed; the engine reads it by the type of the question."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class GiveMissing:
    """No answer, and which kind of none."""

    path: str
    missing: Missing
    go_on: bool = True


@dataclass(frozen=True, slots=True)
class Clear:
    """Take an answer back."""

    path: str
    go_on: bool = False


@dataclass(frozen=True, slots=True)
class AddMember:
    """One more member of a repeat."""

    path: str


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """Put the last member of a repeat aside; it comes back with `AddMember`."""

    path: str


@dataclass(frozen=True, slots=True)
class GoOn:
    """To the next step."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Only draw again; `why` says why nothing else happened."""

    why: Message | None = None


Intent = Give | GiveText | GiveMissing | Clear | AddMember | RemoveMember | GoOn | Stay
INTENTS = (Give, GiveText, GiveMissing, Clear, AddMember, RemoveMember, GoOn, Stay)
