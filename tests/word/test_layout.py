"""Pages are estimated before Word counts them, from widths of letters and heights of rows."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from word_reader import Docx

from instrumen.export.word import export_word
from instrumen.export.word.blocks import Caption, Para, Table
from instrumen.export.word.layout import PageEstimate, Section
from instrumen.export.word.metrics import face
from instrumen.export.word.writer import Writer, widened
from instrumen.language.design import Profile
from instrumen.language.text import EMPTY
from instrumen.store.opening import open_study

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TO_PDF = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)
TIMES = face("Times New Roman", bold=False, italic=False)
LOOK = Profile(
    name="", margins=(3, 3, 3, 3), font="Times New Roman", size=12, line_spacing=1.5,
    table_caption=EMPTY, figure_caption=EMPTY, appendix_word=EMPTY,
)  # fmt: skip


def test_widths_are_those_of_the_fonts() -> None:
    assert TIMES.width("Guru") == 722 + 500 + 333 + 500
    assert face("Arial", bold=True, italic=False).width("Wi") == 944 + 278
    assert face("Times", bold=False, italic=True).width("ff") == 2 * 278


@given(st.lists(st.text("abc-MW", min_size=1, max_size=30), max_size=40), st.floats(60, 400))
def test_words_fill_lines_one_after_the_other(words: list[str], width: float) -> None:
    text = " ".join(words)
    lines = TIMES.lines(text, width, 12)
    assert lines >= max(TIMES.width(text) * 12 / 1000 / width - 1, 1)
    assert lines <= TIMES.lines(text, width / 2, 12)
    assert TIMES.lines(f"{text}\n{text}", width, 12) == 2 * lines


def test_a_header_takes_room_on_every_page_of_its_table() -> None:
    def pages(*header: str) -> int:
        estimate = PageEstimate(LOOK)
        if header:
            estimate.row("TableHeader", (1.0,), header, header=True)
        for _ in range(400):
            estimate.row("TableText", (1.0,), ("satu",))
        estimate.end_table()
        return estimate.sheets

    assert pages("Catatan\nhari\nini\nsaja") > pages("Catatan") >= pages()


def test_an_interviewer_takes_the_room_of_anybody() -> None:
    def used(style: str) -> int:
        estimate = PageEstimate(LOOK)
        for _ in range(200):
            estimate.paragraph(style, "1\tP\tBagaimana pelajaran yang terakhir?")
        return estimate.sheets

    assert used("Interviewer") == used("Turn")


@given(st.lists(st.tuples(st.floats(0.1, 9), st.floats(0, 0.4)), min_size=1, max_size=9))
def test_no_column_is_too_narrow_for_its_header_while_others_can_spare_it(
    columns: list[tuple[float, float]],
) -> None:
    whole = sum(want for want, _ in columns)
    wanted, needed = [want / whole for want, _ in columns], [need for _, need in columns]
    shares = widened(wanted, needed)
    assert sum(shares) == pytest.approx(1)
    if sum(needed) <= 1:
        pairs = zip(shares, needed, strict=True)
        assert all(share >= need - 1e-9 for share, need in pairs)
    else:
        assert list(shares) == wanted


def test_a_caption_moves_with_its_table_and_is_counted_there() -> None:
    caption = Caption("Judul")
    rows = [(str(number),) for number in range(8)]
    for filled in range(20, 60):
        writer = Writer(LOOK, "id", Section())
        blocks = (Para("satu", "TableText") for _ in range(filled))
        for _piece in writer.write((*blocks, Table(("Kepala",), rows, (1.0,), caption=caption))):
            pass
        end = writer.pages
        assert writer.outline[0].page == end


@pytest.mark.skipif(
    not (SOFFICE and shutil.which("pdfinfo")), reason="needs LibreOffice and pdfinfo"
)
def test_the_contents_are_right_within_two_pages(demo_study: Path, tmp_path: Path) -> None:
    with open_study(demo_study, actor="R1") as study:
        report = export_word(study, tmp_path / "laporan.docx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", TO_PDF,
         "--outdir", tmp_path, str(report.path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = subprocess.run(
        ["pdfinfo", "-dests", tmp_path / "laporan.pdf"], check=True, capture_output=True, text=True
    ).stdout
    real = {line.split('"')[1].replace("5F", "_"): int(line.split()[0])
            for line in told.splitlines() if '"' in line}  # fmt: skip
    assert report.path is not None
    estimated = {
        anchor: int(words.rpartition("\t")[2])
        for anchor, words, _ in Docx(report.path).links()
        if words.rpartition("\t")[2].isdigit() and anchor in real
    }
    assert len(estimated) > 150
    front = real[min(estimated, key=lambda anchor: real[anchor])] - 1
    away = [abs(real[anchor] - front - page) for anchor, page in estimated.items()]
    assert max(away) <= 2
    assert sum(one == 0 for one in away) > len(away) / 2
