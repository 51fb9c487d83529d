"""The codebook of the study file grows in the field."""

from instrumen.analysis.codebook import add_code, change_code, codebook, nearest, with_children
from instrumen.analysis.refusal import Refusal
from instrumen.language.design import Code


def names(codes):
    return [code.name for code in codes]


def test_a_grown_code_stands_beside_the_others(field):
    before = names(codebook(field.study))
    made = add_code(
        field.study, "h.dana", {"id": "Dana", "en": "Money"}, theme="hambatan",
        definition="Biaya", include="siapa membayar", exclude="alat", example="Bayar sendiri.",
    )  # fmt: skip
    assert isinstance(made, Code)
    assert names(codebook(field.study)) == [*before, "h.dana"]
    assert codebook(field.study)[-1] == made
    assert (made.label("en"), made.definition("id")) == ("Money", "Biaya")
    assert made.example == "Bayar sendiri."


def test_a_child_takes_the_theme_of_its_parent_and_is_counted_with_it(field):
    made = add_code(field.study, "h.alat.kurang", "Alat kurang", parent="h.alat")
    assert isinstance(made, Code)
    assert made.theme == "hambatan"
    assert with_children(codebook(field.study), ["h.alat"]) == {
        "h.alat", "h.alat.rusak", "h.alat.kurang",
    }  # fmt: skip


def test_a_changed_code_of_the_study_file_keeps_its_place(field):
    before = names(codebook(field.study))
    changed = change_code(field.study, "h.alat", definition={"id": "Alat kurang atau rusak"})
    assert isinstance(changed, Code)
    assert names(codebook(field.study)) == before
    assert changed.label("en") == "Equipment"
    kept = next(code for code in codebook(field.study) if code.name == "h.alat")
    assert kept.definition("id") == "Alat kurang atau rusak"


def test_a_change_leaves_a_code_that_is_never_exported_as_it_is(field):
    change_code(field.study, "x.rahasia", label="Rahasia")
    assert not next(code for code in codebook(field.study) if code.name == "x.rahasia").exported


def test_what_cannot_be_added_is_refused(field):
    for refused in (
        add_code(field.study, "h.alat", "Alat"),
        add_code(field.study, "", "Tanpa nama"),
        add_code(field.study, "dua kata", "Dua kata"),
        add_code(field.study, "h.baru", "Baru", theme="tak_ada"),
        add_code(field.study, "h.baru", "Baru", parent="h.tak_ada"),
        change_code(field.study, "h.tak_ada", label="Tak ada"),
    ):
        assert isinstance(refused, Refusal)
    assert len(codebook(field.study)) == len(field.study.design.codes)


def test_typing_finds_codes_by_name_label_and_likeness(field):
    assert names(nearest(field.study, "h.waktu"))[0] == "h.waktu"
    assert names(nearest(field.study, "equip"))[0] == "h.alat"
    assert names(nearest(field.study, "rusak"))[0] == "h.alat.rusak"
    assert "c.ceramah" in names(nearest(field.study, "ceramahh"))
    assert nearest(field.study, "zzzz") == ()
    assert names(nearest(field.study, "")) == names(codebook(field.study))[:9]
