"""A study of two small schools on disk, and people to fill it."""

import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from instrumen.fieldwork.population import Respondent, add_respondent
from instrumen.store.opening import open_study
from instrumen.store.study import Study

SCHOOL = Path(__file__).parent / "school"


class Walk:
    """A clock that goes on a minute at every reading, and as far as a test wants."""

    def __init__(self) -> None:
        self.moment = datetime.fromisoformat("2026-05-04T08:00:00+07:00")

    def now(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment

    def elapsed(self) -> int:
        return 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study folder of its own, and settings of its own."""
    monkeypatch.setenv("INSTRUMEN_HOME", str(tmp_path / "home"))
    return Path(shutil.copytree(SCHOOL, tmp_path / "study"))


@pytest.fixture
def clock() -> Walk:
    return Walk()


@pytest.fixture
def study(folder: Path, clock: Walk) -> Iterator[Study]:
    """The study, open; what is drawn is the same each time."""
    with open_study(folder, actor="R1", rng=random.Random(1), clock=clock) as opened:
        yield opened


@pytest.fixture
def teacher(study: Study) -> Respondent:
    """A teacher of the first school who is interviewed and observed."""
    fields = {"jabatan": "guru", "informan": "ya", "tahun_lahir": 1980, "mapel": ("ipa", "mtk")}
    return add_respondent(study, "satu", fields, {"nama": "Kenanga Contoh"})
