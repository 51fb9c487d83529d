"""Blocks become Word: whatever the text, the file is well-formed and says the same."""

from datetime import datetime
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_hostile import HOSTILE
from word_reader import Docx

from instrumen.export.word import xml
from instrumen.export.word.blocks import (
    Appendix,
    Block,
    Caption,
    Cell,
    Divider,
    Heading,
    Link,
    PageBreak,
    Paper,
    Para,
    Ref,
    Run,
    Seq,
    Table,
)
from instrumen.export.word.contents import list_of_tables, table_of_contents
from instrumen.export.word.counting import letter, roman
from instrumen.export.word.layout import Section
from instrumen.export.word.package import Properties, skeleton, write_package
from instrumen.export.word.writer import Writer
from instrumen.language.design import Profile
from instrumen.language.text import text_of
from instrumen.text import keep


def make_profile(**changes: object) -> Profile:
    values: dict[str, object] = {
        "name": "p", "margins": (4.0, 3.0, 3.0, 4.0), "font": "Times New Roman", "size": 12.0,
        "line_spacing": 1.5, "table_caption": text_of("Tabel"),
        "figure_caption": text_of("Gambar"), "appendix_word": text_of("Lampiran"), **changes,
    }  # fmt: skip
    return Profile(**values)  # type: ignore[arg-type]


def write(path: Path, blocks: list[Block], look: Profile | None = None) -> Docx:
    """A document of these blocks, after a table of contents and a list of tables."""
    look = look or make_profile()
    properties = Properties(
        title="Judul <&>", author="Rina Contoh", language="id", date=datetime(2026, 5, 4),
        header="Kepala", warning="Data rekaan",
    )  # fmt: skip
    made = skeleton(look, properties)
    writer = Writer(look, "id", Section(start=1, references=made.references))

    def front() -> list[str]:
        return [*table_of_contents(writer.outline), *list_of_tables(writer.outline, "Tabel")]

    write_package(path, made, front, writer.write(blocks), writer.last_section)
    return Docx(path)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_arrives_as_the_gate_leaves_it(text: str, tmp_path: Path) -> None:
    made = write(tmp_path / "a.docx", [Para(text), Table((text,), [(text,)], (1,))])
    reopened = docx.Document(str(made.path))
    assert reopened.paragraphs[0].text == keep(text)
    assert [cell.text for row in reopened.tables[0].rows for cell in row.cells] == [keep(text)] * 2


