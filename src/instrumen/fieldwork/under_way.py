"""Responses under way whose course the tables do not say, or no longer: begun with a program that
did not record it, or overtaken by a change of the roster, on which conditions depend."""

from collections.abc import Collection, Iterator

from instrumen.fieldwork.course import course_acts, course_of, stored_course
from instrumen.fieldwork.forms import form_of
from instrumen.fieldwork.response_rows import ResponseRow, responses, responses_of
from instrumen.store.events import Act
from instrumen.store.study import Study

_NEVER_TOLD = (
    "SELECT id FROM responses WHERE state='begun' AND NOT EXISTS"
    " (SELECT 1 FROM heads WHERE family='course' AND subject=id)"
)


def tell_courses(study: Study) -> int:
    """Record how far responses have come of which nothing of the kind is recorded; how many.
    Raises StoreError."""
    ids = {str(row[0]) for row in study.rows(_NEVER_TOLD)}
    rows = [row for row in responses(study) if row.id in ids] if ids else []
    return _told(study, rows)


def tell_courses_of(study: Study, people: Collection[str]) -> int:
    """The same for the responses under way of people whose roster fields have changed."""
    found = {row.id: row for code in people for row in responses_of(study, code)}
    return _told(study, [row for row in found.values() if not row.is_finished])


def _told(study: Study, rows: Collection[ResponseRow]) -> int:
    acts = [act for row in rows for act in _acts(study, row)]
    if acts:
        study.record(*acts)
    return len(acts)


def _acts(study: Study, row: ResponseRow) -> Iterator[Act]:
    now = course_of(form_of(study, row), row.position)
    return course_acts(row.id, stored_course(study, row.id), now)
