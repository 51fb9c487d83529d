"""What tests of every area may use: one demo study, built once for all of them."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def demo_study_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo study (62 staff, seed 1), with its Word files; built once,
    whichever worker comes first. To be looked at only: who opens the study (which makes a
    backup) takes a copy, such as `demo_study`."""
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if root.name.startswith("popen-") else root
    folder = shared / "demo-study"
    with _alone(shared / "demo-study.lock"):
        if not folder.is_dir():
            _build(shared / "demo-study-being-built").rename(folder)
    return folder


@pytest.fixture
def demo_study(demo_study_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo study that a test may change."""
    folder = tmp_path / "demo"
    shutil.copytree(demo_study_folder, folder)
    return folder


def _build(folder: Path) -> Path:
    from instrumen.demo.build import build_demo

    report = build_demo(folder)
    assert [str(reason) for reason in report.refused] == []
    return folder


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Only one process at a time is inside: SQLite's exclusive lock, which waits."""
    with closing(sqlite3.connect(lock, timeout=300, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield
