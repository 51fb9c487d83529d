"""What must hold in an instrument beyond its form, each check with what it finds, what it lets
pass, and where exactly it points."""

from pathlib import Path

import pytest

from instrumen.language import Instrument, Problem, read_instrument_text
from instrumen.language.checks.scope import ANYWHERE, Scope

FILE = Path("contoh.yaml")
STUDY = Scope(
    fields={"jabatan": frozenset({"guru", "pegawai"}), "usia": frozenset()},
    identity=frozenset({"nama"}),
    facts=frozenset({"peneliti"}),
    themes=frozenset({"kompetensi"}),
    indicators=frozenset({"f0.metode"}),
    claims=frozenset({"c1"}),
    codes=frozenset({"u.a"}),
)
HEAD = """\
instrument: contoh
kind: questionnaire
version: 1
title: Contoh
choices:
  yt:
    - {name: ya, label: Ya, score: 1, kota: x}
    - {name: tidak, label: Tidak, score: 0}
  nilai:
    - {name: "1", label: Satu}
    - {name: "2", label: Dua}
sections:
  - name: s
    title: S
    questions:
      - {name: u, type: select_one yt, label: U}
      - {name: n, type: integer, label: N}
      - {name: banyak, type: select_multiple nilai, label: B}
      - name: rep
        type: repeat
        label: R
        questions:
          - {name: jam, type: integer, label: J}
          - {name: sesuai, type: select_one yt, label: S}
"""
FIRST = HEAD.count("\n") + 1


def read(
    rule: str, more: str = "", scope: Scope = STUDY
) -> tuple[Instrument | None, tuple[Problem, ...]]:
    """The instrument with one more question that has this rule on its fourth line."""
    question = f"      - name: baru\n        type: integer\n        label: Baru\n        {rule}\n"
    return read_instrument_text(HEAD + question + more, FILE, scope)


def found(rule: str, more: str = "", scope: Scope = STUDY) -> list[tuple[str, str]]:
    """The problems as (rule, the words of the file the mark underlines)."""
    lines = (HEAD + f"\n\n\n        {rule}\n" + more).split("\n")
    return [(problem.rule, _marked(lines, problem)) for problem in read(rule, more, scope)[1]]


def _marked(lines: list[str], problem: Problem) -> str:
    start = problem.mark.column - 1
    return lines[problem.mark.line - 1][start : start + problem.mark.length]


def test_a_sound_instrument_has_no_problems() -> None:
    instrument, problems = read("relevant: ${u} = 'ya' and ${jabatan} = 'guru' and ${usia} > 30")
    assert problems == ()
    assert instrument is not None


RELEVANT = [
    ("${uu} = 'ya'", "unknown-name", "${uu}"),
    ("${n} > 3 and ${tak_ada} = 1", "unknown-name", "${tak_ada}"),
    ("${nama} = 'x'", "identity", "${nama}"),
    ("n > 3", "bare-name", "n"),
    ("selectd(${u}, 'ya')", "unknown-function", "selectd"),
    ("selected(${u})", "arguments", "selected"),
    ("if(${n} > 1, 'a')", "arguments", "if"),
    ("${u} = 'yaa'", "unknown-choice", "'yaa'"),
    ("not('mungkin' = ${u})", "unknown-choice", "'mungkin'"),
    ("${u} = 3", "unknown-choice", "3"),
    ("selected(${banyak}, '3')", "unknown-choice", "'3'"),
    ("${jabatan} = 'gru'", "unknown-choice", "'gru'"),
    ("count(${sesuai}[. = 'yap']) > 0", "unknown-choice", "'yap'"),
    ("${n} = 'ya'", "number-with-text", "'ya'"),
    ("${u} > 3", "choice-by-size", ">"),
    ("${banyak} = '1'", "many-values", "="),
    ("${baru} > 3", "self-reference", "${baru}"),
    ("${n} + 'dua' > 3", "not-a-number", "'dua'"),
    ("${u} * 2 > 3", "not-a-number", "${u}"),
    ("sum(${sesuai}) > 3", "not-a-number", "${sesuai}"),
    ("round('dua') > 3", "not-a-number", "'dua'"),
    ("today() > '2026-05-04'", "date-as-text", "'2026-05-04'"),
    ("${jam} > 3", "other-repeat", "${jam}"),
    ("if(${jam} > 3, 1, 0) = 1", "other-repeat", "${jam}"),
    ("${rep} > 1", "repeat-as-value", "${rep}"),
]


