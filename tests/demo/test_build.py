"""The demo study as a whole: counts, repeatability, soundness, and that it scales."""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from instrumen.analysis.confrontation import confront
from instrumen.analysis.findings import findings
from instrumen.analysis.responses import responses_data
from instrumen.demo.build import build_demo
from instrumen.demo.folder import NOTICE, DemoError
from instrumen.fieldwork.consent import scopes
from instrumen.fieldwork.coverage import coverage
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.population import respondents
from instrumen.fieldwork.responses import responses, sessions
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify
from instrumen.transcripts.reading import transcripts

TABLES = ("events", "identities", "texts", "answers", "turns", "codings", "findings", "meta")


@pytest.fixture(scope="module")
def study(demo_study_folder: Path, tmp_path_factory) -> Iterator[Study]:
    folder = tmp_path_factory.mktemp("demo") / "study"
    shutil.copytree(demo_study_folder, folder)
    with open_study(folder, actor="R1", installation="test") as opened:
        yield opened


def by_disposition(study: Study, instrument: str, groups: set[str] | None = None) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in coverage(study):
        if row.instrument == instrument and (groups is None or row.group in groups):
            counts.update({d.value: n for d, n in row.by.items() if n})
    return counts


def dump(folder: Path) -> Mapping[str, list[tuple[object, ...]]]:
    db = sqlite3.connect(folder / "study.db")
    try:
        return {table: sorted(db.execute(f"SELECT * FROM {table}")) for table in TABLES}
    finally:
        db.close()


@pytest.mark.parametrize(
    ("instrument", "expected"),
    [
        ("angket-guru",
         {"complete": 43, "partial": 2, "refusal": 1, "non_contact": 1, "withdrawn": 1}),
        ("angket-pegawai", {"complete": 12, "non_contact": 1}),
        ("pedoman-wawancara-guru", {"complete": 14, "partial": 1, "refusal": 1}),
        ("pedoman-wawancara-kepala-sekolah", {"complete": 4}),
        ("lembar-observasi", {"complete": 11, "non_contact": 1}),
    ],
)  # fmt: skip
def test_everybody_has_a_disposition(study, instrument, expected):
    assert by_disposition(study, instrument) == expected


def test_twenty_one_documents_of_the_school(study):
    assert by_disposition(study, "lembar-dokumentasi", {""}) == {
        "complete": 17,
        "partial": 2,
        "none": 1,
        "not_shown": 1,
    }


def test_sixty_two_people_with_codes_in_no_order(study, demo_study_folder):
    people = respondents(study)
    assert Counter(person.group for person in people) == {
        "kepala": 1,
        "wakil": 3,
        "guru": 45,
        "pegawai": 13,
    }
    listed = csv.DictReader(
        (demo_study_folder / "daftar-pegawai.csv").read_text(encoding="utf-8").splitlines()[1:]
    )
    order = [row["NIP"] for row in listed]
    code_of = {
        str(value): str(code)
        for code, value in study.rows("SELECT respondent, value FROM identities WHERE field='nip'")
    }
    codes = [code_of[number] for number in order if code_of[number].startswith("G-")]
    assert len(codes) == 45
    assert codes != sorted(codes)


def test_log_and_tables_agree(study):
    assert verify(study).problems == ()


def test_the_head_was_met_twice_and_a_group_talked(study):
    spoken = transcripts(study)
    head = [t for t in spoken if t.subject.startswith("KS-")]
    assert [len(t.sessions) for t in head] == [2]
    assert all(session.turns for session in head[0].sessions)
    group = [t for t in spoken if t.subject_kind == "group"]
    assert [len(t.respondents) for t in group] == [4]
    assert {turn.speaker for turn in group[0].turns} >= set(group[0].respondents)


def test_somebody_took_back_a_scope_and_some_never_gave_it(study):
    withdrawn = study.row(
        "SELECT count(*) FROM consent_scopes WHERE withdrawn<>'' AND scope='kutip' "
        "AND respondent NOT IN (SELECT respondent FROM consent_scopes WHERE scope='ikut' "
        "AND withdrawn<>'')"
    )
    assert withdrawn == (1,)
    informants = {code for t in transcripts(study) for code in t.respondents}
    assert 0 < sum(not scopes(study, code)["kutip"] for code in informants) < 8


def test_questionnaires_were_broken_off_and_taken_up_again(study):
    finished = [row for row in responses(study, "angket-guru") if row.is_finished]
    assert sum(len(sessions(study, row.id)) == 2 for row in finished) == 3


def test_there_are_missing_answers_and_overridden_checks(study):
    kinds = {str(kind): int(str(n)) for kind, n in study.rows(
        "SELECT missing, count(*) FROM answers GROUP BY missing")}  # fmt: skip
    assert kinds["dk"] > 0
    assert kinds["rf"] > 0
    assert kinds["na"] > 0
    assert study.row("SELECT count(*) > 0 FROM overrides") == (1,)


def test_lecture_takes_more_than_half_of_eight_of_thirteen_lessons(study):
    shares = [float(str(each.form.value("porsi_ceramah"))) for each in
              responses_data(study, "lembar-observasi")]  # fmt: skip
    assert len(shares) == 13
    assert sum(share > 0.5 for share in shares) == 8


def test_thirty_four_of_forty_eight_are_certified(study):
    taught = [person for person in respondents(study) if person.group in ("guru", "wakil")]
    assert sum(person.fields["sertifikasi"] == "ya" for person in taught) == 34


def test_the_planted_claims_come_out(study):
    assessed = {each.claim.name: each.assessed for each in confront(study)}
    assert {name for name in ("c2", "c3") if assessed[name].contradicted} == {"c2", "c3"}
    assert not any(assessed[name].contradicted for name in ("c1", "c7", "c8"))
    assert not any(each.unexplained for each in assessed.values())


def test_findings_under_every_theme(study):
    assert {finding.theme for finding in findings(study)} == set(study.design.theme)
    assert {finding.status.value for finding in findings(study)} == {
        "draft", "supported", "verified", "final"}  # fmt: skip


def test_nobody_says_the_same_twice(study):
    said = Counter(
        turn.body for t in transcripts(study) for turn in t.turns if turn.speaker_kind == "R"
    )
    assert [body for body, times in said.items() if times > 1] == []


def test_word_files_in_both_languages(demo_study_folder):
    names = {file.name for file in (demo_study_folder / "exports").glob("*.docx")}
    assert names == {"laporan-id.docx", "report-en.docx"} or len(names) == 2


def test_the_same_seed_gives_the_same_study(demo_study_folder, tmp_path):
    """In another run of the program too, where sets have another order."""
    again = (
        "import pathlib, sys; from instrumen.demo.build import build_demo;"
        "build_demo(pathlib.Path(sys.argv[1]), languages=())"
    )
    command = [sys.executable, "-c", again, str(tmp_path / "again")]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert dump(tmp_path / "again") == dump(demo_study_folder)


@pytest.mark.parametrize("staff", [5, 17])
def test_a_smaller_school(tmp_path, staff):
    report = build_demo(tmp_path / "small", staff=staff, seed=7, languages=())
    assert report.respondents == staff
    with open_study(tmp_path / "small", actor="R1", installation="test") as study:
        assert verify(study).problems == ()
        left_open = {Disposition.OPEN, Disposition.BEGUN}
        assert not any(row.count(d) for row in coverage(study) for d in left_open)


def test_a_demo_is_made_anew(tmp_path):
    build_demo(tmp_path / "d", staff=5, languages=())
    report = build_demo(tmp_path / "d", staff=6, languages=())
    assert report.respondents == 6


def test_a_study_that_is_no_demo_is_left_alone(tmp_path):
    (tmp_path / "study.yaml").write_text("study: mine", encoding="utf-8")
    with pytest.raises(DemoError) as refused:
        build_demo(tmp_path, staff=5, languages=())
    assert "not a demo" in str(refused.value)
    assert [file.name for file in tmp_path.iterdir()] == ["study.yaml"]


def test_other_files_of_a_folder_stay(tmp_path):
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "mine.docx").write_bytes(b"x")
    build_demo(tmp_path, staff=5, languages=())
    assert (tmp_path / "exports" / "mine.docx").read_bytes() == b"x"
    assert (tmp_path / NOTICE).is_file()


def test_too_few_staff_is_one_sentence(tmp_path):
    with pytest.raises(DemoError) as refused:
        build_demo(tmp_path / "d", staff=1)
    assert "5 to 2000" in str(refused.value).replace(",", "")
    assert not (tmp_path / "d").exists()
