"""The clock that is told what time it is."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from instrumen.demo.clock import ToldClock

MONDAY = date(2026, 5, 4)


def test_it_stands_still_until_it_is_moved():
    clock = ToldClock(MONDAY)
    first = clock.now()
    assert clock.now() == first
    clock.wait(90)
    assert clock.now() - first == timedelta(seconds=90)
    assert clock.elapsed() == 90_000


def test_the_time_is_that_of_western_indonesia():
    assert ToldClock(MONDAY).now().isoformat() == "2026-05-04T07:00:00+07:00"


def test_slots_are_on_school_days():
    clock = ToldClock(date(2026, 5, 8))
    clock.next_slot((time(8, 0),))
    assert clock.now().date() == date(2026, 5, 8)
    clock.next_slot((time(8, 0),))
    assert clock.now().date() == date(2026, 5, 11)


@given(st.lists(st.one_of(st.floats(-100, 1e6), st.none()), max_size=30))
def test_it_never_goes_back(moves):
    clock = ToldClock(MONDAY)
    for move in moves:
        before = clock.now(), clock.elapsed()
        if move is None:
            clock.next_slot((time(7, 30), time(9, 0)))
        else:
            clock.wait(move)
        assert (clock.now(), clock.elapsed()) >= before
