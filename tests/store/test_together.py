"""Many acts in one commit: all of them, or none."""

import sqlite3
from contextlib import closing

import pytest

from instrumen.store.events import Act
from instrumen.store.study import Study

ADDED = {"site": "satu", "group": "guru", "fields": {"jabatan": "guru"}, "source": "field"}


def on_disk(study: Study) -> list[tuple[object, ...]]:
    """What an independent connection sees: only what is committed."""
    with closing(sqlite3.connect(study.database)) as db:
        return db.execute("SELECT seq, subject FROM events ORDER BY seq").fetchall()


def record_together(study: Study, *acts: Act) -> None:
    """Each act by itself, all in one commit."""
    with study.together():
        for act in acts:
            study.record(act)


def test_nothing_is_on_disk_before_the_end_and_everything_after(study: Study) -> None:
    with study.together():
        study.record(Act("respondent.added", "G-01", value=ADDED))
        study.record(Act("respondent.added", "G-02", value=ADDED))
        assert on_disk(study) == []
    assert on_disk(study) == [(1, "G-01"), (2, "G-02")]


def test_a_fault_inside_undoes_all_and_counting_goes_on_without_a_gap(study: Study) -> None:
    study.record(Act("respondent.added", "G-01", value=ADDED))
    with pytest.raises(KeyError):
        record_together(study, Act("respondent.added", "G-02", value=ADDED), Act("no.such", "x"))
    study.record(Act("respondent.added", "G-03", value=ADDED))
    assert on_disk(study) == [(1, "G-01"), (2, "G-03")]


def test_one_act_that_fails_is_undone_alone(study: Study) -> None:
    with study.together():
        study.record(Act("respondent.added", "G-01", value=ADDED))
        with pytest.raises(KeyError):
            study.record(Act("respondent.added", "G-02", value=ADDED), Act("no.such", "x"))
        study.record(Act("respondent.added", "G-03", value=ADDED))
    assert on_disk(study) == [(1, "G-01"), (2, "G-03")]
