"""Forms that others made and published: they are imported, loaded and filled in, and take the same
course as in JavaRosa (ODK Collect); what is refused or differs stands here by name."""

from collections.abc import Iterator

import jpype
import pytest
from imports import imported
from public_course import Course, put_aside
from public_forms import NotThereError, PublicForm, public_forms
from pyxform.errors import PyXFormError

from instrumen.language.model import Instrument
from instrumen.language.xlsform.importing import Imported, import_xlsform
from instrumen.language.xlsform.notes import XLSFormError

BATCHES, ACTS = 3, 30

# What is no form at all, and the sentence that says so.
REFUSED = {"data_models/Impact Areas - Data Models V1.1.xlsx": "has no sheet “survey”"}

# What pyxform or JavaRosa refuse, so that there is nothing to compare with.
NOT_IN_JAVAROSA = {
    "archived/hotspring.xls": "List name not in choices sheet",
    "archived/landuse.xls": "'parameters' value is invalid",
    "archived/places.xls": "The same instance id will be generated",
    "archived/waterways.xls": "unhashable type",  # two headings run together
    "bug_example_xls/cascades_old.xls": "Reference variables must contain a name",
    "bug_example_xls/cascades_old_with_no_cascade_sheet.xls": "Reference variables must contain",
    "bug_example_xls/group_name_test.xls": "Question or group with no name",
    "bug_example_xls/xl_date_ambiguous.xlsx": "Unsupported nodeset expression",
    "example_xls/calculate_without_calculation.xls": "Missing calculation",
    "example_xls/cascading_select_test.xls": "Unknown question type",
    "example_xls/duplicate_columns.xlsx": "Duplicate column header",
    "example_xls/include.xls": "has not been included",
    "example_xls/include_json.xls": "has not been included",
    "example_xls/old_cascades.xls": "Unknown question type",
    "example_xls/simple_loop.xls": "List name not in columns sheet",
    "example_xls/text_and_integer_xlsx.xlsx": "has no label or hint",
    "example_xls/unknown_question_type.xls": "Invalid headers",
}

# What differs from JavaRosa, by form and question, and why that may be.
_SAME_NAME = "“king” of one state stays chosen in another; here they are two choices"
_MOMENT = "what a phone notes at the end is noted with the response; a rule sees the time now"
DIFFERENT = {
    "archived/wastedisposal.xls": {
        "fee": "a calculation gives no choice of the list; Collect takes it back when it is shown"
    },
    "bug_example_xls/default_time_demo.xls": {
        "start_time": "a time is the time on the clock; JavaRosa adds the offset"
    },
    "bug_example_xls/xl_date_ambiguous_v1.xlsx": {
        "current_date": "a date of Excel is a day; pyxform writes a moment, which is no date"
    },
    "example_xls/attribute_columns_test.xlsx": {"end": _MOMENT, "start": _MOMENT},
    "example_xls/flat_xlsform_test.xlsx": {"end": _MOMENT, "start": _MOMENT},
    "example_xls/xlsform_spec_test.xlsx": {"end": _MOMENT, "start": _MOMENT},
    "example_xls/new_cascading_select.xls": {"county": _SAME_NAME, "city": _SAME_NAME},
    "example_xls/or_other.xlsx": {
        "fav_pastel": "its filter names a column that is not there; left out, all are offered"
    },
}


@pytest.fixture(scope="module")
def forms(pytestconfig: pytest.Config) -> list[PublicForm]:
    """All public forms; without them there is nothing to test."""
    assert pytestconfig.cache is not None
    try:
        return public_forms(pytestconfig.cache.mkdir("public-forms"))
    except NotThereError as reason:
        pytest.skip(str(reason))


def accepted(forms: list[PublicForm]) -> Iterator[tuple[PublicForm, Imported, Instrument]]:
    """The forms that are not refused, with what they are here."""
    for form in forms:
        if form.name not in REFUSED:
            yield form, *imported(form.path)


def test_each_loads_without_an_error_or_is_refused_with_one_sentence(
    forms: list[PublicForm],
) -> None:
    questions = {form.path.suffix: 0 for form in forms}
    for form, _, instrument in accepted(forms):
        questions[form.path.suffix] += len(instrument.questions)
    assert sum(questions.values()) > 1_000
    assert questions[".xls"] > 500
    assert questions[".xlsx"] > 200
    for form in forms:
        if form.name in REFUSED:
            with pytest.raises(XLSFormError, match=REFUSED[form.name]):
                import_xlsform(form.path)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_each_is_filled_in_put_aside_and_taken_up_again(
    forms: list[PublicForm], batch: int
) -> None:
    answered = 0
    for form, _, instrument in accepted(forms[batch::BATCHES]):
        answered += put_aside(form, instrument)
    assert answered > 100


@pytest.mark.parametrize("batch", range(BATCHES))
def test_each_takes_the_same_course_in_javarosa(forms: list[PublicForm], batch: int) -> None:
    compared = 0
    for form, done, instrument in accepted(forms[batch::BATCHES]):
        if form.name in NOT_IN_JAVAROSA:
            with pytest.raises(
                (PyXFormError, TypeError, jpype.JException), match=NOT_IN_JAVAROSA[form.name]
            ):
                Course(form, done, instrument)
            continue
        course = Course(form, done, instrument)
        differ, allowed = course.differences(ACTS), DIFFERENT.get(form.name, {})
        assert {name: said for name, said in differ.items() if name not in allowed} == {}, form.name
        assert allowed.keys() - differ.keys() == set(), f"{form.name} no longer differs there"
        compared += len(course.compared)
    assert compared > 100
