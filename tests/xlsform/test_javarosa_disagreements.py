"""Every row of `javarosa_disagreements` that is about the course of a form still happens: what
JavaRosa does and what is done here, side by side."""

from pathlib import Path

import pytest
from imports import instrument_of
from javarosa import JavaRosaForm
from javarosa_disagreements import DISAGREEMENTS
from sheet_forms import form_of
from side_by_side import Pair

from instrumen.engine import FormState
from instrumen.language import InstrumentError, load_instrument

MEMBERS = """
    begin repeat | r
    integer | n
    {inside}
    end repeat
    {outside}
"""
YAML = """\
instrument: coba
kind: questionnaire
version: "1"
title: Coba
choices:
  pilihan:
    - {{name: ya, label: Ya}}
    - {{name: tidak, label: Tidak}}
sections:
  - name: a
    title: A
    questions:
      - {{name: s, type: select_one pilihan, label: S}}
      - {rule}
"""


def two_members(tmp_path: Path, inside: str = "", outside: str = "") -> Pair:
    """A repeat with a number `n` in each of two members, 4 and 9."""
    pair = Pair(form_of(MEMBERS.format(inside=inside, outside=outside)), tmp_path)
    add(pair, "r")
    answer(pair, "r[1]/n", "4")
    answer(pair, "r[2]/n", "9")
    return pair


def answer(pair: Pair, path: str, text: str) -> tuple[bool, bool]:
    """Answer in both; whether JavaRosa kept it, and whether it was taken here."""
    kept = pair.javarosa.answer(path, text, pair.kind(path))
    return kept, pair.accepts(path, text)


def add(pair: Pair, path: str) -> None:
    """A member more in both."""
    pair.javarosa.add(path)
    pair.ours.add_repeat(path)


def values(pair: Pair, path: str) -> tuple[str, object]:
    """What JavaRosa has, and what is here."""
    return pair.javarosa.value(path), pair.ours.value(path)


def test_every_row_is_named_and_reasoned_and_tested() -> None:
    names = [row.name for row in DISAGREEMENTS]
    assert len(set(names)) == len(names)
    assert [row.name for row in DISAGREEMENTS if not (row.why and row.source and row.case)] == []
    tested = [row.name.replace("-", "_") for row in DISAGREEMENTS if not row.expression]
    assert [name for name in tested if f"test_{name}" not in globals()] == []


def test_position_in_a_group(tmp_path: Path) -> None:
    inside = """begin group | g
        calculate | a | calculation: position(..)
        calculate | b | calculation: position(../..)
        end group"""
    pair = two_members(tmp_path, inside)
    assert (values(pair, "r[2]/a"), values(pair, "r[2]/b")) == (("1", 2), ("2", 2))


def test_members_from_inside(tmp_path: Path) -> None:
    pair = two_members(tmp_path, "calculate | c | calculation: count(${r})")
    assert values(pair, "r[2]/c") == ("1", 2)


def test_place_in_brackets(tmp_path: Path) -> None:
    outside = """calculate | a | calculation: ${r}[2]/n
        calculate | b | calculation: ${n}[2]
        calculate | c | calculation: ${r}[position() = 2]/n"""
    pair = two_members(tmp_path, outside=outside)
    assert [values(pair, name) for name in "abc"] == [("", 9), ("", 9), ("9", 9)]


def test_dot_in_a_constraint(tmp_path: Path) -> None:
    pair = two_members(tmp_path, outside="integer | b | constraint: . < 7 + count(${n}[. > 7])")
    assert answer(pair, "b", "8") == (True, False)


def test_many_as_one(tmp_path: Path) -> None:
    pair = two_members(tmp_path, outside="note | x | label: L ${n}")
    with pytest.raises(Exception, match="This field is repeated"):
        pair.javarosa.label("x")
    assert pair.ours.label("x") == "L 4, 9"
    outside = "calculate | x | calculation: ${n} + 1"
    with pytest.raises(Exception, match="This field is repeated"):
        two_members(tmp_path, outside=outside)
    pair = Pair(form_of(MEMBERS.format(inside="", outside=outside)), tmp_path)
    pair.ours.add_repeat("r")
    pair.ours.set("r[1]/n", 4)
    pair.ours.set("r[2]/n", 9)
    assert pair.ours.value("x") == 5


