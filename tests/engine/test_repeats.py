"""Repeats: members, what is said about them all, what one says about itself."""

import pytest
from engine_forms import form_of

from instrumen.engine import Answer, FormState, Refused, UnknownPath

CHILDREN = """
- {name: judul, type: text, label: Judul}
- name: anak
  type: repeat
  label: Anak dari ${judul}
  max: 4
  questions:
    - {name: nama, type: text, label: "Nama anak ke-${position}"}
    - {name: umur, type: integer, label: "Umur ${nama}", relevant: "${nama} != ''"}
    - {name: sekolah, type: select_one ya_tidak, label: Sekolah, relevant: "${umur} > 6"}
- {name: jumlah, type: calculate, calculation: "count(${anak})"}
- {name: total, type: calculate, calculation: "sum(${umur})"}
- {name: tertua, type: calculate, calculation: "max(${umur})"}
- {name: besar, type: calculate, calculation: "count(${anak}[${umur} > 6])"}
- {name: nama_besar, type: calculate, calculation: "join(', ', ${nama}[${umur} > 6])"}
- {name: kedua, type: calculate, calculation: "indexed-repeat(${nama}, ${anak}, 2)"}
"""


def two_children() -> FormState:
    form = form_of(CHILDREN)
    for name, age in (("Adi", 5), ("Budi", 9)):
        form.add_repeat("anak")
        number = form.count("anak")
        form.set(f"anak[{number}]/nama", name)
        form.set(f"anak[{number}]/umur", age)
    return form


def test_what_is_said_about_all_members() -> None:
    form = two_children()
    assert {name: form.value(name) for name in ("jumlah", "total", "tertua", "besar")} == {
        "jumlah": 2, "total": 14, "tertua": 9, "besar": 1,
    }  # fmt: skip
    assert (form.value("nama_besar"), form.value("kedua")) == ("Budi", "Budi")


def test_members_have_paths_labels_and_steps_of_their_own() -> None:
    form = two_children()
    form.set("judul", "Ibu")
    assert form.label("anak[2]") == form.label("anak") == "Anak dari Ibu"
    assert form.label("anak[2]/nama") == "Nama anak ke-2"
    assert form.label("anak[1]/umur") == "Umur Adi"
    assert [step.path for step in form.steps()] == [
        "judul", "anak[1]/nama", "anak[1]/umur", "anak[2]/nama", "anak[2]/umur",
        "anak[2]/sekolah", "anak",
    ]  # fmt: skip
    assert "anak[1]/umur" in form.set("anak[1]/nama", "Ani")


def test_lowering_the_count_archives_and_raising_it_restores() -> None:
    form = two_children()
    form.set_count("anak", 1)
    assert (form.value("total"), form.value("kedua")) == (5, None)
    assert not form.is_relevant("anak[2]/nama")
    assert (form.value("anak[2]/nama"), form.stored("anak[2]/nama")) == (None, "Budi")
    assert "anak[2]/nama" in form.answers()
    assert "anak[2]/nama" not in form.relevant_answers()
    form.add_repeat("anak")
    assert (form.value("total"), form.value("anak[2]/nama")) == (14, "Budi")


def test_what_changed_elsewhere_while_archived_is_made_up_for() -> None:
    form = form_of("""
        - {name: a, type: integer, label: A}
        - name: r
          type: repeat
          label: R
          questions:
            - {name: b, type: calculate, calculation: "${a} * 2"}
        - {name: s, type: calculate, calculation: "sum(${b})"}
    """)
    form.set("a", 1)
    form.set_count("r", 2)
    form.set_count("r", 1)
    form.set("a", 5)
    form.set_count("r", 2)
    assert (form.value("r[2]/b"), form.value("s")) == (10, 20)


def test_removing_a_member_moves_the_later_ones_up() -> None:
    form = two_children()
    form.add_repeat("anak")
    form.set("anak[3]/nama", "Cici")
    form.remove_repeat("anak", 1)
    assert [form.value(f"anak[{n}]/nama") for n in (1, 2)] == ["Budi", "Cici"]
    assert (form.count("anak"), form.value("jumlah"), form.value("total")) == (2, 2, 9)
    assert (form.value("kedua"), form.label("anak[1]/nama")) == ("Cici", "Nama anak ke-1")
    with pytest.raises(UnknownPath):
        form.value("anak[3]/nama")


def test_there_are_no_fewer_than_the_least_and_no_more_than_the_most() -> None:
    form = form_of("""
        - name: r
          type: repeat
          label: R
          min: 1
          max: 2
          questions: [{name: a, type: text, label: A}]
    """)
    assert form.count("r") == 1
    form.add_repeat("r")
    for count in (0, 3):
        with pytest.raises(Refused) as refused:
            form.set_count("r", count)
        assert refused.value.findings[0].rule == "count"
    form.set("r[1]/a", "x")
    form.remove_repeat("r", 2)
    form.remove_repeat("r", 1)
    assert (form.count("r"), form.value("r[1]/a")) == (1, None)