@pytest.mark.parametrize(("expression", "rule", "marked"), RELEVANT)
def test_a_rule_that_cannot_be_meant_is_found_at_its_word(
    expression: str, rule: str, marked: str
) -> None:
    assert found(f"relevant: {expression}") == [(rule, marked)]


@pytest.mark.parametrize(("expression", "rule", "marked"), RELEVANT)
def test_in_quotation_marks_the_place_is_as_exact(expression: str, rule: str, marked: str) -> None:
    assert found(f'relevant: "{expression}"') == [(rule, marked)]


@pytest.mark.parametrize(("expression", "rule", "marked"), RELEVANT)
def test_over_several_lines_the_word_is_found_too(expression: str, rule: str, marked: str) -> None:
    if len(marked) > 1:
        assert found(f"relevant: >-\n          {expression}\n          or ${{n}} = 8") == [
            (rule, marked)
        ]


@pytest.mark.parametrize(
    "expression",
    [
        "${u} = ''",
        "${n} = '5'",
        "${banyak} > 1",
        "sum(${jam}) > 3",
        "count(${rep}) > 0",
        "count(${sesuai}[. = 'tidak']) > 0",
        "sum(${jam}[${sesuai} = 'ya']) > 0",
        "${unit} = 'D-04' and ${instance} = 1 and ${tahun} > 2000 and ${kode} != ''",
        "${peneliti} != ''",
        "jr:choice-name(${u}, '${u}') = 'Ya'",
    ],
)
def test_a_rule_that_makes_sense_passes(expression: str) -> None:
    assert found(f"relevant: {expression}") == []


def test_a_did_you_mean_names_the_nearest() -> None:
    (problem,) = read("relevant: ${jabatn} = 'guru'")[1]
    assert problem.todo is not None
    assert "jabatan" in str(problem.todo)


def test_outside_a_study_a_strange_name_is_only_a_warning() -> None:
    instrument, problems = read("relevant: ${apa_ini} = 1", scope=ANYWHERE)
    assert instrument is not None
    assert [(problem.rule, problem.severity) for problem in problems] == [
        ("unknown-name", "warning")
    ]


def test_columns_of_a_list_are_in_scope_of_its_filter_only() -> None:
    filtered = "      - {name: f, type: select_one yt, label: F, choice_filter: kota = %s}\n"
    assert found("hint: x", filtered % "'x'") == []
    assert found("hint: x", filtered.replace("kota", "kta") % "'x'") == [("bare-name", "kta")]
    assert found("relevant: ${kota} = 'x'") == [("unknown-name", "${kota}")]


def test_names_in_texts_are_checked_where_they_stand() -> None:
    assert found("hint: Halo ${peneliti}, ${u}, ${usia}") == []
    assert found("hint: Halo ${penelit}") == [("unknown-name", "${penelit}")]
    assert found("hint: >-\n          Halo\n          ${nama}") == [("identity", "${nama}")]
    assert found("hint: Nomor ${position}") == [("position", "${position}")]
    assert found("hint: Isi ${rep}") == [("no-value", "${rep}")]


def test_a_circle_is_told_once_with_its_whole_path() -> None:
    more = """\
      - {name: a, type: calculate, calculation: "${b} + 1"}
      - {name: b, type: calculate, calculation: "${c} + 1"}
      - {name: c, type: calculate, calculation: "${a} + ${n}"}
"""
    (problem,) = read("hint: x", more)[1]
    assert problem.rule == "cycle"
    assert "a → b → c → a" in str(problem.what)
    assert problem.mark.line == FIRST + 4


