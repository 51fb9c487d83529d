"""Every type of question and every kind of no answer, from the YAML to the Word files, held against
plain SQL on the study."""

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from openxml_audit import OpenXmlValidator
from pyxform.xls2xform import convert
from word_every_type import ASIDE, HALFWAY, HIDDEN, PHOTO, Madrasah, build
from word_reader import Docx

from instrumen.cli.__main__ import cli
from instrumen.language.loader import load_instrument
from instrumen.language.model import Instrument

INSTRUMENTS = ("angket", "lembar", "pedoman", "dokumen")
KINDS = {
    "dk": {"id": "tidak tahu", "en": "don't know"},
    "rf": {"id": "menolak", "en": "refused"},
    "na": {"id": "tidak berlaku", "en": "not applicable"},
    "skipped": {"id": "dilewati", "en": "skipped"},
    "not_reached": {"id": "belum sampai", "en": "not reached"},
    "not_relevant": {"id": "tidak relevan", "en": "not relevant"},
}

Rows = Callable[..., list[tuple[object, ...]]]


@dataclass(frozen=True)
class Made:
    """The study with all that was written of it, by language."""

    madrasah: Madrasah
    reports: Mapping[str, Docx]
    forms: Mapping[tuple[str, str], Docx]


def run(folder: Path, *arguments: str) -> str:
    """What a command says, in English."""
    done = CliRunner().invoke(cli, [*arguments, "--study", str(folder)],
                              env={"INSTRUMEN_LANG": "en"})  # fmt: skip
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.mktemp("every-type")
    madrasah = build(root / "madrasah")
    folder = madrasah.folder
    reports, forms = {}, {}
    for language in ("id", "en"):
        file = root / f"report-{language}.docx"
        run(folder, "export", "word", "--lang", language, "-o", str(file))
        reports[language] = Docx(file)
        for name in INSTRUMENTS:
            file = root / f"{name}-{language}.docx"
            run(folder, "export", "blank", name, "--lang", language, "-o", str(file))
            forms[name, language] = Docx(file)
    return Made(madrasah, reports, forms)


@pytest.fixture
def rows(made: Made) -> Iterator[Rows]:
    """Plain SQL on the study, as anybody may ask it."""
    with closing(sqlite3.connect(made.madrasah.folder / "study.db")) as database:
        yield lambda query, *values: database.execute(query, values).fetchall()


@pytest.fixture(scope="module")
def asked(made: Made) -> Instrument:
    return load_instrument(made.madrasah.folder / "questionnaires" / "lembar.yaml")


def sheets(report: Docx) -> dict[str, str]:
    """The text of each observation sheet by respondent code."""
    text = report.text
    begins = [(m.start(), m[1]) for m in re.finditer(
        r"^(G-0\d) · (?:Lembar serba jenis|Sheet of every kind)$", text, re.MULTILINE)]  # fmt: skip
    ends = [at for at, _ in begins[1:]] + [len(text)]
    return {code: text[at:end] for (at, code), end in zip(begins, ends, strict=True)}


def noted(report: Docx) -> dict[str, list[str]]:
    """Label → what was noted, of every answer on a sheet."""
    found: dict[str, list[str]] = {}
    for table in report.tables():
        if table[0][1:] in (["Aspek", "Catatan"], ["Aspect", "Noted"]):
            for row in (row for row in table[1:] if len(row) == 3):
                found.setdefault(row[1], []).append(row[2])
    return found


ANSWERS = {
    "id": {
        "Saya siap menjawab": "ya",
        "Mata pelajaran utama": "IPA",
        "Berapa tahun mengajar?": "12",
        "Honor dalam juta rupiah": "3,5",
        "Seberapa puas?": "7,5",
        "Provinsi asal": "Provinsi Timur",
        "Kota asal": "Kota Gunung",
        "Media yang dipakai": "Proyektor, Kartu gambar, Lainnya",
        "Media yang dipakai – lainnya apa?": "Radio & kaset",
        "Dua tujuan utama": "1. Murid lulus\n2. Murid paham",
        "Saya senang mengajar": "Sangat setuju",
        "Saya terlambat": "Sangat tidak setuju",
        "Tahun lulus": "2009",
        "Mulai bertugas": "Juli 2010",
        "Hari pertama": "19 Juli 2010",
        "Masuk kelas": "07.15",
        "Rapat terakhir": "4 Mei 2026 13.30",
        "Letak madrasah": "lintang -7,25, bujur 112,75, ketinggian 12 m, ketelitian 5 m",
        "Ringkasan otomatis": "IPA / 07:15",
        "Jumlah menit": "75",
        "Keadaan tempat": "Ramai",
        "Tertanggal": "Januari 2026",
    },
    "en": {
        "I am ready to answer": "yes",
        "Pay in millions of rupiah": "3.5",
        "Media used": "Projector, Picture cards, Other",
        "The two main goals": "1. Pupils pass\n2. Pupils understand",
        "I am late": "Strongly disagree",
        "Began work": "July 2010",
        "Last meeting": "4 May 2026 13:30",
        "Place of the madrasah":
            "latitude -7.25, longitude 112.75, altitude 12 m, accurate to 5 m",
        "Minutes in all": "75",
        "The place": "Noisy",
        "Is it there?": "It is there",
    },
}  # fmt: skip


