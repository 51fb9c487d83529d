"""The blueprint: which items answer which indicator, as it follows from the instruments.

The expected tables are the study's agreed blueprint. `10–12` stands for 10, 11, 12; a question
without a number stands by its name.
"""

import re
from collections.abc import Iterable, Iterator

import pytest

from instrumen.language import Design, Instrument
from instrumen.language.model import Group, Item, Matrix, Question, Repeat

TECHNIQUES = ("A/G", "A/P", "W/G", "W/KS", "O", "D")
PART_2 = "dg_modul dg_atp dg_bahan dg_nilai dg_remedial dg_catatan dg_refleksi dg_sertifikat dg_ptk"

# indicator | A/G | A/P | W/G | W/KS | O | D
BY_FOCUS = f"""
f0.kualifikasi    | 2–5 5a 5b 5c | 3 4 | WG01 | WK01 | | D-01 D-04
f0.subkompetensi  | 10–35 | | WG02–WG04 | WK02 | C1–C19 | {PART_2}
f0.perangkat      | 16 17 | | WG05 | WK02 | rencana_ada | dg_modul dg_atp dg_bahan
f0.penilaian      | | | | WK02 | | D-08
f1.metode         | 18 19 36 | | WG05 | WK04 | B C7–C9 | D-07
f1.alasan         | 12 13 | | WG05 | WK04 | C4 C6 | dg_modul
f1.keterlibatan   | 14 15 18 | | WG05 | | B C5 C8 C9 |
f1.media          | 30 31 37 | 7 | WG06 | WK06 | C16–C18 D6 D7 | D-13
f1.penilaian      | 20 21 | | WG04 | | C10–C12 | dg_nilai dg_remedial
f2.motivasi       | 42a | | WG11 | WK10 | |
f2.dana           | 38a 39.6 42b | | WG11 | WK10 | | D-12
f2.sarana         | 42c | 6e 6f 6g | WG06 | WK06 WK10 | D6 D7 | D-13
f2.teknologi      | 31 42d | 7 7a | WG06 | WK10 | C17 |
f2.luar_bidang    | 5c 6 6a 7 8 42e | | WG12 | WK11 | sesuai_bidang | D-02 D-03
f2.kreativitas    | 42f | | WG11 | WK10 | C7 |
f2.waktu          | 42g | | WG11 | | |
f2.umum           | 43 44 | 12 | WG11 | WK10 | |
f3.bentuk         | 48 49 | 11 | WG13 | WK12 | | D-05
f3.prioritas      | | | WG13 | WK13 | | D-05
f3.ukuran         | | | WG13 | WK12 | | D-19
f4.pembinaan      | 38–40 45a | 9 10 | WG08 WG10 | WK05 | | D-09 D-10 D-21
f4.media          | 45b | 6e 6g | WG10 | WK06 | D6 D7 | D-13
f4.lingkungan     | 45c | 6a 6b 6d | WG10 | WK07 | D1–D5 | D-18
f4.supervisi      | 45d 46 47 | | WG10 | WK08 | | D-06 D-07
f4.siswa          | 45e | | WG10 | WK09 | C20 | D-17
f4.guru           | 34 35 38–41 41a 41b | | WG07–WG09 | WK05 | | D-10 D-11
fm.prestasi       | 9 9a | | WG14 | WK03 | | D-14 D-15
fm.disiplin       | | 6c 8 | WG14 | WK09 | tidak_fokus keluar | D-16
fm.predikat       | | 13 | WG14 | WK03 | | D-19 D-20
"""

# sub-competency | A/G | W/G | W/KS | O | D
BY_SUBCOMPETENCY = """
sk01 | 10 11 | WG03 | | C2 C3 | dg_catatan dg_remedial
sk02 | 12 13 | WG03 WG05 | | C4 |
sk03 | 14 15 | WG05 | | C5 | dg_atp D-05
sk04 | 16 17 | WG05 | WK02 | C1 C6 C19 | dg_modul
sk05 | 18 19 | WG05 | WK02 WK04 | B C7–C9 | D-07
sk06 | 20 21 | WG04 | WK02 | C10 C11 | dg_nilai dg_remedial
sk07 | 22 23 | WG04 | WK02 | C12 F1 | dg_refleksi D-07
sk08 | 24 25 38–40 | WG07 | WK05 | | dg_sertifikat D-10
sk09 | 26 27 | WG02 | | C13 C14 |
sk10 | 28 29 | WG02 | | C15 | dg_atp D-05
sk11 | 30 31 37 | WG06 | WK06 | C16 C17 | D-13
sk12 | 32 33 | WG02 | | C18 | dg_bahan
sk13 | 34 35 41 41a 41b | WG09 | WK12 | | dg_ptk D-11
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize("row", rows(BY_FOCUS), ids=lambda row: row[0])
def test_items_of_a_focus_indicator(design: Design, row: list[str]) -> None:
    indicator, *cells = row
    for technique, cell in zip(TECHNIQUES, cells, strict=True):
        assert items(design, technique, indicator) == set(expand(cell)), technique


@pytest.mark.parametrize("row", rows(BY_SUBCOMPETENCY), ids=lambda row: row[0])
def test_items_of_a_subcompetency(design: Design, row: list[str]) -> None:
    indicator, *cells = row
    for technique, cell in zip(("A/G", "W/G", "W/KS", "O", "D"), cells, strict=True):
        assert items(design, technique, indicator) == set(expand(cell)), technique
    assert not items(design, "A/P", indicator)


def test_the_tables_name_every_indicator_of_the_study(design: Design) -> None:
    named = {row[0] for row in rows(BY_FOCUS) + rows(BY_SUBCOMPETENCY)}
    assert named == {indicator.name for indicator in design.indicators}


def test_every_focus_is_served_by_at_least_two_techniques(design: Design) -> None:
    for focus in design.foci:
        indicators = [known.name for known in design.indicators if known.focus == focus.name]
        served = {t for t in TECHNIQUES for i in indicators if items(design, t, i)}
        assert len(served) >= 2, focus.name


def test_crosswalk_to_other_taxonomies(design: Design) -> None:
    crosswalk = {known.name: known.crosswalk for known in design.indicators}
    assert crosswalk["sk05"] == {"pmn": ("4", "7"), "pkg": ("4", "6")}
    assert crosswalk["sk13"] == {"pmn": ("10", "23"), "pkg": ("14",)}


def items(design: Design, technique: str, indicator: str) -> set[str]:
    """Numbers (or names) of all questions, repeats and units that name the indicator."""
    found: set[str] = set()
    for instrument in design.instruments:
        if instrument.technique == technique:
            found |= {label for label, named in bearers(instrument) if indicator in named}
    return found


def bearers(instrument: Instrument) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((unit.name, unit.indicators) for unit in instrument.units)
    yield from _bearers(instrument.items)


def _bearers(found: Iterable[Item]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for item in found:
        match item:
            case Question():
                yield item.number or item.name, item.indicators
            case Matrix():
                yield from _bearers(item.rows)
            case Group():
                yield from _bearers(item.items)
            case Repeat():
                yield item.number or item.name, item.indicators
                # Members inherit from their repeat, whose number stands for them.
                for label, named in _bearers(item.items):
                    yield label, tuple(name for name in named if name not in item.indicators)


def expand(cell: str) -> Iterator[str]:
    for part in cell.split():
        first, _, last = part.partition("–")
        begin = re.fullmatch(r"(\D*)(\d+)", first)
        if not last or begin is None:
            yield part
            continue
        end = int(re.sub(r"\D", "", last))
        width = len(begin[2]) if begin[2].startswith("0") else 1
        yield from (f"{begin[1]}{n:0{width}}" for n in range(int(begin[2]), end + 1))
