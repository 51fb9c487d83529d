"""A study on disk for the tests of the store: two schools, five small instruments."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from instrumen.store.opening import open_study
from instrumen.store.study import Study

SCHOOL = Path(__file__).parents[1] / "fieldwork" / "school"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study folder of its own, and settings of its own."""
    monkeypatch.setenv("INSTRUMEN_HOME", str(tmp_path / "home"))
    return Path(shutil.copytree(SCHOOL, tmp_path / "study"))


@pytest.fixture
def study(folder: Path) -> Iterator[Study]:
    """The study, open; what is drawn is the same each time."""
    with open_study(folder, actor="R1", rng=random.Random(1)) as opened:
        yield opened
