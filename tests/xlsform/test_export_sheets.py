"""The workbook itself: what people see who go on with it in Excel, and what cannot stand in it."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from imports import imported_text, instrument_of
from pyxform.xls2xform import convert
from same_instrument import differences, exported_and_back

from instrumen.language import load_instrument
from instrumen.language.model import Instrument
from instrumen.language.xlsform.workbook import MOST_IN_CELL, export_xlsform

ANGKET = Path(__file__).parents[2] / "questionnaires" / "angket-guru.yaml"
LISTED = """
instrument: c
kind: questionnaire
version: 1
title: C
choices:
  l:
    - {{name: a, label: A, {column}: x}}
    - {{name: b, label: B, {column}: y}}
sections:
  - name: s
    title: S
    questions:
      - {{name: t, type: text, label: T}}
      - {{name: q, type: select_one l, label: "{label}", choice_filter: "{column} = ${{t}}"}}
"""


def listed_instrument(column: str = "kota", label: str = "Q") -> Instrument:
    return instrument_of(LISTED.format(column=column, label=label))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    form = tmp_path_factory.mktemp("form") / "form.xlsx"
    export_xlsform(load_instrument(ANGKET), form)
    return openpyxl.load_workbook(form)


def test_sheets_and_columns_stand_in_the_order_people_know(book: Any) -> None:
    assert book.sheetnames == ["survey", "choices", "settings", "_scales"]
    heads = [cell.value for cell in book["survey"][1]]
    assert heads[:4] == [
        "type", "name", "label::Bahasa Indonesia (id)", "label::English (en)",
    ]  # fmt: skip
    ours = [head.startswith("instrumen::") for head in heads]
    assert ours == sorted(ours)
    assert [cell.value for cell in book["choices"][1]][:2] == ["list_name", "name"]


def test_the_header_stays_in_sight_and_texts_are_wrapped(book: Any) -> None:
    survey = book["survey"]
    assert (survey.freeze_panes, survey.print_title_rows) == ("C2", "$1:$1")
    long = next(cell for cell in survey["C"] if cell.row > 1 and len(cell.value or "") > 200)
    assert long.alignment.wrap_text
    lines = len(long.value) / survey.column_dimensions["C"].width
    assert survey.row_dimensions[long.row].height >= 15 * lines
    begins = next(row for row in survey.iter_rows() if row[0].value == "begin_group")
    assert {cell.fill.fgColor.rgb for cell in begins[:4]} == {"00DDEBF7"}


def test_texts_without_a_language_beside_others_are_in_what_pyxform_calls_default(
    tmp_path: Path,
) -> None:
    sheet = "| survey |\n| | type | name | label | label::English (en) | hint |\n"
    rows = "| | text | a | Satu | One | |\n| | text | b | Dua | Two | Petunjuk |\n"
    _done, before = imported_text(tmp_path, sheet + rows)
    assert before.languages == ("default", "en")
    form, after = exported_and_back(before, tmp_path)
    assert list(differences(before, after)) == []
    warnings: list[str] = []
    xml = str(convert(str(form), warnings=warnings).xform)
    assert 'lang="default"' in xml
    assert "default (default)" not in xml
    assert [said for said in warnings if "machine-readable" in said] == []


def test_a_text_is_never_a_formula(tmp_path: Path) -> None:
    form, after = exported_and_back(listed_instrument(label="=1+1"), tmp_path)
    assert after.questions["q"].label("") == "=1+1"
    survey = openpyxl.load_workbook(form)["survey"]
    assert {cell.data_type for row in survey.iter_rows() for cell in row} <= {"s", "n"}


def test_what_a_cell_cannot_hold_is_told(tmp_path: Path) -> None:
    written = export_xlsform(listed_instrument(label="x" * (MOST_IN_CELL + 1)), tmp_path / "c.xlsx")
    assert [(note.sheet, note.row) for note in written.notes] == [("survey", 4)]


@pytest.mark.parametrize("column", ["value", "image", "list_name", "hint", "media", "List", "a.b"])
def test_a_column_of_choices_may_have_a_name_of_xlsforms(column: str, tmp_path: Path) -> None:
    before = listed_instrument(column)
    form, after = exported_and_back(before, tmp_path)
    assert list(differences(before, after)) == []
    assert f"[instrumen.{column} = " in str(convert(str(form)).xform) or column == "a.b"
