"""Answer scripts: what holds passes, what does not is named with its line, and so is every branch
that no test went through."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from instrumen.cli.test_ import command
from instrumen.language.check import check_path

HEAD = "instrument: angket\ntests:\n"
GOOD = (
    HEAD
    + """\
  - name: who took part says how often
    given: {roster: {jabatan: guru}, answers: {ikut: ya, berapa: "3", kota: medan}}
    then:
      shown: [berapa]
      values: {berapa: 3, kota: medan}
      choices: {kota: [solo, medan]}
      problems: {berapa: none}
    steps:
      - answers: {berapa: 41}
        then: {refused: [berapa], values: {berapa: 3}}
      - answers: {ikut: tidak}
        then:
          hidden: [berapa]
          outcomes: {berapa: not_relevant}
          values: {berapa: "", kota: ""}
          choices: {kota: solo}
      - answers: {ikut: ya, berapa: {missing: dk}}
        then: {outcomes: {berapa: dk}}
      - answers: {berapa: ""}
        then: {problems: {berapa: [required, hard]}, outcomes: {berapa: skipped}}
  - name: hours add up
    given:
      answers: {kegiatan: 2, "kegiatan[1]/jam": 10, "kegiatan[2]/jam": 5}
    then: {values: {jumlah: 15, kegiatan: 2}, labels: {ikut: Ikut pelatihan?}}
