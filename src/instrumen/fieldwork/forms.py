"""A response read back into a form: the instrument in the version it was asked with, the roster
as it stands, every answer that was given."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from instrumen.engine import Answer, FormState
from instrumen.fieldwork.population import Respondent, respondent
from instrumen.fieldwork.response_rows import ResponseRow
from instrumen.fieldwork.scope import subject_scope
from instrumen.language.model import Missing
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study


def form_of(study: Study, row: ResponseRow, language: str = "id") -> FormState:
    """The form of a response as it stands, for reading; nothing is written."""
    form = blank_form(study, row, language)
    form.restore(dict(_answers(study, row.id)), _counts(study, row.id))
    return form


def blank_form(study: Study, row: ResponseRow, language: str) -> FormState:
    """The form before anything is answered, defaults apart. Its today is the day it was begun,
    so that it says the same whenever it is read again."""
    people = tuple(respondent(study, code) for code in row.respondents)
    facts = {name: text(language) for name, text in study.design.facts.items()}
    return FormState(
        instrument_of(study, row.hash),
        roster=_scope(study, row, people, language),
        language=language,
        facts=facts,
        today=day_of(row.begun),
    )


def day_of(time: str) -> date:
    """The day of an ISO 8601 time."""
    return datetime.fromisoformat(time).date()


def _scope(
    study: Study, row: ResponseRow, people: tuple[Respondent, ...], language: str
) -> Mapping[str, object]:
    return subject_scope(
        study.design,
        row.site,
        [(person.code, person.fields) for person in people],
        unit=row.unit,
        instance=row.instance,
        language=language,
    )


def _answers(study: Study, response_id: str) -> Iterator[tuple[str, Answer]]:
    query = "SELECT path, value, missing FROM answers WHERE response=?"
    for path, value, missing in study.rows(query, (response_id,)):
        code = Missing(str(missing)) if missing else None
        yield str(path), Answer(json.loads(str(value)), code)


def _counts(study: Study, response_id: str) -> dict[str, int]:
    query = "SELECT path, count FROM repeats WHERE response=?"
    return {str(path): int(str(count)) for path, count in study.rows(query, (response_id,))}
