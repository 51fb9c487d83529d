"""Names that stand twice here and once in an XLSForm: rules mean the same in both engines."""

from pathlib import Path

import pytest
from imports import instrument_of
from javarosa import JavaRosaForm
from same_instrument import differences, exported_and_back

from instrumen.engine import FormState

FORM = """
instrument: c
kind: questionnaire
version: 1
title: C
sections:
  - name: s
    title: S
    questions:
      - name: first
        type: repeat
        label: First
        questions: [{{name: jam, type: integer, label: J}}]
      - name: second
        type: repeat
        label: Second
        questions:
          - {{name: jam, type: integer, label: J}}
          - {{name: g, type: group, questions: [{{name: mapel, type: text, label: M}}]}}
      - {{name: found, type: calculate, calculation: "{rule}"}}
"""


@pytest.mark.parametrize(
    "rule",
    [
        "count(${second}[jam > 2])",
        "count(${second}[mapel = 'x'])",
        "count(${mapel}[jam > 2])",
        "count(${mapel}[. = 'x'])",
    ],
)
def test_members_are_looked_at_by_their_questions(rule: str, tmp_path: Path) -> None:
    before = instrument_of(FORM.format(rule=rule))
    form, after = exported_and_back(before, tmp_path)
    assert list(differences(before, after)) == []
    javarosa, ours = JavaRosaForm(form), FormState(before)
    ours.set_count("second", 1)
    for hours, subject in (("5", "x"), ("1", "y")):
        ours.set("second[1]/jam", int(hours))
        ours.set("second[1]/mapel", subject)
        javarosa.answer("second[1]/jam_2", hours, "integer")
        javarosa.answer("second[1]/mapel", subject, "text")
        assert float(javarosa.value("found")) == ours.value("found") == (hours == "5")
