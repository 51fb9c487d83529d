"""The unit of the log: an act somebody asks for, and the event it becomes."""

from dataclasses import dataclass
from typing import NamedTuple

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class EventKey(NamedTuple):
    """What names an event for ever: `writer` is drawn each time a study is opened (63 bits,
    random), `seq` counts 1, 2, 3, … within it."""

    writer: int
    seq: int


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody wants to record. `subject` is the id of what it is about (a response, a
    respondent code, a finding), `path` the place inside it."""

    kind: str
    subject: str
    path: str = ""
    value: Json = None
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An act in the log. `parents` are the events it replaces (the heads its writer saw of the
    same kind, subject and path), `depth` is 1 + the deepest parent's. `time` is ISO 8601 with
    offset, `elapsed` milliseconds of a monotonic clock since the study was opened."""

    key: EventKey
    act: Act
    actor: str
    installation: str
    parents: tuple[EventKey, ...]
    depth: int
    time: str
    elapsed: int
    hmac: bytes


@dataclass(frozen=True, slots=True)
class Recorded:
    """What `Study.record` did: the events written, in order."""

    events: tuple[Event, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of act that happened; a screen redraws from this."""
        return frozenset(event.act.kind for event in self.events)
