"""The document of a study: every figure and every quotation can be traced to the data."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from word_hostile import HOSTILE
from word_reader import Docx
from word_school import (
    AGAINST,
    LONG,
    OPEN_ANSWER,
    SHORT,
    add_person,
    interview,
    populate,
)

from instrumen.analysis.findings import write_finding
from instrumen.analysis.spread import spread
from instrumen.analysis.texts import bookmark
from instrumen.export.word import ALL, PARTS, ExportError, export_word
from instrumen.store.study import Study
from instrumen.text import keep

Export = Callable[..., Docx]


def test_every_link_leads_to_a_place_that_exists_once(study: Study, written: Export) -> None:
    populate(study)
    made = written()
    places, ids = made.bookmarks(), made.bookmark_ids()
    assert len(ids) == len(set(ids)) == len(places)
    assert {anchor for anchor, _, _ in made.links()} <= set(places)
    fields = [
        code.split()[1] for code in made.instructions() if code.startswith(("REF", "PAGEREF"))
    ]
    assert fields
    assert set(fields) <= set(places)


def test_a_citation_leads_to_the_words_it_cites(study: Study, written: Export) -> None:
    populate(study)
    made = written()
    places = made.bookmarks()
    cited = {
        re.split(r"[“”]", paragraph)[1]: (citation, places[anchor])
        for anchor, citation, paragraph in made.links()
        if paragraph.startswith("“")
    }
    assert set(cited) == {SHORT, LONG, AGAINST, OPEN_ANSWER}
    assert all(words in place for words, (_, place) in cited.items())
    assert cited[SHORT][0] == "[G-01, 2]"
    assert cited[SHORT][1].startswith("2\tG-01\t")


def test_n_of_n_counts_people_in_the_database(study: Study, written: Export) -> None:
    finding = populate(study)
    counted = spread(study, finding.codes)
    asked = study.row(
        "SELECT count(DISTINCT respondent) FROM response_respondents JOIN responses r ON "
        "r.id=response WHERE r.instrument IN ('pedoman', 'angket')"
    )
    assert asked is not None
    assert (counted.n, counted.of) == (3, asked[0])
    words = f"{counted.n} dari {counted.of} ("
    made = written()
    assert sum(words in line for line in made.text.splitlines()) == 2  # summary and chapter
    summary = next(table for table in made.tables() if table[0][0] == "Temuan")
    assert ["Temuan 1. Waktu guru habis.", summary[-1][1], "draf"] in summary


def test_the_summary_refers_to_the_finding_by_a_field(study: Study, written: Export) -> None:
    finding = populate(study)
    anchor = "finding_" + finding.id.replace("-", "_")
    made = written()
    assert f"REF {anchor} \\h" in made.instructions()
    assert made.bookmarks()[anchor] == "Temuan 1. Waktu guru habis."


def test_a_focus_without_a_finding_says_so(study: Study, written: Export) -> None:
    populate(study)
    summary = next(table for table in written().tables() if table[0][0] == "Temuan")
    empty = [above[0] for above, row in pairwise(summary) if row == ["Belum ada temuan"]]
    assert empty == ["Profil", "Cara mengajar"]


def test_population_and_coverage_add_up(study: Study, written: Export) -> None:
    populate(study)
    tables = written().tables()
    population = next(table for table in tables if "Dalam daftar" in table[0])
    assert population[-1] == ["Semua", "6", "0", "6"]
    assert sum(int(row[2]) for row in population[1:-1]) == 6
    reasons = next(table for table in tables if "Alasan" in table[0])
    assert reasons[1] == ["Angket", "menolak", "Sibuk", "1"]


def test_figures_of_questions_add_up_with_their_missing(study: Study, written: Export) -> None:
    populate(study)
    tables = written(parts=["questionnaires"]).tables()
    certified = next(table for table in tables if table[1][0] == "Ya")
    assert [row[1] for row in certified] == ["n", "1", "2", "3"]
    grid = next(table for table in tables if "Sangat setuju" in table[0])
    assert [row[0] for row in grid[1:]] == ["2", "3", "4", "5"]
    assert grid[1][2] == "2\n100%"
    assert grid[2][1] == "Saya berceramah (butir negatif)"


def test_both_languages_tell_the_same_numbers(study: Study, written: Export) -> None:
    populate(study)

    def numbers(made: Docx) -> list[list[str]]:
        figures = (re.sub(r"(\d),(\d)", r"\1.\2", " ".join(row)) for table in made.tables()
                   for row in table)  # fmt: skip
        return [re.findall(r"\d+(?:\.\d+)?", line) for line in figures]

    indonesian, english = written(language="id"), written(language="en")
    assert numbers(indonesian) == numbers(english)
    assert "Ringkasan temuan" in indonesian.text
    assert "Summary of findings" in english.text
    for word in ("Temuan", "Lampiran", "Tabel", "dari", "Angket"):
        assert word not in english.paragraphs("Heading1") + english.paragraphs("Caption")
    assert not re.search(r"\b(Temuan|Lampiran|Tabel|Sebaran|Klaim)\b", english.text)


def test_a_text_that_was_not_translated_is_named(study: Study) -> None:
    populate(study)
    write_finding(study, "cara", {"id": "Guru berceramah."}, codes=["c.ceramah"])
    report = export_word(study, language="en")
    assert any("Guru berceramah." in str(warning) for warning in report.warnings)


def test_another_profile_changes_the_look_and_not_the_numbers(
    study: Study, written: Export
) -> None:
    populate(study)
    parts = ALL - {"questionnaires"}  # whose tables are cut to the width of the paper
    plain, thesis = written(parts=parts), written(parts=parts, profile="tesis")
    assert plain.tables() == thesis.tables()
    assert plain.paragraphs("BlockText") == []
    assert thesis.paragraphs("BlockText") == [f"{LONG} [G-02, 2]"]
    assert "Lampiran A" in "".join(thesis.paragraphs("TOC1"))
    assert "Lampiran 1" in "".join(plain.paragraphs("TOC1"))
    margins = docx.Document(str(thesis.path)).sections[-1]
    assert [round(side.cm, 1) for side in (margins.top_margin, margins.right_margin)] == [4, 3]


def test_parts_can_be_had_alone(study: Study, written: Export) -> None:
    populate(study)
    made = written(parts=["findings"])
    assert made.paragraphs("Heading1") == ["Temuan per tema"]
    assert made.paragraphs("Appendix") == []
    assert [words for anchor, words, _ in made.links() if words.startswith("[")] == []


@pytest.mark.parametrize("part", sorted(ALL))
def test_each_part_is_valid_even_when_there_are_no_data(part: str, written: Export) -> None:
    made = written(parts=[part])
    result = OpenXmlValidator().validate(made.path)
    assert result.errors == []


def test_the_whole_document_is_valid(study: Study, written: Export) -> None:
    populate(study)
    for options in ({}, {"language": "en", "profile": "tesis", "names": True}):
        made = written(**options)
        assert OpenXmlValidator().validate(made.path).errors == []
        assert docx.Document(str(made.path)).tables


def test_the_same_data_give_the_same_bytes(study: Study, tmp_path: Path) -> None:
    populate(study)
    export_word(study, tmp_path / "a.docx")
    export_word(study, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_an_edited_file_is_never_written_over(study: Study) -> None:
    first = export_word(study).path
    assert first is not None
    first.write_text("disunting pembimbing")
    second = export_word(study).path
    assert second is not None
    assert (first.name, second.name) == ("laporan-id.docx", "laporan-id-2.docx")
    assert first.read_text() == "disunting pembimbing"


def test_progress_ends_where_it_said_and_cancelling_leaves_nothing(
    study: Study, tmp_path: Path
) -> None:
    populate(study)
    heard: list[tuple[int, int, str]] = []
    export_word(study, tmp_path / "a.docx", progress=lambda *step: heard.append(step))
    assert [done for done, _, _ in heard] == sorted(done for done, _, _ in heard)
    assert {total for _, total, _ in heard} == {len(PARTS) + 3}  # three interviews
    assert heard[-1][0] == len(PARTS) + 3
    report = export_word(study, tmp_path / "b" / "b.docx", cancelled=lambda: len(heard) > 0)
    assert report.path is None
    assert not (tmp_path / "b").exists()


def test_what_does_not_exist_is_refused_in_words(study: Study) -> None:
    for options in ({"parts": ["temuan"]}, {"profile": "buku"}):
        with pytest.raises(ExportError, match="There is no"):
            export_word(study, **options)  # type: ignore[arg-type]


def test_a_folder_that_cannot_be_written_is_said_in_words(study: Study, tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    with pytest.raises(ExportError, match="could not be written"):
        export_word(study, tmp_path / "berkas" / "a.docx")


def test_hostile_words_arrive_as_the_gate_keeps_them(study: Study, written: Export) -> None:
    add_person(study, "G-01")
    _, turns = interview(study, "G-01", *(f"({text})" for text in HOSTILE))
    made = written(parts=["transcripts"])
    places = made.bookmarks()
    for turn, text in zip(turns, HOSTILE, strict=True):
        assert places[bookmark(turn.ref)].endswith(f"\t({keep(text)})"), text
    assert OpenXmlValidator().validate(made.path).errors == []
