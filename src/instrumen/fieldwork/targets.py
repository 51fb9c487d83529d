"""The census: every person, lesson and document × every instrument that is for them. There is no
sampling here; who is asked follows from `for:` in the instruments and units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from instrumen.engine import holds
from instrumen.fieldwork.population import Respondent, respondents
from instrumen.fieldwork.scope import Scope, field_scope
from instrumen.language.expression.syntax import Expression
from instrumen.language.model import Instrument, SubjectKind, Unit
from instrumen.store.study import Study

_ABOUT_PEOPLE = frozenset({SubjectKind.RESPONDENT, SubjectKind.LESSON})


class TargetKey(NamedTuple):
    """What names a target: an instrument's id, a subject (respondent code, site, group) and the
    unit wanted of it ('' when the instrument has no units)."""

    instrument: str
    subject: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One response that the study wants. `group` and `respondent` are '' and None for a site."""

    instrument: str
    subject_kind: SubjectKind
    subject: str
    site: str
    group: str
    respondent: str | None
    unit: str

    @property
    def key(self) -> TargetKey:
        """What the recorded disposition is found by."""
        return TargetKey(self.instrument, self.subject, self.unit)


def targets(study: Study, people: Sequence[Respondent] | None = None) -> tuple[Target, ...]:
    """Everything the study wants, by instrument, site and code; ineligible people included (see
    `dispositions`). `people` are the population when it has been read already."""
    if people is None:
        people = respondents(study)
    scopes = [(person, field_scope(study.design, person.fields)) for person in people]
    return tuple(
        target
        for instrument in study.design.instruments
        for target in _of_instrument(study, instrument, scopes)
    )


def targets_of(study: Study, person: Respondent) -> tuple[Target, ...]:
    """What is wanted of one person."""
    return tuple(target for target in targets(study, (person,)) if target.respondent == person.code)


def group_target(study: Study, instrument: str, site: str) -> Target:
    """A group interview formed in the field: a subject of its own, outside the census."""
    return Target(
        instrument=instrument,
        subject_kind=SubjectKind.GROUP,
        subject=study.new_id("group"),
        site=site,
        group="",
        respondent=None,
        unit="",
    )


def group_candidates(study: Study, instrument: str, site: str) -> tuple[Respondent, ...]:
    """Who may sit in a group interview: the people of a site for whom the guide is, without those
    who have left."""
    condition = study.design.instrument[instrument].for_
    return tuple(
        person
        for person in respondents(study, site)
        if person.eligible
        and (condition is None or holds(condition, field_scope(study.design, person.fields)))
    )


def _of_instrument(
    study: Study, instrument: Instrument, scopes: Sequence[tuple[Respondent, Scope]]
) -> Iterator[Target]:
    if not instrument.units:
        if instrument.subject is SubjectKind.SITE:
            yield from _of_sites(study, instrument, "")
        elif instrument.subject in _ABOUT_PEOPLE:
            yield from _of_people(instrument, instrument.subject, "", (instrument.for_,), scopes)
    for unit in instrument.units:
        yield from _of_unit(study, instrument, unit, scopes)


def _of_unit(
    study: Study, instrument: Instrument, unit: Unit, scopes: Sequence[tuple[Respondent, Scope]]
) -> Iterator[Target]:
    if unit.subject is SubjectKind.SITE:
        yield from _of_sites(study, instrument, unit.name)
    elif unit.subject in _ABOUT_PEOPLE:
        conditions = (instrument.for_, unit.for_)
        yield from _of_people(instrument, unit.subject, unit.name, conditions, scopes)


def _of_sites(study: Study, instrument: Instrument, unit: str) -> Iterator[Target]:
    for site in study.design.sites:
        yield Target(
            instrument=instrument.id,
            subject_kind=SubjectKind.SITE,
            subject=site.name,
            site=site.name,
            group="",
            respondent=None,
            unit=unit,
        )


def _of_people(
    instrument: Instrument,
    kind: SubjectKind,
    unit: str,
    conditions: Sequence[Expression | None],
    scopes: Sequence[tuple[Respondent, Scope]],
) -> Iterator[Target]:
    wanted = [condition for condition in conditions if condition is not None]
    for person, scope in scopes:
        if all(holds(condition, scope) for condition in wanted):
            yield Target(
                instrument=instrument.id,
                subject_kind=kind,
                subject=person.code,
                site=person.site,
                group=person.group,
                respondent=person.code,
                unit=unit,
            )
