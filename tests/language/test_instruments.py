"""An instrument file becomes dataclasses; what is wrong is told all at once."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from instrumen.language import (
    Instrument,
    InstrumentError,
    Problem,
    load_instrument,
    read_instrument,
    read_instrument_text,
)
from instrumen.language.expression.printer import print_expression
from instrumen.language.model import Group, Kind, Matrix, Missing, Repeat, SubjectKind, Type
from instrumen.language.sidecar import is_beside

FILE = Path("contoh.yaml")
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(
    file
    for file in (ROOT / "questionnaires").glob("*.yaml")
    if file.name != "persetujuan.yaml" and not is_beside(file)
)

HEAD = """\
instrument: contoh
kind: questionnaire
version: 2026-1
languages: [id, en]
title: {id: Contoh, en: Example}
choices:
  ya_tidak:
    - {name: ya, label: {id: Ya, en: "Yes"}, score: 1}
    - {name: tidak, label: {id: Tidak, en: "No"}, score: 0, exclusive: ya}
sections:
  - name: bagian
    title: {id: Bagian, en: Part}
    themes: [kompetensi]
    questions:
"""


def read(questions: str) -> tuple[Instrument | None, tuple[Problem, ...]]:
    """An instrument whose only section has these questions (their lines begin at column 1)."""
    body = "".join(f"      {line}\n" for line in questions.strip("\n").split("\n"))
    return read_instrument_text(HEAD + body, FILE)


def good(questions: str) -> Instrument:
    instrument, problems = read(questions)
    assert [str(problem.what) for problem in problems] == []
    assert instrument is not None
    return instrument


def rules(questions: str) -> list[tuple[int, str]]:
    """The problems as (line below `questions:`, rule)."""
    first = HEAD.count("\n")
    return [(problem.mark.line - first, problem.rule) for problem in read(questions)[1]]


USED = "- {name: u, type: select_one ya_tidak, label: U}\n"


def test_every_key_of_a_question_arrives() -> None:
    question = good(
        USED
        + """
- name: lama
  number: 5a
  type: integer
  label: {id: Lama, en: Years}
  hint: tahun
  relevant: ${u} = 'ya'
  required: yes
  required_message: Wajib diisi.
  constraint: . >= 0
  constraint_message: Tidak negatif.
  constraints:
    - {constraint: . < 40, message: Yakin?, severity: soft}
  missing: [dk, rf]
  default: 3
  indicators: [f0]
  claims: [c1]
  codes: [u.a]
  appearance: besar
"""
    ).questions["lama"]
    assert question.type is Type.INTEGER
    assert question.number == "5a"
    assert (question.label("en"), question.hint("en")) == ("Years", "tahun")
    assert question.relevant is not None
    assert print_expression(question.relevant.root) == "${u} = 'ya'"
    assert question.required is not None
    assert question.required.source == "true()"
    assert [check.soft for check in question.checks] == [False, True]
    assert question.checks[0].message("id") == "Tidak negatif."
    assert question.missing == (Missing.DONT_KNOW, Missing.REFUSED)
    assert question.default is not None
    assert question.default.source == "3"
    assert question.themes == ("kompetensi",)
    assert (question.indicators, question.claims, question.codes) == (("f0",), ("c1",), ("u.a",))


def test_a_matrix_hands_down_what_its_rows_do_not_say() -> None:
    (item,) = (
        good(
            """
- name: b
  type: likert ya_tidak
  label: Setuju?
  required: yes
  missing: [na]
  themes: [mutu]
  rows:
    - {name: b1, number: 10, label: Satu, reverse: yes}
    - {name: b2, label: Dua, missing: [], required: no, themes: [upaya], relevant: "${b1} = 'ya'"}
"""
        )
        .sections[0]
        .items
    )
    assert isinstance(item, Matrix)
    one, two = item.rows
    assert (one.type, one.choices, one.reverse) == (Type.LIKERT, "ya_tidak", True)
    assert (one.themes, one.missing) == (("mutu",), (Missing.NOT_APPLICABLE,))
    assert one.required is not None
    assert (two.themes, two.missing, two.required) == (("upaya",), (), None)


def test_groups_add_nothing_to_a_path_and_repeats_do() -> None:
    instrument = good(
        USED
        + """
- name: g
  type: group
  label: Kelompok
  relevant: ${u} = 'ya'
  questions:
    - {name: dalam, type: text, label: Dalam, long: yes}
- name: pelatihan
  type: repeat
  number: 39
  min: 1
  max: 5
  label: Pelatihan
  constraint: sum(${jp}) < 100
  questions:
    - {name: jp, type: integer, label: "JP ke-${position}"}
    - {name: total, type: calculate, calculation: "sum(${jp})"}
"""
    )
    assert list(instrument.questions) == ["u", "dalam", "pelatihan/jp", "pelatihan/total"]
    group, repeat = instrument.sections[0].items[1:]
    assert isinstance(group, Group)
    assert isinstance(repeat, Repeat)
    assert (repeat.least, repeat.most, len(repeat.checks)) == (1, 5, 1)


@pytest.mark.parametrize("word", ["yes", "true", "ya", "YES"])
def test_yes_has_many_words(word: str) -> None:
    text = good(f"{USED}- {{name: t, type: text, label: T, long: {word}}}").questions["t"]
    assert text.long


@pytest.mark.parametrize(
    ("default", "type_", "kind"),
    [
        ("ya", "select_one ya_tidak", "String"),
        ("2026-05-01", "date", "String"),
        ("today()", "date", "Call"),
        ("${u}", "text", "Reference"),
        ("Bandung (kota)", "text", "String"),
    ],
)
def test_a_default_is_a_value_unless_it_refers_or_calls(
    default: str, type_: str, kind: str
) -> None:
    question = good(f'{USED}- {{name: t, type: {type_}, label: T, default: "{default}"}}')
    expression = question.questions["t"].default
    assert expression is not None
    assert type(expression.root).__name__ == kind


def test_units_scales_and_header_arrive() -> None:
    source = HEAD.replace(
        "sections:",
        """\
subject: site
technique: D
for: ${jabatan} = 'guru'
scales:
  - {name: skala, label: Skala, rows: [u]}
units:
  - {name: D-04, label: Rekap, note: jumlah, themes: [kompetensi]}
  - {name: DG, subject: respondent, for: "${observasi} = 'ya'", label: Per guru}
