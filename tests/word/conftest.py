"""The school of `word_school.py` as a study on disk, and its Word document."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from word_reader import Docx
from word_school import open_school

from instrumen.export.word import export_word
from instrumen.store.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """The school with nobody in it."""
    with open_school(tmp_path / "school") as opened:
        yield opened


@pytest.fixture
def written(study: Study) -> Callable[..., Docx]:
    """Export the study as it stands and read the file."""

    def export(**options: object) -> Docx:
        report = export_word(study, **options)  # type: ignore[arg-type]
        assert report.path is not None
        return Docx(report.path)

    return export
