"""`or_other` in an XLSForm: spelled out, so that it goes with filters, and found back."""

from pathlib import Path

import openpyxl
import pytest
from imports import imported, instrument_of
from javarosa import JavaRosaForm
from pyxform.xls2xform import convert
from same_instrument import differences, exported_and_back

from instrumen.engine import FormState

HEAD = """
instrument: kota
kind: questionnaire
version: 1
languages: [id, en]
title: {id: Kota, en: Towns}
choices:
  kota:
    - {name: bandung, label: Bandung, pulau: jawa}
    - {name: malang, label: Malang, pulau: jawa}
    - {name: medan, label: Medan, pulau: sumatra}
  sendiri:
    - {name: bandung, label: Bandung}
    - {name: other, label: {id: Di luar daftar, en: Not listed}}
sections:
  - name: bagian
    title: {id: Bagian, en: Part}
    questions:
      - {name: pulau, type: text, label: {id: Pulau, en: Island}}
"""
FILTERED = """
      - name: asal
        type: select_one kota
        label: {id: Kota asal, en: Home town}
        choice_filter: pulau = ${pulau}
        or_other: yes
"""
PLAIN = """
      - {name: belajar, type: select_one kota, label: Kota belajar}
"""
OWN = """
      - {name: dekat, type: select_multiple sendiri, label: Kota dekat, or_other: yes}
      - {name: panjang, type: calculate, calculation: "string-length(${dekat_other})"}
"""


@pytest.mark.parametrize("questions", [FILTERED, FILTERED + PLAIN, OWN, FILTERED + PLAIN + OWN])
def test_it_comes_back_the_same(questions: str, tmp_path: Path) -> None:
    before = instrument_of(HEAD + questions)
    form, after = exported_and_back(before, tmp_path)
    assert list(differences(before, after)) == []
    warnings: list[str] = []
    convert(str(form), warnings=warnings)
    assert warnings == []


def test_a_filter_lets_other_pass_in_both_engines(tmp_path: Path) -> None:
    before = instrument_of(HEAD + FILTERED + PLAIN)
    form, after = exported_and_back(before, tmp_path)
    javarosa = JavaRosaForm(form)
    for ours in (FormState(before), FormState(after)):
        ours.set("pulau", "jawa")
        assert [choice.name for choice in ours.choices("asal")] == ["bandung", "malang", "other"]
        assert len(ours.choices("belajar")) == 3
        assert not ours.is_relevant("asal_other")
        ours.set("asal", "other")
        assert ours.is_relevant("asal_other")
        assert ours.label("asal_other", "en") == "Home town – which other?"
    javarosa.answer("pulau", "jawa", "text")
    assert javarosa.offered["asal"] == ("bandung", "malang", "other")
    assert not javarosa.is_relevant("asal_other")
    assert javarosa.answer("asal", "other", "select_one")
    assert javarosa.is_relevant("asal_other")
    assert javarosa.label("asal_other") == ours.label("asal_other", "id")


def test_a_choice_that_was_renamed_in_the_workbook_stays_as_it_is_called_there(
    tmp_path: Path,
) -> None:
    form, _after = exported_and_back(instrument_of(HEAD + FILTERED), tmp_path)
    book = openpyxl.load_workbook(form)
    for row in book["choices"].iter_rows():
        for cell in row:
            if cell.value == "Lainnya":
                cell.value = "Kota lain"
    book.save(form)
    _done, after = imported(form)
    assert after.choices["kota"].choices[-1].label("id") == "Kota lain"
    assert after.questions["asal"].or_other
