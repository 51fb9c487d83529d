"""A study small enough to be seen whole."""

from pathlib import Path

import pytest

STUDY = """\
study: kecil
title: {id: Kecil, en: Small}
year: 2026
languages: [id, en]
profile: biasa
sites: [{name: smp, label: SMP Contoh}]
groups: [{name: guru, label: {id: Guru, en: Teachers}, prefix: G, for: "${jabatan} = 'guru'"}]
roster:
  fields:
    - {name: nama, identity: yes, required: yes, headings: [Nama]}
    - name: jabatan
      type: code
      values: {guru: {id: Guru, en: Teacher}, pegawai: {id: Pegawai, en: Employee}}
      patterns: [{text: Guru, value: guru}, {text: Pegawai, value: pegawai}]
      headings: [Jabatan]
foci:
  - {name: f1, label: {id: Fokus satu, en: Focus one}}
  - {name: f2, label: {id: Fokus dua, en: Focus two}}
indicators:
  - {name: f1.cara, focus: f1, dimension: {id: Pertama, en: First}, label: {id: Cara, en: Way}}
  - {name: f2.dana, focus: f2, dimension: {id: Kedua, en: Second}, label: {id: Dana, en: Money}}
  - {name: f2.kosong, focus: f2, dimension: {id: Kedua, en: Second}, label: {id: X, en: X}}
profiles:
  biasa:
    margins: [3, 3, 3, 3]
    font: Times New Roman
    size: 12
    line_spacing: 1.5
    table_caption: {id: Tabel, en: Table}
    figure_caption: {id: Gambar, en: Figure}
    appendix_word: {id: Lampiran, en: Appendix}
"""

ANGKET = """\
instrument: angket
kind: questionnaire
version: "1"
technique: A
languages: [id, en]
title: {id: Angket, en: Questionnaire}
choices:
  ya_tidak:
    - {name: ya, label: {id: Ya, en: "Yes"}}
    - {name: tidak, label: {id: Tidak, en: "No"}}
  kota:
    - {name: solo, label: {id: Solo, en: Solo}, pulau: jawa}
    - {name: medan, label: {id: Medan, en: Medan}, pulau: sumatera}
sections:
  - name: a
    title: {id: Bagian, en: Part}
    questions:
      - name: ikut
        number: "1"
        type: select_one ya_tidak
        label: {id: Ikut pelatihan?, en: Attended training?}
        indicators: [f1.cara]
      - name: berapa
        number: "2"
        type: integer
        label: {id: Berapa kali?, en: How often?}
        relevant: ${ikut} = 'ya'
        constraint: . >= 1 and . <= 40
        constraint_message: {id: Antara 1 dan 40, en: Between 1 and 40}
        required: yes
        missing: [dk, rf]
        indicators: [f1.cara]
      - name: kota
        number: "3"
        type: select_one kota
        label: {id: Kota, en: City}
        choice_filter: pulau = 'jawa' or ${ikut} = 'ya'
      - name: kegiatan
        number: "4"
        type: repeat
        max: 3
        label: {id: Kegiatan, en: Activity}
        indicators: [f1.cara]
        questions:
          - {name: jam, number: 4a, type: integer, label: {id: Jam, en: Hours}}
          - {name: isi, number: "5", type: text, label: {id: Isi, en: Content}}
      - {name: jumlah, type: calculate, calculation: "sum(${jam})"}
"""

PEDOMAN = """\
instrument: pedoman
kind: interview
version: "1"
technique: W
languages: [id, en]
title: {id: Pedoman, en: Guide}
sections:
  - name: a
    title: {id: Bagian, en: Part}
    questions:
      - {name: buka, number: W1, type: open, label: {id: Apa?, en: What?}, indicators: [f1.cara]}
      - {name: dana, number: W2, type: open, label: {id: Dana?, en: Money?}, indicators: [f2.dana]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a study with a questionnaire and a guide."""
    folder = tmp_path / "small"
    inside = folder / "questionnaires"
    inside.mkdir(parents=True)
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (inside / "angket.yaml").write_text(ANGKET, encoding="utf-8")
    (inside / "pedoman.yaml").write_text(PEDOMAN, encoding="utf-8")
    return folder


@pytest.fixture
def angket(small: Path) -> Path:
    """Its questionnaire."""
    return small / "questionnaires" / "angket.yaml"
