"""One plain SQL view an instrument: what people with other tools see."""

import sqlite3
from contextlib import closing
from pathlib import Path

from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.population import Respondent
from instrumen.fieldwork.responses import begin, resume
from instrumen.fieldwork.targets import targets_of
from instrumen.language.model import Missing
from instrumen.store.events import Act
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify
from instrumen.store.views import refresh_views


def rows(folder: Path, query: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(folder / "study.db")) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(query)]


def fill(study: Study, teacher: Respondent) -> None:
    filling = begin(study, targets_of(study, teacher)[0])
    filling.answer_missing("lama", Missing.REFUSED)
    filling.answer("sertifikat", "ya")
    filling.answer("tahun_sertifikat", 2015)
    filling.answer("sertifikat", "tidak")
    filling.answer("cerita", "Tanda 'kutip'")
    filling.answer("pelatihan[1]/topik", "A")
    filling.add_member("pelatihan")
    filling.answer("pelatihan[2]/topik", "B")
    filling.answer("pelatihan[2]/jam", 20)
    filling.finish()


def test_a_row_a_response_and_a_column_a_question(
    folder: Path, study: Study, teacher: Respondent
) -> None:
    fill(study, teacher)
    (row,) = rows(folder, "SELECT * FROM view_angket")
    assert (row["subject"], row["site"], row["state"]) == (teacher.code, "satu", "finished")
    assert (row["lama"], row["lama__missing"]) == (None, "rf")
    assert (row["sertifikat"], row["cerita"], row["jam_semua"]) == ("tidak", "Tanda 'kutip'", 28)
    assert row["tahun_sertifikat"] is None  # masked: the person is not certified after all


def test_the_program_itself_may_read_the_views(study: Study, teacher: Respondent) -> None:
    fill(study, teacher)
    assert study.row("SELECT sertifikat FROM view_angket") == ("tidak",)


def test_a_number_beyond_all_measure_is_kept_too(folder: Path, study: Study) -> None:
    study.record(Act("answer.set", "r-1", "lama", 10**30))
    (row,) = rows(folder, "SELECT value, plain FROM answers")
    assert row == {"value": str(10**30), "plain": str(10**30)}


def test_a_row_a_member_of_a_repeat(folder: Path, study: Study, teacher: Respondent) -> None:
    fill(study, teacher)
    query = "SELECT member, topik, jam FROM view_angket_pelatihan ORDER BY member"
    assert [tuple(row.values()) for row in rows(folder, query)] == [
        ("pelatihan[1]", "A", 8), ("pelatihan[2]", "B", 20),
    ]  # fmt: skip


def test_a_response_without_answers_has_a_row_too(
    folder: Path, study: Study, teacher: Respondent
) -> None:
    begin(study, targets_of(study, teacher)[0])
    assert len(rows(folder, "SELECT * FROM view_angket")) == 1


def test_six_kinds_of_no_answer_are_six_things(
    folder: Path, study: Study, teacher: Respondent
) -> None:
    filling = begin(study, targets_of(study, teacher)[0])
    filling.answer_missing("lama", Missing.REFUSED)
    filling.answer_missing("sertifikat", Missing.DONT_KNOW)
    filling.move_to("s2")
    filling.finish(Disposition.PARTIAL)
    (row,) = rows(folder, "SELECT * FROM view_angket")
    assert {name: row[f"{name}__missing"] for name in ("lama", "sertifikat")} == {
        "lama": "rf", "sertifikat": "dk",
    }  # fmt: skip
    assert row["tahun_sertifikat__missing"] == "not_relevant"
    assert (row["cerita__missing"], row["s1__missing"]) == ("skipped", "skipped")
    (member,) = rows(folder, "SELECT * FROM view_angket_pelatihan")
    assert (member["topik__missing"], member["jam"]) == ("not_reached", 8)
    assert not any(row[name] for name in ("lama", "sertifikat", "tahun_sertifikat", "cerita"))


def test_what_was_not_reached_is_not_skipped(
    folder: Path, study: Study, teacher: Respondent
) -> None:
    filling = begin(study, targets_of(study, teacher)[0])
    filling.answer("sertifikat", "tidak")
    filling.finish(Disposition.PARTIAL)
    (row,) = rows(folder, "SELECT lama__missing, cerita__missing, s2__missing FROM view_angket")
    assert tuple(row.values()) == ("skipped", "not_reached", "not_reached")
    resume(study, filling.response.id).finish(Disposition.COMPLETE)
    (row,) = rows(folder, "SELECT lama__missing, cerita__missing, s2__missing FROM view_angket")
    assert tuple(row.values()) == ("skipped", "skipped", "skipped")
    assert verify(study).problems == ()


def test_views_are_made_again_only_when_an_instrument_changed(folder: Path, study: Study) -> None:
    assert not refresh_views(study)
    file = folder / "questionnaires" / "angket.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("name: cerita", "name: kisah"), encoding="utf-8")
    with open_study(folder):
        pass
    names = rows(folder, "SELECT name FROM pragma_table_info('view_angket')")
    assert {"kisah"} <= {str(row["name"]) for row in names}
