"""The fictitious staff: the counts of the plan, and people that cannot exist."""

import csv
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instrumen.demo.quota import apportion, scaled
from instrumen.demo.staff import LEAST_STAFF, Member, staff_of, write_list
from instrumen.demo.texts import Table, read_plain
from instrumen.shipped import shipped_folder

PLAN: Table = read_plain(shipped_folder() / "demo" / "staff.yaml")


@pytest.fixture(scope="module")
def staff() -> tuple[Member, ...]:
    return staff_of(PLAN, 62, 2026, Random(1))


def teaching(staff: tuple[Member, ...]) -> list[Member]:
    return [member for member in staff if member.loads]


def test_one_head_forty_eight_who_teach_thirteen_employees(staff):
    assert len(staff) == 62
    assert len(teaching(staff)) == 48
    assert sum(bool(member.duty) for member in staff) == 13
    assert sum(member.extra.startswith("Wakil Kepala Sekolah") for member in staff) == 3


def test_certificates_and_fields(staff):
    teachers = teaching(staff)
    assert Counter(m.certified for m in teachers) == {"Sudah": 34, "Proses": 4, "Belum": 10}
    strange = [member for member in teachers if member.out_of_field]
    assert len(strange) == 6
    assert sum(member.certified != "Sudah" for member in strange) == 5


def test_employment_sex_education(staff):
    with_head = [member for member in staff if not member.duty]
    assert Counter(member.status for member in with_head) == {
        "PNS": 30,
        "PPPK": 11,
        "PPPK Paruh Waktu": 4,
        "Guru Honor Sekolah": 4,
    }
    assert Counter(member.sex for member in staff) == {"P": 40, "L": 22}
    assert Counter(m.education for m in teaching(staff)) == {"S1": 42, "S2": 6}


def test_hours_follow_the_certificate(staff):
    certified = [member.hours for member in teaching(staff) if member.certified == "Sudah"]
    assert sum(hours < 24 for hours in certified) == 5
    assert all(18 <= hours <= 30 for hours in certified)
    others = [member.hours for member in teaching(staff) if member.certified != "Sudah"]
    assert all(6 <= hours <= 24 for hours in others)


def test_nobody_works_longer_than_since_twenty_one(staff):
    assert all(member.since.year - member.born.year >= 21 for member in staff)


def test_informants_and_observed(staff):
    informants = [member for member in staff if member.informant]
    assert len(informants) == 16
    assert sum(member.observed for member in informants) == 12
    assert not any(member.observed and not member.informant for member in staff)
    assert sum(member.out_of_field for member in informants) == 4


@settings(max_examples=25, deadline=None)
@given(total=st.integers(LEAST_STAFF, 400), seed=st.integers(0, 10_000))
def test_people_are_distinct_and_cannot_exist(total, seed):
    staff = staff_of(PLAN, total, 2026, Random(seed))
    assert len(staff) == total
    assert len({member.name for member in staff}) == total
    assert len({member.number for member in staff}) == total
    assert all(member.number.startswith("99991332") for member in staff)
    assert all(len(member.number) == 18 for member in staff)
    assert all(" Contoh" in member.name for member in staff)


def test_the_same_seed_gives_the_same_people(staff):
    assert staff_of(PLAN, 62, 2026, Random(1)) == staff
    assert staff_of(PLAN, 62, 2026, Random(2)) != staff


def test_the_list_says_that_it_is_fictitious(staff, tmp_path: Path):
    file = tmp_path / "list.csv"
    write_list(PLAN, staff, file)
    rows = list(csv.reader(file.open(encoding="utf-8", newline="")))
    assert "Fictitious data" in rows[0][0]
    assert rows[1][:3] == ["Nama", "NIP", "JK"]
    assert len(rows) == 2 + 62


@given(
    counts=st.dictionaries(st.text("abc", min_size=1), st.integers(0, 50), min_size=1, max_size=6),
    total=st.integers(0, 500),
)
def test_shares_add_up_and_stay_near_their_quota(counts, total):
    shares = apportion(counts, total)
    whole = sum(counts.values())
    if whole == 0:
        assert sum(shares.values()) == 0
        return
    assert sum(shares.values()) == total
    assert all(abs(shares[key] - total * counts[key] / whole) < 1 for key in counts)


def test_what_there_is_of_sixty_two_there_is_of_few():
    assert scaled(2, 48, 48) == 2
    assert scaled(2, 48, 4) == 1
    assert scaled(0, 48, 480) == 0
    assert scaled(12, 48, 96) == 24
