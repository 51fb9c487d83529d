"""However much is to be said of a file: what is wrong is never hidden by what is merely odd."""

from pathlib import Path

import pytest

from instrumen.language import read_instrument_text
from instrumen.language.problems import Problem, Severity

HEAD = """\
instrument: c
kind: questionnaire
version: 1
languages: [id, en]
title: {id: C, en: C}
sections:
  - name: s
    title: {id: S, en: S}
    questions:
"""
UNTRANSLATED = "- {{name: q{n}, type: integer, label: {{id: Q}}}}"
NEVER = '- {{name: q{n}, type: integer, label: {{id: Q, en: Q}}, relevant: "1 = 2"}}'
BROKEN = '- {{name: q{n}, type: integer, label: {{id: Q, en: Q}}, relevant: "((1"}}'
UNKNOWN = '- {{name: q{n}, type: integer, label: {{id: Q, en: Q}}, relevant: "nowhere > 1"}}'
CYCLE = [
    '- {name: y, type: integer, label: {id: Y, en: Y}, relevant: "${z} > 1"}',
    '- {name: z, type: integer, label: {id: Z, en: Z}, relevant: "${y} > 1"}',
]


def errors_of(*questions: str) -> list[Problem]:
    lines = "".join(f"      {line}\n" for line in questions)
    instrument, problems = read_instrument_text(HEAD + lines, Path("c.yaml"))
    assert len(problems) <= 800
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert (instrument is None) == bool(errors)
    return errors


@pytest.mark.parametrize("odd", [UNTRANSLATED, NEVER])
@pytest.mark.parametrize("wrong", [[BROKEN.format(n="_z")], [UNKNOWN.format(n="_z")], CYCLE])
def test_an_error_is_told_beside_any_number_of_warnings(odd: str, wrong: list[str]) -> None:
    warned = [odd.format(n=number) for number in range(500)]
    assert len(errors_of(*warned, *wrong)) == len(errors_of(*wrong, *warned)) == 1


@pytest.mark.parametrize("wrong", [BROKEN, UNKNOWN])
def test_of_very_many_errors_the_first_hundreds_are_told(wrong: str) -> None:
    assert 200 <= len(errors_of(*(wrong.format(n=number) for number in range(3_000)))) <= 400
