"""What can be told of conditions before anybody is asked: those that can never be true, choices
that are never offered, `!=` that a blank makes true."""

from pathlib import Path

import pytest

from instrumen.language import Problem, read_instrument_text
from instrumen.language.checks.scope import Scope

FILE = Path("contoh.yaml")
STUDY = Scope(fields={"jabatan": frozenset({"guru", "pegawai"})})
HEAD = """\
instrument: contoh
kind: questionnaire
version: 1
title: Contoh
choices:
  yt:
    - {name: ya, label: Ya}
    - {name: tidak, label: Tidak}
  angka:
    - {name: "1", label: Satu}
    - {name: "2", label: Dua}
  pulau:
    - {name: jawa, label: Jawa}
    - {name: bali, label: Bali}
  kota:
    - {name: malang, label: Malang, pulau: jawa}
    - {name: medan, label: Medan, pulau: sumatra}
sections:
  - name: s
    title: S
    questions:
      - {name: u, type: select_one yt, label: U}
      - {name: wajib, type: select_one yt, label: W, required: yes}
      - {name: lolos, type: select_one yt, label: L, required: yes, missing: [dk]}
      - {name: a, type: select_one angka, label: A}
      - {name: m, type: select_multiple yt, label: M}
      - {name: n, type: integer, label: N}
      - {name: umur, type: integer, label: Umur, constraint: . >= 0 and . <= 60}
      - {name: skala, type: range, label: S, start: 1, end: 5}
      - {name: p, type: select_one pulau, label: P}
      - {name: usia_anak, type: integer, label: A, relevant: "${u} = 'ya'"}
"""


def found(rules: str, more: str = "") -> list[tuple[str, str]]:
    """The problems of a question with these rules, as (rule, the words that are underlined)."""
    body = "".join(f"        {rule}\n" for rule in rules.split("\n"))
    source = f"{HEAD}      - name: baru\n        label: Baru\n{body}{more}"
    lines = source.split("\n")
    problems = read_instrument_text(source, FILE, STUDY)[1]
    return [
        (problem.rule, _marked(lines, problem))
        for problem in problems
        if problem.rule != "unused-list"
    ]


def _marked(lines: list[str], problem: Problem) -> str:
    start = problem.mark.column - 1
    return lines[problem.mark.line - 1][start : start + problem.mark.length]


NEVER = [
    ("${u} = 'ya' and ${u} = 'tidak'", "="),
    ("${u} != '' and not(selected(${u}, 'ya')) and ${u} != 'tidak'", "!="),
    ("${n} > 5 and ${n} < 3", "<"),
    ("${n} > 5 and ${n} < 6", "<"),
    ("5 < ${n} and 6 > ${n}", ">"),
    ("${n} = 1.5", "="),
    ("${umur} > 60", ">"),
    ("${umur} = -1", "="),
    ("${skala} >= 6", ">="),
    ("${a} > 2", ">"),
    ("selected(${m}, 'ya') and not(selected(${m}, 'ya'))", "not"),
    ("${m} = '' and selected(${m}, 'tidak')", "selected"),
    ("${jabatan} = 'guru' and ${jabatan} = 'pegawai'", "="),
    ("${usia_anak} > 3 and ${u} = 'tidak'", "="),
    ("${n} = '' and ${n} > 2", ">"),
    ("1 > 2", ">"),
    ("false()", "false"),
    ("(${u} = 'ya' or ${u} = 'tidak') and ${u} = ''", "="),
]
POSSIBLE = [
    "${u} = 'ya' or ${u} = 'tidak'",
    "${n} >= 5 and ${n} <= 5",
    "${umur} <= 60 and ${umur} >= 60",
    "${n} = '' and not(${n} > 2)",
    "selected(${m}, 'ya') and selected(${m}, 'tidak')",
    "not(${u} = 'ya') and not(${u} = 'tidak')",
    "${usia_anak} = '' and ${u} = 'tidak'",
    "${a} = 2",
    "${jabatan} = 'guru'",
    "true()",
    "contains(${u}, 'x') and string-length(${n}) > 99",
    "${n} + 1 > 5 and ${n} < 0",
]