"""
)


def play(angket: Path, script: str, *options: str) -> Result:
    angket.with_name("angket.test.yaml").write_text(script, encoding="utf-8")
    return CliRunner().invoke(
        command, [str(angket), *options], env={"INSTRUMEN_LANG": "en"}, catch_exceptions=False
    )


def test_what_holds_passes(angket: Path):
    result = play(angket, GOOD)
    assert result.exit_code == 0, result.output
    assert "2 of 2 tests passed" in result.output
    assert "7 of 8 branches reached" in result.output


def test_branches_that_no_test_reaches(angket: Path):
    found = json.loads(play(angket, GOOD, "--json").output)[0]
    assert [(one["line"], one["what"]) for one in found["unreached"]] == [
        (line_of(angket, "choice_filter"), "“kota” never leaves out: solo")
    ]
    assert found["branches"] == 2 + 2 + 4
    assert found["unreached"][0]["file"] == str(angket)


def test_without_tests_nothing_but_the_hidden_is_reached(angket: Path):
    found = json.loads(play(angket, HEAD + "  - {name: nobody}\n", "--json").output)[0]
    assert {one["what"] for one in found["unreached"]} == {
        "“berapa” is never shown",
        "the constraint of “berapa” is never kept",
        "the constraint of “berapa” is never broken",
        "“kota” never offers: medan",
        "“kota” never leaves out: solo",
    }


@pytest.mark.parametrize(
    ("given", "then", "said"),
    [
        ("{ikut: tidak}", "{shown: [berapa]}", "“berapa” is hidden, and should be shown"),
        ("{ikut: ya}", "{hidden: [berapa]}", "“berapa” is shown, and should be hidden"),
        ("{ikut: ya, berapa: 3}", "{values: {berapa: 4}}", "values of “berapa”: 3 instead of 4"),
        ("{ikut: ya}", "{values: {berapa: 4}}", "values of “berapa”: nothing instead of 4"),
        ("{ikut: ya}", "{problems: {berapa: none}}", "problems of “berapa”: hard, required"),
        ("{ikut: tidak}", "{choices: {kota: [medan]}}", "choices of “kota”: solo instead of medan"),
        ("{ikut: ya}", "{outcomes: {ikut: skipped}}", "outcomes of “ikut”: answered instead of"),
        ("{ikut: ya}", "{labels: {ikut: Apa?}}", "labels of “ikut”: Ikut pelatihan? instead"),
        ("{ikut: ya}", "{refused: [ikut]}", "the answer to “ikut” is not refused"),
        ("{ikut: ya}", "{refused: [berapa]}", "“berapa” is given no answer that could be"),
        ("{ikut: ya}", "{shown: [brapa]}", "there is no “brapa”: Did you mean “berapa”?"),
    ],
)
def test_a_failed_expectation_is_named_with_its_line(
    angket: Path, given: str, then: str, said: str
):
    script = f"{HEAD}  - name: satu\n    given: {{answers: {given}}}\n    then: {then}\n"
    result = play(angket, script)
    assert result.exit_code == 1
    assert f"angket.test.yaml:5:{6 + column(then)}: error: {said}" in result.output


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{ikut: ya, berapa: 41}", "is refused: Antara 1 dan 40"),
        ("{ikut: mungkin}", "is refused: mungkin is not one of the choices"),
        ("{berapa: tiga}", "is refused: A whole number is wanted here"),
        ("{ikut: {missing: dk}}", "is refused: This question does not offer that"),
        ("{kegiatan: 4}", "is refused: There can be no more than 3 here"),
        ('{"kegiatan[1]/jam": 2}', "there is no “kegiatan[1]/jam”: Members of a repeat are"),
        ("{ikt: ya}", "there is no “ikt”: Did you mean “ikut”?"),
    ],
)
def test_an_answer_that_cannot_be_given_is_a_failure(angket: Path, given: str, said: str):
    result = play(angket, f"{HEAD}  - name: satu\n    given: {{answers: {given}}}\n")
    assert result.exit_code == 1
    assert "angket.test.yaml:4:" in result.output
    assert said in result.output


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("instrument: angket\n", "has no “tests”"),
        (HEAD + "  - {nama: x}\n", "a test has no key “nama”"),
        (HEAD + "  - {name: x, then: {showing: [ikut]}}\n", "Did you mean “shown”?"),
        (HEAD + "  - {name: x, then: {outcomes: {ikut: skiped}}}\n", "Did you mean “skipped”?"),
        (HEAD + "  - {name: x, given: {today: 4 Mei}}\n", "“today” must be a date"),
        (HEAD + "  - {name: x, given: {answers: {ikut: {missing: dd}}}}\n", "is no missing"),
        (HEAD + "  - name: x\n   then: {}\n", "error"),
    ],
)
def test_a_broken_script_is_said_as_check_says_it(angket: Path, script: str, said: str):
    result = play(angket, script)
    assert result.exit_code == 1
    assert said in result.output
    assert "not played" in result.output


def test_a_script_that_is_not_there(angket: Path):
    result = CliRunner().invoke(command, [str(angket)], env={"INSTRUMEN_LANG": "en"})
    assert result.exit_code == 1
    assert "angket.test.yaml" in result.output


def test_a_broken_instrument_is_said(angket: Path):
    angket.write_text(angket.read_text("utf-8").replace("integer", "intger", 1), "utf-8")
    result = play(angket, GOOD)
    assert result.exit_code == 1
    assert "Did you mean “integer”?" in result.output


def test_the_roster_and_what_follows_from_it_are_those_of_the_study(small: Path, angket: Path):
    study = small / "study.yaml"
    derived = '  derived: [{name: lahir, label: X, calculation: "${tahun} - 40"}]\nfoci:\n'
    study.write_text(study.read_text("utf-8").replace("foci:\n", derived), "utf-8")
    text = angket.read_text("utf-8").replace("Ikut pelatihan?", '"Ikut, ${jabatan} ${lahir}?"')
    angket.write_text(text, "utf-8")
    said = "    given: {roster: {jabatan: guru}}\n    then: {labels: {ikut: 'Ikut, Guru 1986?'}}\n"
    result = play(angket, f"{HEAD}  - name: x\n{said}")
    assert result.exit_code == 0, result.output


def test_scripts_are_no_instruments(small: Path, angket: Path):
    from instrumen.language import load_design

    angket.with_name("angket.test.yaml").write_text(GOOD, "utf-8")
    assert [one.id for one in load_design(small).instruments] == ["angket", "pedoman"]
    result = CliRunner().invoke(command, [str(small)], env={"INSTRUMEN_LANG": "en"})
    assert result.exit_code == 0
    assert "angket.test.yaml: 2 of 2" in result.output


def test_check_passes_over_a_script(angket: Path):
    """`instrumen check questionnaires/*.yaml` names scripts too; that is no error."""
    file = angket.with_name("angket.test.yaml")
    file.write_text(GOOD, "utf-8")
    (problem,) = check_path(file)
    assert (problem.severity, str(problem.todo)) == ("warning", "Play it with “instrumen test”.")


def line_of(file: Path, text: str) -> int:
    lines = file.read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def column(then: str) -> int:
    """Where the path stands in `then: {…}`, which begins in column 5."""
    inside = then.rindex("{") if then.count("{") == 2 else then.index("[")
    return inside + 6