def test_log_and_tables_agree(made: Made) -> None:
    assert "agree" in run(made.madrasah.folder, "verify")


@pytest.mark.parametrize(
    ("language", "label", "words"),
    [(lang, label, words) for lang, found in ANSWERS.items() for label, words in found.items()],
)
def test_an_answer_is_printed_as_a_reader_says_it(
    made: Made, language: str, label: str, words: str
) -> None:
    assert words in noted(made.reports[language])[label]


def test_no_code_name_stands_in_a_document(made: Made, asked: Instrument) -> None:
    names = {choice.name for listed in asked.choices.values() for choice in listed.choices}
    for file in (*made.reports.values(), *made.forms.values()):
        words = set(re.findall(r"\w+", file.text))
        assert not words & names, file.path
        assert "«pelajaran»" not in file.text
        assert "${pelajaran}" not in file.text


def test_hostile_words_are_printed_as_they_are_kept(made: Made, rows: Rows) -> None:
    ((kept,),) = rows("SELECT DISTINCT plain FROM answers WHERE path='cerita' AND response IN"
                      " (SELECT id FROM responses WHERE subject='G-01')")  # fmt: skip
    for report in made.reports.values():
        assert str(kept) in report.text


def test_a_file_is_named_with_its_hash(made: Made) -> None:
    digest = hashlib.sha256(made.madrasah.photo.read_bytes()).hexdigest()
    assert (made.madrasah.folder / "attachments" / f"{digest}.jpg").is_file()
    for label in ("Photo of the room", "Scan"):
        assert f"{PHOTO} (sha256 {digest[:8]}…)" in noted(made.reports["en"])[label]


def test_members_are_numbered_and_nested_ones_stand_under_theirs(made: Made) -> None:
    tables = made.reports["en"].tables()
    assert [["No.", "Name of class …", "Moved rooms?"], ["1", "VII-A", "I have"],
            ["2", "VII-B", "I have not"]] in tables  # fmt: skip
    assert [["No.", "Title", "Minutes"], ["1", "Peta", "30"], ["2", "Puisi", "45"]] in tables
    assert "Class 1 · Assignment" in made.reports["en"].text


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sheet_says_why_each_answer_is_missing(
    made: Made, rows: Rows, asked: Instrument, language: str
) -> None:
    printed = sheets(made.reports[language])
    assert list(printed) == ["G-01", "G-02", "G-03"]  # who has not finished is not printed
    for code, text in printed.items():
        stored = rows(
            "SELECT a.path, a.kind FROM absences a JOIN responses r ON r.id = a.response"
            " WHERE r.instrument='lembar' AND r.subject=?", code,
        )  # fmt: skip
        wanted: dict[str, set[str]] = {}
        for path, kind in stored:
            number = asked.questions[re.sub(r"\[\d+\]", "", str(path))].number
            if number:
                wanted.setdefault(KINDS[str(kind)][language], set()).add(number)
        (note,) = re.findall(r"^(?:Tanpa jawaban|No answer) – (.*)\.$", text, re.MULTILINE)
        said = {
            kind: {number for number in numbers.split(", ") if re.fullmatch(r"\d+[a-z]?", number)}
            for kind, _, numbers in (part.partition(": ") for part in note.split("; "))
        }
        assert said == wanted
    for kind in ("dk", "rf", "na"):
        assert sum(KINDS[kind][language] in found for found in printed.values()) == 1


def test_status_and_tables_tell_the_same_six_kinds(made: Made, rows: Rows) -> None:
    told = json.loads(run(made.madrasah.folder, "status", "--json"))["answers"]["angket"]
    counted = Counter(
        str(kind)
        for (kind,) in rows(
            "SELECT kind FROM absences a JOIN responses r ON r.id=a.response"
            " WHERE instrument='angket' UNION ALL SELECT missing FROM answers a"
            " JOIN responses r ON r.id=a.response WHERE instrument='angket' AND missing != ''"
        )
    )
    assert set(counted) == set(KINDS)
    assert {kind: told[kind] for kind in KINDS} == dict(counted)


def test_what_does_not_count_is_nowhere(made: Made, rows: Rows) -> None:
    stored = rows("SELECT a.plain FROM answers a JOIN masked m"
                  " ON m.response=a.response AND m.path=a.path")  # fmt: skip
    masked = {str(words) for (words,) in stored}
    assert {HIDDEN, ASIDE} <= masked
    for report in made.reports.values():
        for words in (HIDDEN, ASIDE, HALFWAY, "KESAN-SENDIRI", "SANDI-", "Guru Rekaan"):
            assert words not in report.everything


