"""The fictitious staff becomes the study's population, by the way a researcher would take: a list
as a school hands it over, read and imported; then each person is given a character."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from instrumen.demo.people import Fact, Person, person_of
from instrumen.demo.staff import Member
from instrumen.fieldwork.population import Respondent, field_text, identities, respondents
from instrumen.fieldwork.roster import import_roster, read_roster
from instrumen.fieldwork.scope import field_scope
from instrumen.language.design import Design
from instrumen.language.problems import ProblemsError, Severity
from instrumen.store.study import Study


def import_staff(study: Study, file: Path) -> None:
    """Read the list and import it. Raises ProblemsError when it cannot be read."""
    reading = read_roster(file, study.design)
    errors = [p for p in reading.problems if p.severity is Severity.ERROR]
    if errors:
        raise ProblemsError(errors)
    import_roster(study, reading)


def people_of(
    study: Study, staff: Sequence[Member], seed: int, language: str
) -> Mapping[str, Person]:
    """The people behind the respondent codes: what the list says of them, what only the
    simulation knows, and their traits."""
    members = {member.number: member for member in staff}
    known = identities(study)
    able = staff[0].certified
    people = {}
    for respondent in respondents(study):
        number = next((v for v in known[respondent.code].values() if v in members), "")
        member = members.get(number)
        facts: dict[str, Fact] = dict(field_scope(study.design, respondent.fields))
        facts.update(_hidden(member) if member else {})
        people[respondent.code] = person_of(
            respondent.code,
            facts,
            _words(study.design, respondent, language),
            seed,
            able=member is not None and member.certified == able,
        )
    return people


def _hidden(member: Member) -> dict[str, Fact]:
    """What no list says."""
    return {
        "subjects": [load.code for load in member.loads],
        "hours": [load.hours for load in member.loads],
        "own_field": ["yes" if load.own_field else "no" for load in member.loads],
        "total_hours": member.hours if member.loads else "",
        "duty": member.duty,
    }


def _words(design: Design, respondent: Respondent, language: str) -> dict[str, str]:
    return {
        field.name: field_text(field, respondent.fields[field.name], language)
        for field in design.roster
        if field.name in respondent.fields
    }