def test_number_as_list() -> None:
    form = form_of("calculate | c | calculation: selected(0 div 0, 'x')")
    with pytest.raises(Exception, match="cannot be cast"):
        JavaRosaForm(form.markdown)
    assert here("selected(0 div 0, 'x')") == 0


def here(calculation: str) -> object:
    """What a calculation gives here."""
    rule = f'{{name: c, type: calculate, calculation: "{calculation}"}}'
    return FormState(instrument_of(YAML.format(rule=rule))).value("c")


def test_worked_out_when_reopened(tmp_path: Path) -> None:
    pair = two_members(tmp_path, "calculate | c | calculation: sum(${r}[n > 0]/n)")
    assert values(pair, "r[1]/c") == ("4", 13)
    pair.javarosa.reopen()
    assert values(pair, "r[1]/c") == ("13", 13)


def test_first_member(tmp_path: Path) -> None:
    pair = Pair(form_of(MEMBERS.format(inside="", outside="")), tmp_path)
    assert pair.levelled == {"first-member": 1}
    assert (pair.javarosa.counts["r"], pair.ours.count("r")) == (1, 1)


COUNTED = """
    integer | a
    integer | b | relevant: {relevant}
    begin repeat | r | repeat_count: ${{b}}
    integer | n
    end repeat
    calculate | c | calculation: sum(${{n}})
"""


def test_fewer_members(tmp_path: Path) -> None:
    pair = Pair(form_of(COUNTED.format(relevant="true()")), tmp_path)
    assert (pair.javarosa.counts["r"], pair.ours.count("r")) == (0, 0)
    assert pair.levelled == {"fewer-members": 1}
    for path, text in (("b", "2"), ("r[1]/n", "4"), ("r[2]/n", "9"), ("b", "1")):
        answer(pair, path, text)
    assert (pair.javarosa.counts["r"], pair.ours.count("r")) == (2, 1)
    assert values(pair, "c") == ("13", 4)
    answer(pair, "b", "2")
    assert values(pair, "c") == ("13", 13)


def test_hidden_count(tmp_path: Path) -> None:
    pair = Pair(form_of(COUNTED.format(relevant="${a} = 1")), tmp_path)
    for path, text in (("a", "1"), ("b", "2"), ("a", "0")):
        answer(pair, path, text)
    assert not pair.javarosa.is_relevant("b")
    assert (pair.javarosa.counts["r"], pair.ours.count("r")) == (2, 0)


CASCADE = """
    integer | a
    select_one kabupaten | k | relevant: {relevant}
    select_one sekolah | s | choice_filter: di = ${{k}}
"""


def test_filter_by_hidden(tmp_path: Path) -> None:
    pair = Pair(form_of(CASCADE.format(relevant="${a} = 1")), tmp_path)
    for path, text in (("a", "1"), ("k", "utara"), ("a", "0")):
        answer(pair, path, text)
    assert (pair.javarosa.offered["s"], pair.ours.choices("s")) == (("smp1", "sma1"), ())


def test_filtered_away(tmp_path: Path) -> None:
    pair = Pair(form_of(CASCADE.format(relevant="true()")), tmp_path)
    for path, text in (("k", "utara"), ("s", "sma1"), ("k", "selatan")):
        answer(pair, path, text)
    assert values(pair, "s") == ("", None)
    answer(pair, "k", "utara")
    assert values(pair, "s") == ("", "sma1")


def test_emptied_list(tmp_path: Path) -> None:
    form = """
        select_one kabupaten | k
        begin repeat | r
        select_multiple sekolah | m | choice_filter: di = ${k}
        end repeat
        calculate | c | calculation: count-non-empty(${m})
    """
    pair = Pair(form_of(form), tmp_path)
    for path, text in (("k", "utara"), ("r[1]/m", "sma1"), ("k", "selatan")):
        answer(pair, path, text)
    assert values(pair, "r[1]/m") == ("", None)
    assert values(pair, "c") == ("1", 0)


