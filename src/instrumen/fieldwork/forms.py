"""A response read back into a form: the instrument in the version it was asked with, the roster
as it stands, every answer that was given."""

import json
from datetime import date, datetime

from instrumen.engine import Answer, FormState
from instrumen.fieldwork.course import stored_orders
from instrumen.fieldwork.population import respondent
from instrumen.fieldwork.response_rows import ResponseRow
from instrumen.fieldwork.scope import field_labels, subject_scope
from instrumen.language.model import Missing
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study


def form_of(study: Study, row: ResponseRow, language: str = "id") -> FormState:
    """The form of a response as it stands, for reading; nothing is written."""
    form = blank_form(study, row, language)
    form.restore(
        stored_answers(study, row.id), _counts(study, row.id), stored_orders(study, row.id)
    )
    return form


def blank_form(study: Study, row: ResponseRow, language: str) -> FormState:
    """The form before anything is answered, defaults apart. Its today is the day it was begun,
    so that it says the same whenever it is read again."""
    people = [respondent(study, code) for code in row.respondents]
    fields = [(person.code, person.fields) for person in people]
    scope = subject_scope(
        study.design,
        row.site,
        fields,
        unit=row.unit,
        instance=row.instance,
        language=language,
    )
    return FormState(
        instrument_of(study, row.hash),
        roster=scope,
        language=language,
        facts=study.design.facts,
        today=day_of(row.begun),
        seed=row.id,
        roster_labels=field_labels(study.design, people[0].fields) if len(people) == 1 else {},
    )


def day_of(time: str) -> date:
    """The day of an ISO 8601 time."""
    return datetime.fromisoformat(time).date()


def stored_answers(study: Study, response_id: str) -> dict[str, Answer]:
    """The answers of a response as they are on disk, by path."""
    query = "SELECT path, value, missing FROM answers WHERE response=?"
    return {
        str(path): Answer(json.loads(str(value)), Missing(str(missing)) if missing else None)
        for path, value, missing in study.rows(query, (response_id,))
    }


def _counts(study: Study, response_id: str) -> dict[str, int]:
    query = "SELECT path, count FROM repeats WHERE response=?"
    return {str(path): int(str(count)) for path, count in study.rows(query, (response_id,))}