@given(st.text(st.characters(), max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_makes_well_formed_xml(text: str) -> None:
    from xml.etree import ElementTree

    made = f"<w:p {xml.NAMESPACES}>{xml.run(text)}</w:p>"
    assert Docx.words(ElementTree.fromstring(made)) == keep(text)


def test_headings_are_numbered_as_the_profile_says(tmp_path: Path) -> None:
    blocks: list[Block] = [Heading("Satu"), Heading("a", 2), Heading("b", 2), Heading("Dua")]
    expected = {
        "roman": ["I.\tSatu", "A.\ta", "B.\tb", "II.\tDua"],
        "arabic": ["1\tSatu", "1.1\ta", "1.2\tb", "2\tDua"],
        "none": ["Satu", "a", "b", "Dua"],
    }
    for style, lines in expected.items():
        made = write(tmp_path / f"{style}.docx", blocks, make_profile(heading_numbering=style))
        contents = [*made.paragraphs("TOC1"), *made.paragraphs("TOC2")]
        assert sorted(line.rpartition("\t")[0] for line in contents) == sorted(lines)


def test_counting_goes_on_as_word_does() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]
    assert [letter(n) for n in (1, 26, 27, 53)] == ["A", "Z", "AA", "AAA"]


def test_each_line_of_the_contents_leads_to_its_heading(tmp_path: Path) -> None:
    blocks = [Heading("Satu"), Para("teks"), PageBreak(), Heading("Dua"), Divider("LAMPIRAN"),
              Appendix("Transkrip"), Appendix("Sesi 1", level=2)]  # fmt: skip
    made = write(tmp_path / "a.docx", blocks)
    places = made.bookmarks()
    led_to = [places[anchor] for anchor, _, _ in made.links()]
    assert led_to == ["Satu", "Dua", "Transkrip", "Sesi 1"]
    pages = [words.rpartition("\t")[2] for _, words, _ in made.links()]
    assert pages == ["1", "2", "4", "4"]
    assert 'TOC \\o "1-3" \\h \\z \\u' in made.instructions()


def test_tables_repeat_their_header_and_keep_rows_together(tmp_path: Path) -> None:
    table = Table(("No", "Isi"), [(str(n), "isi") for n in range(80)], (1, 4),
                  caption=Caption("Hasil"), note="Sumber: angket")  # fmt: skip
    made = write(tmp_path / "a.docx", [table])
    body = made.parts["word/document.xml"].decode()
    assert body.count("<w:tblHeader/>") == 1
    assert body.count("<w:cantSplit/>") == 81
    assert made.paragraphs("Caption") == ["Tabel 1. Hasil"]
    assert made.paragraphs("TableofFigures") == ["Tabel 1. Hasil\t1"]
    assert "SEQ Tabel \\* ARABIC" in made.instructions()


def test_a_cell_of_several_columns_is_as_wide_as_they_are(tmp_path: Path) -> None:
    table = Table(("a", "b", "c"), [(Cell("semua", span=3),), ("1", "2", "3")], (1, 1, 2))
    made = docx.Document(str(write(tmp_path / "a.docx", [table]).path))
    assert [len(row._tr.tc_lst) for row in made.tables[0].rows] == [3, 1, 3]
    widths = [cell.width for cell in made.tables[0].rows[0].cells]
    assert abs(made.tables[0].rows[1].cells[0].width - sum(widths)) <= 3 * 635


def test_references_repeat_the_number_they_point_to(tmp_path: Path) -> None:
    blocks: list[Block] = [
        Para((Ref("Temuan 2", "f2"),)),
        Para((Seq("Temuan", "f1"),)),
        Para((Seq("Temuan", "f2"), Run(" ada")), anchor="p"),
        Para((Link("ke sini", "p"),)),
    ]
    made = write(tmp_path / "a.docx", blocks)
    assert made.paragraphs("BodyText") == ["Temuan 2", "Temuan 1", "Temuan 2 ada", "ke sini"]
    assert "REF f2 \\h" in made.instructions()
    ids = made.bookmark_ids()
    assert len(ids) == len(set(ids)) == 3


def test_wide_matter_stands_on_turned_paper(tmp_path: Path) -> None:
    made = write(tmp_path / "a.docx", [Para("a"), Paper(True), Para("b"), Paper(False), Para("c")])
    sections = docx.Document(str(made.path)).sections
    assert [s.page_width > s.page_height for s in sections] == [False, True, False]
    assert {round(s.left_margin.cm, 1) for s in sections} == {4.0}
    assert {round(s.top_margin.cm, 1) for s in sections} == {4.0}


def test_the_styles_are_the_profile_s(tmp_path: Path) -> None:
    made = docx.Document(str(write(tmp_path / "a.docx", [Para("a")]).path))
    styles = {style.style_id: style for style in made.styles}
    assert styles["BodyText"].paragraph_format.line_spacing == 1.5
    assert styles["BlockText"].paragraph_format.line_spacing == 1.0
    assert styles["Heading1"].font.size.pt == 14
    defaults = made.styles.element.xml
    assert 'w:ascii="Times New Roman"' in defaults
    assert 'w:lang w:val="id-ID"' in defaults
    for name in ("Title", "Caption", "Quote", "Turn", "Header", "Footer", "Hyperlink", "TOC1"):
        assert name in styles


def test_a_warning_stands_on_every_page(tmp_path: Path) -> None:
    made = write(tmp_path / "a.docx", [Para("a")])
    headers = [made.parts[name].decode() for name in made.parts if "header" in name]
    assert len(headers) == 2
    assert all("Data rekaan" in header for header in headers)
