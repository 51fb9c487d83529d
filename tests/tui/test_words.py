"""Times, dates and bars as people read them."""

from datetime import date, datetime, timedelta, timezone

import pytest

from instrumen.tui.dates import clock_time, duration, long_date, stored_time
from instrumen.tui.when import read_moment
from instrumen.tui.widgets.bars import bar

JAKARTA = timezone(timedelta(hours=7))
NOW = datetime(2026, 5, 4, 10, 42, tzinfo=JAKARTA)


def test_a_clock_is_written_with_a_point_in_indonesian():
    assert clock_time(NOW, "id") == "10.42"
    assert clock_time(NOW, "en") == "10:42"


def test_months_are_words():
    assert long_date(date(2026, 5, 4), "id") == "4 Mei 2026"
    assert long_date(date(2026, 5, 4), "en") == "4 May 2026"


def test_a_stored_time_is_as_short_as_it_can_be():
    assert stored_time("2026-05-04T08:24:00+07:00", "id", NOW) == "08.24"
    assert stored_time("2026-05-03T08:24:00+07:00", "id", NOW) == "kemarin 08.24"
    assert stored_time("2026-04-01T08:24:00+07:00", "id", NOW) == "1 April 2026"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10.30", "2026-05-04T10:30"),
        ("10:30", "2026-05-04T10:30"),
        ("5/5 9.00", "2026-05-05T09:00"),
        ("5/5/2027 09:00", "2027-05-05T09:00"),
        ("1/2 9.00", "2027-02-01T09:00"),
    ],
)
def test_an_appointment_is_read_as_people_write_it(typed: str, meant: str):
    moment = read_moment(typed, NOW)
    assert moment is not None
    assert moment.isoformat(timespec="minutes") == f"{meant}+07:00"


@pytest.mark.parametrize("typed", ["", "besok", "25.00", "10", "31/2 10.00"])
def test_what_is_no_time_is_none(typed: str):
    assert read_moment(typed, NOW) is None


def test_durations_grow_hours_only_when_there_are_any():
    assert duration(760_000) == "12:40"
    assert duration(3_760_000) == "1:02:40"


def test_a_bar_shows_that_something_is_done_and_something_left():
    assert bar(0, 10, 5) == "░░░░░"
    assert bar(1, 1000, 5) == "█░░░░"
    assert bar(999, 1000, 5) == "████░"
    assert bar(10, 10, 5) == "█████"
    assert bar(0, 0, 3) == "░░░"
