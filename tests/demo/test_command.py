"""`instrumen demo` as a person calls it."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from instrumen.cli.__main__ import main
from instrumen.cli.demo import command


def test_the_summary_says_what_was_made(tmp_path: Path):
    folder = tmp_path / "d"
    done = CliRunner().invoke(command, [str(folder), "--staff", "7", "--no-tui", "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert "Fictitious data: a study of 7 people" in done.output
    assert "Teacher questionnaire" in done.output
    assert sorted(file.suffix for file in (folder / "exports").iterdir()) == [".docx", ".docx"]
    for file in (folder / "exports").iterdir():
        assert str(file) in done.output


def test_the_summary_in_indonesian(tmp_path: Path):
    folder = tmp_path / "d"
    done = CliRunner().invoke(command, [str(folder), "--staff", "5", "--no-tui", "--lang", "id"])
    assert "Data rekaan: penelitian atas 5 orang" in done.output
    assert "Angket guru" in done.output


def test_without_a_terminal_it_is_made_all_the_same(tmp_path: Path):
    command = [sys.executable, "-m", "instrumen", "demo", str(tmp_path / "d"), "--staff", "5"]
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith(f"instrumen {tmp_path / 'd'}")


def test_a_study_of_ones_own_is_refused_in_one_sentence(tmp_path, monkeypatch, capsys):
    (tmp_path / "study.yaml").write_text("study: mine", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["instrumen", "demo", str(tmp_path), "--no-tui"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert str(tmp_path) in said[0]
