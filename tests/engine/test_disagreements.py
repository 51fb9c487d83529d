"""What is done where the engines of ODK disagree: every row of `disagreements`."""

import pytest
from disagreements import DISAGREEMENTS, Disagreement
from engine_forms import form_of

from instrumen.engine import Refused, evaluate
from instrumen.language.expression import ExpressionProblem, parse_expression
from instrumen.language.problems import Mark

EXPRESSIONS = [case for case in DISAGREEMENTS if case.expression]
TWO_YEARS = """\
- {name: berapa, type: integer, label: Berapa}
- name: pelatihan
  type: repeat
  label: Pelatihan
  repeat_count: ${berapa}
  questions:
    - {name: jam, type: integer, label: Jam}
- {name: jumlah, type: calculate, calculation: "sum(${jam})"}
"""


@pytest.mark.parametrize("case", EXPRESSIONS, ids=lambda case: case.name)
def test_an_expression_gives_what_the_table_says(case: Disagreement) -> None:
    expression = parse_expression(case.expression, Mark(1, 1))
    assert not isinstance(expression, ExpressionProblem)
    value = evaluate(expression, {})
    assert (value, type(value) is bool) == (case.value, type(case.value) is bool)


def test_every_other_case_has_a_test_of_its_name() -> None:
    others = [case.name for case in DISAGREEMENTS if not case.expression]
    assert [name for name in others if f"test_{name}" not in globals()] == []


def test_stored_truth() -> None:
    form = form_of("""
        - {name: b, type: calculate, calculation: "1 > 2"}
        - {name: c, type: calculate, calculation: "if(${b}, 'ya', 'tidak')"}
    """)
    assert form.value("b") == 0
    assert form.value("c") == "tidak"


def test_blank_index() -> None:
    form = form_of(
        TWO_YEARS + "- {name: satu, type: calculate, "
        "calculation: \"indexed-repeat(${jam}, ${pelatihan}, '')\"}\n"
    )
    form.set("berapa", 2)
    form.set("pelatihan[1]/jam", 8)
    form.set("pelatihan[2]/jam", 30)
    assert form.value("satu") == 8


def test_fewer_members() -> None:
    form = form_of(TWO_YEARS)
    form.set("berapa", 2)
    form.set("pelatihan[1]/jam", 8)
    form.set("pelatihan[2]/jam", 30)
    assert form.value("jumlah") == 38
    form.set("berapa", 1)
    assert form.value("jumlah") == 8
    form.set("berapa", 2)
    assert (form.value("pelatihan[2]/jam"), form.value("jumlah")) == (30, 38)


def test_broken_constraint() -> None:
    form = form_of("""
        - {name: keras, type: integer, label: K, constraint: . < 10}
        - {name: lunak, type: integer, label: L, constraint: . < 10, severity: soft}
    """)
    form.set("keras", 5)
    with pytest.raises(Refused):
        form.set("keras", 50)
    assert form.value("keras") == 5
    form.set("lunak", 50)
    assert form.value("lunak") == 50
    assert [finding.soft for finding in form.problems("lunak")] == [True]


def test_hidden_answer() -> None:
    form = form_of("""
        - {name: punya, type: select_one ya_tidak, label: P}
        - {name: usia, type: integer, label: U, relevant: "${punya} = 'ya'"}
        - {name: dua, type: calculate, calculation: "coalesce(${usia}, 0) * 2"}
    """)
    form.set("punya", "ya")
    form.set("usia", 20)
    form.set("punya", "tidak")
    assert (form.value("usia"), form.stored("usia"), form.value("dua")) == (None, 20, 0)
    form.set("punya", "ya")
    assert form.value("dua") == 40
