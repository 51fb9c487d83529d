"""Verifying: a whole study has no problems, and every way to tamper with one is noticed."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.store.events import Act
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify


@contextmanager
def tampered(folder: Path, statement: str) -> Iterator[Study]:
    with open_study(folder, rng=random.Random(1)) as study:
        study.record(Act("answer.set", "r-1", "lama", 3), Act("answer.set", "r-1", "cerita", "a"))
        study.record(Act("answer.set", "r-1", "lama", 4))
    with closing(sqlite3.connect(folder / "study.db")) as db:
        db.execute(statement)
        db.commit()
    with open_study(folder, rng=random.Random(2)) as study:
        yield study


def test_a_study_that_nobody_tampered_with_has_no_problems(study: Study) -> None:
    study.record(Act("answer.set", "r-1", "lama", 3))
    found = verify(study)
    assert found.problems == ()
    assert (found.events, found.writers, found.texts) == (1, 1, 5)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE events SET value='5' WHERE seq=1", "seal does not fit"),
        ("UPDATE events SET time='2020-01-01T00:00:00+00:00' WHERE seq=3", "seal does not fit"),
        ("DELETE FROM events WHERE seq=2", "Events are missing"),
        ("DELETE FROM events WHERE seq=1", "missing or came later"),
        ("UPDATE answers SET value='9' WHERE path='lama'", "Table answers"),
        ("DELETE FROM answers", "Table answers"),
        ("INSERT INTO answers VALUES ('r-9', 'lama', '1', 1, '', 1, 1, '')", "Table answers"),
        ("DELETE FROM heads WHERE path='lama'", "Table heads"),
        ("UPDATE texts SET source=replace(source, 'Satu', 'Lain')", "was changed"),
        ("UPDATE events SET kind='no.such' WHERE seq=2", "cannot be read"),
    ],
)
def test_tampering_is_noticed_and_named(folder: Path, statement: str, said: str) -> None:
    with tampered(folder, statement) as study:
        assert any(said in str(problem) for problem in verify(study).problems)


def test_verifying_changes_nothing(study: Study) -> None:
    study.record(Act("answer.set", "r-1", "lama", 3))
    before = list(study.rows("SELECT * FROM answers"))
    verify(study)
    assert list(study.rows("SELECT * FROM answers")) == before
    assert not study.connection.in_transaction


VALUES = st.one_of(
    st.text(max_size=20), st.integers(-(2**40), 2**40), st.lists(st.text(max_size=3))
)
PATHS = st.sampled_from(["lama", "cerita", "pelatihan[1]/topik"])
ACTS = st.one_of(
    st.builds(
        lambda path, value: Act("answer.set", "r-1", path, value),
        PATHS,
        st.one_of(
            st.text(max_size=20), st.integers(-(2**40), 2**40), st.lists(st.text(max_size=3))
        ),
    ),
    st.builds(lambda path: Act("answer.cleared", "r-1", path), PATHS),
    st.builds(lambda path: Act("answer.missing", "r-1", path, "rf"), PATHS),
    st.builds(lambda n: Act("repeat.counted", "r-1", "pelatihan", n), st.integers(0, 9)),
    st.builds(lambda text: Act("remark.written", "r-1", "lama", text), st.text(max_size=9)),
    st.builds(
        lambda d: Act("disposition.set", "G-01", "angket", {"disposition": d}),
        st.sampled_from(["refusal", "non_contact"]),
    ),
    st.builds(
        lambda on: Act("tag.set", "r-1", "t-1/strategi", on),
        st.booleans(),
    ),
)


@given(st.lists(st.lists(ACTS, min_size=1, max_size=4), max_size=8))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_was_recorded_log_and_tables_agree(folder: Path, acts: list[list[Act]]) -> None:
    with open_study(folder) as study:
        for together in acts:
            study.record(*together)
        assert verify(study).problems == ()
