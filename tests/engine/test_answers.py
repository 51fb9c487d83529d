"""Setting, refusing, taking back; what is required, doubted, missing."""

import pytest
from engine_forms import form_of

from instrumen.engine import Answer, FormState, Outcome, Refused, UnknownPath
from instrumen.language.model import Missing

AGE = """
- name: umur
  type: integer
  label: Umur
  required: yes
  missing: [dk]
  constraints:
    - {constraint: . >= 0 and . <= 120, message: {id: Antara 0 dan 120}}
    - {constraint: . <= 99, message: Benarkah?, severity: soft}
"""


def rules(form: FormState, path: str) -> list[tuple[str, bool]]:
    return [(finding.rule, finding.soft) for finding in form.problems(path)]


def test_an_answer_is_kept_and_seen() -> None:
    form = form_of(AGE)
    assert "umur" in form.set("umur", 40)
    assert (form.value("umur"), form.stored("umur")) == (40, 40)
    assert form.problems("umur") == ()
    assert form.outcome("umur") is Outcome.ANSWERED


def test_a_broken_constraint_keeps_the_old_answer() -> None:
    form = form_of(AGE)
    form.set("umur", 40)
    with pytest.raises(Refused) as refused:
        form.set("umur", 130)
    (finding,) = refused.value.findings
    assert (finding.path, finding.rule, finding.soft) == ("umur", "constraint", False)
    assert form.value("umur") == 40


def test_a_soft_constraint_is_kept_and_reported() -> None:
    form = form_of(AGE)
    form.set("umur", 105)
    assert form.value("umur") == 105
    assert rules(form, "umur") == [("constraint", True)]


def test_trying_changes_nothing() -> None:
    form = form_of(AGE)
    assert [finding.soft for finding in form.try_value("umur", 130)] == [False, True]
    assert [finding.rule for finding in form.try_value("umur", "x")] == ["type"]
    assert [finding.rule for finding in form.try_value("umur", None)] == ["required"]
    assert form.stored("umur") is None


def test_a_blank_is_a_problem_only_where_an_answer_is_required() -> None:
    form = form_of(AGE)
    assert rules(form, "umur") == [("required", False)]
    form.set("umur", 40)
    form.set("umur", None)
    assert rules(form, "umur") == [("required", False)]


def test_a_missing_code_is_no_value_and_no_problem() -> None:
    form = form_of(AGE + "- {name: dua, type: calculate, calculation: '${umur} * 2'}")
    form.set("umur", 40)
    form.set_missing("umur", Missing.DONT_KNOW)
    assert (form.value("umur"), form.missing("umur")) == (None, Missing.DONT_KNOW)
    assert form.value("dua") is None
    assert form.problems("umur") == ()
    assert form.outcome("umur") is Outcome.DONT_KNOW
    form.set("umur", 41)
    assert (form.missing("umur"), form.value("dua")) == (None, 82)


def test_a_missing_code_that_is_not_offered_is_refused() -> None:
    form = form_of(AGE)
    with pytest.raises(Refused):
        form.set_missing("umur", Missing.REFUSED)


def test_required_can_depend_on_an_answer_and_have_its_own_words() -> None:
    form = form_of("""
        - {name: a, type: text, label: A}
        - name: b
          type: text
          label: B
          required: ${a} = 'ya'
          required_message: Isi, ${a}!
    """)
    assert not form.is_required("b")
    assert "b" in form.set("a", "ya")
    assert form.is_required("b")
    assert form.problems("b")[0].message("id") == "Isi, ya!"


def test_the_constraint_sees_the_candidate_under_its_own_name_too() -> None:
    form = form_of("- {name: a, type: integer, label: A, constraint: '${a} > 5 and . < 9'}")
    form.set("a", 7)
    with pytest.raises(Refused):
        form.set("a", 3)


def test_a_constraint_is_not_asked_about_a_blank_nor_while_not_relevant() -> None:
    form = form_of("""
        - {name: a, type: text, label: A}
        - {name: b, type: integer, label: B, relevant: "${a} = 'ya'", constraint: . > 5}
    """)
    form.set("b", 3)
    assert form.problems("b") == ()
    form.set("a", "ya")
    assert rules(form, "b") == [("constraint", False)]


VALUES = [
    ("integer", 3, 3),
    ("integer", 3.0, 3),
    ("integer", 3.5, Refused),
    ("integer", "3", Refused),
    ("integer", True, Refused),
    ("decimal", 3.5, 3.5),
    ("decimal", float("nan"), Refused),
    ("decimal", float("inf"), Refused),
    ("text", "x", "x"),
    ("text", "", None),
    ("text", 3, Refused),
    ("date", "2026-02-28", "2026-02-28"),
    ("date", "2026-02-30", Refused),
    ("date", "2026-2-3", Refused),
    ("date", "2026", Refused),
    ("time", "23:59", "23:59"),
    ("time", "24:00", Refused),
    ("datetime", "2026-05-04T10:30", "2026-05-04T10:30"),
    ("datetime", "2026-05-04", Refused),
    ("acknowledge", "ok", "ok"),
    ("acknowledge", "ya", Refused),
    ("geopoint", "-2.99 104.76", "-2.99 104.76"),
    ("geopoint", "-92 104.76", Refused),
    ("select_one warna", "merah", "merah"),
    ("select_one warna", "ungu", Refused),
    ("select_one warna", ["merah"], Refused),
    ("select_multiple warna", ["biru", "merah"], ["biru", "merah"]),
    ("select_multiple warna", [], None),
    ("select_multiple warna", ["merah", "merah"], Refused),
    ("select_multiple warna", ["merah", "ungu"], Refused),
    ("select_multiple warna", ["merah", "tidak_ada"], Refused),
    ("select_multiple warna", ["tidak_ada"], ["tidak_ada"]),
]


@pytest.mark.parametrize(("type_", "value", "kept"), VALUES)
def test_what_a_type_takes(type_: str, value: object, kept: object) -> None:
    form = form_of(f"- {{name: a, type: {type_}, label: A}}")
    if kept is Refused:
        with pytest.raises(Refused):
            form.set("a", value)  # type: ignore[arg-type]
        assert form.stored("a") is None
    else:
        form.set("a", value)  # type: ignore[arg-type]
        assert form.stored("a") == kept
        assert type(form.stored("a")) is type(kept)


@pytest.mark.parametrize(
    ("precision", "value", "kept"),
    [("month", "2026-05", True), ("month", "2026-05-04", False), ("year", "2026", True)],
)
def test_dates_as_exact_as_asked(precision: str, value: str, kept: bool) -> None:
    form = form_of(f"- {{name: a, type: date, precision: {precision}, label: A}}")
    assert (form.try_value("a", value) == ()) is kept


def test_a_range_has_ends_and_steps() -> None:
    form = form_of("- {name: a, type: range, start: 1, end: 5, step: 0.5, label: A}")
    for value in (1, 2.5, 5):
        assert form.try_value("a", value) == ()
    for value in (0.5, 5.5, 2.3):
        assert [finding.rule for finding in form.try_value("a", value)] == ["range"]


def test_a_rank_wants_exactly_so_many_different_ones() -> None:
    form = form_of("- {name: a, type: rank warna, top: 2, label: A}")
    assert form.try_value("a", ["biru", "merah"]) == ()
    for value in (["biru"], ["biru", "merah", "hijau"], ["biru", "biru"]):
        assert [finding.rule for finding in form.try_value("a", value)] == ["rank"]


def test_what_was_given_is_not_shared_with_the_caller() -> None:
    form = form_of("- {name: a, type: select_multiple warna, label: A}")
    mine = ["biru"]
    form.set("a", mine)
    mine.append("ungu")
    assert form.answers() == {"a": Answer(["biru"])}


@pytest.mark.parametrize("path", ["tidak_ada", "umur[1]", "umur/x", "", "[1]", "a/", "umur[0]"])
def test_a_path_that_is_none(path: str) -> None:
    form = form_of(AGE)
    with pytest.raises(UnknownPath):
        form.value(path)


def test_the_six_reasons_for_no_answer() -> None:
    form = form_of("""
        - {name: a, type: text, label: A, missing: [dk, rf, na]}
        - {name: b, type: text, label: B, relevant: "${a} = 'ya'"}
    """)
    for code in Missing:
        form.set_missing("a", code)
        assert form.outcome("a").value == code.value
    form.set_missing("a", None)
    assert form.outcome("a", reached=True) is Outcome.SKIPPED
    assert form.outcome("a", reached=False) is Outcome.NOT_REACHED
    assert form.outcome("b") is Outcome.NOT_RELEVANT


def test_a_note_that_works_something_out_may_read_itself() -> None:
    form = form_of("""
        - {name: a, type: integer, label: A}
        - {name: n, type: note, label: N, calculation: "count-selected(.) > 1"}
        - {name: m, type: note, label: M, calculation: "${a} + 1"}
        - {name: o, type: calculate, calculation: "${m} * 2"}
    """)
    form.set("a", 3)
    assert [form.value(name) for name in "nmo"] == [0, 4, 8]
