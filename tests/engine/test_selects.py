"""Choices: filters, shuffling, other, labels; what texts say of answers."""

import pytest
from engine_forms import form_of

from instrumen.engine import Answer, FormState, Refused
from instrumen.language.text import Text

CITY = """
- {name: pulau, type: text, label: Pulau}
- {name: kota, type: select_one kota, label: Kota, choice_filter: "pulau = ${pulau}", required: yes}
- name: semua
  type: select_multiple kota
  label: Semua
  choice_filter: pulau = ${pulau} or ${pulau} = ''
- {name: nama, type: calculate, calculation: "jr:choice-name(${kota}, '${kota}')"}
- {name: berapa, type: calculate, calculation: "count-selected(${semua})"}
"""


def names(form: FormState, path: str) -> list[str]:
    return [choice.name for choice in form.choices(path)]


def test_a_filter_decides_on_the_choices() -> None:
    form = form_of(CITY)
    assert names(form, "kota") == []
    assert "kota" in form.set("pulau", "jawa")
    assert names(form, "kota") == ["bandung", "malang"]
    with pytest.raises(Refused) as refused:
        form.set("kota", "medan")
    assert refused.value.findings[0].rule == "choice"


def test_a_selection_that_is_filtered_away_is_masked_and_comes_back() -> None:
    """ODK removes it; here nothing typed is thrown away."""
    form = form_of(CITY)
    form.set("semua", ["bandung", "medan"])
    form.set("pulau", "jawa")
    form.set("kota", "malang")
    assert (form.value("nama"), form.value("semua"), form.value("berapa")) == (
        "Malang", ["bandung"], 1,
    )  # fmt: skip
    form.set("pulau", "sumatra")
    assert (form.value("kota"), form.stored("kota"), form.value("nama")) == (None, "malang", None)
    assert [finding.rule for finding in form.problems("kota")] == ["required"]
    assert form.value("semua") == ["medan"]
    assert form.relevant_answers()["semua"] == Answer(["medan"])
    form.set("pulau", "jawa")
    assert form.value("kota") == "malang"


def test_shuffled_choices_keep_their_order_for_a_seed() -> None:
    questions = "- {name: a, type: select_one warna, label: A, randomize: yes}"
    orders = {tuple(names(form_of(questions, seed=seed), "a")) for seed in range(40)}
    assert len(orders) == 6
    assert {order[-1] for order in orders} == {"tidak_ada"}
    assert names(form_of(questions, seed=7), "a") == names(form_of(questions, seed=7), "a")


def test_an_order_that_is_kept_outlives_the_draw() -> None:
    questions = "- {name: a, type: select_one warna, label: A, randomize: yes}"
    shown = names(form_of(questions, seed=1), "a")
    for seed in range(10):
        form = form_of(questions, seed=seed)
        form.keep_order("a", shown)
        assert names(form, "a") == shown
        assert form.orders() == {"a": tuple(shown)}


def test_choices_that_are_new_come_after_those_shown_before_but_what_is_last_stays_last() -> None:
    form = form_of("- {name: a, type: select_one warna, label: A, randomize: yes}", seed=3)
    first, second, third, last = names(form, "a")
    form.keep_order("a", [third, "gone", first, last])
    assert names(form, "a") == [third, first, second, last]


def test_an_order_moves_with_its_member_and_comes_back() -> None:
    questions = """
        - name: r
          type: repeat
          label: R
          questions: [{name: a, type: select_one warna, label: A, randomize: yes}]
    """
    form = form_of(questions)
    form.set_count("r", 2)
    wanted = list(reversed(names(form, "r[2]/a")[:-1]))
    form.keep_order("r[2]/a", wanted)
    form.remove_repeat("r", 1)
    assert names(form, "r[1]/a")[:-1] == wanted
    again = form_of(questions, seed=9)
    again.restore(form.answers(), form.counts(), {**form.orders(), "nowhere": ("x",)})
    assert names(again, "r[1]/a") == names(form, "r[1]/a")


def test_or_other_asks_which() -> None:
    form = form_of("- {name: a, type: select_multiple warna, label: A, or_other: yes}")
    assert names(form, "a")[-1] == "other"
    assert [step.path for step in form.steps()] == ["a"]
    assert "a_other" in form.set("a", ["merah", "other"])
    assert [step.path for step in form.steps()] == ["a", "a_other"]
    form.set("a_other", "ungu")
    assert form.data() == {"a": ["merah", "other"], "a_other": "ungu"}
    assert form.label("a_other", "en") == "A – which other?"
    assert form.question("a_other").name == "a_other"


def test_labels_of_choices_follow_the_language() -> None:
    form = form_of("""
        - {name: a, type: select_one warna, label: A}
        - {name: b, type: calculate, calculation: "jr:choice-name(${a}, '${a}')"}
        - {name: c, type: calculate, calculation: "format-date('2026-05-04', '%b')"}
        - {name: d, type: calculate, calculation: "jr:itext('/data/a:label')"}
    """)
    form.set("a", "merah")
    assert (form.value("b"), form.value("c"), form.value("d")) == ("Merah", "Mei", "A")
    form.language = "en"
    assert (form.value("b"), form.value("c")) == ("Red", "May")


def test_rows_of_lists_and_tables() -> None:
    form = form_of(
        """
        - {name: k, type: select_one kota, label: K}
        - name: p
          type: calculate
          calculation: instance('kota')/root/item[name = ${k}]/pulau
        - name: jumlah
          type: calculate
          calculation: count(instance('kota')/root/item[pulau = 'jawa'])
        - {name: s, type: calculate, calculation: "pulldata('guru', 'mapel', 'kode', 'G-02')"}
        """,
        tables={"guru": [{"kode": "G-01", "mapel": "IPA"}, {"kode": "G-02", "mapel": "IPS"}]},
    )
    form.set("k", "medan")
    assert (form.value("p"), form.value("jumlah"), form.value("s")) == ("sumatra", 2, "IPS")


SAID = [
    ("select_one warna", "merah", "Merah", "Red"),
    ("select_multiple warna", ["biru", "merah"], "Biru, Merah", "Blue, Red"),
    ("integer", 12, "12", "12"),
    ("decimal", 1.5, "1,5", "1.5"),
    ("date", "2026-05-04", "4 Mei 2026", "4 May 2026"),
    ("time", "10:30", "10.30", "10:30"),
    ("datetime", "2026-05-04T10:30", "4 Mei 2026 10.30", "4 May 2026 10:30"),
    ("text", "[red]${x}", "[red]${x}", "[red]${x}"),
]


@pytest.mark.parametrize(("type_", "value", "indonesian", "english"), SAID)
def test_what_a_label_says_of_an_answer(
    type_: str, value: str, indonesian: str, english: str
) -> None:
    form = form_of(f"""
        - {{name: a, type: {type_}, label: A}}
        - {{name: b, type: note, label: {{id: "Jadi ${{a}}.", en: "So ${{a}}."}}}}
    """)
    assert form.label("b") == "Jadi ."
    assert "b" in form.set("a", value)
    assert (form.label("b"), form.label("b", "en")) == (f"Jadi {indonesian}.", f"So {english}.")


def test_roster_codes_and_facts_are_said_in_the_language() -> None:
    form = form_of(
        "- {name: a, type: text, label: '${jabatan} di ${lembaga}', hint: '${jabatan}?'}",
        roster={"jabatan": "guru"},
        roster_labels={"jabatan": Text({"id": "Guru", "en": "Teacher"})},
        facts={"lembaga": Text({"id": "Universitas", "en": "University"})},
    )
    assert form.label("a") == "Guru di Universitas"
    assert form.label("a", "en") == "Teacher di University"
    assert form.hint("a") == "Guru?"
    assert form.fill("", Text({"": "Kepada ${jabatan}"})) == "Kepada Guru"


def test_a_label_says_all_members_from_outside() -> None:
    form = form_of("""
        - name: r
          type: repeat
          label: R
          questions: [{name: a, type: text, label: A}]
        - {name: b, type: note, label: "${a}!"}
    """)
    form.set_count("r", 2)
    form.set("r[1]/a", "x")
    assert "b" in form.set("r[2]/a", "y")
    assert form.label("b") == "x, y!"


def test_the_last_response_can_be_looked_at() -> None:
    form = form_of(
        "- {name: a, type: text, label: A, default: '${last-saved#a}'}", last_saved={"a": "dulu"}
    )
    assert form.value("a") == "dulu"


def test_a_cascade_of_three_is_masked_from_the_top_and_comes_back() -> None:
    form = form_of("""
        - {name: pulau, type: text, label: P}
        - {name: kota1, type: select_one kota, label: K, choice_filter: "pulau = ${pulau}"}
        - {name: kota2, type: select_one kota, label: L, choice_filter: "name = ${kota1}"}
    """)
    form.set("pulau", "jawa")
    form.set("kota1", "malang")
    form.set("kota2", "malang")
    form.set("pulau", "sumatra")
    assert (form.value("kota1"), form.value("kota2")) == (None, None)
    assert (form.stored("kota1"), form.stored("kota2")) == ("malang", "malang")
    assert [choice.name for choice in form.choices("kota2")] == []
    form.set("pulau", "jawa")
    assert (form.value("kota1"), form.value("kota2")) == ("malang", "malang")
