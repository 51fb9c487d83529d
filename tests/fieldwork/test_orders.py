"""Shuffled choices: the order that was shown is in the store, and comes back from there."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from instrumen.fieldwork.population import Respondent
from instrumen.fieldwork.responses import Filling, begin, form_of, response, resume
from instrumen.fieldwork.targets import targets_of
from instrumen.store.faults import StoreError
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify

QUESTIONS = """
      - {name: warna, type: select_one warna, label: Warna, randomize: yes}
      - {name: urut, type: rank warna, label: Urut, randomize: yes}
      - name: ulang
        type: repeat
        label: Ulang
        questions: [{name: lagi, type: select_multiple warna, label: Lagi, randomize: yes}]
"""
COLOURS = "".join(f"\n    - {{name: w{n}, label: Warna {n}}}" for n in range(8))


@pytest.fixture
def folder(folder: Path) -> Path:
    file = folder / "questionnaires" / "angket.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("choices:", f"choices:\n  warna:{COLOURS}", 1)
    text = text.replace(
        "      - {name: jam_semua", f"{QUESTIONS.lstrip(chr(10))}      - {{name: jam_semua"
    )
    file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def filling(study: Study, teacher: Respondent) -> Filling:
    return begin(study, targets_of(study, teacher)[0])


def shown(filling: Filling, path: str) -> list[str]:
    return [choice.name for choice in filling.form.choices(path)]


def stored(study: Study, path: str) -> list[str]:
    query = "SELECT choice FROM choice_orders WHERE path=? ORDER BY place"
    return [str(name) for (name,) in study.rows(query, (path,))]


def test_the_order_is_in_the_store_when_the_question_is_shown(
    study: Study, filling: Filling
) -> None:
    assert stored(study, "warna") == []
    filling.move_to("warna")
    assert stored(study, "warna") == shown(filling, "warna")
    assert sorted(stored(study, "warna")) == [f"w{n}" for n in range(8)]
    assert verify(study).problems == ()


def test_it_is_there_at_latest_with_the_answer_and_in_its_commit(
    study: Study, filling: Filling
) -> None:
    order = shown(filling, "urut")
    commits = []
    study.connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else 0)
    assert filling.answer("urut", order).kept
    study.connection.set_trace_callback(None)
    assert commits == ["COMMIT"]
    assert stored(study, "urut") == order


def test_it_is_written_once(study: Study, filling: Filling) -> None:
    for path in ("warna", "urut", "warna"):
        filling.move_to(path)
    filling.answer("warna", "w3")
    again = resume(study, filling.response.id)
    again.move_to("urut")
    query = "SELECT count(*) FROM events WHERE kind='order.shown' AND path='warna'"
    assert study.row(query) == (1,)


def test_the_order_comes_back_from_the_store_not_from_the_draw(
    study: Study, filling: Filling
) -> None:
    filling.move_to("warna")
    turned = list(reversed(shown(filling, "warna")))
    with closing(sqlite3.connect(study.database)) as db, db:
        for place, name in enumerate(turned, 1):
            db.execute("UPDATE choice_orders SET choice=? WHERE place=?", (name, place))
    assert shown(resume(study, filling.response.id), "warna") == turned


def test_the_view_says_which_place_was_chosen(study: Study, filling: Filling) -> None:
    filling.move_to("warna")
    order = shown(filling, "warna")
    query = "SELECT DISTINCT subject, choices_shown, chosen, place_chosen FROM view_choice_orders"
    assert list(study.rows(query)) == [(filling.response.subject, 8, None, None)]
    filling.answer("warna", order[2])
    query = "SELECT question, choice, place, place_chosen FROM view_choice_orders WHERE chosen"
    assert list(study.rows(query)) == [("warna", order[2], 3, 3)]
    filling.set_count("ulang", 1)
    filling.answer("ulang[1]/lagi", shown(filling, "ulang[1]/lagi")[4:6])
    query = (
        "SELECT place, place_chosen FROM view_choice_orders WHERE chosen AND question LIKE 'ulang%'"
        " ORDER BY place"
    )
    assert list(study.rows(query)) == [(5, 5), (6, 5)]


def test_an_order_moves_with_its_member(study: Study, filling: Filling) -> None:
    filling.set_count("ulang", 2)
    filling.answer("ulang[2]/lagi", ["w1"])
    order = shown(filling, "ulang[2]/lagi")
    filling.remove_member("ulang", 1)
    assert stored(study, "ulang[1]/lagi") == order
    assert stored(study, "ulang[2]/lagi") == []
    form = form_of(study, response(study, filling.response.id))
    assert [choice.name for choice in form.choices("ulang[1]/lagi")] == order
    assert verify(study).problems == ()


def test_an_answer_that_the_disk_refuses_leaves_the_order_as_it_was(
    study: Study, filling: Filling
) -> None:
    filling.move_to("warna")
    order = shown(filling, "warna")
    with closing(sqlite3.connect(study.database, isolation_level=None)) as other:
        study.connection.execute("PRAGMA busy_timeout=0")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            filling.answer("warna", "w1")
        other.execute("ROLLBACK")
    assert shown(filling, "warna") == order
    assert filling.form.stored("warna") is None


def test_a_study_of_an_older_program_gets_the_new_tables_from_its_log(
    folder: Path, study: Study, filling: Filling
) -> None:
    filling.move_to("warna")
    filling.answer("warna", "w1")
    before = [list(study.rows(f"SELECT * FROM {name}")) for name in ("choice_orders", "absences")]
    study.connection.execute("DROP VIEW view_choice_orders")
    study.connection.execute("DROP TABLE choice_orders")
    study.connection.execute("DELETE FROM absences")
    with open_study(folder) as again:
        after = [list(again.rows(f"SELECT * FROM {n}")) for n in ("choice_orders", "absences")]
    assert after == before
