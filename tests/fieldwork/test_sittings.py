"""A session that was cut off goes on; one that was ended does not."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from instrumen.fieldwork.population import Respondent
from instrumen.fieldwork.responses import Filling, begin, resume, sessions
from instrumen.fieldwork.targets import targets_of
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify


@pytest.fixture
def cut_off(study: Study, teacher: Respondent) -> Filling:
    """A questionnaire in which one question was answered when the power went."""
    target = next(t for t in targets_of(study, teacher) if t.instrument == "angket")
    filling = begin(study, target, place="Ruang guru")
    filling.answer("lama", 12)
    return filling


def taken_up(
    folder: Path, clock: Any, cut_off: Filling, *, actor: str = "R1", laptop: str | None = None
) -> tuple[int, list[tuple[int, str]]]:
    """The session in hand after another start of the program, and all sessions with places."""
    with open_study(folder, actor=actor, clock=clock, installation=laptop) as later:
        again = resume(later, cut_off.response.id, place="Kantin")
        assert again.answer("lama", int(str(again.form.value("lama"))) + 1).kept
        assert verify(later).problems == ()
        found = sessions(later, cut_off.response.id)
        return again.session, [(session.number, session.place) for session in found]


def test_after_a_power_cut_the_same_session_goes_on(
    folder: Path, clock: Any, cut_off: Filling
) -> None:
    clock.moment += timedelta(hours=2)
    assert taken_up(folder, clock, cut_off) == (1, [(1, "Ruang guru")])
    assert taken_up(folder, clock, cut_off) == (1, [(1, "Ruang guru")])


def test_the_time_counts_from_the_last_answer(folder: Path, clock: Any, cut_off: Filling) -> None:
    for _ in range(3):
        clock.moment += timedelta(hours=2)
        assert taken_up(folder, clock, cut_off)[0] == 1


@pytest.mark.parametrize("gone", [timedelta(hours=3), timedelta(days=1), timedelta(days=-1)])
def test_another_time_is_another_session(
    folder: Path, clock: Any, cut_off: Filling, gone: timedelta
) -> None:
    clock.moment += gone
    assert taken_up(folder, clock, cut_off) == (2, [(1, "Ruang guru"), (2, "Kantin")])


def test_what_a_person_ended_does_not_go_on(folder: Path, clock: Any, cut_off: Filling) -> None:
    cut_off.end_session("bel berbunyi")
    assert taken_up(folder, clock, cut_off)[0] == 2


def test_what_was_finished_does_not_go_on(folder: Path, clock: Any, cut_off: Filling) -> None:
    cut_off.finish()
    assert taken_up(folder, clock, cut_off)[0] == 2


def test_another_person_or_another_laptop_sits_down_anew(
    folder: Path, clock: Any, cut_off: Filling
) -> None:
    assert taken_up(folder, clock, cut_off, actor="R2")[0] == 2
    assert taken_up(folder, clock, cut_off, laptop="lain")[0] == 3
