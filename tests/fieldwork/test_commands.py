"""The commands of fieldwork and store, as a person or a script calls them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from instrumen.cli.__main__ import cli
from instrumen.store.events import Act
from instrumen.store.opening import open_study

LIST = """Nama;NIP;Jabatan;Informan;Alamat
Kenanga Contoh, S.Pd;999913320000000011;Guru;Ya;Jalan Rahasia
Mawar Contoh;9,99913E+17;Guru;;
Satpam Contoh;;Satpam;;
Tanpa Jabatan;;;Ya;x
Jumlah;4;;;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "daftar.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def run(folder: Path, *arguments: str, language: str = "en") -> Result:
    return CliRunner(env={"INSTRUMEN_LANG": language}).invoke(
        cli, [*arguments, "--study", str(folder)]
    )


def bring(folder: Path, file: Path, *options: str, language: str = "en") -> Result:
    return run(folder, "roster", "import", str(file), "--site", "satu", *options, language=language)


def test_an_import_says_what_it_did_and_what_it_did_not(folder: Path, file: Path) -> None:
    done = bring(folder, file)
    assert done.exit_code == 0
    assert "3 new, 0 changed, 0 unchanged, 1 left out" in done.stdout
    assert "Not stored: Alamat" in done.stdout
    assert "daftar.csv:3:2: NIP: was made a number by a spreadsheet" in done.stderr
    assert "daftar.csv:5:1: Line 5 was left out: Jabatan is missing." in done.stderr
    assert "no people (totals, signatures): 6" in done.stdout
    assert "Jalan Rahasia" not in done.output


def test_a_dry_run_of_an_import_changes_nothing(folder: Path, file: Path) -> None:
    assert "Tidak ada yang diubah" in bring(folder, file, "--dry-run", language="id").stdout
    status = json.loads(run(folder, "status", "--json").stdout)
    assert status["respondents"]["total"] == 0


def test_a_site_that_is_none_is_said_with_those_there_are(folder: Path, file: Path) -> None:
    done = run(folder, "roster", "import", str(file), "--site", "tiga")
    assert done.exit_code == 1
    assert "There are: satu, dua." in done.stderr


def test_a_file_that_is_no_list_is_an_error(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "daftar.xlsx"
    book.write_bytes(b"PK\x03\x04")
    done = bring(folder, book)
    assert done.exit_code == 1
    assert "spreadsheet" in done.stderr


def test_status_for_scripts_adds_up(folder: Path, file: Path) -> None:
    bring(folder, file)
    status = json.loads(run(folder, "status", "--json").stdout)
    assert status["respondents"] == {
        "total": 3, "eligible": 3, "groups": {"guru": 2, "pegawai": 1}, "sites": {"satu": 3},
    }  # fmt: skip
    assert status["instruments"]["angket"] == {"total": 2, "dispositions": {"open": 2}}
    for name, sums in status["instruments"].items():
        rows = [row for row in status["coverage"] if row["instrument"] == name]
        assert sum(row["total"] for row in rows) == sums["total"]
        assert sum(sums["dispositions"].values()) == sums["total"]


def test_status_for_people_is_in_their_language(folder: Path, file: Path) -> None:
    bring(folder, file)
    said = run(folder, "status", language="id").stdout
    assert "3 orang dalam populasi" in said
    assert "belum dimulai 2" in said
    assert "SMP Satu Contoh" in said


def test_verify_tells_by_words_and_exit_code(folder: Path, file: Path) -> None:
    bring(folder, file)
    done = run(folder, "verify")
    assert (done.exit_code, "Log and tables agree: 3 events" in done.stdout) == (0, True)
    with open_study(folder) as study:
        study.connection.execute("UPDATE respondents SET grp='pegawai'")
    done = run(folder, "verify")
    assert done.exit_code == 1
    assert "Table respondents does not agree" in done.stderr
    machine = json.loads(run(folder, "verify", "--json").stdout)
    assert len(machine["problems"]) == 1


def test_a_backup_goes_where_one_wants_it_and_never_over_another(
    folder: Path, tmp_path: Path
) -> None:
    with open_study(folder) as study:
        study.record(Act("remark.written", "r-1", "lama", "x"))
    target = tmp_path / "stick" / "copy.db"
    assert run(folder, "backup", "-o", str(target)).exit_code == 0
    assert target.is_file()
    again = run(folder, "backup", "-o", str(target))
    assert again.exit_code == 1
    assert "is there already" in again.stderr
    assert "backups" in run(folder, "backup").stdout
