"""Between what is typed and the value; and back."""

import pytest
from engine_forms import form_of
from hypothesis import given
from hypothesis import strategies as st

from instrumen.engine import Finding, format_value, parse_value
from instrumen.engine.contract import Value

TYPED = [
    ("integer", "12", 12),
    ("integer", " -3 ", -3),
    ("integer", "1.234", 1234),
    ("integer", "1,234,567", 1234567),
    ("integer", "1,5", Finding),
    ("integer", "dua", Finding),
    ("decimal", "1,5", 1.5),
    ("decimal", "1.5", 1.5),
    ("decimal", "1.234,5", 1234.5),
    ("decimal", "1,234.5", 1234.5),
    ("decimal", "1.234.567", 1234567),
    ("decimal", "12", 12),
    ("decimal", "1,2,3.4.5", Finding),
    ("date", "4/5/2026", "2026-05-04"),
    ("date", "04-05-2026", "2026-05-04"),
    ("date", "4.5.2026", "2026-05-04"),
    ("date", "2026-05-04", "2026-05-04"),
    ("date", "4 Mei 2026", "2026-05-04"),
    ("date", "4 may 2026", "2026-05-04"),
    ("date", "30/2/2026", Finding),
    ("date", "5/2026", Finding),
    ("date, precision: month", "5/2026", "2026-05"),
    ("date, precision: month", "Mei 2026", "2026-05"),
    ("date, precision: year", "2026", "2026"),
    ("time", "10.30", "10:30"),
    ("time", "9:05", "09:05"),
    ("time", "7", "07:00"),
    ("time", "25.00", Finding),
    ("datetime", "4/5/2026 10.30", "2026-05-04T10:30"),
    ("datetime", "4/5/2026", Finding),
    ("acknowledge", "Ya", "ok"),
    ("acknowledge", "tidak", Finding),
    ("geopoint", "-2,99 104,76", "-2.99 104.76"),
    ("geopoint", "-2.99, 104.76", "-2.99 104.76"),
    ("geopoint", "sana", Finding),
    ("text", " apa adanya ", " apa adanya "),
    ("text", "   ", None),
    ("select_one warna", "merah", "merah"),
    ("select_one warna", "Biru", "biru"),
    ("select_one warna", "green", "hijau"),
    ("select_one warna", "2", "biru"),
    ("select_one warna", "9", Finding),
    ("select_multiple warna", "1, hijau", ["merah", "hijau"]),
    ("select_multiple warna", "2 1", ["biru", "merah"]),
    ("select_multiple warna", "Tidak ada", ["tidak_ada"]),
]


@pytest.mark.parametrize(("type_", "typed", "meant"), TYPED)
def test_what_is_meant(type_: str, typed: str, meant: object) -> None:
    form = form_of(f"- {{name: a, type: {type_}, label: A}}")
    value = parse_value(form.question("a"), typed, form.choices("a"))
    if meant is Finding:
        assert isinstance(value, Finding)
        assert str(value.message)
    else:
        assert value == meant
        assert type(value) is type(meant)


@pytest.mark.parametrize(
    ("type_", "said"),
    [
        ("date", "A date is wanted: day/month/year, such as 4/5/2026."),
        ("date, precision: month", "A month is wanted: month/year, such as 5/2026."),
        ("date, precision: year", "A year is wanted, such as 2026."),
    ],
)
def test_a_date_is_asked_for_as_exact_as_it_is_wanted(type_: str, said: str) -> None:
    form = form_of(f"- {{name: a, type: {type_}, label: A}}")
    value = parse_value(form.question("a"), "kemarin")
    assert isinstance(value, Finding)
    assert str(value.message) == said


def there_and_back(type_: str, value: Value) -> None:
    form = form_of(f"- {{name: a, type: {type_}, label: A}}")
    question, choices = form.question("a"), form.choices("a")
    for language in ("id", "en"):
        for offered in (choices, ()):
            typed = format_value(question, value, language, offered)
            assert parse_value(question, typed, offered) == value


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_come_back(number: int) -> None:
    there_and_back("integer", number)


@given(st.floats(-1e9, 1e9).map(lambda number: round(number, 4)))
def test_numbers_come_back(number: float) -> None:
    there_and_back("decimal", number)


@given(st.dates())
def test_dates_come_back(day: object) -> None:
    there_and_back("date", str(day))
    there_and_back("date, precision: month", str(day)[:7])
    there_and_back("date, precision: year", str(day)[:4])


@given(st.datetimes())
def test_moments_come_back(moment: object) -> None:
    day, clock = str(moment).split(" ")
    there_and_back("datetime", f"{day}T{clock[:5]}")
    there_and_back("time", clock[:5])


@given(st.lists(st.sampled_from(["merah", "biru", "hijau"]), unique=True, min_size=1))
def test_choices_come_back(names: list[str]) -> None:
    there_and_back("select_multiple warna", names)
    there_and_back("select_one warna", names[0])


@given(st.text())
def test_nothing_that_is_typed_raises(typed: str) -> None:
    for type_ in ("integer", "decimal", "date", "time", "datetime", "geopoint", "acknowledge"):
        form = form_of(f"- {{name: a, type: {type_}, label: A}}")
        value = parse_value(form.question("a"), typed)
        if not isinstance(value, Finding):
            assert all(f.rule == "required" for f in form.try_value("a", value))
