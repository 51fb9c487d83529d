"""A small school with one instrument of each kind that screens have to do with."""

import random
import shutil
from pathlib import Path

import pytest
from terminal import StillClock

from instrumen.fieldwork.consent import give_consent
from instrumen.fieldwork.population import add_respondent
from instrumen.store.opening import open_study

SCHOOL = Path(__file__).parent / "school"
PEOPLE = (
    ("G-12", "Sri Contohwati", "guru"),
    ("G-07", "Budi Contoh", "guru"),
    ("P-01", "Tono Contoh", "pegawai"),
)


@pytest.fixture(autouse=True)
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop that remembers nothing, and what it learns only for one test."""
    monkeypatch.setenv("INSTRUMEN_HOME", str(tmp_path / "laptop"))


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The folder of a study with three people, nothing asked yet."""
    folder = tmp_path / "school"
    shutil.copytree(SCHOOL, folder)
    rng = random.Random(7)
    with open_study(folder, actor="R2", clock=StillClock(), rng=rng, installation="uji") as study:
        for code, name, position in PEOPLE:
            fields = (
                {"jabatan": position, "mapel": ("IPA",)}
                if position == "guru"
                else {"jabatan": position}
            )
            add_respondent(study, "smp", fields, {"nama": name}, code=code)
    return folder


@pytest.fixture
def agreed(school: Path) -> Path:
    """As `school`; the teachers have consented to everything."""
    with open_study(school, actor="R2", clock=StillClock(), installation="uji") as study:
        for code in ("G-12", "G-07"):
            scopes = {"ikut": True, "rekam": True, "kutip": True}
            give_consent(study, code, scopes, language="id", how="signed", instrument="pedoman")
    return school
