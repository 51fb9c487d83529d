"""What becomes of an XLSForm: everything is carried, or named."""

import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imports import imported_text
from openpyxl import Workbook

from instrumen.cli.__main__ import cli
from instrumen.engine import FormState
from instrumen.language import load_instrument
from instrumen.language.model import Instrument, Matrix, Repeat, Type
from instrumen.language.problems import Severity
from instrumen.language.xlsform.importing import Imported, import_xlsform
from instrumen.language.xlsform.notes import XLSFormError

CHOICES = """
| choices |
| | list name | name | label::English (en) | label::Bahasa Indonesia (id) | prov |
| | yn | yes | Yes | Ya | |
| | yn | no | No | Tidak | |
| | city | a b | A B | A B | x |
"""


def imported(tmp_path: Path, survey: str, rest: str = CHOICES) -> tuple[Imported, Instrument]:
    """A survey sheet in Markdown, with the choices of this file."""
    return imported_text(tmp_path, f"| survey |\n{survey.strip()}\n{rest}")


def told(done: Imported) -> str:
    """All notes."""
    return "\n".join(f"{note.row} {note.became} {note.what}" for note in done.notes)


def test_headings_may_be_written_in_many_ways(tmp_path: Path) -> None:
    _, form = imported(tmp_path, """
| | Type | NAME | Label :: English (en) | label:Bahasa Indonesia (id) | bind::relevant | Relevance |
| | Select_One yn | sert | Certified? | Bersertifikat? | | |
| | integer | tahun_s | Year | Tahun | ${sert} = 'yes' | |
""")  # fmt: skip
    assert form.languages == ("en", "id")
    assert form.questions["sert"].label("id") == "Bersertifikat?"
    assert form.questions["tahun_s"].relevant is not None


def test_top_level_groups_are_sections_and_tables_are_matrices(tmp_path: Path) -> None:
    _, form = imported(tmp_path, """
| | type | name | label::English (en) | appearance | relevant |
| | note | hello | Hello | | |
| | begin group | a | A | | |
| | begin_group | grid | Do you agree? | table-list | |
| | select_one yn | g1 | One | | |
| | select_one yn | g2 | Two | | ${g1} = 'yes' |
| | end_group | | | | |
| | end group | | | | |
| | begin repeat | kids | Kids | | |
| | text | nm | Name | | |
| | end repeat | | | | |
""")  # fmt: skip
    assert [section.name for section in form.sections][1] == "a"
    matrix, repeat = form.sections[1].items[0], form.sections[2].items[0]
    assert isinstance(matrix, Matrix)
    assert [row.name for row in matrix.rows] == ["g1", "g2"]
    assert isinstance(repeat, Repeat)


def test_the_older_way_to_write_a_table_is_a_matrix_too(tmp_path: Path) -> None:
    done, form = imported(tmp_path, """
| | type | name | label::English (en) | appearance |
| | begin group | grid | | field-list |
| | select_one yn | head | Do you agree? | label |
| | select_one yn | g1 | One | list-nolabel |
| | select_one yn | g2 | Two | list-nolabel |
| | end group | | | |
""")  # fmt: skip
    matrix = form.sections[0].items[0]
    assert isinstance(matrix, Matrix)
    assert (matrix.label("en"), len(matrix.rows)) == ("Do you agree?", 2)
    assert "head" in told(done)


def test_paths_are_references_and_names_become_ours(tmp_path: Path) -> None:
    done, form = imported(tmp_path, """
| | type | name | label::English (en) | relevant | calculation |
| | select_one city | my-city | City | | |
| | begin repeat | kids | Kids of ${my-city} | | |
| | integer | age | Age | | |
| | text | nm | Name | ../age > 3 and ${my-city} = 'a b' | |
| | end repeat | | | | |
| | calculate | total | | | sum(/data/kids/age) |
""")  # fmt: skip
    state = FormState(form)
    state.set("my_city", "a_b")
    state.set_count("kids", 1)
    state.set("kids[1]/age", 4)
    assert state.is_relevant("kids[1]/nm")
    assert state.value("total") == 4
    assert "my-city → my_city" in told(done)
    assert "a b → a_b" in told(done)


def test_what_a_phone_notes_stays_only_where_it_is_used(tmp_path: Path) -> None:
    done, form = imported(tmp_path, """
| | type | name | label::English (en) | constraint |
| | start | start | | |
| | today | today | | |
| | deviceid | deviceid | | |
| | date | d | When | . <= ${today} |
""")  # fmt: skip
    assert list(form.questions) == ["today", "d"]
    assert form.questions["today"].type is Type.CALCULATE
    assert told(done).count("need no question") == 2


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| | image | q | Q | | | |", "“image” is asked as file"),
        ("| | osm | q | Q | | | |", "the type “osm” has no counterpart"),
        ("| | hologram | q | Q | | | |", "the type “hologram” is not known here"),
        ("| | text | q | Q | a.png | | |", "image (a.png) is left out"),
        ("| | text | q | Q | | foo(1) | |", "there is no function foo()"),
        ("| | text | q | Q | | ((1 | |", "cannot be used here"),
        ("| | text | q | Q | | | yes |", "read_only has no counterpart"),
        ("| | text | q | | | | |", "it has no label"),
        ("| | select_one nowhere | q | Q | | | |", "the list “nowhere” is not there"),
        ("| | select_one_from_file x.csv | q | Q | | | |", "the list “x.csv” is not there"),
    ],
)
def test_nothing_is_dropped_without_a_word(tmp_path: Path, row: str, expected: str) -> None:
    header = "| | type | name | label::English (en) | image | relevant | read_only |"
    done, _ = imported(tmp_path, f"{header}\n{row}\n| | text | last | Last | | | |")
    assert expected in told(done)
    assert any(note.row == 2 for note in done.notes)


