"""A default in an XLSForm is taken as written or worked out as pyxform decides."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports import imported_text, instrument_of
from javarosa import JavaRosaForm
from pyxform.utils import default_is_dynamic
from pyxform.xls2xform import convert
from same_instrument import differences, exported_and_back
from scripts_of_answers import begin
from side_by_side import said

from instrumen.engine import Value
from instrumen.language.xlsform.defaults import is_worked_out

FORM = """
| survey |
| | type | name | label | default |
| | text | a | A | |
| | {type} | q | Q | {default} |
| choices |
| | list_name | name | label |
| | l | ya | Ya |
| | l | smp-1 | SMP 1 |
"""
AS_WRITTEN = [
    ("text", "a-b"), ("text", "2026-05-04"), ("text", "-1"), ("text", "5-3"), ("text", "'x'"),
    ("text", '"x y"'), ("text", "'a - b'"), ("text", "http://x/y"), ("text", "http://x-y/z?q=1"),
    ("text", "0.5"), ("text", "a (b)"), ("text", "(a)"), ("text", "a[1]"), ("text", "divide"),
    ("text", "10:30:00+07:00"), ("text", "Jl. Merdeka 5, Bandung"), ("text", "adiv b"),
    ("text", "a and b"), ("text", "$ {a}"), ("date", "2026-05-04"), ("integer", "-1"),
    ("decimal", "0.5"), ("select_one l", "smp-1"), ("select_multiple l", "ya smp-1"),
    ("time", "10:30"), ("dateTime", "2026-05-04T10:30:00"), ("geopoint", "-7.2 110.3 0 0"),
]  # fmt: skip
WORKED_OUT = [
    ("text", "${a}", None), ("text", "today()", "2026-05-04"), ("text", "1 + 2", "3"),
    ("text", "5 - 3", "2"), ("text", "3 * 4", "12"), ("text", "concat('a', 'b')", "ab"),
    ("integer", "1 + 2", 3), ("integer", "-(2)", -2), ("integer", "7 mod 4", 3),
    ("decimal", "1 div 2", 0.5), ("date", "today()", "2026-05-04"),
    ("select_one l", "if(1 < 2, 'ya', 'smp-1')", "ya"), ("integer", "${last-saved#q} + 1", None),
]  # fmt: skip
NOT_HERE = [("text", "a(b)"), ("text", "smp - 3"), ("text", "*"),
            ("integer", "a * b")]  # fmt: skip
PIECES = ("a", "b-c", "${a}", "${last-saved#a}", "${", "}", "'x'", "'", '"y"', "-", "+", "*", "|",
          " div ", " mod ", "div", " ", "  ", "(", ")", "f(", "x:y(", "[", "]", "1", "23", ".5",
          "-1", "2026-05-04", "2026-05-04T10:30:00", "T", "10:30:00", "+07:00", "http://", "/", ".",
          "..", ":", " and ", " or ", ",", "=", "é", "\n", "${a b}", "12:30", "#")  # fmt: skip


def pyxform_says(form: str) -> tuple[str, bool]:
    """What stands in the data of a new form, and whether something is set there."""
    xml = str(convert(form).xform)
    written = re.search(r"<q>(.*?)</q>|<q/>", xml)
    assert written is not None
    return written[1] or "", re.search(r"<setvalue[^>]*/q\"", xml) is not None


@pytest.mark.parametrize(("type_", "default"), AS_WRITTEN)
def test_taken_as_written(type_: str, default: str, tmp_path: Path) -> None:
    form = FORM.format(type=type_, default=default)
    assert pyxform_says(form) == (default, False)
    _done, instrument = imported_text(tmp_path, form)
    assert said(begin(instrument).value("q")) == default


@pytest.mark.parametrize(("type_", "default", "value"), WORKED_OUT)
def test_worked_out(type_: str, default: str, value: Value, tmp_path: Path) -> None:
    form = FORM.format(type=type_, default=default)
    assert pyxform_says(form) == ("", True)
    _done, instrument = imported_text(tmp_path, form)
    assert begin(instrument).value("q") == value


@pytest.mark.parametrize(("type_", "default"), NOT_HERE)
def test_what_no_program_can_work_out_is_told(type_: str, default: str, tmp_path: Path) -> None:
    form = FORM.format(type=type_, default=default)
    assert pyxform_says(form) == ("", True)
    done, instrument = imported_text(tmp_path, form)
    assert begin(instrument).value("q") is None
    assert {note.row for note in done.notes if default in str(note.what)} == {3}


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
       st.sampled_from(["text", "date", "dateTime", "geopoint", "integer"]))  # fmt: skip
def test_pyxform_decides_the_same(default: str, type_: str) -> None:
    assert is_worked_out(default, type_) == default_is_dynamic(default, type_)


@pytest.mark.parametrize("name", ["1-a", "ya", "a-1", "OK"])
def test_a_choice_is_never_worked_out_on_the_way_back(name: str, tmp_path: Path) -> None:
    before = instrument_of(
        f"""
instrument: c
kind: questionnaire
version: 1
title: C
choices:
  l:
    - {{name: {name}, label: A}}
    - {{name: b, label: B}}
sections:
  - name: s
    title: S
    questions:
      - {{name: q, type: select_one l, label: Q, default: {name}}}
"""
    )
    form, after = exported_and_back(before, tmp_path)
    assert list(differences(before, after)) == []
    assert JavaRosaForm(form).value("q") == begin(after).value("q") == name
