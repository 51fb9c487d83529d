"""Who says what in the interviews: the passages of `interviews.yaml` dealt out to the people who
are asked, so that nobody says what another said before and every interview gets its share."""

from collections.abc import Mapping, Sequence
from random import Random

from instrumen.demo import texts
from instrumen.demo.passages import Passage, passage, suits
from instrumen.demo.people import Person
from instrumen.demo.texts import Table
from instrumen.engine import holds
from instrumen.fieldwork.scope import Scope
from instrumen.language.model import Instrument
from instrumen.transcripts.guide import open_questions

MOST_ANSWERS = 2
"""How many passages one person has for one question."""

Parts = Mapping[str, Mapping[str, Sequence[Passage]]]
"""Respondent code → question → what the person has to say."""


def dealt_parts(
    instrument: Instrument,
    pools: Table,
    people: Sequence[Person],
    scopes: Mapping[str, Scope],
    rng: Random,
) -> Parts:
    """Deal the passages of a guide. A question goes to those it is relevant for; where there
    are fewer passages than people, those who have said least so far get one."""
    parts: dict[str, dict[str, list[Passage]]] = {person.code: {} for person in people}
    for section in instrument.sections:
        for question in open_questions(section):
            conditions = [c for c in (section.relevant, question.relevant) if c is not None]
            asked = [p for p in people if all(holds(c, scopes[p.code]) for c in conditions)]
            pool = [passage(plain) for plain in texts.items(pools, question.name)]
            rng.shuffle(pool)
            # What only some can say is dealt first, so that it is not left over.
            for spoken in sorted(pool, key=lambda each: not each.only):
                taker = _taker(spoken, question.name, asked, parts, rng)
                if taker is not None:
                    told = spoken.filled(taker.words)
                    parts[taker.code].setdefault(question.name, []).append(told)
    return parts


def _taker(
    spoken: Passage,
    question: str,
    asked: Sequence[Person],
    parts: Mapping[str, Mapping[str, Sequence[Passage]]],
    rng: Random,
) -> Person | None:
    """Who gets a passage: somebody it suits, with nothing yet for this question, with least to
    say on the whole."""
    fit = [
        (len(parts[person.code].get(question, ())), len(parts[person.code]), rng.random(), person)
        for person in asked
        if suits(spoken, person) and len(parts[person.code].get(question, ())) < MOST_ANSWERS
    ]
    return min(fit, key=lambda entry: entry[:3])[3] if fit else None
