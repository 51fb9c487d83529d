"""LibreOffice opens the document and makes a PDF of it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from word_reader import Docx
from word_school import populate

from instrumen.store.study import Study

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_a_pdf(
    study: Study, written: Callable[..., Docx], tmp_path: Path
) -> None:
    populate(study)
    made = written()
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(made.path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (tmp_path / "laporan-id.pdf").read_bytes().startswith(b"%PDF-")
