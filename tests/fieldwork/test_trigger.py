"""What a trigger sets is on disk with the answer that set it off, told apart from what people
answered, and not set again by reading it back."""

import json
import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from instrumen.engine import Answer
from instrumen.fieldwork.population import Respondent
from instrumen.fieldwork.responses import Filling, begin, form_of, resume
from instrumen.fieldwork.targets import targets_of
from instrumen.language.model import Missing
from instrumen.store.faults import StoreError
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify

LAST = "      - {name: salam,"
MORE = """\
      - {name: jam, type: integer, label: {id: Jam, en: Hours}, missing: [dk]}
      - {name: usul, type: integer, label: {id: Usul, en: Proposal}, calculation: "${jam} * 2", trigger: jam, missing: [rf]}
      - {name: alasan, type: text, label: {id: Alasan, en: Reason}, trigger: jam, relevant: "${usul} > 5"}
      - {name: kali, type: calculate, calculation: "coalesce(${kali}, 0) + 1", trigger: "${jam}, ${usul}"}
"""  # noqa: E501

Said = tuple[str, str, object]


@pytest.fixture
def folder(folder: Path) -> Path:
    """The school's questionnaire, with questions that set each other."""
    file = folder / "questionnaires" / "angket.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(LAST, MORE + LAST), encoding="utf-8")
    return folder


@pytest.fixture
def filling(study: Study, teacher: Respondent) -> Filling:
    return begin(study, targets_of(study, teacher)[0])


def log(study: Study) -> list[Said]:
    """The answers in the log, as another program reads them: (kind, path, value)."""
    query = "SELECT kind, path, value FROM events WHERE kind LIKE 'answer.%' ORDER BY seq"
    with closing(sqlite3.connect(study.database)) as db:
        return [(kind, path, json.loads(value)) for kind, path, value in db.execute(query)][1:]


def test_the_log_says_what_a_person_answered_and_what_the_form_set(filling: Filling) -> None:
    filling.answer("jam", 3)
    filling.answer("alasan", "sakit")
    filling.answer("jam", 2)
    filling.answer("jam", 2)
    filling.answer("usul", 7)
    assert log(filling.study) == [
        ("answer.set", "jam", 3), ("answer.triggered", "usul", 6), ("answer.triggered", "kali", 2),
        ("answer.set", "alasan", "sakit"),
        ("answer.set", "jam", 2), ("answer.triggered", "usul", 4), ("answer.triggered", "kali", 4),
        ("answer.triggered", "alasan", None),
        ("answer.set", "usul", 7), ("answer.triggered", "kali", 5),
    ]  # fmt: skip
    assert verify(filling.study).problems == ()


def test_a_missing_code_and_taking_back_set_off_too(filling: Filling) -> None:
    filling.answer_missing("usul", Missing.REFUSED)
    filling.answer("jam", 3)
    filling.answer_missing("jam", Missing.DONT_KNOW)
    filling.answer("jam", 4)
    filling.clear("jam")
    form = form_of(filling.study, filling.response)
    assert form.data()["kali"] == filling.form.value("kali") == 8
    assert (form.stored("usul"), form.missing("usul")) == (None, None)
    assert form.answers() == filling.form.answers()
    assert verify(filling.study).problems == ()


def test_reading_it_back_sets_nothing_off(folder: Path, study: Study, filling: Filling) -> None:
    filling.answer("jam", 3)
    filling.answer("usul", 8)
    before = filling.form.data()
    for _ in range(2):
        again = resume(study, filling.response.id)
        assert again.form.data() == before
    again.answer("jam", 5)
    assert again.form.value("kali") == 5
    assert log(study)[-2:] == [("answer.triggered", "usul", 10), ("answer.triggered", "kali", 5)]


def test_a_failing_disk_leaves_everything_as_it_was(
    folder: Path, study: Study, filling: Filling
) -> None:
    filling.answer("jam", 3)
    filling.answer("alasan", "sakit")
    before = filling.form.answers()
    study.connection.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(folder / "study.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            filling.answer("jam", 4)
        other.execute("ROLLBACK")
    assert filling.form.answers() == before
    assert form_of(study, filling.response).answers() == before
    filling.answer("jam", 4)
    assert filling.form.value("usul") == 8
    assert verify(study).problems == ()


def test_what_was_set_counts_in_the_views_once_it_is_finished(
    study: Study, filling: Filling
) -> None:
    filling.answer("jam", 3)
    filling.finish()
    assert study.row("SELECT jam, usul, kali FROM view_angket") == (3, 6, 2)
    assert verify(study).problems == ()


COLLECTOR = """
import itertools, sys
from pathlib import Path
from instrumen.fieldwork.responses import resume
from instrumen.store.opening import open_study

study = open_study(Path(sys.argv[1]), actor="R1")
filling = resume(study, sys.argv[2])
for number in itertools.count(1):
    filling.answer("jam", number)
    print(number, flush=True)
"""


def test_after_a_kill_an_answer_and_what_it_set_are_both_there_or_neither(
    folder: Path, study: Study, filling: Filling
) -> None:
    study.close()
    with subprocess.Popen(
        [sys.executable, "-c", COLLECTOR, str(folder), filling.response.id],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as collector:  # fmt: skip
        assert collector.stdout is not None
        for _ in range(20):
            collector.stdout.readline()
        collector.kill()
    with open_study(folder, actor="R1", rng=random.Random(2)) as opened:
        again = resume(opened, filling.response.id)
        jam = again.form.value("jam")
        assert isinstance(jam, int)
        assert jam >= 20
        assert again.form.value("usul") == 2 * jam
        assert again.form.value("kali") == 2 * jam
        assert again.form.answers()["usul"] == Answer(2 * jam)
        assert verify(opened).problems == ()