def test_coded_words_are_quoted_as_long_as_they_count(made: Made) -> None:
    for report in made.reports.values():
        assert any("[bold]" in line and anchor.startswith("ref") for anchor, _, line in
                   report.links())  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
def test_figures_of_other_answers_are_those_of_the_tables(
    made: Made, rows: Rows, asked: Instrument, language: str
) -> None:
    heads = (["Terjawab", "Berupa", "Tanpa jawaban"], ["Answered", "With", "Missing"])
    (table,) = (each for each in made.reports[language].tables() if each[0][2:] in heads)
    finished = "r.instrument='angket' AND r.state='finished'"
    for number, _label, answered, _with, missing in table[1:]:
        path = next((p for p, q in asked.questions.items() if number and q.number == number), None)
        if path is None or "/" in path:
            continue
        ((valid,),) = rows(
            "SELECT count(*) FROM answers a JOIN responses r ON r.id=a.response WHERE a.path=?"
            f" AND a.missing='' AND {finished} AND NOT EXISTS (SELECT 1 FROM masked m"
            " WHERE m.response=a.response AND m.path=a.path)", path,
        )  # fmt: skip
        kinds = rows("SELECT kind, count(*) FROM absences a JOIN responses r ON r.id=a.response"
                     f" WHERE a.path=? AND {finished} GROUP BY kind", path)  # fmt: skip
        assert answered == str(valid), path
        said = set(missing.split(", ")) - {"–"}
        assert said == {f"{KINDS[str(kind)][language]} {n}" for kind, n in kinds}, path


def test_choices_stand_in_the_order_of_the_file_however_they_were_shown(
    made: Made, rows: Rows, asked: Instrument
) -> None:
    file = [choice.name for choice in asked.choices["media"].choices]
    shown = [names for (names,) in rows(
        "SELECT group_concat(choice, ' ') FROM (SELECT response, choice FROM view_choice_orders"
        " WHERE question='media' ORDER BY response, place) GROUP BY response")]  # fmt: skip
    assert any(str(names).split()[: len(file)] != file for names in shown)
    (table,) = (each for each in made.reports["en"].tables() if each[1][0] == "Blackboard")
    labels = [choice.label("en") for choice in asked.choices["media"].choices]
    assert [row[0] for row in table[1 : len(labels) + 1]] == labels


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_blank_form_has_room_for_every_answer(
    made: Made, asked: Instrument, language: str
) -> None:
    said = made.forms["angket", language].text
    for path, question in asked.questions.items():
        if question.label and question.asks and "${" not in question.label(language):
            assert question.label(language).partition(" – ")[0] in said, path
    for place in {
        "id": ("☐ ya", "lainnya: ____", "nomor urut dari 1", "(0–10)", "(tahun)", "(bulan/tahun)",
               "(tanggal/bulan/tahun)", "(jam.menit)", "lintang ____", "nama berkas",
               "○ tidak tahu", "○ menolak", "○ tidak berlaku", "(hanya pilihan ini)"),
        "en": ("☐ yes", "other: ____", "number them from 1", "(0–10)", "(year)", "(month/year)",
               "(day/month/year)", "(hours.minutes)", "latitude ____", "name of the file",
               "○ don't know", "○ refused", "○ not applicable", "(this one alone)"),
    }[language]:  # fmt: skip
        assert place in said, place
    skips = " ".join(made.forms["angket", language].paragraphs("FormSkip"))
    assert "25a–25b" in skips
    assert ("I have" if language == "en" else "Pernah") in skips


def test_on_paper_choices_stand_by_the_answer_they_belong_to(made: Made, asked: Instrument) -> None:
    lines = [
        line.replace("\u00a0", " ") for line in made.forms["angket", "en"].paragraphs("FormAnswer")
    ]
    towns = asked.choices["kota"].choices
    for answer in asked.choices_of(asked.questions["prov"]):
        (line,) = (each for each in lines if each.startswith(f"{answer.label('en')}: ☐"))
        offered = [each.strip() for each in line.partition(":")[2].split("☐")[1:]]
        assert offered == [c.label("en") for c in towns if c.extra["di"] == answer.name]


def test_every_file_is_sound(made: Made) -> None:
    for file in (*made.reports.values(), *made.forms.values()):
        assert OpenXmlValidator().validate(file.path).is_valid, file.path


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_other_programs_take_the_form(made: Made, name: str, tmp_path: Path) -> None:
    file = made.madrasah.folder / "questionnaires" / f"{name}.yaml"
    target = tmp_path / f"{name}.xlsx"
    done = CliRunner().invoke(cli, ["export", "xlsform", str(file), "-o", str(target)])
    assert done.exit_code == 0, done.output
    assert convert(str(target)).xform
