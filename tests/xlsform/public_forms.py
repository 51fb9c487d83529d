"""Forms that other people published, as they are: workbooks of two packages on the package index.

`osm-fieldwork` carries the forms of mappers in several countries, `pmaxform3` the example and
the broken forms of pyxform's own tests. They are fetched with pip, once, into pytest's cache; no
form is kept in this project.
"""

import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

PACKAGES = ("osm-fieldwork==0.9.2", "pmaxform3==0.14.1")
WORKBOOKS = (".xls", ".xlsx", ".xlsm")


class NotThereError(Exception):
    """The packages cannot be fetched; the text says why."""


@dataclass(frozen=True, slots=True)
class PublicForm:
    """A workbook; `name` is its folder and file name, which together occur once."""

    name: str
    path: Path


def public_forms(cache: Path) -> list[PublicForm]:
    """All workbooks, fetched into `cache` unless they lie there. Raises NotThereError."""
    folder, failed = cache / "-".join(PACKAGES), cache / f"failed-{_run()}"
    with _alone(cache / "lock"):
        if failed.exists():
            raise NotThereError(failed.read_text("utf-8"))
        if not folder.is_dir():
            try:
                _fetch(cache / f"being-fetched-{os.getpid()}").rename(folder)
            except NotThereError as reason:
                failed.write_text(str(reason), "utf-8")
                raise
    paths = sorted(path for path in folder.rglob("*") if path.suffix in WORKBOOKS)
    return [PublicForm(f"{path.parent.name}/{path.name}", path) for path in paths]


def _run() -> str:
    """What all workers of one test run share."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))


def _fetch(folder: Path) -> Path:
    """The workbooks of the packages, below `folder`."""
    options = ["--quiet", "--no-deps", "--timeout", "20", "--retries", "1", "--only-binary=:all:"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder), *PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise NotThereError(f"the public forms cannot be fetched with pip: {reason}")
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if PurePosixPath(name).suffix in WORKBOOKS:
                    archive.extract(name, folder)
        wheel.unlink()
    return folder


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Only one process at a time is inside: SQLite's exclusive lock, which waits."""
    with closing(sqlite3.connect(lock, timeout=120, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield
