"""A study folder: the study file, its instruments and its consent, checked against each other."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from instrumen.language import Design, StudyFileError, load_design, read_design
from instrumen.language.model import Kind

ROOT = Path(__file__).resolve().parents[2]

STUDY = """\
study: contoh
title: Contoh
year: 2026
fictitious: yes
languages: [id, en]
profile: skripsi
facts:
  peneliti: Rina Contoh
sites:
  - {name: smp-contoh, label: SMP Contoh, headings: [SMP Contoh, "69999999"]}
groups:
  - {name: guru, label: Guru, prefix: G, for: "${jabatan} = 'guru'"}
roster:
  fields:
    - {name: nama, type: text, label: Nama, identity: yes, required: yes, headings: [Nama]}
    - name: jabatan
      type: code
      label: Jabatan
      default: guru
      keep_wording_as: tugas
      raised_by: tugas
      values: {guru: Guru, wakil: Wakil}
      patterns: [{text: Guru, value: guru, prefix: yes}]
      raises: [{text: Waka, value: wakil}]
      headings: [Jabatan]
    - {name: tugas, type: text, label: Tugas, headings: []}
    - {name: tahun_lahir, type: year, label: Lahir, min: 1930, max: 2010, headings: [TTL]}
  derived:
    - {name: usia, label: Usia, calculation: "${tahun} - ${tahun_lahir}"}
  ineligible: {jabatan: [wakil]}
foci:
  - {name: f1, label: Strategi, question: Apa?}
themes:
  - {name: strategi, label: Strategi, focus: f1}
indicators:
  - {name: f1.metode, taxonomy: focus, focus: f1, label: Metode, crosswalk: {pmn: ["1", "2"]}}
codes:
  - {name: s.a, theme: strategi, label: A, attributes: [kuat, lemah]}
  - {name: s.a.b, theme: strategi, parent: s.a, label: B, exported: no}
coding_rules: [Satu., Dua.]
claims:
  - name: c1
    label: Klaim
    themes: [strategi]
    sources:
      - {technique: roster, places: [jabatan]}
      - {technique: A/G, places: [umur, f1.metode]}
spread_words:
  - {min: 0, label: tidak ada}
  - {min: 100, label: semua}
scale_answered_share: 0.8
collectors: {R1: Rina Contoh}
profiles:
  skripsi: {margins: [4, 3, 3, 4], font: Times New Roman, size: 12, line_spacing: 1.5}
"""
INSTRUMENT = """\
instrument: angket
kind: questionnaire
version: 1
technique: A/G
title: Angket
for: ${jabatan} = 'guru'
sections:
  - name: s
    title: S
    questions:
      - {name: umur, type: integer, label: "Umur, ${peneliti}?", indicators: [f1.metode]}
"""
CONSENT = """\
consent: persetujuan
version: 2026-1
title: Persetujuan
opening: Kami, ${peneliti}, di ${sekolah} (${durasi}).
points: [Sukarela.]
scopes:
  - {name: ikut, label: Ikut, condition: yes}
  - {name: rekam, label: Rekam, kinds: [interview]}
additions: {group: Jangan diceritakan.}
reasons: {sibuk: Sibuk}
receipt: ${kode} ${tanggal} ${ikut}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small study without a fault."""
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    (tmp_path / "questionnaires" / "angket.yaml").write_text(INSTRUMENT, encoding="utf-8")
    (tmp_path / "questionnaires" / "persetujuan.yaml").write_text(CONSENT, encoding="utf-8")
    return tmp_path


Change = Callable[..., list[tuple[str, int, str]]]


@pytest.fixture
def change(folder: Path) -> Change:
    """Replace a text in one of the files; gives the problems as (file, line, rule)."""

    def changed(old: str, new: str, name: str = "study.yaml") -> list[tuple[str, int, str]]:
        path = folder / name
        source = path.read_text(encoding="utf-8")
        assert source.count(old) >= 1
        path.write_text(source.replace(old, new, 1), encoding="utf-8")
        _, problems = read_design(folder)
        return [(problem.file.name, problem.mark.line, problem.rule) for problem in problems]

    return changed


def line_of(words: str, text: str = STUDY) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_everything_arrives(folder: Path) -> None:
    design, problems = read_design(folder)
    assert problems == ()
    assert design is not None
    assert (design.id, design.year, design.fictitious) == ("contoh", 2026, True)
    assert design.groups[0].prefix == "G"
    nama, jabatan, _, lahir = design.roster
    assert (nama.identity, nama.required, lahir.least) == (True, True, 1930)
    assert (jabatan.patterns[0].prefix, jabatan.raises[0].value) == (True, "wakil")
    assert design.ineligible == {"jabatan": ("wakil",)}
    assert design.indicators[0].crosswalk == {"pmn": ("1", "2")}
    assert [code.exported for code in design.codes] == [True, False]
    assert design.claims[0].sources[1].places == ("umur", "f1.metode")
    assert [band.least for band in design.spread_words] == [100, 0]
    assert design.profiles["skripsi"].margins == (4, 3, 3, 4)
    assert list(design.instrument) == ["angket"]
    assert design.consent is not None
    assert [scope.condition for scope in design.consent.scopes] == [True, False]


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("themes: [strategi]", "themes: [strategy]", "unknown-theme"),
        ("focus: f1, label", "focus: f2, label", "unknown-focus"),
        ("parent: s.a, label", "parent: s.x, label", "unknown-code"),
        ("profile: skripsi", "profile: tesis", "unknown-profile"),
        ("prefix: G, for", "prefxi: G, for", "unknown-key"),
        ("${jabatan} = 'guru'", "${jabatn} = 'guru'", "unknown-name"),
        ("${jabatan} = 'guru'", "${jabatan} = 'gru'", "unknown-choice"),
        ("${tahun} - ${tahun_lahir}", "${tahun} - ${lahir}", "unknown-name"),
        ("${tahun} - ${tahun_lahir}", "${nama}", "identity"),
        ("raised_by: tugas", "raised_by: tugass", "unknown-field"),
        ("value: guru, prefix", "value: gru, prefix", "unknown-value"),
        ("default: guru", "default: gruu", "unknown-value"),
        ("{jabatan: [wakil]}", "{jabatn: [wakil]}", "unknown-field"),
        ("{jabatan: [wakil]}", "{jabatan: [wakl]}", "unknown-value"),
        ("name: s.a.b,", "name: s.a,", "duplicate-name"),
        ("margins: [4, 3, 3, 4]", "margins: [4, 3, 3]", "margins"),
        ("answered_share: 0.8", "answered_share: 80", "share"),
        ("year: 2026", "year: dua ribu", "wrong-type"),
        ("technique: A/G", "technique: B/G", "unknown-technique"),
        ("places: [umur, ", "places: [umurr, ", "unknown-place"),
        ("type: year", "type: yaer", "unknown-word"),
    ],
)
def test_a_fault_of_the_study_file_is_told_once(
    change: Change, old: str, new: str, rule: str
) -> None:
    assert change(old, new) == [("study.yaml", line_of(old), rule)]


def test_an_instrument_is_checked_with_the_names_of_its_study(change: Change) -> None:
    name = "questionnaires/angket.yaml"
    assert change("${peneliti}", "${nama}", name) == [("angket.yaml", 11, "identity")]
    assert change("${nama}", "${usia}", name) == []
    assert change("name: umur", "name: usia", name) == [
        ("angket.yaml", 11, "name-of-field"),
    ]


def test_the_consent_pipes_only_what_it_is_given(change: Change) -> None:
    name = "questionnaires/persetujuan.yaml"
    assert change("${durasi}", "${lama}", name) == [("persetujuan.yaml", 4, "unknown-name")]


def test_two_instruments_with_one_id_and_two_consents_are_refused(folder: Path) -> None:
    inside = folder / "questionnaires"
    shutil.copy(inside / "angket.yaml", inside / "angket2.yaml")
    shutil.copy(inside / "persetujuan.yaml", inside / "persetujuan2.yaml")
    _, problems = read_design(folder)
    assert [(problem.file.name, problem.rule) for problem in problems] == [
        ("angket2.yaml", "duplicate-name"),
        ("persetujuan2.yaml", "second-consent"),
    ]


def test_load_raises_with_the_problems_of_all_files(folder: Path) -> None:
    (folder / "questionnaires" / "angket.yaml").write_text("kind: x\n", encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY.replace("year:", "yaer:"), encoding="utf-8")
    with pytest.raises(StudyFileError) as caught:
        load_design(folder)
    assert {problem.file.name for problem in caught.value.problems} == {
        "study.yaml",
        "angket.yaml",
    }


def test_a_folder_without_a_study_file_says_so(tmp_path: Path) -> None:
    design, problems = read_design(tmp_path)
    assert design is None
    assert [problem.rule for problem in problems] == ["file"]


@pytest.fixture(scope="module")
def shipped() -> Design:
    """The study the project ships."""
    return load_design(ROOT)


def test_the_shipped_study_is_sound(shipped: Design) -> None:
    assert read_design(ROOT)[1] == ()
    assert [instrument.kind for instrument in shipped.instruments] == sorted(
        (instrument.kind for instrument in shipped.instruments), key=list(Kind).index
    )
    assert shipped.consent is not None
