"""Relevance, calculations, defaults: kept but masked, in the right order, and only what depends."""

from dataclasses import replace

import pytest
from engine_forms import form_of, read

from instrumen.engine import Answer, FormState
from instrumen.language.model import Type

CHAIN = """
- {name: merokok, type: select_one ya_tidak, label: Merokok}
- {name: batang, type: integer, label: Batang, relevant: "${merokok} = 'ya'"}
- {name: setahun, type: calculate, calculation: "${batang} * 365"}
- {name: banyak, type: text, label: Mengapa, relevant: "${setahun} > 1000"}
"""


def test_what_becomes_irrelevant_is_kept_reads_blank_and_comes_back() -> None:
    form = form_of(CHAIN)
    form.set("merokok", "ya")
    form.set("batang", 20)
    form.set("banyak", "karena")
    form.set("merokok", "tidak")
    assert (form.value("batang"), form.stored("batang")) == (None, 20)
    assert form.value("setahun") is None
    assert not form.is_relevant("banyak")
    assert form.data() == {"merokok": "tidak"}
    assert form.relevant_answers() == {"merokok": Answer("tidak")}
    assert set(form.answers()) == {"merokok", "batang", "banyak"}
    form.set("merokok", "ya")
    assert form.data() == {"merokok": "ya", "batang": 20, "setahun": 7300, "banyak": "karena"}


def test_set_tells_what_may_look_different() -> None:
    form = form_of(CHAIN + "- {name: lain, type: note, label: 'Jumlah ${setahun}'}")
    form.set("merokok", "ya")
    assert form.set("batang", 20) == {"batang", "setahun", "banyak", "lain"}
    assert form.set("batang", 21) == {"batang", "setahun", "lain"}
    assert form.set("banyak", "x") == {"banyak"}


def test_relevance_is_inherited() -> None:
    form = form_of("""
        - name: satu
          title: Satu
          questions:
            - {name: a, type: text, label: A}
        - name: dua
          title: Dua
          relevant: ${a} = 'ya'
          questions:
            - name: grup
              type: group
              label: Grup
              questions:
                - {name: b, type: text, label: B}
                - name: matriks
                  type: likert ya_tidak
                  label: Matriks
                  rows: [{name: m1, label: Satu}, {name: m2, label: Dua, relevant: "${b} = 'x'"}]
            - name: ulang
              type: repeat
              label: Ulang
              min: 1
              questions:
                - {name: c, type: text, label: C}
    """)
    hidden = ["dua", "grup", "b", "matriks", "m1", "m2", "ulang", "ulang[1]/c"]
    assert not any(form.is_relevant(path) for path in hidden)
    assert [step.path for step in form.steps()] == ["a"]
    form.set("a", "ya")
    assert [path for path in hidden if not form.is_relevant(path)] == ["m2"]
    assert [(step.path, step.kind) for step in form.steps()] == [
        ("a", "question"), ("b", "question"), ("matriks", "matrix"),
        ("ulang[1]/c", "question"), ("ulang", "repeat"),
    ]  # fmt: skip
    assert {step.section for step in form.steps()} == {"satu", "dua"}
    form.set("ulang[1]/c", "tersimpan")
    form.set("a", "tidak")
    assert (form.value("ulang[1]/c"), form.stored("ulang[1]/c")) == (None, "tersimpan")


def test_a_matrix_is_no_step_while_none_of_its_rows_is_relevant() -> None:
    form = form_of("""
        - {name: a, type: text, label: A}
        - name: m
          type: likert ya_tidak
          label: M
          rows: [{name: r, label: R, relevant: "${a} = 'ya'"}]
    """)
    assert [step.path for step in form.steps()] == ["a"]
    form.set("a", "ya")
    assert [step.path for step in form.steps()] == ["a", "m"]


def test_calculations_may_refer_to_later_ones() -> None:
    form = form_of("""
        - {name: c, type: calculate, calculation: "${b} + 1"}
        - {name: b, type: calculate, calculation: "${a} + 1"}
        - {name: a, type: integer, label: A}
    """)
    form.set("a", 1)
    assert (form.value("b"), form.value("c")) == (2, 3)


@pytest.mark.parametrize(
    ("calculation", "value"),
    [
        ("1 > 2", 0),
        ("2 > 1", 1),
        ("0 div 0", None),
        ("''", None),
        ("7 div 2", 3.5),
        ("today()", "2026-05-04"),
        ("concat('a', ${kosong})", "a"),
        ("if(${kosong} = '', 'ya', 'tidak')", "ya"),
        ("coalesce(${kosong}, 5)", 5),
        ("${kosong} = ${kosong}", 1),
    ],
)
def test_what_a_calculation_holds(calculation: str, value: object) -> None:
    form = form_of(
        f"""
        - {{name: kosong, type: integer, label: K}}
        - {{name: c, type: calculate, calculation: "{calculation}"}}
        """
    )
    assert form.value("c") == value


def test_a_stored_truth_stays_a_truth() -> None:
    """JavaRosa stores 0; in Web Forms "false" is a text, and so true."""
    form = form_of("""
        - {name: b, type: calculate, calculation: 1 > 2}
        - {name: c, type: calculate, calculation: "if(${b}, 'ya', 'tidak')"}
    """)
    assert form.value("c") == "tidak"


def test_dates_compare_and_subtract_as_days() -> None:
    form = form_of("""
        - {name: mulai, type: date, label: Mulai}
        - {name: akhir, type: date, label: Akhir, constraint: ". > ${mulai} and . <= today()"}
        - {name: lama, type: calculate, calculation: "${akhir} - ${mulai}"}
        - {name: sama, type: calculate, calculation: "${mulai} = '2026-04-30'"}
    """)
    form.set("mulai", "2026-04-30")
    assert [f.rule for f in form.try_value("akhir", "2026-04-29")] == ["constraint"]
    form.set("akhir", "2026-05-02")
    assert (form.value("lama"), form.value("sama")) == (2, 1)


def test_once_keeps_what_it_drew_also_after_leaving() -> None:
    questions = """
        - {name: a, type: integer, label: A}
        - {name: acak, type: calculate, calculation: once(random())}
        - {name: pertama, type: calculate, calculation: "once(${a})"}
    """
    form = form_of(questions)
    drawn = form.value("acak")
    form.set("a", 12)
    form.set("a", 20)
    assert (form.value("acak"), form.value("pertama")) == (drawn, 12)
    again = form_of(questions, seed=99)
    again.restore(form.answers(), form.counts())
    assert (again.value("acak"), again.value("pertama")) == (drawn, 12)


def test_a_default_is_filled_in_once() -> None:
    questions = """
        - {name: a, type: integer, label: A, default: int(7.9)}
        - {name: b, type: text, label: B, default: "concat('x', ${a})"}
        - {name: c, type: select_multiple warna, label: C, default: merah biru}
    """
    form = form_of(questions)
    assert form.data() == {"a": 7, "b": "x7", "c": ["merah", "biru"]}
    form.set("a", 1)
    assert form.value("b") == "x7"
    form.set("b", None)
    assert form.answers() == {"a": Answer(1), "b": Answer(None), "c": Answer(["merah", "biru"])}
    again = form_of(questions)
    again.restore(form.answers(), form.counts())
    assert again.data() == form.data()


def test_a_calculation_on_a_question_yields_to_a_person() -> None:
    """As forms of other tools may have it."""
    made = read("""
        - {name: a, type: integer, label: A}
        - {name: b, type: calculate, calculation: "${a} * 2"}
    """)
    (section,) = made.sections
    first, second = section.items
    asked = replace(second, type=Type.INTEGER)  # type: ignore[type-var]
    instrument = replace(made, source="", sections=(replace(section, items=(first, asked)),))
    form = FormState(instrument)
    form.set("a", 2)
    assert (form.value("b"), form.answers()) == (4, {"a": Answer(2)})
    form.set("b", 5)
    form.set("a", 3)
    assert form.value("b") == 5
    again = FormState(instrument)
    again.restore(form.answers())
    assert again.value("b") == 5
    form.set("b", None)
    assert form.value("b") == 6


def test_roster_fields_and_facts_are_in_scope() -> None:
    form = form_of(
        """
        - name: a
          type: text
          label: Umur ${usia}, ${lembaga}
          relevant: ${jabatan} = 'guru' and ${usia} > 30 and ${nip} = ''
        """,
        roster={"jabatan": "guru", "usia": 41, "nip": None},
        facts={"lembaga": "Universitas Contoh"},
    )
    assert form.is_relevant("a")
    assert form.label("a") == "Umur 41, Universitas Contoh"
