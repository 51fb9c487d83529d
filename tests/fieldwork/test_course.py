"""What the store says of a response while it is under way: six kinds of no answer are six
things at any time, in the tables as in the form."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.engine import Outcome
from instrumen.fieldwork.absence import absences
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.outcomes import outcomes
from instrumen.fieldwork.population import Respondent
from instrumen.fieldwork.responses import Filling, begin, form_of, response, resume
from instrumen.fieldwork.targets import targets_of
from instrumen.fieldwork.under_way import tell_courses
from instrumen.language.model import Missing
from instrumen.store.study import Study
from instrumen.store.verifying import verify


@pytest.fixture
def filling(study: Study, teacher: Respondent) -> Filling:
    return begin(study, targets_of(study, teacher)[0])


def said(study: Study) -> dict[str, str]:
    """Kind of missing answer by question, in the view for people."""
    cursor = study.connection.execute("SELECT * FROM view_angket")
    (row,) = cursor.fetchall()
    names = [str(column[0]) for column in cursor.description]
    found = dict(zip(names, row, strict=True))
    ends = "__missing"
    return {
        name.removesuffix(ends): str(kind)
        for name, kind in found.items()
        if name.endswith(ends) and kind is not None
    }


def test_nothing_is_reached_at_the_beginning(study: Study, filling: Filling) -> None:
    assert said(study) == {
        "lama": "not_reached", "sertifikat": "not_reached", "tahun_sertifikat": "not_relevant",
        "cerita": "not_reached", "s1": "not_reached", "s2": "not_reached",
    }  # fmt: skip


def test_a_response_left_in_the_middle(study: Study, filling: Filling) -> None:
    filling.move_to("lama")
    assert said(study)["lama"] == "skipped"
    filling.answer_missing("lama", Missing.REFUSED)
    filling.answer_missing("sertifikat", Missing.DONT_KNOW)
    filling.move_to("sikap")
    filling.end_session("interrupted")
    assert said(study) == {
        "lama": "rf", "sertifikat": "dk", "tahun_sertifikat": "not_relevant",
        "cerita": "skipped", "s1": "skipped", "s2": "not_reached",
    }  # fmt: skip
    assert study.row("SELECT topik__missing FROM view_angket_pelatihan") == ("not_reached",)


def test_a_response_broken_off_says_what_it_said_under_way(study: Study, filling: Filling) -> None:
    filling.answer("lama", 3)
    filling.move_to("cerita")
    before = said(study)
    filling.finish(Disposition.PARTIAL)
    assert said(study) == before
    assert (before["sertifikat"], before["cerita"]) == ("skipped", "skipped")
    assert before["s1"] == "not_reached"


def test_a_finished_response_has_nothing_that_was_not_reached(
    study: Study, filling: Filling
) -> None:
    filling.answer("lama", 3)
    filling.answer("sertifikat", "tidak")
    filling.finish(Disposition.COMPLETE)
    assert set(said(study).values()) == {"skipped", "not_relevant"}
    again = resume(study, filling.response.id)
    assert said(study)["cerita"] == "not_reached"  # it is under way again, up to its last answer
    again.finish(Disposition.COMPLETE)
    assert said(study)["cerita"] == "skipped"


def test_a_question_hidden_after_it_was_answered(study: Study, filling: Filling) -> None:
    filling.answer("sertifikat", "ya")
    filling.answer("tahun_sertifikat", 2015)
    values = "SELECT tahun_sertifikat, tahun_sertifikat__missing FROM view_angket"
    assert study.row(values) == (2015, None)
    filling.answer("sertifikat", "tidak")
    assert study.row(values) == (None, "not_relevant")
    assert filling.form.stored("tahun_sertifikat") == 2015
    filling.answer("sertifikat", "ya")
    assert study.row(values) == (2015, None)


def test_an_answer_in_its_turn_needs_no_second_event(study: Study, filling: Filling) -> None:
    filling.move_to("lama")
    before = study.row("SELECT count(*) FROM events WHERE kind='course.changed'")
    filling.answer("lama", 3)
    filling.move_to("sertifikat")
    assert study.row("SELECT count(*) FROM events WHERE kind='course.changed'") == before


def test_a_response_begun_with_an_older_program_is_told_of_later(
    folder: Path, study: Study, filling: Filling
) -> None:
    """As its log would be: without any event of the course."""
    filling.answer("lama", 3)
    filling.move_to("cerita")
    wanted = said(study)
    for table in ("events", "heads"):
        what = "kind LIKE 'course.%'" if table == "events" else "family='course'"
        study.connection.execute(f"DELETE FROM {table} WHERE {what}")
    study.connection.execute("DELETE FROM absences")
    assert (tell_courses(study), tell_courses(study)) == (1, 0)
    assert said(study) == wanted


def test_status_counts_what_the_form_says(study: Study, filling: Filling) -> None:
    filling.answer_missing("lama", Missing.REFUSED)
    filling.answer("sertifikat", "ya")
    filling.answer("tahun_sertifikat", 2015)
    filling.answer("sertifikat", "tidak")
    filling.move_to("cerita")
    assert outcomes(study) == {
        "angket": {
            Outcome.ANSWERED: 2,  # sertifikat, and the hours that are there by default
            Outcome.REFUSED: 1,
            Outcome.SKIPPED: 1,
            Outcome.NOT_REACHED: 3,
            Outcome.NOT_RELEVANT: 1,
        }
    }


GROUPS = """
      - name: kelompok
        type: group
        label: Kelompok
        relevant: ${cerita} != ''
        questions:
          - {name: satu, type: integer, label: Satu, relevant: "${lama} = 3"}
          - {name: dua, type: text, label: Dua, default: awal}
          - {name: tiga, type: integer, label: Tiga, calculation: "${satu} + 1"}
      - {name: empat, type: text, label: Empat, trigger: "${sertifikat}", calculation: "'x'"}
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    """With groups that come and go, defaults, and a trigger."""
    file = folder / "questionnaires" / "lembar.yaml"
    text = (folder / "questionnaires" / "angket.yaml").read_text(encoding="utf-8")
    text = text.replace("instrument: angket", "instrument: luas").replace("Angket", "Luas")
    at = text.index("      - name: pelatihan")
    file.write_text(text[:at] + GROUPS.lstrip("\n") + text[at:], encoding="utf-8")
    return folder


