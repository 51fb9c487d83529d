"""Two versions of an instrument: each change with what it does to answers already stored."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from instrumen.cli.diff import command
from instrumen.fieldwork.instrument_changes import changes_since
from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import targets_of
from instrumen.language import read_instrument_text
from instrumen.language.changes import Effect, changes, worst
from instrumen.store.opening import open_study

VERSION = ('version: "1"', 'version: "2"')
Edit = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture
def edit(angket: Path) -> Edit:
    """Replaces texts in the questionnaire and gives what changed: effect, rule, path."""
    source = angket.read_text("utf-8")

    def edited(*replacements: tuple[str, str]) -> list[tuple[str, str, str]]:
        text = source
        for old, new in (VERSION, *replacements):
            assert old in text
            text = text.replace(old, new)
        before, _ = read_instrument_text(source, angket)
        now, problems = read_instrument_text(text, angket)
        assert before is not None
        assert now is not None, [str(problem.what) for problem in problems]
        return [(each.effect.value, each.rule, each.path) for each in changes(before, now)]

    return edited


def test_nothing_but_layout(edit: Edit):
    assert edit(("type: repeat\n", "type:   repeat\n"), ("sections:", "# Bagian\nsections:")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # questions
        (
            "      - {name: jumlah",
            "      - {name: baru, type: note, label: X}\n      - {name: jumlah",
            "safe question-new baru",
        ),
        (
            '          - {name: isi, number: "5", type: text, label: {id: Isi, en: Content}}\n',
            "",
            "destructive question-gone kegiatan/isi",
        ),
        ("{name: isi,", "{name: uraian,", "mapping question-renamed kegiatan/uraian"),
        (
            "type: integer, label: {id: Jam",
            "type: decimal, label: {id: Jam",
            "safe type kegiatan/jam",
        ),
        (
            "type: integer, label: {id: Jam",
            "type: text, label: {id: Jam",
            "mapping type kegiatan/jam",
        ),
        (
            "type: text, label: {id: Isi",
            "type: integer, label: {id: Isi",
            "destructive type kegiatan/isi",
        ),
        ("type: select_one ya_tidak", "type: select_multiple ya_tidak", "mapping type ikut"),
        ('calculation: "sum(${jam})"', 'calculation: "max(${jam})"', "mapping calculation jumlah"),
        # choices
        (
            '    - {name: tidak, label: {id: Tidak, en: "No"}}\n',
            "",
            "destructive choice-gone choices/ya_tidak",
        ),
        ("{name: tidak,", "{name: belum,", "mapping choice-renamed choices/ya_tidak"),
        (
            "  kota:\n    -",
            "  kota:\n    - {name: kudus, label: Kudus, pulau: jawa}\n    -",
            "safe choice-new choices/kota",
        ),
        ("{id: Solo, en: Solo}", "{id: Sala, en: Solo}", "wording wording choices/kota/solo"),
        ("pulau: sumatera", "pulau: sumatera, score: 2", "mapping score choices/kota"),
        ("pulau: sumatera", "pulau: andalas", "mapping choice-columns choices/kota"),
        # rules
        (". >= 1 and . <= 40", ". >= 2 and . <= 40", "mapping constraint berapa"),
        (". >= 1 and . <= 40", ". >= 1 and . <= 39", "mapping constraint berapa"),
        (". >= 1 and . <= 40", ". > 1 and . <= 40", "mapping constraint berapa"),
        (". >= 1 and . <= 40", ". >= 0 and . <= 99", "safe constraint berapa"),
        (". >= 1 and . <= 40", ". >= 1 and 40 >= .", "safe constraint berapa"),
        (". >= 1 and . <= 40", ". >= 1 and . <= 40 and . != 7", "mapping constraint berapa"),
        ("        relevant: ${ikut} = 'ya'\n", "", "safe relevant berapa"),
        ("relevant: ${ikut} = 'ya'", "relevant: ${ikut} != 'ya'", "mapping relevant berapa"),
        ("missing: [dk, rf]", "missing: [dk]", "mapping missing berapa"),
        ("        required: yes\n", "", "safe required berapa"),
        # words
        (
            "{id: Berapa kali?, en: How often?}",
            "{id: Berapa?, en: How often?}",
            "wording wording berapa",
        ),
        (
            "{id: Antara 1 dan 40, en: Between 1 and 40}",
            "{id: 1–40, en: 1–40}",
            "wording wording berapa",
        ),
        ('number: "3"', 'number: "3a"', "wording wording kota"),
        ("title: {id: Bagian, en: Part}", "title: {id: Awal, en: Part}", "wording wording a"),
        # repeats, header
        ("        max: 3\n", "        max: 2\n", "mapping members kegiatan"),
        ("        max: 3\n", "        max: 9\n", "safe members kegiatan"),
        ("kind: questionnaire", "kind: document", "destructive subject"),
        ("technique: A", "technique: A\nfor: ${jabatan} = 'guru'", "safe for"),
        ("instrument: angket", "instrument: angkt", "mapping instrument"),
    ],
)
def test_every_class_of_change(edit: Edit, old: str, new: str, expected: str):
    found = [" ".join(change).strip() for change in edit((old, new))]
    assert expected in found


def test_another_order_is_said_once(edit: Edit):
    jam = "          - {name: jam, number: 4a, type: integer, label: {id: Jam, en: Hours}}\n"
    isi = '          - {name: isi, number: "5", type: text, label: {id: Isi, en: Content}}\n'
    assert edit((jam + isi, isi + jam)) == [("wording", "order", "kegiatan/isi")]


def test_a_further_language_is_safe(edit: Edit):
    found = edit(("languages: [id, en]", "languages: [id, en, jv]"),
                 ("{id: Ikut pelatihan?, en: Attended training?}",
                  "{id: Ikut pelatihan?, en: Attended training?, jv: Melu?}"))  # fmt: skip
    assert found == [("safe", "translation", "ikut")]


def test_words_that_are_the_same_in_every_language_may_be_written_once(angket: Path):
    source = angket.read_text("utf-8").replace("{id: Isi, en: Content}", "{id: Isi, en: Isi}")
    twice, _ = read_instrument_text(source, angket)
    once, _ = read_instrument_text(
        source.replace(*VERSION).replace("{id: Isi, en: Isi}", "Isi"), angket
    )
    assert twice is not None
    assert once is not None
    assert twice.questions["kegiatan/isi"].label != once.questions["kegiatan/isi"].label
    assert list(changes(twice, once)) == list(changes(once, twice)) == []


def test_the_gravest_come_first(edit: Edit):
    isi = '          - {name: isi, number: "5", type: text, label: {id: Isi, en: Content}}\n'
    found = edit(("{name: tidak,", "{name: belum,"), ("{id: Solo,", "{id: Sala,"), (isi, ""))
    assert [effect for effect, _, _ in found] == ["destructive", "mapping", "wording"]


def test_a_version_that_was_not_raised_is_said(angket: Path):
    source = angket.read_text("utf-8")
    before, _ = read_instrument_text(source, angket)
    now, _ = read_instrument_text(source.replace("Ikut pelatihan?", "Ikut?"), angket)
    assert before is not None
    assert now is not None
    assert "version" in [change.rule for change in changes(before, now)]


@given(st.integers(-50, 50), st.integers(0, 50), st.integers(-50, 50), st.integers(0, 50))
def test_a_rule_is_narrower_when_an_answer_may_break_it(a: int, n: int, b: int, m: int):
    """Held against all whole numbers of both ranges."""
    from instrumen.language.changes.bounds import narrower
    from instrumen.language.expression.parser import parse_expression
    from instrumen.language.expression.syntax import Expression
    from instrumen.language.model import Check
    from instrumen.language.problems import Mark

    def rule(least: int, most: int) -> list[Check]:
        text = f". >= {least} and . <= {most}"
        parsed = parse_expression(text, Mark(1, 1))
        assert isinstance(parsed, Expression)
        return [Check(constraint=parsed)]

    broken = any(not b <= answer <= b + m for answer in range(a, a + n + 1))
    assert narrower(rule(a, a + n), rule(b, b + m)) == broken


def test_no_change_is_safe():
    assert worst(()) is Effect.SAFE


def test_the_command_says_each_change_with_its_place(angket: Path, tmp_path: Path):
    new = tmp_path / "baru.yaml"
    text = angket.read_text("utf-8").replace(*VERSION).replace("{name: tidak,", "{name: belum,")
    new.write_text(text, "utf-8")
    result = run(str(angket), str(new))
    assert result.exit_code == 1
    said = "needs mapping: the choice “tidak” of “choices/ya_tidak” is called “belum” now"
    assert result.output == f"{new}:10: {said}\n"
    assert run(str(angket), str(angket)).output == "Nothing has changed.\n"
    found = json.loads(run(str(angket), str(new), "--json").output)
    assert (found[0]["effect"], found[0]["line"]) == ("mapping", 10)


def test_the_command_in_indonesian(angket: Path, tmp_path: Path):
    new = tmp_path / "baru.yaml"
    new.write_text(angket.read_text("utf-8").replace("Berapa kali?", "Berapa?"), "utf-8")
    result = CliRunner().invoke(command, [str(angket), str(new)], env={"INSTRUMEN_LANG": "id"})
    assert "rumusan berubah" in result.output


class TestStudy:
    @pytest.fixture
    def changed(self, small: Path, angket: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A study with one response, whose questionnaire was changed afterwards."""
        monkeypatch.setenv("INSTRUMEN_HOME", str(small / "home"))
        with open_study(small, actor="R1") as study:
            person = add_respondent(study, "smp", {"jabatan": "guru"}, {"nama": "Kenanga Contoh"})
            target = next(t for t in targets_of(study, person) if t.instrument == "angket")
            filling = begin(study, target)
            filling.answer("ikut", "tidak")
            filling.add_member("kegiatan")
            filling.answer("kegiatan[1]/isi", "Lokakarya")
        text = angket.read_text("utf-8").replace(*VERSION)
        gone = '          - {name: isi, number: "5", type: text, label: {id: Isi, en: Content}}\n'
        angket.write_text(text.replace(gone, ""), "utf-8")
        return small

    def test_what_changed_since_responses_were_begun(self, changed: Path):
        with open_study(changed, actor="R1") as study:
            (found,) = changes_since(study)
        assert (found.instrument.id, found.responses, found.worst) == (
            "angket", 1, Effect.DESTRUCTIVE,
        )  # fmt: skip
        assert [
            (change.path, n) for change, n in zip(found.changes, found.answers, strict=True) if n
        ] == [("kegiatan/isi", 1)]
        assert found.earlier.version == "1"

    def test_the_command_says_it_with_the_answers_concerned(self, changed: Path):
        result = run("--study", str(changed))
        assert result.exit_code == 1
        assert "angket: 1 response has version 1 (" in result.output
        assert "the question “kegiatan/isi” is gone [1 answer]" in result.output
        found = json.loads(run("--study", str(changed), "--json").output)
        assert found[0]["changes"][0]["answers"] == 1

    def test_of_a_choice_the_answers_that_have_it_are_counted(self, changed: Path):
        angket = changed / "questionnaires" / "angket.yaml"
        text = angket.read_text("utf-8")
        for name, label in (("ya", '{id: Ya, en: "Yes"}'), ("tidak", '{id: Tidak, en: "No"}')):
            text = text.replace(f"{{name: {name}, label: {label}}}", f"{{name: {name}x, label: X}}")
        angket.write_text(text.replace("= 'ya'", "= 'yax'"), "utf-8")
        with open_study(changed, actor="R1") as study:
            (found,) = changes_since(study)
        gone = {
            change.choice: n
            for change, n in zip(found.changes, found.answers, strict=True)
            if change.rule == "choice-gone"
        }
        assert gone == {"ya": 0, "tidak": 1}

    def test_status_says_it(self, changed: Path):
        from instrumen.cli.status import command as status

        result = CliRunner().invoke(
            status, ["--study", str(changed)], env={"INSTRUMEN_LANG": "en"}, catch_exceptions=False
        )
        assert "Responses with an earlier version of angket: 1 (destructive)." in result.output

    def test_a_study_that_did_not_change(self, small: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("INSTRUMEN_HOME", str(small / "home"))
        assert run("--study", str(small)).output == (
            "Every response has the version its instrument has now.\n"
        )


def run(*arguments: str):
    return CliRunner().invoke(
        command, list(arguments), env={"INSTRUMEN_LANG": "en"}, catch_exceptions=False
    )