@pytest.mark.parametrize(("condition", "marked"), NEVER)
def test_a_condition_that_can_never_be_true_is_told(condition: str, marked: str) -> None:
    assert found(f"type: text\nrelevant: {condition}") == [("never-true", marked)]


@pytest.mark.parametrize("condition", POSSIBLE)
def test_a_condition_that_may_be_true_is_let_pass(condition: str) -> None:
    assert found(f"type: text\nrelevant: {condition}") == []


def test_a_part_of_a_condition_that_never_counts_is_told() -> None:
    assert found("type: text\nrelevant: ${n} = 1 or ${u} = 'ya' and ${u} = 'tidak'") == [
        ("never-true", "=")
    ]


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        (". > 5 and . < 3", [("never-true", "<")]),
        (". >= 3 and . <= 5", []),
        (". = '' ", [("never-true", "=")]),
        (". > ${n} and . < ${umur}", []),
    ],
)
def test_a_constraint_that_no_answer_passes_is_an_error(
    constraint: str, expected: list[tuple[str, str]]
) -> None:
    assert found(f"type: integer\nconstraint: {constraint}") == expected


def test_what_stands_around_a_question_counts_too() -> None:
    group = """\
      - name: g
        type: group
        label: G
        relevant: ${u} = 'ya'
        questions:
          - {name: dalam, type: text, label: D, relevant: "RULE"}
"""
    first = "type: text"
    assert found(first, group.replace("RULE", "${u} = 'tidak'")) == [("never-true", "=")]
    assert found(first, group.replace("RULE", "${n} = 1")) == []


def test_a_part_inside_of_what_never_shows_is_not_told_again() -> None:
    group = """\
      - name: g
        type: group
        label: G
        relevant: ${n} > 5 and ${n} < 3
        questions:
          - {name: dalam, type: text, label: D, relevant: "${u} = 'ya' and ${u} = 'tidak'"}
"""
    assert found("type: text", group) == [("never-true", "<")]


def test_members_of_a_repeat_are_looked_at_by_themselves() -> None:
    repeat = """\
      - name: r
        type: repeat
        label: R
        questions:
          - {name: jam, type: integer, label: J}
          - {name: x, type: text, label: X, relevant: "${jam} > 3 and ${jam} < 2"}
      - {name: luar, type: integer, label: L, relevant: "sum(${jam}) > 3 and sum(${jam}) < 2"}
"""
    assert found("type: text", repeat) == [("never-true", "<")]


def test_a_choice_that_is_never_offered_is_told_at_the_choice() -> None:
    assert found("type: select_one kota\nchoice_filter: pulau = ${p}") == [
        ("never-offered", "medan")
    ]
    assert found("type: select_one kota\nchoice_filter: pulau = ${n}") == []


def test_a_filter_that_lets_nothing_pass_is_told_once() -> None:
    assert found("type: select_one kota\nchoice_filter: pulau = 'papua'") == [
        ("never-offered", "=")
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("${n} != 10", [("true-of-blank", "!=")]),
        ("10 != ${n}", [("true-of-blank", "!=")]),
        ("${u} != 'ya'", [("true-of-blank", "!=")]),
        ("${n} != 10 or ${u} = 'ya'", [("true-of-blank", "!=")]),
        ("${lolos} != 'ya'", [("true-of-blank", "!=")]),
        ("${usia_anak} != 3", [("true-of-blank", "!=")]),
        ("${n} != '' and ${n} != 10", []),
        ("${n} != 10 and ${n} > 0", []),
        ("${n} = '' or ${n} != 10", []),
        ("${wajib} != 'ya'", []),
        ("${n} != ''", []),
    ],
)
def test_unequal_to_something_is_true_of_a_blank(
    condition: str, expected: list[tuple[str, str]]
) -> None:
    assert found(f"type: text\nrelevant: {condition}") == expected


def test_a_constraint_may_let_a_blank_pass() -> None:
    assert found("type: integer\nconstraint: ${u} != 'ya' or . > 24") == []
