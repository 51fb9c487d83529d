"""The doors: what is said when something cannot be done, and with which exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def instrumen(*arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    """Run the program as a person does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "instrumen", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "INSTRUMEN_LANG": language, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is no study in"), ("id", "Tidak ada penelitian di")]
)
def test_a_folder_without_a_study_is_said_in_the_users_language(
    tmp_path: Path, language: str, words: str
) -> None:
    done = instrumen(str(tmp_path), language=language)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_command_names_the_known_ones() -> None:
    done = instrumen("statsu")
    assert done.returncode == 2
    assert "statsu" in done.stderr
    assert "status" in done.stderr


def test_a_new_study_passes_its_own_check(tmp_path: Path) -> None:
    folder = str(tmp_path / "study")
    assert instrumen("new", folder).returncode == 0
    checked = instrumen("check", folder)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_new_study_never_overwrites_one(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    instrumen("new", str(folder))
    (folder / "study.yaml").write_text("mine", encoding="utf-8")
    done = instrumen("new", str(folder))
    assert done.returncode == 1
    assert (folder / "study.yaml").read_text(encoding="utf-8") == "mine"


def test_a_broken_study_file_is_named_with_line_and_column(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    instrumen("new", str(folder))
    broken = (folder / "study.yaml").read_text(encoding="utf-8") + "\nthemse: []\n"
    (folder / "study.yaml").write_text(broken, encoding="utf-8")
    done = instrumen("status", "--study", str(folder))
    line = len(broken.splitlines())
    assert done.returncode == 1
    assert f"study.yaml:{line}:1: " in done.stderr
    assert "themes" in done.stderr
    assert "Traceback" not in done.stderr
