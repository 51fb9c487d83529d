"""A file appears whole or not at all, and nobody's file is written over."""

import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import docx
import pytest
from test_writer import make_profile

from instrumen.export.word.package import Properties, free_name, skeleton, write_package

PROPERTIES = Properties(
    title="Judul", author="Rina Contoh", language="en", date=datetime(2026, 5, 4, 8), header="Judul"
)


def _end() -> str:
    return "<w:sectPr/>"


def test_the_properties_are_those_of_the_data(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_package(path, skeleton(make_profile(), PROPERTIES), list, ["<w:p/>"], _end)
    core = docx.Document(str(path)).core_properties
    assert (core.title, core.author, core.language) == ("Judul", "Rina Contoh", "en-GB")
    assert core.created.replace(tzinfo=None) == core.modified.replace(tzinfo=None)
    assert core.created.replace(tzinfo=None) == datetime(2026, 5, 4, 8)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx"):
        write_package(tmp_path / name, skeleton(make_profile(), PROPERTIES), list, ["<w:p/>"], _end)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_failure_on_the_way_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    kept = tmp_path / "a.docx"
    kept.write_text("sunting")

    def broken() -> Iterator[str]:
        yield "<w:p/>"
        raise RuntimeError("listrik padam")

    for front, body in ((list, broken()), (broken, ["<w:p/>"])):
        with pytest.raises(RuntimeError):
            write_package(kept, skeleton(make_profile(), PROPERTIES), front, body, _end)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
    assert kept.read_text() == "sunting"


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    wanted = tmp_path / "laporan.docx"
    for expected in ("laporan.docx", "laporan-2.docx", "laporan-3.docx"):
        assert free_name(wanted).name == expected
        (tmp_path / expected).touch()


def test_nothing_of_the_template_s_own_travels_along(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_package(path, skeleton(make_profile(), PROPERTIES), list, ["<w:p/>"], _end)
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        assert packed.testzip() is None
    assert not [name for name in names if "customXml" in name or "thumbnail" in name]
