"""What real roster files look like: each shape a file, read into the same people."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.fieldwork.roster import RosterReading, RosterRow, read_roster
from instrumen.language import load_design
from instrumen.language.design import Design
from instrumen.language.problems import Severity

SCHOOL = Path(__file__).parent / "school"
DESIGN = load_design(SCHOOL)

NIP_1 = "999913320000000011"
NIP_2 = "999913320000000012"


def read(
    tmp_path: Path, text: str | bytes, site: str | None = "satu", design: Design = DESIGN
) -> RosterReading:
    file = tmp_path / "roster.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_roster(file, design, site)


def names(reading: RosterReading) -> list[str]:
    return [row.identity["nama"] for row in reading.rows]


def only(reading: RosterReading) -> RosterRow:
    assert len(reading.rows) == 1, reading.problems
    return reading.rows[0]


def said(reading: RosterReading) -> str:
    return "\n".join(f"{problem.mark.line}: {problem.what}" for problem in reading.problems)


PLAIN = f"""No,Nama,NIP,Jabatan,Mapel
1,"Kenanga Contoh, S.Pd",{NIP_1},Guru Mapel,IPA
2,Satpam Contoh,{NIP_2},Satpam,
"""


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_separators_and_encodings(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [
        ["No", "Nama", "NIP", "Jabatan", "Catatan"],
        ["1", '"Kenanga Contoh, S.Pd"', NIP_1, "Guru Mapel", "café"],
    ]
    text = "\r\n".join(separator.join(row) for row in rows)
    row = only(read(tmp_path, text.encode(encoding)))
    assert row.identity == {"nama": "Kenanga Contoh, S.Pd", "nip": NIP_1}
    assert row.fields == {"jabatan": "guru", "tugas": "Guru Mapel"}


def test_a_separator_line_of_a_spreadsheet_is_no_header(tmp_path: Path) -> None:
    reading = read(tmp_path, "sep=;\nNama;Jabatan\nKenanga Contoh;Guru\n")
    assert names(reading) == ["Kenanga Contoh"]
    assert reading.rows[0].line == 3


def test_title_rows_two_row_header_and_numbers_of_columns(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "DAFTAR GURU DAN PEGAWAI;;;;;\n"
        "SMP SATU CONTOH;;;;;\n"
        "Diunduh 4 Mei 2026 oleh Operator;;;;;\n"
        ";;;;;\n"
        "No;Nama;Pangkat;;Jabatan;Sertifikat\n"
        ";;Gol.;TMT Kerja;;Nomor\n"
        "1;2;3;4;5;6\n"
        "1;Kenanga Contoh;III/d;01-07-2010;Guru Mapel;123\n",
    )
    row = only(reading)
    assert row.line == 8
    assert row.fields == {
        "golongan": "III/d", "tmt": "2010-07-01", "jabatan": "guru", "tugas": "Guru Mapel",
    }  # fmt: skip
    assert reading.not_stored == ("Sertifikat Nomor",)


def test_totals_place_and_signature_are_no_people(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        PLAIN.replace(",", ";").replace('"Kenanga Contoh; S.Pd"', "Kenanga Contoh")
        + ";Jumlah;2;;\n"
        ";Laki-laki;1;;\n"
        ";Perempuan;1;;\n"
        ";;;;\n"
        ";;;Kota Contoh, 4 Mei 2026;\n"
        ";;;Mengetahui,;\n"
        ";;;Kepala Sekolah,;\n"
        ";;;;\n"
        ";Mawar Contoh, M.Pd;;;\n"
        f";NIP. {NIP_2};;;\n",
    )
    assert names(reading) == ["Kenanga Contoh", "Satpam Contoh"]
    assert len(reading.passed_over) >= 6


def test_a_second_list_below_the_first_is_read_on(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "No,Nama,Jabatan\n1,Kenanga Contoh,Guru\n,Jumlah,1\n\nTENAGA KEPENDIDIKAN,,\n"
        "No,Nama,Jabatan\n1,Satpam Contoh,Satpam\n",
    )
    assert names(reading) == ["Kenanga Contoh", "Satpam Contoh"]


@pytest.mark.parametrize("written", ["9,99913E+17", "9.99913E17", "999913320000000000", "12345"])
def test_a_number_that_lost_its_digits_is_damaged_and_not_kept(
    tmp_path: Path, written: str
) -> None:
    reading = read(tmp_path, f"Nama;NIP;Jabatan\nKenanga Contoh;{written};Guru\n")
    row = only(reading)
    assert row.damaged == ("nip",)
    assert "nip" not in row.identity
    assert said(reading).startswith("2: NIP: ")


@pytest.mark.parametrize(
    "written",
    [f"'{NIP_1}", "99991332 000000 0 011", f" {NIP_1} ", "999913320000000011\u00a0"],
)
def test_a_number_with_spaces_or_an_apostrophe_is_sound(tmp_path: Path, written: str) -> None:
    row = only(read(tmp_path, f"Nama;NIP;Jabatan\nKenanga Contoh;{written};Guru\n"))
    assert (row.identity["nip"], row.damaged) == (NIP_1, ())


def test_a_dash_is_no_number(tmp_path: Path) -> None:
    reading = read(tmp_path, "Nama;NIP;NUPTK;Jabatan\nKenanga Contoh;-;—;Guru\n")
    assert only(reading).identity == {"nama": "Kenanga Contoh"}
    assert reading.problems == ()


def test_a_whole_column_that_ends_in_zero_is_damaged(tmp_path: Path) -> None:
    people = "".join(
        f"Guru {name} Contoh;999913320000{n}0{n}0;Guru\n" for n, name in enumerate("ABCD", 1)
    )
    reading = read(tmp_path, "Nama;NUPTK;Jabatan\n" + people)
    assert [len(row.damaged) for row in reading.rows] == [1, 1, 1, 1]
    assert all("nuptk" not in row.identity for row in reading.rows)
    assert "nuptk" in said(reading)


def test_a_name_and_a_number_in_one_cell(tmp_path: Path) -> None:
    text = f'Nama/NIP;Jabatan\n"Kenanga Contoh, S.Pd\nNIP. {NIP_1}";Guru\n'
    row = only(read(tmp_path, text))
    assert row.identity == {"nama": "Kenanga Contoh, S.Pd", "nip": NIP_1}


def test_two_kinds_of_number_in_one_column_are_told_apart_by_their_length(
    tmp_path: Path,
) -> None:
    text = f"Nama;NIP/NUPTK;Jabatan\nA Contoh;{NIP_1};Guru\nB Contoh;9999133200000012;Guru\n"
    reading = read(tmp_path, text)
    assert [set(row.identity) for row in reading.rows] == [{"nama", "nip"}, {"nama", "nuptk"}]
    assert reading.problems == ()


def test_titles_split_by_a_comma_without_quotation_marks(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "No,Nama,NIP,Jabatan\n"
        f"1,Kenanga Contoh, S.Pd., M.Pd,{NIP_1},Guru\n"
        f"2,Mawar Contoh,{NIP_2},Guru\n",
    )
    assert names(reading) == ["Kenanga Contoh, S.Pd., M.Pd", "Mawar Contoh"]
    assert [row.identity["nip"] for row in reading.rows] == [NIP_1, NIP_2]


def test_titles_in_columns_of_their_own_are_put_around_the_name(tmp_path: Path) -> None:
    text = "Gelar Depan;Nama;Gelar Belakang;Jabatan\nHj.;Kenanga Contoh;S.Pd;Guru\n"
    assert names(read(tmp_path, text)) == ["Hj. Kenanga Contoh, S.Pd"]


def test_merged_cells_are_filled_down_and_two_duties_are_one_person(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "No;Nama;NIP;Jabatan;Mapel\n"
        f"1;Kenanga Contoh;{NIP_1};Guru;IPA\n"
        ";;;;Prakarya\n"
        f"2;Mawar Contoh;{NIP_2};Guru;MTK\n"
        f"3;MAWAR CONTOH, S.Pd;{NIP_2};Bendahara;\n",
    )
    assert names(reading) == ["Kenanga Contoh", "Mawar Contoh"]
    assert reading.rows[0].fields["mapel"] == ("ipa", "prk")
    assert reading.rows[1].fields["jabatan"] == "guru"
    assert "the same person as in line 4" in said(reading)


def test_the_same_name_with_other_numbers_is_two_people(tmp_path: Path) -> None:
    text = f"Nama;NIP;Jabatan\nKenanga;{NIP_1};Guru\nKenanga;{NIP_2};Guru\n"
    assert len(read(tmp_path, text).rows) == 2


def test_the_same_name_without_a_number_is_taken_for_one_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, "Nama;Jabatan;Mapel\nKenanga;Guru;IPA\nKenanga;Guru;MTK\n")
    assert only(reading).fields["mapel"] == ("ipa", "mtk")
    assert "taken for the same person" in said(reading)


@pytest.mark.parametrize(
    "written",
    ["31/12/1980", "31-12-80", "31 Desember 1980", "29586", "Kota Contoh, 31-12-1980",
     "1980-12-31", "1980"],
)  # fmt: skip
def test_dates_in_every_spelling_leave_only_the_year(tmp_path: Path, written: str) -> None:
    text = f"Nama;TTL;Jabatan\nKenanga;{written};Guru\n"
    assert only(read(tmp_path, text)).fields["tahun_lahir"] == 1980


@pytest.mark.parametrize(
    ("written", "start"),
    [("01/07/2010", "2010-07-01"), ("12 th 3 bl", "2014-04"), ("12 tahun", "2014-07")],
)
def test_a_length_of_service_is_counted_back(tmp_path: Path, written: str, start: str) -> None:
    text = f"Nama;Masa Kerja;Jabatan\nKenanga;{written};Guru\n"
    assert only(read(tmp_path, text)).fields["tmt"] == start


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("IPA Terpadu", ("ipa",)),
        ("B.Ind / MTK", ("bin", "mtk")),
        ("BP/BK", ("bk",)),
        ("IPA; Prakarya", ("ipa", "prk")),
        ("IPA, IPA", ("ipa",)),
        ("Matematika", ("mtk",)),
    ],
)
def test_lists_of_subjects(tmp_path: Path, written: str, kept: tuple[str, ...]) -> None:
    text = f'Nama\tJabatan\tMapel\nKenanga\tGuru\t"{written}"\n'
    assert only(read(tmp_path, text)).fields["mapel"] == kept


def test_a_value_nobody_knows_is_said_and_not_stored(tmp_path: Path) -> None:
    reading = read(tmp_path, "Nama;Jabatan;JK;Jam\nKenanga;Guru;X;99\n")
    assert set(only(reading).fields) == {"jabatan", "tugas"}
    assert "JK: “X” is not known" in said(reading)
    assert "Jam: 99 is not between 0 and 48" in said(reading)


def test_an_additional_duty_makes_a_deputy_of_a_teacher(tmp_path: Path) -> None:
    text = (
        "Nama;Jabatan;Tugas Tambahan\n"
        "Kenanga;Guru;Wakil Kepala Sekolah Kurikulum\n"
        "Mawar;Guru;Wali Kelas VII A\n"
    )
    rows = read(tmp_path, text).rows
    assert [row.fields["jabatan"] for row in rows] == ["wakil_kepala", "guru"]
    assert rows[0].fields["tugas"] == "Guru"


def test_columns_the_study_does_not_name_leave_no_trace(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Nama;NIK;Jabatan;Nama Ibu Kandung;Nomor Rekening Bank\n"
        "Kenanga Contoh;1671999999999999;Guru;Ibu Rahasia;00998877\n",
    )
    assert reading.not_stored == ("NIK", "Nama Ibu Kandung", "Nomor Rekening Bank")
    for secret in ("1671999999999999", "Ibu Rahasia", "00998877"):
        assert secret not in repr(reading)


def test_several_schools_in_one_file(tmp_path: Path) -> None:
    text = "Nama;NPSN;Jabatan\nKenanga;69990001;Guru\nMawar;69990002;Guru\nMelati;69990002;Guru\n"
    reading = read(tmp_path, text, site=None)
    assert [row.site for row in reading.rows] == ["satu", "dua", "dua"]
    assert reading.not_stored == ()


def test_without_a_school_nobody_is_taken_in(tmp_path: Path) -> None:
    reading = read(tmp_path, "Nama;Jabatan\nKenanga;Guru\n", site=None)
    assert reading.rows == ()
    assert [problem.severity for problem in reading.problems] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0rest", "spreadsheet"),
        (b"<html><table><tr><td>Nama</td></tr></table>", "web page"),
        (b"Apa;Siapa\n1;2\n", "No row names columns"),
        (b'Nama;Jabatan\n"Kenanga;Guru\n' + b"Mawar;Guru\n" * 50, "never closed"),
        (b"\x00\x01\x02\xff\xfe" * 50, ""),
    ],
)
def test_what_is_no_list_is_said_in_one_sentence(
    tmp_path: Path, content: bytes, words: str
) -> None:
    reading = read(tmp_path, content)
    assert reading.rows == ()
    assert words in said(reading)
    assert reading.problems


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    reading = read_roster(tmp_path / "none.csv", DESIGN)
    assert "cannot be read" in said(reading)


def test_hostile_cells_pass_the_text_gate(tmp_path: Path) -> None:
    text = "Nama;Jabatan;Gol.\nKenanga\x1b[31m;Guru;=cmd()\x07\n"
    row = only(read(tmp_path, text))
    assert row.identity["nama"] == "Kenanga\ufffd[31m"
    assert row.fields["golongan"] == "=cmd()\ufffd"


CELL = st.one_of(
    st.sampled_from(
        ["Nama", "NIP", "Jabatan", "Guru", "Kenanga, S.Pd", NIP_1, "1,97805E+17", "", "-", "1",
         "Jumlah", '"', "31/02/1980", "99 th 99 bl", "Mapel", "IPA/", "TTL", "Masa Kerja"]
    ),
    st.text(max_size=12),
)  # fmt: skip
TABLES = st.lists(st.lists(CELL, max_size=6), max_size=12)
QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(st.one_of(st.binary(max_size=400), TABLES))
@QUIET
def test_no_file_whatever_is_more_than_a_reading_with_problems(
    tmp_path: Path, content: bytes | list[list[str]]
) -> None:
    if isinstance(content, list):
        content = "\n".join(";".join(row) for row in content).encode("utf-8", "replace")
    reading = read(tmp_path, content)
    assert all("nama" in row.identity for row in reading.rows)
    assert all(len(row.identity.get("nip", NIP_1)) == 18 for row in reading.rows)
