"""The blueprint: made from the instruments, printed with its gaps."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from instrumen.cli.blueprint import command
from instrumen.language import load_design
from instrumen.language.blueprint import Blueprint, blueprint, in_ranges

ROOT = Path(__file__).parents[2]

# The agreed blueprint of the shipped study, as it is printed:
# indicator | A/G | A/P | W/G | W/KS | O | D
BY_FOCUS = """
f0.kualifikasi    | 2–5, 5a–5c | 3, 4 | WG01 | WK01 | | D-01, D-04
f0.subkompetensi  | 10–35 | | WG02–WG04 | WK02 | C1–C19 | dg_modul, dg_atp, dg_bahan, dg_nilai, dg_remedial, dg_catatan, dg_refleksi, dg_sertifikat, dg_ptk
f0.perangkat      | 16, 17 | | WG05 | WK02 | rencana_ada | dg_modul, dg_atp, dg_bahan
f0.penilaian      | | | | WK02 | | D-08
f1.metode         | 18, 19, 36 | | WG05 | WK04 | B, C7–C9 | D-07
f1.alasan         | 12, 13 | | WG05 | WK04 | C4, C6 | dg_modul
f1.keterlibatan   | 14, 15, 18 | | WG05 | | B, C5, C8, C9 |
f1.media          | 30, 31, 37 | 7 | WG06 | WK06 | C16–C18, D6, D7 | D-13
f1.penilaian      | 20, 21 | | WG04 | | C10–C12 | dg_nilai, dg_remedial
f2.motivasi       | 42a | | WG11 | WK10 | |
f2.dana           | 38a, 39.6, 42b | | WG11 | WK10 | | D-12
f2.sarana         | 42c | 6e–6g | WG06 | WK06, WK10 | D6, D7 | D-13
f2.teknologi      | 31, 42d | 7, 7a | WG06 | WK10 | C17 |
f2.luar_bidang    | 5c, 6, 6a, 7, 8, 42e | | WG12 | WK11 | sesuai_bidang | D-02, D-03
f2.kreativitas    | 42f | | WG11 | WK10 | C7 |
f2.waktu          | 42g | | WG11 | | |
f2.umum           | 43, 44 | 12 | WG11 | WK10 | |
f3.bentuk         | 48, 49 | 11 | WG13 | WK12 | | D-05
f3.prioritas      | | | WG13 | WK13 | | D-05
f3.ukuran         | | | WG13 | WK12 | | D-19
f4.pembinaan      | 38–40, 45a | 9, 10 | WG08, WG10 | WK05 | | D-09, D-10, D-21
f4.media          | 45b | 6e, 6g | WG10 | WK06 | D6, D7 | D-13
f4.lingkungan     | 45c | 6a, 6b, 6d | WG10 | WK07 | D1–D5 | D-18
f4.supervisi      | 45d, 46, 47 | | WG10 | WK08 | | D-06, D-07
f4.siswa          | 45e | | WG10 | WK09 | C20 | D-17
f4.guru           | 34, 35, 38–41, 41a, 41b | | WG07–WG09 | WK05 | | D-10, D-11
fm.prestasi       | 9, 9a | | WG14 | WK03 | | D-14, D-15
fm.disiplin       | | 6c, 8 | WG14 | WK09 | tidak_fokus, keluar | D-16
fm.predikat       | | 13 | WG14 | WK03 | | D-19, D-20
"""  # noqa: E501

# sub-competency | A/G | W/G | W/KS | O | D
BY_SUBCOMPETENCY = """
sk01 | 10, 11 | WG03 | | C2, C3 | dg_remedial, dg_catatan
sk02 | 12, 13 | WG03, WG05 | | C4 |
sk03 | 14, 15 | WG05 | | C5 | D-05, dg_atp
sk04 | 16, 17 | WG05 | WK02 | C1, C6, C19 | dg_modul
sk05 | 18, 19 | WG05 | WK02, WK04 | B, C7–C9 | D-07
sk06 | 20, 21 | WG04 | WK02 | C10, C11 | dg_nilai, dg_remedial
sk07 | 22, 23 | WG04 | WK02 | C12, F1 | D-07, dg_refleksi
sk08 | 24, 25, 38–40 | WG07 | WK05 | | D-10, dg_sertifikat
sk09 | 26, 27 | WG02 | | C13, C14 |
sk10 | 28, 29 | WG02 | | C15 | D-05, dg_atp
sk11 | 30, 31, 37 | WG06 | WK06 | C16, C17 | D-13
sk12 | 32, 33 | WG02 | | C18 | dg_bahan
sk13 | 34, 35, 41, 41a, 41b | WG09 | WK12 | | D-11, dg_ptk
"""


@pytest.fixture(scope="module")
def shipped() -> Blueprint:
    return blueprint(load_design(ROOT))


def test_the_shipped_study_has_its_two_tables(shipped: Blueprint):
    focus, sk = shipped.tables
    assert focus.techniques == ("A/G", "A/P", "W/G", "W/KS", "O", "D")
    assert sk.techniques == ("A/G", "W/G", "W/KS", "O", "D")
    assert printed(focus) == rows(BY_FOCUS)
    assert printed(sk) == rows(BY_SUBCOMPETENCY)


def test_the_shipped_study_lacks_no_item_and_no_technique(shipped: Blueprint):
    assert shipped.gaps.unserved == ()
    assert shipped.gaps.thin == ()


def test_gaps_are_named(small: Path):
    gaps = blueprint(load_design(small)).gaps
    assert [indicator.name for indicator in gaps.unserved] == ["f2.kosong"]
    assert [(thin.focus.name, thin.techniques) for thin in gaps.thin] == [("f2", ("W",))]
    assert [(one.instrument, one.item) for one in gaps.loose] == [("angket", "3")]


def test_members_of_a_repeat_are_listed_once(small: Path):
    table = blueprint(load_design(small)).tables[0]
    f1 = next(line for line in table.lines if line.indicator.name == "f1.cara")
    assert f1.items["A"] == ("1", "2", "4")


def test_the_command_prints_markdown_in_both_languages(small: Path):
    text = run(small).output
    assert "| F1 | Pertama / First | Cara / Way | 1, 2, 4 | W1 |" in text
    assert "f2.kosong" in text


def test_the_command_for_scripts(small: Path):
    found = json.loads(run(small, "--json").output)
    assert found["gaps"]["indicators_without_item"] == ["f2.kosong"]
    assert found["gaps"]["items_without_indicator"] == [
        {"instrument": "angket", "technique": "A", "item": "3"}
    ]
    assert found["tables"][0]["indicators"][0]["items"] == {"A": ["1", "2", "4"], "W": ["W1"]}


def test_a_broken_study_is_said_like_check(small: Path):
    (small / "questionnaires" / "angket.yaml").write_text("instrument: x\n", encoding="utf-8")
    assert hasattr(run(small).exception, "problems")


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["2", "3", "4", "5", "5a", "5b", "5c"], "2–5, 5a–5c"),
        (["WG09", "WG10", "WG11"], "WG09–WG11"),
        (["10", "11"], "10, 11"),
        (["39.9", "39.10", "39.11"], "39.9–39.11"),
        (["a", "tanggal"], "a, tanggal"),
        ([], ""),
    ],
)
def test_ranges(items: list[str], text: str):
    assert in_ranges(items) == text


@given(st.integers(0, 500), st.integers(3, 40))
def test_a_range_names_its_ends(first: int, n: int):
    items = [f"K{first + i}" for i in range(n)]
    assert in_ranges(items) == f"K{first}–K{first + n - 1}"


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def printed(table) -> list[list[str]]:
    return [
        [line.indicator.name, *(in_ranges(line.items.get(t, ())) for t in table.techniques)]
        for line in table.lines
    ]


def run(folder: Path, *options: str):
    return CliRunner().invoke(command, ["--study", str(folder), *options])