def test_a_group_hidden_by_its_own_question_is_a_circle() -> None:
    more = """\
      - name: g
        type: group
        label: G
        relevant: ${dalam} = 'ya'
        questions:
          - {name: dalam, type: select_one yt, label: D}
"""
    assert ("cycle", "${dalam}") in found("hint: x", more)


def test_a_running_total_over_other_members_is_no_circle() -> None:
    more = """\
      - name: r
        type: repeat
        label: R
        questions:
          - {name: nilai, type: integer, label: N}
          - name: total
            type: calculate
            calculation: indexed-repeat(${total}, ${r}, position(..) - 1) + ${nilai}
"""
    assert found("hint: x", more) == []


def test_a_chain_of_thousands_is_no_circle_and_no_crash() -> None:
    chain = "".join(
        f"      - {{name: k{n}, type: calculate, calculation: '${{k{n + 1}}} + 1'}}\n"
        for n in range(3000)
    )
    last = "      - {name: k3000, type: calculate, calculation: 1}\n"
    assert found("hint: x", chain + last) == []


def test_a_condition_on_a_later_question_is_a_warning() -> None:
    later = "      - {name: nanti, type: integer, label: N}\n"
    assert found("relevant: ${nanti} > 1", later) == [("later-question", "${nanti}")]
    calculated = "      - {name: nanti, type: calculate, calculation: '${n} + 1'}\n"
    assert found("relevant: ${nanti} > 1", calculated) == []


def test_names_are_unique_around_and_the_nearest_wins_inside_repeats() -> None:
    assert found("hint: x", "      - {name: u, type: text, label: X}\n") == [
        ("duplicate-name", "u")
    ]
    inner = """\
      - name: lain
        type: repeat
        label: L
        questions:
          - {name: jam, type: integer, label: J}
          - {name: dua, type: calculate, calculation: "${jam} * 2"}
"""
    assert found("hint: x", inner) == []
    assert found("relevant: sum(${jam}) > 2", inner) == [("ambiguous-name", "${jam}")]


@pytest.mark.parametrize("name", ["usia", "peneliti", "kode", "unit"])
def test_a_question_may_not_be_called_like_something_of_the_study(name: str) -> None:
    assert found("hint: x", f"      - {{name: {name}, type: text, label: X}}\n") == [
        ("name-of-field", name)
    ]


def test_who_is_asked_depends_on_the_roster_alone() -> None:
    for rule, expected in (("${u} = 'ya'", ["unknown-name"]), ("${jabatan} = 'guru'", [])):
        source = HEAD.replace("version: 1", f"version: 1\nfor: {rule}")
        _, problems = read_instrument_text(source, FILE, STUDY)
        assert [problem.rule for problem in problems if problem.rule != "unused-list"] == expected


def test_names_of_the_study_are_checked() -> None:
    for key, good, bad in (
        ("themes", "kompetensi", "kompetnsi"),
        ("indicators", "f0.metode", "f0.metod"),
        ("claims", "c1", "c11"),
        ("codes", "u.a", "u.b"),
    ):
        assert found(f"{key}: [{good}]") == []
        assert found(f"{key}: [{good}, {bad}]") == [(f"unknown-{key[:-1]}", bad)]


def test_the_rows_of_a_scale_exist_and_have_scores() -> None:
    scales = "scales:\n  - {name: k, label: K, rows: [u, banyak, tak_ada]}\nsections:"
    _, problems = read_instrument_text(HEAD.replace("sections:", scales), FILE, STUDY)
    assert [problem.rule for problem in problems] == ["no-scores", "unknown-row"]


def test_a_list_nobody_uses_is_a_warning() -> None:
    source = HEAD.replace("sections:", "  sisa:\n    - {name: a, label: A}\nsections:")
    instrument, problems = read_instrument_text(source, FILE, STUDY)
    assert instrument is not None
    assert [(problem.rule, problem.severity) for problem in problems] == [
        ("unused-list", "warning")
    ]