sections:""",
    )
    instrument, _ = read_instrument_text(f"{source}      {USED}", FILE)
    assert instrument is not None
    assert (instrument.subject, instrument.technique) == (SubjectKind.SITE, "D")
    assert instrument.for_ is not None
    assert [unit.subject for unit in instrument.units] == [SubjectKind.SITE, SubjectKind.RESPONDENT]
    assert instrument.scales[0].rows == ("u",)
    assert instrument.choices["ya_tidak"].choices[1].exclusive


BROKEN = [
    ("- {name: x, type: intger, label: X}", "unknown-type"),
    ("- {name: x, type: select_one ya_tidk, label: X}", "unknown-list"),
    ("- {name: x, type: select_one, label: X}", "no-list"),
    ("- {name: x, type: text ya_tidak, label: X}", "unknown-type"),
    ("- {name: x, type: text}", "missing-key"),
    ("- {name: x, type: text, label: }", "missing-key"),
    ("- {type: text, label: X}", "missing-key"),
    ("- {name: x, label: X}", "missing-key"),
    ("- {name: x, type: calculate}", "missing-key"),
    ("- {name: x, type: text, label: X, lable: Y}", "unknown-key"),
    ("- {name: 2x, type: text, label: X}", "name"),
    ("- {name: satu dua, type: text, label: X}", "name"),
    ("- {name: u, type: text, label: X}", "duplicate-name"),
    ("- {name: kode, type: text, label: X}", "name-of-field"),
    ("- {name: x, type: text, label: X, required: mungkin(}", "expression"),
    ("- {name: x, type: text, label: X, long: kadang}", "wrong-type"),
    ("- {name: x, type: text, label: [X]}", "wrong-type"),
    ("- {name: x, type: text, label: {id: X, eng: Y}}", "unknown-language"),
    ("- {name: x, type: text, label: {id: X, en: Yes, sure}}", "comma"),
    ("- {name: x, type: text, label: X, missing: [dontknow]}", "unknown-missing"),
    ("- {name: x, type: text, label: X, top: 3}", "key-of-another-type"),
    ("- {name: x, type: rank ya_tidak, label: X, top: 3}", "top"),
    ("- {name: x, type: rank ya_tidak, label: X, top: tiga}", "wrong-type"),
    ("- {name: x, type: range, label: X, start: 5, end: 1}", "range"),
    ("- {name: x, type: range, label: X, start: 1}", "missing-key"),
    ("- {name: x, type: date, label: X, precision: week}", "unknown-word"),
    ("- {name: x, type: repeat, label: X, min: 5, max: 2, questions: []}", "min-max"),
    ("- {name: x, type: group, label: X}", "missing-key"),
    ("- {name: x, type: select_one ya_tidak, label: X, default: mungkin}", "unknown-choice"),
    ("- {name: x, type: text, label: X, constraints: [{message: Y}]}", "missing-key"),
    ("- {name: x, type: text, label: X, severity: sotf, constraint: . > 1}", "unknown-word"),
    ("- {name: x, type: text, label: 'Halo ${u'}", "piping"),
    ("- {name: x, type: open, label: X}", "open-question"),
    ("- {name: x, type: text, label: X, probes: [{name: a, label: A}, {name: a, label: B}]}",
     "duplicate-name"),
    ("- sebuah kalimat", "wrong-type"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "rule"), BROKEN)
def test_what_is_wrong_is_found_on_its_line_and_nothing_else(line: str, rule: str) -> None:
    assert read(USED + line)[0] is None
    assert rules(USED + line) == [(2, rule)]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("- {name: x, type: text, label: {id: X}}", "no-translation"),
        ("- {name: x, type: text, label: X, severity: soft}", "unused-key"),
    ],
)
def test_what_only_ought_to_be_better_is_a_warning(line: str, rule: str) -> None:
    instrument, problems = read(USED + line)
    assert instrument is not None
    assert [(problem.rule, problem.severity) for problem in problems] == [(rule, "warning")]


def test_a_header_must_be_complete() -> None:
    _, problems = read_instrument_text("title: X\nsektions: []\n", FILE)
    said = " / ".join(str(problem.what) for problem in problems)
    for key in ("instrument", "kind", "version", "sektions"):
        assert f"“{key}”" in said
    assert "“sections”" not in said


def test_a_choice_list_is_checked_too() -> None:
    lists = """\
  kosong: []
  ganda:
    - {name: a, label: A}
    - {name: a, label: B}
    - {name: b c, label: C, score: lima}
    - {name: d, label: D, scor: 5}
    - {label: D}
sections:"""
    _, problems = read_instrument_text(HEAD.replace("sections:", lists) + f"      {USED}", FILE)
    found = [problem.rule for problem in problems if problem.rule != "unused-list"]
    assert sorted(found) == [
        "duplicate-name", "missing-key", "name", "no-choices", "unknown-key", "wrong-type",
    ]  # fmt: skip


def test_the_source_gives_the_very_same_instrument_again() -> None:
    instrument = load_instrument(SHIPPED[0])
    again, problems = read_instrument_text(instrument.source, instrument.file)
    assert again == instrument
    assert not [problem for problem in problems if problem.severity == "error"]


def test_load_raises_with_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("instrument: x\nkind: angket\n", encoding="utf-8")
    with pytest.raises(InstrumentError) as caught:
        load_instrument(path)
    assert len(caught.value.problems) == 4
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_shipped_instruments_have_no_error(file: Path) -> None:
    instrument, problems = read_instrument(file)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert instrument is not None
    assert instrument.kind in Kind
    assert len(instrument.questions) > 10


def test_five_hundred_questions_load_at_once() -> None:
    instrument = good(USED + "".join(_question(n) for n in range(500)))
    assert len(instrument.questions) == 501
    seconds = min(_timed(lambda: read_instrument_text(instrument.source, FILE)) for _ in range(3))
    # 50 ms on an idle machine; room for one that runs other tests.
    assert seconds < 0.5


def _question(n: int) -> str:
    return (
        f"- name: q{n}\n  type: integer\n  label: {{id: Pertanyaan {n}, en: Question {n}}}\n"
        f"  relevant: ${{u}} = 'ya'\n  constraint: . >= {n % 7} and . <= 2026\n"
        f"  constraint_message: {{id: Antara, en: Between}}\n"
    )


def _timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin
