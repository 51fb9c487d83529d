"""`trigger`: an answer that changes sets others, once; what is set is an answer like any other.

What is expected here is what JavaRosa does; `tests/xlsform/test_trigger.py` asks it.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from engine_forms import form_of, read
from hypothesis import given
from hypothesis import strategies as st

from instrumen.cli.test_ import command as play_scripts
from instrumen.engine import Answer, FormState, Outcome, Refused, Value
from instrumen.language.expression.syntax import Expression, Reference
from instrumen.language.model import Missing, Question

PLAIN = """
- {name: jam, type: integer, label: Jam, missing: [dk]}
- {name: usul, type: integer, label: Usul, calculation: "${jam} * 2", trigger: jam}
- {name: alasan, type: text, label: Alasan, trigger: "${jam}"}
- {name: lain, type: calculate, calculation: "${usul} + 1"}
"""


def test_a_change_sets_what_it_triggers_once() -> None:
    form = form_of(PLAIN)
    form.set("alasan", "sakit")
    assert form.value("usul") is None
    assert form.set("jam", 3) == {"jam", "usul", "alasan", "lain"}
    assert form.data() == {"jam": 3, "usul": 6, "lain": 7}
    assert form.outcome("usul") is Outcome.ANSWERED


def test_a_person_may_change_what_was_set_until_the_next_change() -> None:
    form = form_of(PLAIN)
    form.set("jam", 3)
    form.set("usul", 99)
    form.set("jam", 3)
    assert form.value("usul") == 99
    form.set("jam", 4)
    assert form.value("usul") == 8
    form.set("jam", None)
    assert form.value("usul") is None


def test_a_missing_code_takes_the_value_away_and_only_that_counts() -> None:
    form = form_of(PLAIN)
    form.set("usul", 5)
    form.set_missing("jam", Missing.DONT_KNOW)
    assert form.value("usul") == 5
    form.set("jam", 3)
    form.set_missing("jam", Missing.DONT_KNOW)
    assert (form.stored("usul"), form.missing("usul")) == (None, None)


def test_a_missing_code_of_the_target_gives_way() -> None:
    form = form_of("""
        - {name: a, type: integer, label: A}
        - {name: b, type: integer, label: B, calculation: "${a}", trigger: a, missing: [rf]}
    """)
    form.set_missing("b", Missing.REFUSED)
    form.set("a", 1)
    assert (form.value("b"), form.missing("b")) == (1, None)
    assert form.take_overwritten() == {"b": Answer(None, Missing.REFUSED)}


def test_relevance_plays_no_part() -> None:
    form = form_of("""
        - {name: tampil, type: select_one ya_tidak, label: Tampil}
        - {name: a, type: integer, label: A, relevant: "${tampil} = 'ya'"}
        - {name: b, type: integer, label: B, calculation: "5", trigger: a,
           relevant: "${tampil} = 'ya'"}
    """)
    form.set("tampil", "ya")
    assert form.value("b") is None
    form.set("tampil", "tidak")
    assert form.set("a", 1) == {"a", "b"}
    assert (form.stored("b"), form.value("b")) == (5, None)
    form.set("tampil", "ya")
    assert form.value("b") == 5


def test_what_depends_on_the_answer_is_brought_up_to_date_first() -> None:
    form = form_of("""
        - {name: a, type: integer, label: A}
        - {name: b, type: integer, label: B, calculation: "${c} + 1", trigger: a}
        - {name: c, type: calculate, calculation: "${a} + 10"}
    """)
    form.set("a", 1)
    assert form.value("b") == 12


def test_targets_are_set_in_the_order_of_the_form() -> None:
    """So that a form can keep what an answer was before."""
    form = form_of("""
        - {name: a, type: integer, label: A}
        - {name: dulu, type: calculate, calculation: "${kini}", trigger: a}
        - {name: kini, type: calculate, calculation: "${a}", trigger: a}
    """)
    form.set("a", 1)
    assert (form.value("dulu"), form.value("kini")) == (None, 1)
    form.set("a", 2)
    assert (form.value("dulu"), form.value("kini")) == (1, 2)


def test_what_is_set_triggers_in_turn_before_the_next_is_set() -> None:
    form = form_of("""
        - {name: a, type: integer, label: A}
        - {name: b, type: integer, label: B, calculation: "${a} * 2", trigger: a}
        - {name: d, type: integer, label: D, calculation: "${c} * 100", trigger: a}
        - {name: c, type: integer, label: C, calculation: "${b} + 1", trigger: b}
        - {name: kali, type: calculate, calculation: "coalesce(${kali}, 0) + 1", trigger: [a, b]}
    """)
    form.set("a", 1)
    assert form.data() == {"a": 1, "b": 2, "d": 300, "c": 3, "kali": 2}
    form.set("b", 2)
    assert form.value("kali") == 2
    form.set("b", 3)
    assert (form.value("c"), form.value("kali")) == (4, 3)


def test_a_calculation_with_a_trigger_is_kept_whatever_it_reads() -> None:
    form = form_of("""
        - {name: a, type: integer, label: A}
        - {name: lain, type: integer, label: Lain}
        - {name: c, type: calculate, calculation: "${lain} * 2", trigger: a}
        - {name: d, type: calculate, calculation: "${c} + 1"}
    """)
    form.set("lain", 4)
    assert (form.value("c"), form.value("d")) == (None, None)
    form.set("a", 1)
    form.set("lain", 5)
    assert (form.value("c"), form.value("d")) == (8, 9)
    with pytest.raises(Refused):
        form.set("c", "1")


def test_within_a_repeat_it_is_the_same_member() -> None:
    form = form_of("""
        - name: r
          type: repeat
          label: R
          min: 2
          questions:
            - {name: a, type: integer, label: A}
            - {name: b, type: integer, label: B, calculation: "${a} * 2", trigger: a}
            - {name: besar, type: integer, label: C, calculation: "max(${a})", trigger: a}
    """)
    assert form.set("r[2]/a", 4) == {"r[2]/a", "r[2]/b", "r[2]/besar"}
    form.set("r[1]/a", 5)
    assert form.data() == {
        "r[1]/a": 5, "r[1]/b": 10, "r[1]/besar": 5, "r[2]/a": 4, "r[2]/b": 8, "r[2]/besar": 4,
    }  # fmt: skip


def test_a_member_sets_what_is_around_it_and_from_outside_all_members_are_set() -> None:
    form = form_of("""
        - {name: t, type: integer, label: T}
        - name: r
          type: repeat
          label: R
          min: 2
          questions:
            - {name: a, type: integer, label: A}
            - {name: b, type: integer, label: B, calculation: "${t}", trigger: t}
        - {name: jumlah, type: integer, label: J, calculation: "sum(${a})", trigger: a}
    """)
    form.set("r[1]/a", 4)
    form.set("r[2]/a", 5)
    assert form.value("jumlah") == 9
    form.set("t", 1)
    assert (form.value("r[1]/b"), form.value("r[2]/b")) == (1, 1)


def test_nothing_refuses_what_is_set_but_it_is_told() -> None:
    form = form_of("""
        - {name: a, type: integer, label: A}
        - {name: b, type: integer, label: B, calculation: "${a} * 2", trigger: a, constraint: . < 5}
    """)
    form.set("a", 3)
    assert form.value("b") == 6
    assert [finding.rule for finding in form.problems("b")] == ["constraint"]


@pytest.mark.parametrize(
    ("kind", "calculation", "value"),
    [
        ("integer", "3.7", 3),
        ("integer", "-3.7", -3),
        ("integer", "'12'", 12),
        ("integer", "'x'", None),
        ("integer", "0 div 0", None),
        ("decimal", "7 div 2", 3.5),
        ("text", "3", "3"),
        ("text", "1 = 1", "1"),
        ("text", "''", None),
        ("select_one ya_tidak", "'ya'", "ya"),
        ("select_one ya_tidak", "'mungkin'", None),
        ("select_multiple warna", "'merah biru'", ["merah", "biru"]),
        ("date", "now()", "2026-05-04"),
        ("date", "today()", "2026-05-04"),
        ("time", "now()", "10:30:05.000"),
        ("datetime", "now()", "2026-05-04T10:30:05.000"),
    ],
)
def test_a_result_takes_the_shape_of_an_answer(kind: str, calculation: str, value: object) -> None:
    form = form_of(
        f"""
        - {{name: a, type: integer, label: A}}
        - {{name: b, type: {kind}, label: B, calculation: "{calculation}", trigger: a}}
        """,
        clock=lambda: datetime(2026, 5, 4, 10, 30, 5),
    )
    form.set("a", 1)
    assert form.stored("b") == value
    assert form.problems("b") == ()


def test_beginning_sets_nothing_off_but_a_default_that_is_worked_out() -> None:
    form = form_of("""
        - {name: a, type: integer, label: A, default: "5"}
        - {name: b, type: integer, label: B, calculation: "${a} * 2", trigger: a}
        - {name: c, type: integer, label: C, default: "${a} + 1"}
        - {name: d, type: integer, label: D, calculation: "${c} * 2", trigger: c}
    """)
    assert form.data() == {"a": 5, "c": 6, "d": 12}
    assert form.take_overwritten() == {}


def test_what_was_set_over_a_default_is_not_filled_in_again() -> None:
    source = """
        - {name: a, type: integer, label: A}
        - {name: b, type: text, label: B, default: awal, trigger: a}
    """
    form = form_of(source)
    form.set("a", 1)
    again = form_of(source)
    again.restore(form.answers(), form.counts())
    assert (form.value("b"), again.value("b")) == (None, None)


def test_a_circle_comes_to_an_end_even_unchecked() -> None:
    instrument = read("""
        - {name: a, type: integer, label: A, calculation: "${b} + 1"}
        - {name: b, type: integer, label: B, calculation: "${a} + 1", trigger: a}
    """)
    (section,) = instrument.sections
    a, b = section.items
    assert isinstance(a, Question)
    back = Expression("b", Reference("b", 0), a.mark)
    circular = replace(section, items=(replace(a, trigger=(back,)), b))
    form = FormState(replace(instrument, source="", sections=(circular,)))
    form.set("a", 1)
    assert form.data() == {"a": 1, "b": 2}


MIXED = """
- {name: a, type: integer, label: A}
- {name: tampil, type: select_one ya_tidak, label: Tampil}
- {name: b, type: integer, label: B, calculation: "${a} * 2", trigger: a, missing: [dk]}
- {name: c, type: calculate, calculation: "coalesce(${c}, 0) + 1", trigger: [a, b]}
- {name: d, type: text, label: D, trigger: [tampil, b], relevant: "${tampil} = 'ya'"}
- name: r
  type: repeat
  label: R
  min: 1
  max: 3
  questions:
    - {name: e, type: integer, label: E}
    - {name: f, type: integer, label: F, calculation: "${e} + ${a}", trigger: e}
