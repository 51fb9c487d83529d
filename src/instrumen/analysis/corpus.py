"""Where texts and figures come from: every response with its occasion, every person with what
they allow. Read once, then handed around: n of N and consent are decided here and nowhere else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from instrumen.fieldwork.dispositions import ANSWERED, Disposition
from instrumen.fieldwork.population import Respondent, respondents
from instrumen.language.design import Consent
from instrumen.language.model import Kind, SubjectKind
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study

QUOTING = "kutip"
"""The scope of the consent that covers quotation; a consent that does not have it does not ask."""

PERSONAL = frozenset({SubjectKind.RESPONDENT, SubjectKind.LESSON})
"""Subjects that are one person; the subject of such a response is a respondent code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One response as a source of texts and figures. `disposition` is its target's standing as
    recorded, '' when nothing was. `respondents` are all who took part. `group_number` counts the
    group interviews of an instrument from 1; 0 for every other response."""

    response: str
    instrument: str
    hash: str
    kind: Kind
    technique: str
    subject_kind: SubjectKind
    subject: str
    site: str
    unit: str
    round: int
    instance: int
    begun: str
    position: str
    state: str
    disposition: str
    respondents: tuple[str, ...]
    group_number: int

    @property
    def counts(self) -> bool:
        """Whether its subject was asked and answered, completely or in part."""
        return self.disposition in ANSWERED

    @property
    def withdrawn(self) -> bool:
        """Whether the response was taken back."""
        return self.disposition == Disposition.WITHDRAWN

    @property
    def owner(self) -> str:
        """The person a written answer speaks for; '' in group interviews and for documents of a
        site, and in interviews, where the written answers are the interviewer's notes."""
        personal = self.subject_kind in PERSONAL and self.kind is not Kind.INTERVIEW
        return self.subject if personal else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A respondent as the analysis sees one: no names. `withdrew`: took back the consent
    without which nothing is asked. `quotable`: the consent covers quotation."""

    code: str
    site: str
    group: str
    eligible: bool
    withdrew: bool
    quotable: bool

    @property
    def counts(self) -> bool:
        """Whether the person can be part of an N."""
        return self.eligible and not self.withdrew


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every response by id (in the order they were begun) and every person by code."""

    origins: Mapping[str, Origin]
    people: Mapping[str, Person]

    def group_of(self, code: str) -> str:
        """The group of a respondent; '' for whoever is none."""
        person = self.people.get(code)
        return person.group if person else ""

    def counted(self, code: str) -> bool:
        """Whether a code is that of a person who can be part of an N."""
        person = self.people.get(code)
        return person is not None and person.counts


def read_corpus(study: Study) -> Corpus:
    """The responses and people of a study as they stand."""
    granted, withdrawn = _scopes(study)
    consent = study.design.consent
    people = {
        person.code: _person(person, consent, granted[person.code], withdrawn[person.code])
        for person in respondents(study)
    }
    return Corpus({origin.response: origin for origin in _origins(study)}, people)


def _person(
    person: Respondent, consent: Consent | None, granted: Iterable[str], withdrawn: Iterable[str]
) -> Person:
    scopes = consent.scopes if consent else ()
    conditions = {scope.name for scope in scopes if scope.condition}
    asks_to_quote = any(scope.name == QUOTING for scope in scopes)
    return Person(
        code=person.code,
        site=person.site,
        group=person.group,
        eligible=person.eligible,
        withdrew=bool(conditions & set(withdrawn)),
        quotable=not asks_to_quote or QUOTING in granted,
    )


# The queries.

_OriginRow = tuple[str, str, str, str, str, str, str, int, int, str, str, str, str]


def _origins(study: Study) -> list[Origin]:
    people: dict[str, list[str]] = defaultdict(list)
    for row in study.rows("SELECT response, respondent FROM response_respondents ORDER BY 1, 2"):
        people[str(row[0])].append(str(row[1]))
    query = (
        "SELECT r.id, r.instrument, r.hash, r.subject_kind, r.subject, r.site, r.unit, r.round, "
        "r.instance, r.begun, r.position, r.state, coalesce(d.disposition, '') FROM responses r "
        "LEFT JOIN dispositions d ON d.instrument=r.instrument AND d.subject=r.subject "
        "AND d.unit=r.unit ORDER BY r.begun, r.id"
    )
    groups: Counter[str] = Counter()
    found = []
    for raw in study.rows(query):
        row = cast(_OriginRow, raw)
        groups[row[1]] += row[3] == SubjectKind.GROUP
        found.append(_origin(study, row, people.get(row[0], ()), groups[row[1]]))
    return found


def _origin(study: Study, row: _OriginRow, people: Sequence[str], groups: int) -> Origin:
    (response, instrument, digest, subject_kind, subject, site, unit, round_, instance, begun,
     position, state, disposition) = row  # fmt: skip
    known = study.design.instrument.get(instrument) or instrument_of(study, digest)
    kind = SubjectKind(subject_kind)
    return Origin(
        response=response,
        instrument=instrument,
        hash=digest,
        kind=known.kind,
        technique=known.technique,
        subject_kind=kind,
        subject=subject,
        site=site,
        unit=unit,
        round=round_,
        instance=instance,
        begun=begun,
        position=position,
        state=state,
        disposition=disposition,
        respondents=tuple(people) or ((subject,) if kind in PERSONAL else ()),
        group_number=groups if kind is SubjectKind.GROUP else 0,
    )


def _scopes(study: Study) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    granted: dict[str, list[str]] = defaultdict(list)
    withdrawn: dict[str, list[str]] = defaultdict(list)
    query = "SELECT respondent, scope, granted, withdrawn FROM consent_scopes"
    for respondent, scope, yes, taken_back in study.rows(query):
        if yes:
            granted[str(respondent)].append(str(scope))
        elif taken_back:
            withdrawn[str(respondent)].append(str(scope))
    return granted, withdrawn
