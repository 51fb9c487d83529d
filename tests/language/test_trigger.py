"""`trigger:` in a file: how it may be written, and what is wrong with one."""

from pathlib import Path

import pytest

from instrumen.language import Problem, read_instrument_text
from instrumen.language.changes import changes
from instrumen.language.changes.change import Effect
from instrumen.language.json_schema import json_schema
from instrumen.language.model import Instrument

HEAD = """\
instrument: contoh
kind: questionnaire
version: 1
title: Contoh
sections:
  - name: s
    title: S
    questions:
      - {name: jam, type: integer, label: J}
      - {name: hari, type: integer, label: H}
      - {name: hasil, type: calculate, calculation: "${jam} * 2"}
      - name: rep
        type: repeat
        label: R
        questions:
          - {name: kelas, type: integer, label: K}
          - {name: murid, type: integer, label: M, calculation: "${kelas}", trigger: kelas}
"""
LINE = HEAD.count("\n") + 5


def read(trigger: str, name: str = "baru") -> tuple[Instrument | None, tuple[Problem, ...]]:
    """The instrument with one more question, whose trigger stands on its fifth line."""
    more = f"""\
      - name: {name}
        type: integer
        label: Baru
        calculation: ${{jam}} + 1
        trigger: {trigger}
      - {{name: nanti, type: integer, label: N}}
"""
    return read_instrument_text(HEAD + more, Path("contoh.yaml"))


def found(trigger: str, name: str = "baru") -> list[tuple[str, str, bool]]:
    """The problems as (rule, the words underlined, whether it is an error)."""
    written = f"        trigger: {trigger}"
    problems = read(trigger, name)[1]
    assert {problem.mark.line for problem in problems} <= {LINE}
    return [
        (
            problem.rule,
            written[problem.mark.column - 1 :][: problem.mark.length],
            problem.severity.value == "error",
        )
        for problem in problems
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("jam", ("jam",)),
        ("${jam}", ("jam",)),
        ("${ jam }", ("jam",)),
        ("${jam}, ${hari}", ("jam", "hari")),
        ("jam,hari, jam", ("jam", "hari")),
        ("[jam, hari]", ("jam", "hari")),
        ('["${jam}", hari]', ("jam", "hari")),
        ("kelas", ("kelas",)),
    ],
)
def test_names_are_written_bare_or_as_in_an_expression(
    written: str, names: tuple[str, ...]
) -> None:
    instrument, problems = read(written)
    assert problems == ()
    assert instrument is not None
    assert instrument.questions["baru"].triggers == names
    assert instrument.questions["rep/murid"].triggers == ("kelas",)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("jma", ("unknown-name", "jma", True)),
        ("jam, ${hri}", ("unknown-name", "${hri}", True)),
        ("hasil", ("trigger", "hasil", True)),
        ("rep", ("trigger", "rep", True)),
        ("${jam} + 1", ("trigger", "${jam} + 1", True)),
        ("${jam", ("trigger", "${jam", True)),
        ("baru", ("self-reference", "baru", True)),
        ("nanti", ("later-question", "nanti", False)),
    ],
)
def test_what_cannot_trigger_is_underlined(written: str, problem: tuple[str, str, bool]) -> None:
    assert found(written) == [problem]


def test_a_slip_of_the_pen_gets_the_name_that_was_meant() -> None:
    (problem,) = read("jma")[1]
    assert "jam" in str(problem.todo)


def test_questions_that_trigger_each_other_are_an_error_with_their_whole_path() -> None:
    source = HEAD.replace("name: jam, type: integer", "name: jam, trigger: hari, type: integer")
    source = source.replace("name: hari, type: integer", "name: hari, trigger: jam, type: integer")
    problems = read_instrument_text(source, Path("contoh.yaml"))[1]
    (problem,) = [problem for problem in problems if problem.severity.value == "error"]
    assert (problem.rule, problem.mark.line) == ("cycle", 9)
    assert "jam → hari → jam" in str(problem.what)


def test_setting_members_from_outside_is_a_warning() -> None:
    source = HEAD.replace("trigger: kelas", "trigger: jam")
    instrument, problems = read_instrument_text(source, Path("contoh.yaml"))
    assert instrument is not None
    assert [(p.rule, p.severity.value) for p in problems] == [("other-repeat", "warning")]


def test_a_name_in_two_repeats_is_ambiguous() -> None:
    twice = HEAD + HEAD[HEAD.index("      - name: rep") :].replace("name: rep", "name: rep2")
    baru = "      - {name: baru, type: integer, label: B, trigger: kelas}\n"
    problems = read_instrument_text(twice + baru, Path("contoh.yaml"))[1]
    assert [p.rule for p in problems] == ["ambiguous-name"]


def test_what_a_trigger_works_out_may_read_itself() -> None:
    source = HEAD + (
        "      - {name: kali, type: calculate, trigger: jam,"
        ' calculation: "coalesce(${kali}, 0) + 1"}\n'
    )
    assert read_instrument_text(source, Path("contoh.yaml"))[1] == ()


def test_another_trigger_is_a_change_that_asks_for_a_decision() -> None:
    old, new, same = (read(written)[0] for written in ("jam", "[jam, hari]", "${jam}"))
    assert old is not None
    assert new is not None
    assert same is not None
    assert ("trigger", Effect.MAPPING) in [(c.rule, c.effect) for c in changes(old, new)]
    assert [c for c in changes(old, same) if c.rule == "trigger"] == []


def test_editors_know_the_key() -> None:
    parts = json_schema("instrument")["$defs"]
    assert "trigger" in parts["question_integer"]["properties"]
    assert "trigger" in parts["question_calculate"]["properties"]
