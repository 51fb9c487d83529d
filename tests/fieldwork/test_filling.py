"""Filling in on disk: what a call has returned for is there after any crash, and taking a response
up again leads to the very place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.engine import Outcome, Refused
from instrumen.fieldwork.dispositions import Disposition, dispositions
from instrumen.fieldwork.population import Respondent, add_respondent
from instrumen.fieldwork.responses import (
    Filling,
    begin,
    find,
    form_of,
    response,
    responses_of,
    resume,
    sessions,
)
from instrumen.fieldwork.targets import Target, group_target, targets, targets_of
from instrumen.language.model import Missing
from instrumen.store.faults import StoreError
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify


def wanted(study: Study, person: Respondent, instrument: str, unit: str = "") -> Target:
    found = [t for t in targets_of(study, person) if (t.instrument, t.unit) == (instrument, unit)]
    assert len(found) == 1
    return found[0]


@pytest.fixture
def filling(study: Study, teacher: Respondent) -> Filling:
    return begin(study, wanted(study, teacher, "angket"))


def on_disk(filling: Filling, path: str) -> tuple[object, ...] | None:
    """What another program sees of an answer: what would be left after the power went."""
    query = "SELECT value, missing FROM answers WHERE response=? AND path=?"
    with closing(sqlite3.connect(filling.study.database)) as db:
        row: tuple[object, ...] | None = db.execute(query, (filling.response.id, path)).fetchone()
    return row


def test_every_answer_is_on_disk_before_the_call_returns(filling: Filling) -> None:
    for path, value, stored in (
        ("lama", 12, "12"),
        ("sertifikat", "ya", '"ya"'),
        ("tahun_sertifikat", 2015, "2015"),
        ("cerita", "Baris satu\r\nbaris dua", '"Baris satu\\nbaris dua"'),
        ("s1", "s", '"s"'),
        ("pelatihan[1]/topik", "Penilaian", '"Penilaian"'),
    ):
        assert filling.answer(path, value).kept
        assert on_disk(filling, path) == (stored, "")
    filling.answer_missing("lama", Missing.REFUSED)
    assert on_disk(filling, "lama") == ("null", "rf")
    filling.clear("cerita")
    assert on_disk(filling, "cerita") == ("null", "")


def test_a_broken_value_is_not_kept_and_the_finding_says_why(filling: Filling) -> None:
    filling.answer("lama", 12)
    answered = filling.answer("lama", 99)
    assert not answered.kept
    assert not answered.soft
    assert {finding.rule for finding in answered.findings} == {"constraint"}
    assert on_disk(filling, "lama") == ("12", "")
    assert filling.form.value("lama") == 12


def test_a_doubtful_value_is_kept_when_somebody_says_so_and_that_is_recorded(
    filling: Filling,
) -> None:
    doubted = filling.answer("lama", 42)
    assert (doubted.kept, doubted.soft) == (False, True)
    assert on_disk(filling, "lama") is None
    assert filling.answer("lama", 42, overriding=True).kept
    assert on_disk(filling, "lama") == ("42", "")
    query = "SELECT path, message, actor FROM overrides"
    assert list(filling.study.rows(query)) == [("lama", "Lebih dari 40 tahun?", "R1")]


def test_the_same_answer_again_writes_nothing(filling: Filling) -> None:
    filling.answer("lama", 12)
    before = filling.study.row("SELECT count(*) FROM events")
    assert filling.answer("lama", 12).kept
    filling.move_to("lama")
    filling.move_to("lama")
    after = filling.study.row("SELECT count(*) - 1 FROM events")
    assert before == after


def test_what_is_typed_is_understood(filling: Filling) -> None:
    assert filling.answer_text("lama", " 12 ").kept
    assert filling.form.value("lama") == 12
    assert filling.answer_text("sertifikat", "2").kept
    assert filling.form.value("sertifikat") == "tidak"
    assert not filling.answer_text("lama", "dua belas").kept
    assert filling.form.value("lama") == 12
    assert filling.answer_text("lama", "").kept
    assert filling.form.value("lama") is None


def test_forbidden_characters_are_replaced_and_counted(filling: Filling) -> None:
    answered = filling.answer("cerita", "a\x00b\x1b[31m\ud800 [/] =cmd()")
    assert (answered.kept, answered.replaced_characters) == (True, 3)
    assert filling.form.value("cerita") == "a\ufffdb\ufffd[31m\ufffd [/] =cmd()"


def test_a_missing_code_only_where_the_question_offers_it(filling: Filling) -> None:
    assert filling.answer_missing("lama", Missing.REFUSED).kept
    assert filling.form.outcome("lama") is Outcome.REFUSED
    assert not filling.answer_missing("cerita", Missing.REFUSED).kept
    filling.answer("lama", 3)
    assert on_disk(filling, "lama") == ("3", "")


def test_a_masked_answer_is_kept_and_comes_back(filling: Filling) -> None:
    filling.answer("sertifikat", "ya")
    filling.answer("tahun_sertifikat", 2015)
    filling.answer("sertifikat", "tidak")
    assert filling.form.value("tahun_sertifikat") is None
    assert on_disk(filling, "tahun_sertifikat") == ("2015", "")
    again = form_of(filling.study, filling.response)
    assert again.outcome("tahun_sertifikat") is Outcome.NOT_RELEVANT
    filling.answer("sertifikat", "ya")
    assert filling.form.value("tahun_sertifikat") == 2015


def test_after_a_crash_one_is_on_the_same_question_with_every_answer(
    folder: Path, study: Study, filling: Filling
) -> None:
    filling.answer("lama", 12)
    filling.answer("sertifikat", "ya")
    filling.add_member("pelatihan")
    filling.answer("pelatihan[2]/topik", "PTK")
    filling.remark("lama", "ragu-ragu")
    filling.move_to("cerita")
    filling.draft("cerita", "Waktu itu sa", 12)
    # Nothing is closed or ended: the program is gone, another one opens the study.
    with open_study(folder, actor="R1") as later:
        again = resume(later, filling.response.id)
        assert again.position == "cerita"
        assert again.form.answers() == filling.form.answers()
        assert again.form.count("pelatihan") == 2
        assert again.remarks() == {"lama": "ragu-ragu"}
        assert again.draft_of("cerita") == ("Waktu itu sa", 12)
        assert again.progress() == filling.progress()
        assert again.session == 2


def test_the_first_step_is_where_one_begins(filling: Filling) -> None:
    assert filling.position == filling.form.steps()[0].path == "lama"


def test_members_are_added_put_aside_and_taken_out(filling: Filling) -> None:
    assert filling.form.count("pelatihan") == 1
    filling.answer("pelatihan[1]/topik", "A")
    assert filling.add_member("pelatihan") == 2
    filling.answer("pelatihan[2]/topik", "B")
    filling.set_count("pelatihan", 1)
    assert form_of(filling.study, filling.response).value("jam_semua") == 8
    filling.set_count("pelatihan", 2)
    assert filling.form.value("pelatihan[2]/topik") == "B"
    filling.remove_member("pelatihan", 1)
    again = form_of(filling.study, filling.response)
    assert again.count("pelatihan") == filling.form.count("pelatihan") == 1
    assert again.value("pelatihan[1]/topik") == "B"
    assert again.answers() == filling.form.answers()


def test_no_more_members_than_the_instrument_allows(filling: Filling) -> None:
    filling.set_count("pelatihan", 3)
    with pytest.raises(Refused):
        filling.add_member("pelatihan")
    assert filling.form.count("pelatihan") == 3


def test_a_default_is_an_answer_like_any_other_and_stays_cleared(filling: Filling) -> None:
    assert on_disk(filling, "pelatihan[1]/jam") == ("8", "")
    filling.clear("pelatihan[1]/jam")
    assert form_of(filling.study, filling.response).value("pelatihan[1]/jam") is None


def test_a_failing_disk_leaves_form_and_log_as_they_were(
    folder: Path, study: Study, filling: Filling
) -> None:
    filling.answer("lama", 12)
    study.connection.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(folder / "study.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            filling.answer("lama", 13)
        with pytest.raises(StoreError):
            filling.add_member("pelatihan")
        other.execute("ROLLBACK")
    assert filling.form.value("lama") == 12
    assert filling.form.count("pelatihan") == 1
    assert filling.answer("lama", 13).kept
    assert on_disk(filling, "lama") == ("13", "")


def test_leaving_and_coming_back_makes_sessions(study: Study, filling: Filling) -> None:
    filling.end_session("bel berbunyi", "besok lagi")
    later = resume(study, filling.response.id, place="Ruang guru", language="en")
    later.end_session("selesai")
    first, second = sessions(study, filling.response.id)
    assert (first.number, first.reason, first.note) == (1, "bel berbunyi", "besok lagi")
    assert (second.number, second.place, second.language) == (2, "Ruang guru", "en")
    assert first.begun < first.ended < second.begun < second.ended


def test_complete_is_when_everything_required_is_answered(study: Study, filling: Filling) -> None:
    target = find_target(study, filling)
    assert dispositions(study)[target].disposition is Disposition.BEGUN
    filling.answer("lama", 12)
    assert filling.finish() is Disposition.PARTIAL
    again = resume(study, filling.response.id)
    assert dispositions(study)[target].disposition is Disposition.BEGUN
    again.answer_missing("sertifikat", Missing.DONT_KNOW)
    assert again.finish() is Disposition.COMPLETE
    assert dispositions(study)[target].disposition is Disposition.COMPLETE
    assert response(study, filling.response.id).is_finished


def find_target(study: Study, filling: Filling) -> tuple[str, str, str]:
    row = filling.response
    return row.instrument, row.subject, row.unit


def test_an_answer_may_say_what_became_of_a_document(study: Study) -> None:
    documents = [t for t in targets(study) if t.instrument == "dokumen" and t.site == "satu"]
    outcomes = []
    for target, found in zip(documents, ("tidak", "tidak_lihat"), strict=True):
        sheet = begin(study, target)
        sheet.answer("keberadaan", found)
        outcomes.append(sheet.finish())
    assert outcomes == [Disposition.NONE, Disposition.NOT_SHOWN]


def test_occasions_are_counted_and_a_default_knows_them(study: Study, teacher: Respondent) -> None:
    target = wanted(study, teacher, "pelajaran")
    first, second = begin(study, target), begin(study, target)
    assert [row.instance for row in find(study, target)] == [1, 2]
    assert (first.form.value("ke"), second.form.value("ke")) == (1, 2)
    assert begin(study, target, round=2).response.instance == 1


def test_several_people_may_take_part_in_one_response(study: Study, teacher: Respondent) -> None:
    other = add_respondent(study, "satu", {"jabatan": "guru"}, {"nama": "Mawar Contoh"})
    target = group_target(study, "pedoman", "satu")
    talk = begin(study, target, respondents=(teacher.code, other.code))
    assert talk.response.respondents == tuple(sorted((teacher.code, other.code)))
    assert [row.id for row in responses_of(study, other.code)] == [talk.response.id]
    assert talk.finish() is Disposition.COMPLETE


def test_labels_pipe_the_roster_and_the_school(filling: Filling) -> None:
    assert filling.form.label("lama") == "Berapa tahun mengajar di SMP Satu Contoh?"
    assert filling.form.label("salam").endswith(filling.response.subject)


def test_a_response_stays_on_the_version_it_was_asked_with(
    folder: Path, study: Study, filling: Filling
) -> None:
    filling.answer("lama", 12)
    file = folder / "questionnaires" / "angket.yaml"
    text = file.read_text(encoding="utf-8").replace("Berapa tahun mengajar", "Sejak kapan mengajar")
    file.write_text(text, encoding="utf-8")
    with open_study(folder) as later:
        again = resume(later, filling.response.id)
        assert again.form.label("lama").startswith("Berapa tahun mengajar")
        fresh = begin(later, wanted(later, teacher_of(later), "angket"))
        assert fresh.form.label("lama").startswith("Sejak kapan mengajar")


def teacher_of(study: Study) -> Respondent:
    from instrumen.fieldwork.population import respondents

    return respondents(study)[0]


def test_a_finished_response_says_what_counts(study: Study, filling: Filling) -> None:
    filling.answer("sertifikat", "ya")
    filling.answer("tahun_sertifikat", 2015)
    filling.answer("sertifikat", "tidak")
    filling.answer("lama", 3)
    filling.add_member("pelatihan")
    filling.finish()
    assert list(study.rows("SELECT path FROM masked")) == [("tahun_sertifikat",)]
    assert list(study.rows("SELECT path, value FROM calculations")) == [("jam_semua", "16")]
    again = resume(study, filling.response.id)
    assert list(study.rows("SELECT path FROM masked")) == [("tahun_sertifikat",)]
    again.answer("sertifikat", "ya")
    assert list(study.rows("SELECT * FROM masked")) == []


def test_what_is_unanswered_is_listed_and_counted_as_paper_does(filling: Filling) -> None:
    assert filling.progress() == (0, 6)
    filling.answer("lama", 3)
    filling.answer("sertifikat", "ya")
    assert filling.progress() == (1, 6)  # 2a belongs to 2
    filling.answer("tahun_sertifikat", 2015)
    filling.answer("s1", "s")
    paths = [step.path for step in filling.unanswered()]
    assert paths == ["cerita", "sikap", "pelatihan[1]/topik"]
    assert filling.progress() == (3, 6)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("lama"), st.one_of(st.none(), st.integers(-5, 60))),
        st.tuples(st.just("sertifikat"), st.sampled_from(["ya", "tidak", "mungkin", None])),
        st.tuples(st.just("tahun_sertifikat"), st.integers(2006, 2026)),
        st.tuples(st.just("cerita"), st.text(max_size=8)),
        st.tuples(st.just("pelatihan[1]/topik"), st.text(max_size=4)),
        st.tuples(st.just("#add"), st.none()),
        st.tuples(st.just("#remove"), st.integers(1, 3)),
    ),
    max_size=12,
)


@given(STEPS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_was_done_disk_and_form_say_the_same(
    study: Study, teacher: Respondent, steps: list[tuple[str, object]]
) -> None:
    filling = begin(study, wanted(study, teacher, "angket"))
    for path, value in steps:
        if path == "#add" and filling.form.count("pelatihan") < 3:
            filling.add_member("pelatihan")
        elif path == "#remove" and isinstance(value, int):
            if value <= filling.form.count("pelatihan"):
                filling.remove_member("pelatihan", value)
        elif not path.startswith("#"):
            filling.answer(path, value, overriding=True)  # type: ignore[arg-type]
    again = form_of(study, response(study, filling.response.id))
    assert again.data() == filling.form.data()
    assert again.counts() == filling.form.counts()
    filling.finish()
    assert verify(study).problems == ()
