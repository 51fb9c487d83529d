"""Recording: an act is on disk, whole, when `record` returns, and its tables say the same."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from instrumen.store.events import Act
from instrumen.store.opening import open_study
from instrumen.store.study import Study

ADDED = {"site": "satu", "group": "guru", "fields": {"jabatan": "guru"}, "source": "field"}


def as_another_program(study: Study, query: str) -> list[tuple[object, ...]]:
    """What a second, independent connection sees: only what is committed."""
    with closing(sqlite3.connect(study.database)) as db:
        return db.execute(query).fetchall()


def test_an_act_is_on_disk_with_its_tables_when_record_returns(study: Study) -> None:
    recorded = study.record(Act("respondent.added", "G-01", value=ADDED))
    assert recorded.kinds == {"respondent.added"}
    assert as_another_program(study, "SELECT kind, subject FROM events") == [
        ("respondent.added", "G-01")
    ]
    assert as_another_program(study, "SELECT code, grp FROM respondents") == [("G-01", "guru")]


def test_an_act_that_fails_leaves_nothing_behind(study: Study) -> None:
    with pytest.raises(KeyError):
        study.record(Act("respondent.added", "G-01", value=ADDED), Act("no.such", "x"))
    assert as_another_program(study, "SELECT count(*) FROM events") == [(0,)]
    study.record(Act("respondent.added", "G-02", value=ADDED))
    assert as_another_program(study, "SELECT seq FROM events") == [(1,)]


def test_an_event_names_the_one_it_replaces_as_its_parent(study: Study) -> None:
    first = study.record(Act("answer.set", "r-1", "lama", 3)).events[0]
    other = study.record(Act("answer.set", "r-1", "cerita", "x")).events[0]
    second = study.record(Act("answer.missing", "r-1", "lama", "rf")).events[0]
    assert first.parents == other.parents == ()
    assert second.parents == (first.key,)
    assert first.depth < other.depth < second.depth


def test_two_writers_never_share_a_key(folder: Path) -> None:
    with open_study(folder, actor="R1") as one, open_study(folder, actor="R2") as two:
        mine = one.record(Act("answer.set", "r-1", "lama", 3)).events[0]
        theirs = two.record(Act("answer.set", "r-1", "lama", 4)).events[0]
    assert mine.key.writer != theirs.key.writer
    assert theirs.parents == (mine.key,)


def test_an_answer_takes_the_place_of_its_draft(study: Study) -> None:
    study.save_draft("r-1", "cerita", "setengah kal", 12)
    assert study.draft("r-1", "cerita") == ("setengah kal", 12)
    study.save_draft("r-1", "lama", "1", 1)
    study.record(Act("answer.set", "r-1", "cerita", "setengah kalimat"))
    assert study.draft("r-1", "cerita") is None
    assert study.draft("r-1", "lama") == ("1", 1)


def test_the_same_seed_gives_the_same_keys_and_ids(folder: Path, tmp_path: Path) -> None:
    def drawn(place: Path) -> tuple[int, str]:
        with open_study(place, rng=random.Random(7)) as opened:
            event = opened.record(Act("answer.set", "r-1", "lama", 3)).events[0]
            return event.key.writer, opened.new_id("r")

    import shutil

    twin = Path(shutil.copytree(folder, tmp_path / "twin"))
    assert drawn(folder) == drawn(twin)


def test_a_second_connection_for_a_worker_sees_and_writes_the_same_study(study: Study) -> None:
    study.record(Act("respondent.added", "G-01", value=ADDED))
    with study.beside() as worker:
        assert worker.row("SELECT count(*) FROM respondents") == (1,)
        worker.record(Act("respondent.added", "G-02", value=ADDED))
    assert study.row("SELECT count(*) FROM respondents") == (2,)


def test_identities_stand_apart_and_an_empty_value_removes_one(study: Study) -> None:
    act = Act("respondent.added", "G-01", value=ADDED)
    study.record_all([act], [("G-01", "nama", "Kenanga Contoh"), ("G-01", "nip", "1" * 18)])
    events = as_another_program(study, "SELECT value FROM events")
    assert "Kenanga" not in str(events)
    study.record_all([], [("G-01", "nip", "")])
    assert as_another_program(study, "SELECT field FROM identities") == [("nama",)]