def test_an_answer_decides_on_the_number_of_members() -> None:
    form = form_of("""
        - {name: berapa, type: integer, label: Berapa}
        - name: r
          type: repeat
          label: R
          max: 5
          repeat_count: ${berapa}
          questions: [{name: a, type: text, label: A, default: "concat('ke-', ${position})"}]
        - {name: semua, type: calculate, calculation: "join(' ', ${a})"}
    """)
    assert form.count("r") == 0
    form.set("berapa", 2)
    assert (form.count("r"), form.value("semua")) == (2, "ke-1 ke-2")
    form.set("r[2]/a", "dua")
    form.set("berapa", 1)
    assert form.value("semua") == "ke-1"
    form.set("berapa", 3)
    assert form.value("semua") == "ke-1 dua ke-3"
    form.set("berapa", 1000)
    assert form.count("r") == 5
    with pytest.raises(Refused):
        form.add_repeat("r")


def test_checks_are_about_the_whole() -> None:
    form = form_of("""
        - {name: semua, type: integer, label: Semua}
        - name: r
          type: repeat
          label: R
          questions: [{name: jam, type: integer, label: Jam}]
          constraint: sum(${jam}) = ${semua}
          constraint_message: Jumlahnya ${semua}, bukan ${jam}.
          severity: soft
    """)
    form.set("semua", 10)
    assert form.problems("r") == ()
    form.set_count("r", 2)
    form.set("r[1]/jam", 4)
    assert "r" in form.set("r[2]/jam", 5)
    (finding,) = form.problems("r")
    assert (finding.soft, finding.message("id")) == (True, "Jumlahnya 10, bukan 4, 5.")
    form.set("r[2]/jam", 6)
    assert form.problems("r") == ()


def test_nested_repeats() -> None:
    form = form_of("""
        - name: kelas
          type: repeat
          label: Kelas
          questions:
            - {name: tingkat, type: integer, label: Tingkat}
            - name: siswa
              type: repeat
              label: Siswa
              questions:
                - {name: nilai, type: integer, label: Nilai}
                - {name: kode, type: calculate, calculation: "concat(${tingkat}, '-', ${position})"}
                - {name: di, type: calculate, calculation: "position(../..)"}
            - {name: rata, type: calculate, calculation: "sum(${nilai}) div count(${siswa})"}
        - {name: semua, type: calculate, calculation: "sum(${nilai})"}
        - name: dua_satu
          type: calculate
          calculation: indexed-repeat(${nilai}, ${kelas}, 2, ${siswa}, 1)
    """)
    form.set_count("kelas", 2)
    for kelas, marks in ((1, (6, 8)), (2, (10,))):
        form.set(f"kelas[{kelas}]/tingkat", 6 + kelas)
        form.set_count(f"kelas[{kelas}]/siswa", len(marks))
        for number, mark in enumerate(marks, 1):
            form.set(f"kelas[{kelas}]/siswa[{number}]/nilai", mark)
    assert (form.value("kelas[1]/rata"), form.value("kelas[2]/rata")) == (7, 10)
    assert (form.value("semua"), form.value("dua_satu")) == (24, 10)
    assert form.value("kelas[2]/siswa[1]/kode") == "8-1"
    assert form.value("kelas[2]/siswa[1]/di") == 2
    form.remove_repeat("kelas", 1)
    assert (form.value("semua"), form.value("kelas[1]/siswa[1]/di")) == (10, 1)
    assert form.counts() == {"kelas": 1, "kelas[1]/siswa": 1}


def test_a_member_looks_at_the_others() -> None:
    """A name that is chosen twice; a running total."""
    form = form_of("""
        - name: r
          type: repeat
          label: R
          questions:
            - name: a
              type: text
              label: A
              constraint: count(${r}[${a} = current()/a]) <= 1
            - {name: n, type: integer, label: N}
            - name: jalan
              type: calculate
              calculation: sum(${r}[position() <= position(current()/..)]/n)
    """)
    form.set_count("r", 3)
    form.set("r[1]/a", "x")
    assert [f.rule for f in form.try_value("r[2]/a", "x")] == ["constraint"]
    assert form.try_value("r[2]/a", "y") == ()
    for number, n in ((1, 1), (2, 10), (3, 100)):
        form.set(f"r[{number}]/n", n)
    assert [form.value(f"r[{number}]/jalan") for number in (1, 2, 3)] == [1, 11, 111]
    form.set("r[1]/n", 2)
    assert form.value("r[3]/jalan") == 112


