"""Large forms that others published as XForms, made into workbooks again: one of several hundred
questions in four languages, one with rules of every kind, one with every kind of question."""

from pathlib import Path

import pytest
from imports import imported
from javarosa import JavaRosaForm
from public_course import Course, put_aside
from public_forms import NotThereError, PublicForm, public_xforms, rebuilt
from same_instrument import differences, exported_and_back

from instrumen.language.xlsform.notes import Became, joined

ACTS = 60
_NO_MEDIA = "is left out: there are no media in a terminal"
_OF_CHOICES = "choices: pictures and sounds of choices (image) are left out"
# Each form with how many questions it has at least, and what is told as left out.
FORMS = {
    "Iraq_questionnaire_12.17.18_KC": (310, []),
    "repeating-group-not-displayed": (
        110,
        [
            _OF_CHOICES,
            "survey:26: required and constraint of what is calculated are left out",
            f"survey:101: image::English (ECG.png) {_NO_MEDIA}",
            f"survey:105: image::English (US_MAP.svg) {_NO_MEDIA}",
        ],
    ),
    "widgets": (45, [_OF_CHOICES, f"survey:78: audio (goldeneagle.mp3) {_NO_MEDIA}"]),
}
# What is worked out of random(), another number in every response.
BY_CHANCE = {"repeating-group-not-displayed": {"rndm", "cohort"}}


@pytest.fixture(scope="module", params=FORMS)
def form(
    request: pytest.FixtureRequest,
    pytestconfig: pytest.Config,
    tmp_path_factory: pytest.TempPathFactory,
) -> PublicForm:
    """One of them as a workbook; without the package there is nothing to test."""
    assert pytestconfig.cache is not None
    try:
        found = public_xforms(pytestconfig.cache.mkdir("public-forms"))
    except NotThereError as reason:
        pytest.skip(str(reason))
    return rebuilt(found[request.param], tmp_path_factory.mktemp("forms"))


def test_it_loads_and_what_is_not_carried_is_named(form: PublicForm) -> None:
    done, instrument = imported(form.path)
    least, named = FORMS[form.name]
    assert len(instrument.questions) > least
    left_out = [note for note in joined(done.notes) if note.became is Became.LEFT_OUT]
    assert [f"{note.place}: {note.what}" for note in left_out] == named


def test_it_is_filled_in_put_aside_and_taken_up_again(form: PublicForm) -> None:
    assert put_aside(form, imported(form.path)[1]) > 20


def test_it_takes_the_same_course_in_javarosa(form: PublicForm) -> None:
    course = Course(form, *imported(form.path))
    assert course.differences(ACTS).keys() <= BY_CHANCE.get(form.name, set())
    assert len(course.compared) > 40


def test_it_comes_back_from_a_workbook_of_ours(form: PublicForm, tmp_path: Path) -> None:
    _done, before = imported(form.path)
    written, after = exported_and_back(before, tmp_path)
    assert list(differences(before, after)) == []
    JavaRosaForm(written)  # converts with pyxform first