def test_a_list_in_a_file_beside_the_form_is_read(tmp_path: Path) -> None:
    (tmp_path / "desa.csv").write_text("kode,nama,kec\n1,Desa Satu,a\n2,Desa Dua,b\n", "utf-8")
    _, form = imported(tmp_path, """
| | type | name | label | choice_filter | parameters |
| | text | kec | Kec | | |
| | select_one_from_file desa.csv | desa | Desa | kec = ${kec} | value=kode label=nama |
""", "")  # fmt: skip
    state = FormState(form)
    state.set("kec", "b")
    assert [choice.label("") for choice in state.choices("desa")] == ["Desa Dua"]


def workbook(path: Path, survey: list[list[object]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in survey:
        sheet.append(row)
    book.save(path)
    return path


def test_an_excel_workbook_says_numbers_as_its_author_sees_them(tmp_path: Path) -> None:
    rows = [["type", "name", "label", "default"], ["integer", "n", 5, 3.0], ["text", "t", True, ""]]
    done = import_xlsform(workbook(tmp_path / "Form Satu.xlsx", rows))
    assert "instrument: Form_Satu" in done.yaml
    assert "default: 3\n" in done.yaml
    assert "label: 5\n" in done.yaml


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    with pytest.raises(XLSFormError, match="far more than a form can hold"):
        import_xlsform(path)


@pytest.mark.parametrize(("name", "library"), [("x.xlsx", "openpyxl"), ("x.xls", "xlrd")])
def test_a_missing_library_is_named_with_the_way_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    workbook(tmp_path / "x.xlsx", [["type", "name", "label"]])
    (tmp_path / "x.xls").write_bytes(b"")
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(XLSFormError, match=f"{library}.*pip install"):
        import_xlsform(tmp_path / name)


@pytest.mark.parametrize("name", ["x.xlsx", "x.xls", "x.md", "x.docx", "nowhere.xlsx"])
def test_what_is_no_form_is_refused_with_one_sentence(tmp_path: Path, name: str) -> None:
    if not name.startswith("nowhere"):
        (tmp_path / name).write_bytes(b"\xff\x00 no form at all")
    with pytest.raises(XLSFormError):
        import_xlsform(tmp_path / name)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["", "text", "begin group", "end group", "begin repeat", "end repeat", "a", "a b",
                 "select_one yn", "${a}", ". > 3", "${", "yes", "calculate", "rank yn", "range",
                 "note", "../a", "table-list", "{x: y}", "# no", "'", "3", "month-year"]
            ),
            min_size=9, max_size=9,
        ),
        max_size=8,
    )
)  # fmt: skip
def test_any_table_gives_a_file_that_loads(tmp_path: Path, rows: list[list[str]]) -> None:
    header = ["type", "name", "label", "relevant", "constraint", "calculation", "appearance",
              "default", "repeat_count"]  # fmt: skip
    lines = [f"| | {' | '.join(row)} |" for row in (header, *rows)]
    path = tmp_path / "any.md"
    path.write_text("\n".join(["| survey |", *lines, CHOICES]), encoding="utf-8")
    done = import_xlsform(path)
    assert [found for found in done.problems if found.severity is Severity.ERROR] == []


def test_a_form_of_hundreds_of_questions_runs(tmp_path: Path) -> None:
    rows = ["| | type | name | label::English (en) | relevant | choice_filter |"]
    for group in range(20):
        rows.append(f"| | begin group | g{group} | Group {group} | | |")
        for n in range(25):
            before = f"${{q{group}_{n - 1}}} = 'yes'" if n else ""
            rows.append(f"| | select_one yn | q{group}_{n} | Question {n}? | {before} | |")
        rows.append("| | end group | | | | |")
    done, form = imported(tmp_path, "\n".join(rows))
    assert [p for p in done.problems if p.severity is Severity.ERROR] == []
    state = FormState(form)
    state.set("q7_0", "yes")
    state.set("q7_1", "yes")
    assert len(form.questions) == 500
    assert state.is_relevant("q7_2")


def test_both_commands_there_and_back(tmp_path: Path) -> None:
    first, _ = imported(tmp_path, "| | type | name | label |\n| | text | nama_s | Nama |")
    runner = CliRunner()
    source, out, back = (tmp_path / name for name in ("form.yaml", "out.xlsx", "back.yaml"))
    source.write_text(first.yaml, encoding="utf-8")
    done = runner.invoke(cli, ["export", "xlsform", str(source), "-o", str(out)], env={"LANG": "C"})
    assert done.exit_code == 0, done.output
    done = runner.invoke(cli, ["import", "xlsform", str(out), "-o", str(back)])
    assert done.exit_code == 0, done.output
    assert list(load_instrument(back).questions) == ["nama_s"]
    again = runner.invoke(cli, ["import", "xlsform", str(out), "-o", str(back)])
    assert again.exit_code == 1