PATHS = (
    "lama", "sertifikat", "tahun_sertifikat", "cerita", "s1", "pelatihan[1]/topik", "satu", "dua",
    "empat",
)  # fmt: skip
STEPS = ("lama", "cerita", "sikap", "kelompok", "dua", "pelatihan", "salam")
ACTS = st.one_of(
    st.tuples(st.just("move"), st.sampled_from(STEPS)),
    st.tuples(st.just("answer"), st.sampled_from(PATHS)),
    st.tuples(st.just("clear"), st.sampled_from(PATHS)),
    st.tuples(st.just("no"), st.just("sertifikat")),
    st.tuples(st.just("count"), st.sampled_from(("1", "2", "3"))),
    st.tuples(st.just("remove"), st.just("pelatihan")),
    st.tuples(st.just("again"), st.just("")),
)
VALUES = {"lama": 3, "satu": 7, "sertifikat": "ya", "tahun_sertifikat": 2015, "s1": "s"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=12))
def test_the_tables_say_what_the_form_says_whatever_was_done(
    study: Study, teacher: Respondent, acts: list[tuple[str, str]]
) -> None:
    target = next(one for one in targets_of(study, teacher) if one.instrument == "luas")
    filling = begin(study, target)
    for act, what in acts:
        filling = _done(study, filling, act, what)
    row = response(study, filling.response.id)
    form = form_of(study, row)
    wanted = {path: kind for kind, paths in absences(form, row.position).items() for path in paths}
    query = "SELECT path, kind FROM absences WHERE response=?"
    assert dict(study.rows(query, (row.id,))) == wanted
    masked = study.rows("SELECT path FROM masked WHERE response=?", (row.id,))
    assert {path for (path,) in masked} == form.answers().keys() - form.relevant_answers().keys()


def _done(study: Study, filling: Filling, act: str, what: str) -> Filling:
    match act:
        case "move":
            filling.move_to(what)
        case "answer":
            filling.answer(what, VALUES.get(what, "x"))
        case "clear":
            filling.clear(what)
        case "no":
            filling.answer_missing(what, Missing.DONT_KNOW)
        case "count":
            filling.set_count("pelatihan", int(what))
        case "remove":
            filling.remove_member("pelatihan", 1)
        case "again":
            filling.end_session("interrupted")
            return resume(study, filling.response.id)
    return filling


def test_the_log_alone_says_it_all_again(folder: Path, study: Study, filling: Filling) -> None:
    filling.answer("sertifikat", "ya")
    filling.move_to("pelatihan")
    filling.add_member("pelatihan")
    assert verify(study).problems == ()
