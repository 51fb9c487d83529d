"""What was read before comes back the same, and nothing in a cache can do harm."""

import os
import pickle
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.language import cache, read_instrument_text
from instrumen.language.cache import MOST_KEPT, read_with_cache
from instrumen.language.checks.scope import ANYWHERE, Scope

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "questionnaires" / "angket-guru.yaml"
SOURCE = FILE.read_text(encoding="utf-8")
SMALL = """\
instrument: kecil
kind: questionnaire
version: "1"
title: Kecil
sections:
  - name: s
    title: S
    questions:
      - {name: n, type: integer, label: NOMOR, relevant: "${tak_dikenal} > 3"}
"""


@pytest.mark.parametrize(
    "name", ["angket-guru", "pedoman-wawancara-guru", "lembar-observasi", "lembar-dokumentasi"]
)
def test_a_kept_instrument_is_the_very_same(tmp_path: Path, name: str) -> None:
    file = FILE.with_name(f"{name}.yaml")
    source = file.read_text(encoding="utf-8")
    fresh = read_instrument_text(source, file)
    assert fresh[0] is not None
    assert read_with_cache(source, file, tmp_path) == fresh
    assert len(list(tmp_path.iterdir())) == 1
    assert read_with_cache(source, file, tmp_path) == fresh


def test_what_is_kept_is_not_read_again(tmp_path: Path) -> None:
    read_with_cache(SMALL, FILE, tmp_path)
    (kept,) = tmp_path.iterdir()
    read_with_cache(SMALL.replace("NOMOR", "Angka"), FILE, tmp_path)
    (other,) = set(tmp_path.iterdir()) - {kept}
    kept.write_bytes(other.read_bytes())
    instrument, _ = read_with_cache(SMALL, FILE, tmp_path)
    assert instrument is not None
    assert instrument.questions["n"].label("id") == "Angka"


def test_warnings_are_kept_and_stand_in_the_file_that_is_read(tmp_path: Path) -> None:
    read_with_cache(SMALL, Path("dulu.yaml"), tmp_path)
    instrument, problems = read_with_cache(SMALL, Path("kini.yaml"), tmp_path)
    assert instrument is not None
    assert (instrument.file, instrument.source) == (Path("kini.yaml"), SMALL)
    assert [(problem.rule, str(problem.file)) for problem in problems] == [
        ("unknown-name", "kini.yaml")
    ]


def test_another_text_or_study_is_read_anew(tmp_path: Path) -> None:
    read_with_cache(SMALL, FILE, tmp_path)
    other, _ = read_with_cache(SMALL.replace("NOMOR", "Angka"), FILE, tmp_path)
    assert other is not None
    assert other.questions["n"].label("id") == "Angka"
    unknown, problems = read_with_cache(SMALL, FILE, tmp_path, Scope())
    assert unknown is None
    assert [problem.rule for problem in problems] == ["unknown-name"]


def test_an_instrument_with_errors_is_not_kept(tmp_path: Path) -> None:
    broken = SMALL.replace("type: integer", "type: intger")
    assert read_with_cache(broken, FILE, tmp_path)[0] is None
    assert list(tmp_path.iterdir()) == []


def test_only_so_many_are_kept(tmp_path: Path) -> None:
    for number in range(MOST_KEPT + 3):
        read_with_cache(SMALL.replace("NOMOR", str(number)), FILE, tmp_path)
    assert len(list(tmp_path.iterdir())) == MOST_KEPT


def test_a_folder_that_cannot_be_written_is_no_problem(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("x")
    assert read_with_cache(SMALL, FILE, taken)[0] is not None


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_broken_cache_counts_as_none(tmp_path: Path, data: st.DataObject) -> None:
    fresh = read_instrument_text(SMALL, FILE)
    read_with_cache(SMALL, FILE, tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    piece = data.draw(st.binary(max_size=20))
    kept.write_bytes(whole[:at] + piece + data.draw(st.sampled_from([b"", whole[at + 3 :]])))
    assert read_with_cache(SMALL, FILE, tmp_path) == fresh


class Touching:
    """What would make a file if it were unpacked."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.made,)


def test_a_cache_of_another_form_counts_as_none(tmp_path: Path) -> None:
    made = tmp_path / "made"
    read_with_cache(SMALL, FILE, tmp_path)
    (kept,) = tmp_path.iterdir()
    fresh = read_instrument_text(SMALL, FILE)
    for other in ([], (1, 2), ({}, ()), (Scope, ()), ("x", "y"), (Touching(made), ())):
        packed = pickle.dumps(other)
        kept.write_bytes(sha256(packed).hexdigest().encode() + b"\n" + packed)
        assert read_with_cache(SMALL, FILE, tmp_path) == fresh
    assert not made.exists()


def test_a_changed_program_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_with_cache(SMALL, FILE, tmp_path, ANYWHERE)
    monkeypatch.setattr(cache, "_program", lambda: "another")
    read_with_cache(SMALL, FILE, tmp_path, ANYWHERE)
    assert len(os.listdir(tmp_path)) == 2
