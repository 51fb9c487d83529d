"""The field as the demo sees it: an open study, its people, the texts they have to say, and a
clock that is told how time passes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from random import Random

from instrumen.demo import texts
from instrumen.demo.clock import ToldClock
from instrumen.demo.draws import Said, Value, Voice
from instrumen.demo.hints import Case, Hints, hints_of
from instrumen.demo.passages import Deck, Passage, decks_of
from instrumen.demo.people import Person
from instrumen.demo.texts import Plain, Table
from instrumen.fieldwork.targets import Target
from instrumen.language.model import Kind
from instrumen.store.study import Study

# When one can sit down with somebody at a school, and when a lesson begins.
SLOTS = tuple(time(hour, minute) for hour in range(7, 14) for minute in (5, 20, 35, 50))


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The demo's YAML files; one that is not there is empty."""

    staff: Table
    answers: Table
    open_answers: Table
    interviews: Table
    observations: Table
    documents: Table
    findings: Table


def read_script(folder: Path) -> Script:
    """The files of the demo's folder. Raises ProblemsError."""
    names = Script.__dataclass_fields__
    return Script(**{name: texts.read_plain(folder / f"{name}.yaml") for name in names})


@dataclass(slots=True, kw_only=True)
class Field:
    """What every part of the simulation needs. `said` collects the texts that were given, to be
    coded; `tick` is called once for each target that was played."""

    study: Study
    clock: ToldClock
    rng: Random
    script: Script
    people: Mapping[str, Person]
    language: str
    tick: Callable[[], None] = lambda: None
    said: list[Said] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _decks: dict[str, dict[str, Deck]] = field(default_factory=dict)
    _hints: dict[str, Hints] = field(default_factory=dict)

    def plan(self, instrument: str) -> Plain:
        """How the visits with an instrument go (`fieldwork` in `staff.yaml`)."""
        return texts.table(self.script.staff, "fieldwork", instrument)

    def hints(self, instrument: str) -> Hints:
        """How its questions are answered."""
        if instrument not in self._hints:
            self._hints[instrument] = hints_of(self.script.answers.get(instrument))
        return self._hints[instrument]

    def decks(self, instrument: str) -> Mapping[str, Deck]:
        """The texts that are left for its open questions."""
        if instrument not in self._decks:
            pools = texts.table(self.script.open_answers, instrument)
            if self.study.design.instrument[instrument].kind is Kind.OBSERVATION:
                pools = {**self.script.observations, **pools}
            self._decks[instrument] = decks_of(pools, self.rng)
        return self._decks[instrument]

    def voice(
        self,
        target: Target,
        *,
        case: Case | None = None,
        script: Mapping[str, Value | Passage] | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> Voice:
        """Somebody answering an instrument: the target's own person, or whoever keeps the
        school's documents. `facts` are true of this response."""
        hints = self.hints(target.instrument)
        person = self.people.get(target.subject, NOBODY)
        known = {**person.facts, **hints.drawn_facts(case, self.rng), **(facts or {})}
        return Voice(
            person=replace(person, facts=known),
            hints=hints.hints_of(case),
            decks=self.decks(target.instrument),
            rng=self.rng,
            now=self.clock.now,
            wait=self.clock.wait,
            case=case.name if case else "",
            script=script or {},
            otherwise=texts.words(self.script.answers, "otherwise") or ("–",),
            said=self.said,
            remarks=self.remarks,
        )

    def sit_down(self) -> None:
        """Wait for the next free hour."""
        self.clock.next_slot(SLOTS)


NOBODY = Person(code="", competence=0.7, candour=0.8, diligence=0.9, facts={}, words={})
