"""An instrument on paper: every type of question, and when it is asked, in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openxml_audit import OpenXmlValidator
from word_reader import Docx
from word_school import open_school

from instrumen.cli.export import command
from instrumen.export.word.blank import export_blank
from instrumen.language.loader import load_instrument
from instrumen.language.model import Instrument, specify_other
from instrumen.language.wording import condition_words

PART_TWO = "selected(${d}, 'video') and ${c} >= 2"
QUESTIONS = """\
instrument: semua
kind: questionnaire
version: "7"
title: {id: Semua, en: Everything}
duration: {id: 9 menit, en: 9 minutes}
choices:
  yt:
    - {name: y, label: {id: Ya, en: "Yes"}}
    - {name: t, label: {id: Tidak, en: "No"}}
  media:
    - {name: buku, label: {id: Buku, en: Books}}
    - {name: video, label: {id: Video, en: Video}}
    - {name: nihil, label: {id: Tanpa media, en: None}, exclusive: yes}
sections:
  - name: satu
    title: {id: Bagian satu, en: Part one}
    questions:
      - name: a
        number: "1"
        type: select_one yt
        label: {id: Aa, en: Aa}
        missing: [dk, rf]
        or_other: yes
      - {name: b, number: 1a, type: text, label: {id: Bb, en: Bb}, relevant: "${a} = 'y'"}
      - {name: c, number: 1b, type: integer, label: {id: Cc, en: Cc}, relevant: "${a} = 'y'"}
      - {name: d, number: "2", type: select_multiple media, label: {id: Dd, en: Dd}}
      - {name: e, number: "3", type: rank media, top: 2, label: {id: Ee, en: Ee}}
      - {name: f, number: "4", type: range, start: 0, end: 10, step: 0.5, label: {id: Ff, en: Ff}}
      - {name: g, number: "5", type: date, precision: month, label: {id: Gg, en: Gg}}
      - {name: h, number: "6", type: time, label: {id: Hh, en: Hh}}
      - {name: i, number: "7", type: datetime, label: {id: Ii, en: Ii}}
      - {name: j, number: "8", type: geopoint, label: {id: Jj, en: Jj}}
      - {name: k, number: "9", type: file, label: {id: Kk, en: Kk}}
      - {name: l, number: "10", type: acknowledge, label: {id: Ll, en: Ll}}
      - {name: m, type: note, label: {id: Catatan mm, en: Note mm}}
      - {name: n, type: calculate, label: {id: Hitungan nn, en: Sum nn}, calculation: "${c} + 1"}
      - {name: n2, type: calculate, calculation: "${c} + 2"}
      - {name: o, number: "11", type: decimal, label: {id: Oo, en: Oo}}
      - {name: p, number: "12", type: text, long: yes, label: {id: Pp, en: Pp}}
  - name: dua
    title: {id: Bagian dua, en: Part two}
    relevant: selected(${d}, 'video') and ${c} >= 2
    questions:
      - name: q
        type: likert yt
        label: {id: Setuju?, en: Agree?}
        missing: [na]
        rows:
          - {name: q1, number: "13", label: {id: Baris q1, en: Row q1}}
          - {name: q2, number: "14", label: {id: Baris q2, en: Row q2}, relevant: "${c} > 1"}
      - name: r
        type: repeat
        number: "15"
        max: 3
        label: {id: Pelatihan, en: Training}
        questions:
          - {name: r1, number: "15.1", type: text, label: {id: Topik, en: Topic}}
          - {name: r2, number: "15.2", type: select_one yt, label: {id: Selesai, en: Finished}}
      - name: s
        type: repeat
        number: "16"
        max: 9
        label: {id: Kunjungan, en: Visit}
        questions:
          - name: t
            type: likert yt
            label: {id: Uu, en: Uu}
            rows: [{name: t1, label: {id: Vv, en: Vv}}]
