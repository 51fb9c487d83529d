"""Instruments that changed while people were being asked: what that does to what they answered.

Nothing is done about it here: a response stays on the version it was asked with.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from instrumen.fieldwork.progress import template_path
from instrumen.language.changes import Change, Effect, changes, worst
from instrumen.language.model import Instrument
from instrumen.messages import Message, msg
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study


@dataclass(frozen=True, slots=True)
class Outdated:
    """An earlier version of an instrument that people were asked with: how many responses have
    it, what has changed since, and how many stored answers stand at each changed path."""

    instrument: Instrument
    earlier: Instrument
    responses: int
    changes: tuple[Change, ...]
    answers: Mapping[str, int]

    @property
    def worst(self) -> Effect:
        """The gravest effect of the changes."""
        return worst(self.changes)

    @property
    def is_grave(self) -> bool:
        """Whether stored answers need somebody to decide."""
        return self.worst.weight >= Effect.MAPPING.weight


def changes_since(study: Study) -> tuple[Outdated, ...]:
    """Every earlier version that responses of the study have, in the order of the instruments.
    Raises StoreError when the text of one is missing."""
    query = (
        "SELECT instrument, hash, count(*) FROM responses GROUP BY instrument, hash"
        " ORDER BY min(begun)"
    )
    found = [
        _outdated(study, current, str(digest), int(str(count)))
        for name, digest, count in study.rows(query)
        if (current := study.design.instrument.get(str(name))) and current.hash != digest
    ]
    order = list(study.design.instrument)
    return tuple(sorted(found, key=lambda one: order.index(one.instrument.id)))


def sentence(outdated: Outdated) -> Message:
    """What to say when the study is opened: which instrument, how many responses, how grave."""
    return msg(
        "Responses with an earlier version of {instrument}: {n} ({effect}). They keep it; "
        "“instrumen diff” tells what has changed.",
        instrument=outdated.instrument.id,
        n=outdated.responses,
        effect=outdated.worst.word,
    )


def _outdated(study: Study, current: Instrument, digest: str, responses: int) -> Outdated:
    earlier = instrument_of(study, digest)
    found = changes(earlier, current)
    return Outdated(current, earlier, responses, found, _answers(study, digest, found))


def _answers(study: Study, digest: str, found: tuple[Change, ...]) -> dict[str, int]:
    """How many answers the responses of a version have at the paths that changed."""
    query = (
        "SELECT answers.path, count(*) FROM answers JOIN responses ON responses.id = response"
        " WHERE hash=? GROUP BY answers.path"
    )
    counts: Counter[str] = Counter()
    for path, count in study.rows(query, (digest,)):
        counts[template_path(str(path))] += int(str(count))
    return {change.path: counts[change.path] for change in found if counts[change.path]}
