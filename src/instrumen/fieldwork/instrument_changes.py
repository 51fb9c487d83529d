"""Instruments that changed while people were being asked: what that does to what they answered.

Nothing is done about it here: a response stays on the version it was asked with.
"""

import json
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
    it, what has changed since, and how many stored answers each change concerns."""

    instrument: Instrument
    earlier: Instrument
    responses: int
    changes: tuple[Change, ...]
    answers: tuple[int, ...]

    @property
    def worst(self) -> Effect:
        """The gravest effect of the changes."""
        return worst(self.changes)


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
    return Outdated(current, earlier, responses, found, _answers(study, digest, earlier, found))


def _answers(
    study: Study, digest: str, earlier: Instrument, found: tuple[Change, ...]
) -> tuple[int, ...]:
    """How many stored answers of a version each change concerns."""
    query = (
        "SELECT answers.path, value, count(*) FROM answers JOIN responses"
        " ON responses.id = response WHERE hash=? GROUP BY answers.path, value"
    )
    stored = [
        (template_path(str(path)), json.loads(str(value)), int(str(count)))
        for path, value, count in study.rows(query, (digest,))
    ]
    return tuple(
        sum(
            count
            for path, value, count in stored
            if path in places and (not change.choice or _names(value, change.choice))
        )
        for change in found
        for places in (_places(earlier, change),)
    )


def _places(earlier: Instrument, change: Change) -> frozenset[str]:
    """Where the answers are that a change concerns: of a list of choices, all its questions."""
    folder, _, name = change.path.partition("/")
    if folder == "choices" and change.choice:
        questions = earlier.questions.items()
        return frozenset(path for path, question in questions if question.choices == name)
    return frozenset((change.path,))


def _names(value: object, choice: str) -> bool:
    return choice in value if isinstance(value, list) else value == choice