"""


@pytest.fixture
def instrument(tmp_path: Path) -> Instrument:
    file = tmp_path / "semua.yaml"
    file.write_text(QUESTIONS, encoding="utf-8")
    return load_instrument(file)


@pytest.fixture
def form(instrument: Instrument, tmp_path: Path) -> Docx:
    return Docx(export_blank(instrument, tmp_path / "form.docx", language="en"))


def test_every_question_is_there_with_its_number(form: Docx, instrument: Instrument) -> None:
    said = form.text
    with_other = [each for each in instrument.questions.values() if each.or_other]
    on_its_line = {specify_other(question).name for question in with_other}
    assert said.count("other: ____") == len(with_other)
    for path, question in instrument.questions.items():
        if question.label and question.name not in on_its_line:
            assert question.label("en") in said, path
        if question.number and "/" not in path:
            assert question.number in said, path


def test_every_type_has_room_for_its_answer(form: Docx) -> None:
    said = form.text.replace("\N{NO-BREAK SPACE}", " ")
    for place in (
        "☐ Yes",
        "other:",
        "○ don't know",
        "○ refused",
        "(mark all that apply)",
        "this one alone",
        "(number them from 1, the first, to 2)",
        "(0–10)",
        "(month/year)",
        "(hours.minutes)",
        "(day/month/year)",
        "latitude",
        "name of the file",
        "Sum nn: ____",
    ):
        assert place in said, place
    assert len(form.paragraphs("FormLine")) == 1 + 4  # a short text, a long one


def test_a_matrix_is_a_grid_and_a_repeat_has_a_row_a_member(form: Docx) -> None:
    lines = form.text.split("\n")
    grid = lines.index("Row q1")
    assert lines[grid - 1 : grid + 4] == ["13", "Row q1", "☐", "☐", "○"]
    assert form.text.count("☐ Yes\n☐ No") == 3  # three rows for members at most three
    assert form.text.count("Visit – ") == 3
    assert "More: on a copy of this sheet." in form.text


def test_conditions_are_instructions_in_words(form: Docx) -> None:
    first, second = form.paragraphs("FormSkip")
    assert first == "→ Answer 1a–1b only if the answer to 1 is “Yes”."
    assert second == (
        "→ Fill in this part only if the answer to 2 includes “Video” and the answer to 1b is at "
        "least 2."
    )
    assert "only if the answer to 1b is more than 1" in form.text
    assert "${" not in form.text


def test_the_form_says_which_version_it_is(form: Docx, instrument: Instrument) -> None:
    assert f"version 7 ({instrument.hash[:8]})" in form.everything


def test_the_file_is_sound_and_the_same_each_time(
    form: Docx, instrument: Instrument, tmp_path: Path
) -> None:
    assert OpenXmlValidator().validate(form.path).is_valid
    again = export_blank(instrument, tmp_path / "form.docx", language="en")
    assert again.name == "form-2.docx"
    assert again.read_bytes() == form.path.read_bytes()


@pytest.fixture
def said(instrument: Instrument, tmp_path: Path) -> Callable[..., str]:
    def say(condition: str, language: str = "en") -> str:
        file = tmp_path / "one.yaml"
        changed = QUESTIONS.replace(PART_TWO, f'"{condition}"')
        file.write_text(changed, encoding="utf-8")
        one = load_instrument(file)
        relevant = one.sections[1].relevant
        assert relevant is not None
        return condition_words(relevant, one, language)

    return say


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("${a} = 'y'", "the answer to 1 is “Yes”"),
        ("'y' = ${a}", "the answer to 1 is “Yes”"),
        ("${a} != 'y'", "the answer to 1 is not “Yes”"),
        ("not(${a} = 'y')", "the answer to 1 is not “Yes”"),
        ("${a} = 'y' or ${a} = 't'", "the answer to 1 is “Yes” or “No”"),
        ("${b} = ''", "the answer to 1a is blank"),
        ("${b} != ''", "the answer to 1a is filled in"),
        ("5 < ${c}", "the answer to 1b is more than 5"),
        ("${c} <= -2.5", "the answer to 1b is at most -2.5"),
        ("${c} > ${o}", "the answer to 1b is more than the answer to 11"),
        ("not(selected(${d}, 'buku'))", "the answer to 2 does not include “Books”"),
        ("selected(${d}, 'buku') or selected(${d}, 'video')",
         "the answer to 2 includes “Books” or “Video”"),
        ("count-selected(${d}) > 0", "the answer to 2 is filled in"),
        ("count-selected(${d}) = 2", "the number chosen in the answer to 2 is 2"),
        ("${a} = 'y' and (${c} = 1 or ${o} = 2)",
         "the answer to 1 is “Yes” and (the answer to 1b is 1 or the answer to 11 is 2)"),
        ("not(${a} = 'y' and ${c} = 1)",
         "it is not so that (the answer to 1 is “Yes” and the answer to 1b is 1)"),
        ("${n} > 3", "“Sum nn” is more than 3"),
        ("${c} + ${o} > 3", "1b + 11 > 3"),
        ("regex(${b}, '^x')", "regex(1a, '^x')"),
    ],
)  # fmt: skip
def test_what_conditions_say(condition: str, words: str, said: Callable[..., str]) -> None:
    assert said(condition) == words


def test_conditions_speak_indonesian(said: Callable[..., str]) -> None:
    assert said("${a} = 'y' and ${c} < 2.5", "id") == (
        "jawaban 1 adalah “Ya” dan jawaban 1b kurang dari 2,5"
    )


def test_the_chapter_of_instruments_uses_the_same_words(
    tmp_path: Path, written: Callable[..., Docx]
) -> None:
    assert "[ditanyakan bila jawaban" in written(parts={"instruments"}).text


def test_the_command_takes_an_id_or_a_file(tmp_path: Path, instrument: Instrument) -> None:
    open_school(tmp_path / "school").close()
    english = {"INSTRUMEN_LANG": "en"}
    study = ["--study", str(tmp_path / "school")]
    done = CliRunner().invoke(command, ["blank", "angket", *study], env=english)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "school" / "exports" / "angket-id.docx").is_file()
    wanted = tmp_path / "out.docx"
    arguments = ["blank", str(instrument.file), "-o", str(wanted), "--lang", "en"]
    done = CliRunner().invoke(command, arguments, env=english)
    assert done.exit_code == 0, done.output
    assert wanted.is_file()
    done = CliRunner().invoke(command, ["blank", "tiada", *study], env=english)
    assert done.exit_code == 1
    assert "angket" in done.output