def test_once_of_what_is_hidden(tmp_path: Path) -> None:
    form = """
        integer | a
        integer | i
        calculate | c | relevant: ${i} = 1 | calculation: once(${a})
    """
    pair = Pair(form_of(form), tmp_path)
    for path, text in (("a", "5"), ("i", "1"), ("i", "0"), ("a", "7"), ("i", "1")):
        answer(pair, path, text)
    assert values(pair, "c") == ("7", 5)


def test_once_too_early(tmp_path: Path) -> None:
    inside = """calculate | c | calculation: 7
        calculate | d | calculation: once(string-length(${c}) + 0 * position(..))"""
    assert values(two_members(tmp_path, inside), "r[2]/d") == ("0", 1)


def test_default_of_a_nested_member(tmp_path: Path) -> None:
    form = """
        begin repeat | r
        begin group | g
        begin repeat | s
        integer | n | default: int(3.5)
        end repeat
        end group
        end repeat
    """
    pair = Pair(form_of(form), tmp_path)
    add(pair, "r")
    pair.ours.add_repeat("r[2]/s")
    assert values(pair, "r[2]/s[1]/n") == ("", 3)


def test_required_blank(tmp_path: Path) -> None:
    pair = Pair(form_of("integer | a | required: yes"), tmp_path)
    answer(pair, "a", "5")
    javarosa = pair.javarosa
    javarosa.controller.answerQuestion(javarosa.indexes["a"], None, True)
    pair.ours.set("a", None)
    assert values(pair, "a") == ("5", None)
    assert [finding.rule for finding in pair.ours.problems("a")] == ["required"]


def test_piped_in_words(tmp_path: Path) -> None:
    form = """
        select_one pilihan | s
        date | t
        decimal | d
        note | x | label: ${s}, ${t}, ${d}
    """
    pair = Pair(form_of(form), tmp_path)
    for path, text in (("s", "ya"), ("t", "2026-01-05"), ("d", "2.5")):
        answer(pair, path, text)
    assert pair.javarosa.label("x") == "ya, 2026-01-05, 2.5"
    assert pair.ours.label("x") == "Ya, 5 Januari 2026, 2,5"


def test_other_in_words(tmp_path: Path) -> None:
    form = """
        select_one alasan or_other | a
        select_one alasan | b
        calculate | c | calculation: jr:choice-name(${a}, '${a}')
    """
    pair = Pair(form_of(form), tmp_path)
    answer(pair, "a", "other")
    assert values(pair, "c") == ("Other", "Lainnya")
    assert pair.javarosa.offered["b"] == ("biaya", "waktu", "other")
    assert [choice.name for choice in pair.ours.choices("b")] == ["biaya", "waktu"]


@pytest.mark.parametrize(
    ("rule", "row", "javarosa"),
    [
        ("calculation: ${s} = 'x'", "calculate | c", "0"),
        ("calculation: ${s} < 'ya'", "calculate | c", "0"),
        ("calculation: int('x')", "calculate | c", ""),
        ("constraint: 1 > 2", "integer | c", None),
    ],
)
def test_meaningless_rules(tmp_path: Path, rule: str, row: str, javarosa: str | None) -> None:
    opened = JavaRosaForm(form_of(f"select_one pilihan | s\n{row} | {rule}").markdown)
    if javarosa is None:
        assert not opened.answer("c", "5", "integer")
    else:
        assert opened.value("c") == javarosa
    file = tmp_path / "coba.yaml"
    key, expression = rule.split(": ")
    kind = row.partition(" ")[0]
    own = f'{{name: c, type: {kind}, label: C, {key}: "{expression}"}}'
    file.write_text(YAML.format(rule=own), encoding="utf-8")
    with pytest.raises(InstrumentError):
        load_instrument(file)