def test_a_question_may_depend_on_its_own_answer_in_the_member_before() -> None:
    form = form_of("""
        - name: r
          type: repeat
          label: R
          questions:
            - name: lagi
              type: select_one ya_tidak
              label: Lagi
              relevant: >-
                position(..) = 1 or
                ${r}[position() = position(current()/..) - 1]/lagi = 'ya'
    """)
    form.set_count("r", 3)
    assert [form.is_relevant(f"r[{n}]/lagi") for n in (1, 2, 3)] == [True, False, False]
    assert "r[2]/lagi" in form.set("r[1]/lagi", "ya")
    form.set("r[2]/lagi", "ya")
    assert form.is_relevant("r[3]/lagi")
    form.set("r[3]/lagi", "tidak")
    form.set("r[1]/lagi", "tidak")
    assert [form.value(f"r[{n}]/lagi") for n in (1, 2, 3)] == ["tidak", None, None]
    form.set("r[1]/lagi", "ya")
    assert [form.value(f"r[{n}]/lagi") for n in (1, 2, 3)] == ["ya", "ya", "tidak"]


POSITIONS = [
    ("position(..)", 2, "docs"),
    ("position(${r})", 2, "the member around"),
    ("position()", 1, "JavaRosa: a question is the first of its name"),
    ("count(${r})", 3, "all members, this one too"),
    ("${a}", "b", "the member's own"),
    ("sum(${n})", 20, "the member's own"),
    ("indexed-repeat(${a}, ${r}, position(..) - 1)", "a", "docs: parallel repeats"),
    ("indexed-repeat(${a}, ${r}, 3)", "c", "docs: from 1"),
    ("indexed-repeat(${a}, ${r}, 0)", "a", "JavaRosa: the first"),
    ("indexed-repeat(${a}, ${r}, '')", "a", "JavaRosa: the first"),
    ("indexed-repeat(${a}, ${r}, 4)", None, "there is none"),
    ("${r}[position() = 3]/a", "c", "XPath 2.4"),
    ("${r}[3]/a", "c", "XPath 2.4"),
    ("${r}[${n} > 15]/a", "b", "the first of them"),
    ("join('', ${r}/a)", "abc", "through the repeat: all members"),
    ("count(${r}[a = 'b'])", 1, "a bare name"),
]


@pytest.mark.parametrize(("calculation", "value", "said"), POSITIONS)
def test_seen_from_the_second_member(calculation: str, value: object, said: str) -> None:
    form = form_of(f"""
        - name: r
          type: repeat
          label: R
          questions:
            - {{name: a, type: text, label: A}}
            - {{name: n, type: integer, label: N}}
            - {{name: c, type: calculate, calculation: "{calculation}"}}
    """)
    form.set_count("r", 3)
    for number, (letter, n) in enumerate(zip("abc", (10, 20, 30), strict=True), 1):
        form.set(f"r[{number}]/a", letter)
        form.set(f"r[{number}]/n", n)
    assert form.value("r[2]/c") == value, said


def test_a_form_comes_back_with_its_members() -> None:
    form = two_children()
    form.set_count("anak", 1)
    again = form_of(CHILDREN)
    again.restore(form.answers(), form.counts())
    assert again.answers() == form.answers()
    assert again.counts() == form.counts() == {"anak": 1}
    assert again.data() == form.data()
    again.add_repeat("anak")
    assert again.value("anak[2]/nama") == "Budi"


def test_answers_alone_bring_the_members_they_belong_to() -> None:
    form = form_of(CHILDREN)
    form.restore({"anak[2]/nama": Answer("Budi"), "hilang": Answer(1), "anak[x]/y": Answer(1)})
    assert (form.count("anak"), form.value("anak[2]/nama")) == (2, "Budi")


def test_the_roster_may_say_how_many_members_there_are() -> None:
    form = form_of(
        """
        - name: kelas
          type: repeat
          label: Kelas
          repeat_count: count-selected(${kelas_diampu})
          questions:
            - {name: nama, type: calculate,
               calculation: "selected-at(${kelas_diampu}, position(..) - 1)"}
            - {name: jam, type: integer, label: "Jam di ${nama}"}
        """,
        roster={"kelas_diampu": ["7A", "8B"]},
    )
    assert form.count("kelas") == 2
    assert form.label("kelas[2]/jam") == "Jam di 8B"
    assert form_of(MEMBERS_OF_NOBODY).count("kelas") == 0


MEMBERS_OF_NOBODY = """
- name: kelas
  type: repeat
  label: Kelas
  repeat_count: count-selected(${kelas_diampu})
  questions:
    - {name: jam, type: integer, label: Jam}
"""