- {name: g, type: calculate, calculation: "sum(${f})", trigger: f}
"""
Move = tuple[str, Value]
MOVES: st.SearchStrategy[list[Move]] = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["a", "b", "r[1]/e", "r[1]/f"]), st.none() | st.integers(0, 4)),
        st.tuples(st.just("tampil"), st.sampled_from(["ya", "tidak", None])),
        st.tuples(st.just("d"), st.sampled_from(["x", None])),
        st.tuples(st.just("+r"), st.none()),
    ),
    max_size=12,
)


@given(MOVES)
def test_what_was_stored_comes_back_the_same_and_sets_nothing_off(
    moves: list[Move],
) -> None:
    form = form_of(MIXED)
    for path, value in moves:
        if path != "+r":
            form.set(path, value)
        elif form.count("r") < 3:
            form.add_repeat("r")
    again = form_of(MIXED)
    again.restore(form.answers(), form.counts())
    assert again.data() == form.data()
    assert again.answers() == form.answers()
    assert again.take_overwritten() == {}


@given(MOVES)
def test_what_was_overwritten_leads_back(moves: list[Move]) -> None:
    """With it, a change can be undone: what stood before is known of every place."""
    form = form_of(MIXED)
    for path, value in moves:
        if path == "+r":
            continue
        before, own = form.answers(), Answer(form.stored(path), form.missing(path))
        form.set(path, value)
        undone = {**form.answers(), **form.take_overwritten(), path: own}
        assert {at: answer for at, answer in undone.items() if answer != Answer()} == before


SCRIPT = """\
instrument: contoh
tests:
  - name: hours propose
    given: {answers: {jam: 3}}
    then: {values: {usul: 6, lain: 7, alasan: ""}, outcomes: {usul: answered}}
    steps:
      - answers: {usul: 9}
        then: {values: {lain: 10}}
      - answers: {jam: 4}
        then: {values: {usul: 8}}
"""


def test_answer_scripts_show_it(tmp_path: Path) -> None:
    (tmp_path / "contoh.yaml").write_text(read(PLAIN).source, encoding="utf-8")
    script = tmp_path / "contoh.test.yaml"
    for text, code in ((SCRIPT, 0), (SCRIPT.replace("usul: 8", "usul: 9"), 1)):
        script.write_text(text, encoding="utf-8")
        played = CliRunner().invoke(play_scripts, [str(tmp_path / "contoh.yaml")])
        assert played.exit_code == code, played.output
