"""`instrumen check`: every mistake in one run, at its line, in the user's language."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from instrumen.cli.check import command

TEN = """\
instrument: sepuluh
kind: questionaire
version: "1"
languages: [id, en]
title: {id: Sepuluh kesalahan, en: Ten mistakes}
choices:
  ya_tidak:
    - {name: ya, label: {id: Ya, en: "Yes"}}
    - {name: tidak, label: {id: Tidak, en: "No"}}
sections:
  - name: a
    title: {id: Bagian, en: Part}
    questions:
      - name: umur
        type: intger
        label: {id: Umur, en: Age}
      - name: lama
        type: integer
        lable: {id: Lama, en: Years}
      - name: setuju
        type: select_one ya_tidk
        label: {id: Setuju?, en: Agree?}
      - name: ikut
        type: select_one ya_tidak
        label: {id: Catatan: ikut?, en: Join?}
        relevant: ${lama} > 3 and (${lama} < 9
      - name: ikut
        type: text
        label: {id: Lagi, en: Again}
        relevant: ${lama} = 2
        required: yes
        required: no
      - name: y
        type: calculate
        calculation: ${z} + 1
      - name: z
        type: calculate
        calculation: ${y} + selectd(${ikut}, 'ya')
"""
LINES = [2, 15, 19, 21, 25, 26, 27, 32, 35, 38]


def check(*arguments: str, language: str = "en") -> Result:
    return CliRunner().invoke(command, arguments, env={"INSTRUMEN_LANG": language})


def write(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("language", ["en", "id"])
def test_ten_mistakes_give_ten_messages_in_one_run(tmp_path: Path, language: str) -> None:
    path = write(tmp_path / "sepuluh.yaml", TEN)
    done = check(path, language=language)
    word = {"en": "error", "id": "kesalahan"}[language]
    found = re.findall(rf"^{re.escape(path)}:(\d+):\d+: {word}: .+", done.output, re.MULTILINE)
    assert [int(line) for line in found] == LINES
    assert done.exit_code == 1
    assert "Traceback" not in done.output


def test_the_line_follows_with_a_caret_under_the_place(tmp_path: Path) -> None:
    lines = check(write(tmp_path / "sepuluh.yaml", TEN)).output.split("\n")
    at = lines.index("          relevant: ${lama} > 3 and (${lama} < 9")
    assert lines[at + 1].index("^") == lines[at].index("(")


def test_a_long_line_is_shown_around_the_place(tmp_path: Path) -> None:
    text = TEN.replace("Ten mistakes}", f"{'x' * 300}, ern: {'y' * 300}}}")
    lines = check(write(tmp_path / "x.yaml", text)).output.split("\n")
    at = next(number for number, line in enumerate(lines) if "ern: y" in line)
    assert len(lines[at]) < 110
    assert lines[at][lines[at + 1].index("^") :].startswith("ern")


def test_nothing_wrong_exits_with_zero_and_says_so(tmp_path: Path) -> None:
    sound = "instrument: x\nkind: questionnaire\nversion: 1\ntitle: X\nsections: []\n"
    done = check(write(tmp_path / "x.yaml", sound))
    assert (done.exit_code, done.output) == (0, "Nothing is wrong.\n")


def test_warnings_alone_exit_with_zero(tmp_path: Path) -> None:
    text = (
        "instrument: x\nkind: questionnaire\nversion: 1\nlanguages: [id, en]\ntitle: {id: X}\n"
        "sections: []\n"
    )
    done = check(write(tmp_path / "x.yaml", text))
    assert done.exit_code == 0
    assert "x.yaml:5:8: warning: " in done.output


def test_json_is_for_scripts(tmp_path: Path) -> None:
    done = check("--json", write(tmp_path / "x.yaml", TEN))
    records = json.loads(done.stdout)
    assert [record["line"] for record in records] == LINES
    assert records[1]["rule"] == "unknown-type"
    assert {"file", "column", "length", "severity", "what", "todo"} <= records[1].keys()
    assert done.exit_code == 1


def test_a_folder_is_checked_file_by_file_and_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert "no YAML file" in check(str(tmp_path)).output
    assert "no such file" in check(str(tmp_path / "z.yaml")).output
    write(tmp_path / "a.yaml", TEN)
    write(tmp_path / "b.yaml", "")
    output = check(str(tmp_path)).output
    assert "a.yaml:2:7" in output
    assert "b.yaml:1:1" in output


def test_an_instrument_in_a_study_is_checked_with_its_names(tmp_path: Path) -> None:
    (tmp_path / "questionnaires").mkdir()
    study = "study: x\nroster:\n  fields:\n    - {name: usia, label: Usia, headings: [Usia]}\n"
    write(tmp_path / "study.yaml", study)
    text = (
        "instrument: x\nkind: questionnaire\nversion: 1\ntitle: X\nfor: ${usia} > 3\nsections: []\n"
    )
    inside = write(tmp_path / "questionnaires" / "x.yaml", text)
    assert check(inside).exit_code == 0
    write(tmp_path / "questionnaires" / "x.yaml", text.replace("usia", "usai"))
    done = check(inside)
    assert done.exit_code == 1
    assert "Did you mean “usia”?" in done.output


def test_texts_of_a_file_cannot_move_the_cursor_or_break_the_line(tmp_path: Path) -> None:
    done = check(write(tmp_path / "x.yaml", 'instrument: "a\\nb\\x1b[2J"\nkind: "a\\nb"\n'))
    assert "\x1b" not in done.output
    assert all(
        line.startswith((str(tmp_path), "  ")) or "problem" in line
        for line in done.output.splitlines()
    )
