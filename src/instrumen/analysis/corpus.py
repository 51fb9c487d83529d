"""Where texts and figures come from: every response with its occasion, every person with what
they allow. Read once, then handed around: n of N and consent are decided here and nowhere else.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from instrumen.fieldwork.dispositions import ANSWERED, Disposition, recorded_standings
from instrumen.fieldwork.population import Respondent, respondents
from instrumen.fieldwork.response_rows import ResponseRow, responses
from instrumen.fieldwork.targets import TargetKey
from instrumen.language.design import Consent
from instrumen.language.model import Kind, SubjectKind
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study

QUOTING = "kutip"
"""The scope of the consent that covers quotation; a consent that does not have it does not ask."""

PERSONAL = frozenset({SubjectKind.RESPONDENT, SubjectKind.LESSON})
"""Subjects that are one person; the subject of such a response is a respondent code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(ResponseRow):
    """One response as a source of texts and figures. `disposition` is its target's standing as
    recorded, '' when nothing was. `group_number` counts the group interviews of an instrument
    from 1; 0 for every other response."""

    kind: Kind
    technique: str
    disposition: str
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
    return Corpus({origin.id: origin for origin in _origins(study)}, people)


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


# The readings.


def _origins(study: Study) -> Iterator[Origin]:
    standings = recorded_standings(study)
    groups: Counter[str] = Counter()
    for row in sorted(responses(study), key=lambda row: (row.begun, row.id)):
        standing = standings.get(TargetKey(row.instrument, row.subject, row.unit))
        together = row.subject_kind is SubjectKind.GROUP
        groups[row.instrument] += together
        number = groups[row.instrument] if together else 0
        yield _origin(study, row, standing.disposition if standing else "", number)


def _origin(study: Study, row: ResponseRow, disposition: str, group_number: int) -> Origin:
    known = study.design.instrument.get(row.instrument) or instrument_of(study, row.hash)
    stored = {each.name: getattr(row, each.name) for each in fields(row)}
    alone = (row.subject,) if row.subject_kind in PERSONAL else ()
    return Origin(
        **stored | {"respondents": row.respondents or alone},
        kind=known.kind,
        technique=known.technique,
        disposition=disposition,
        group_number=group_number,
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
