"""Claims beside their sources: the researcher's verdicts, the program's figures."""

import pytest

from instrumen.analysis.assessments import OVERALL, Verdict, assess
from instrumen.analysis.cautions import warnings
from instrumen.analysis.coding import code_span
from instrumen.analysis.confrontation import confront, figure_text
from instrumen.analysis.findings import Finding, write_finding
from instrumen.messages import catalog


@pytest.fixture
def school(field):
    """Three people: what roster, questionnaire, a document and an interview say of them."""
    for code, certified in (("G-01", "ya"), ("G-02", "ya"), ("G-03", "tidak")):
        field.person(code, sertifikasi=certified)
        field.answers("angket", code, {
            "sertifikat": "ya", "m1": "s", "m2": "ss", "m3": "ts", "media": ["papan", "buku"],
        })  # fmt: skip
    field.answers(
        "dokumen", "smp-a",
        {"angka[1]/apa": "guru bersertifikat", "angka[1]/nilai": 2.0, "angka[1]/satuan": "orang",
         "angka[2]/apa": "tanpa angka"},
        unit="D-01", members={"angka": 2},
    )  # fmt: skip
    words = ["Yang bersertifikat.", "Ijazahnya sesuai."]
    _, turns = field.interview("G-01", words, question="guru_baik")
    for turn in turns:
        code_span(field.study, turn.ref, 0, 5, "p.ijazah")
    return field


def lines(field, claim, technique, language="id"):
    [found] = confront(field.study, [claim])
    [cell] = [each for each in found.cells if each.source.technique == technique]
    return [figure_text(figure, catalog(language)) for figure in cell.figures]


def test_every_claim_stands_beside_every_source(school):
    found = confront(school.study)
    assert [each.claim.name for each in found] == ["c1", "c2"]
    assert [cell.source.technique for cell in found[0].cells] == ["roster", "A", "D", "W"]
    assert found[0].cells[0].assessment is None


def test_the_figures_of_each_source_are_worked_out(school):
    assert lines(school, "c1", "roster") == ["Sudah 2, Belum 1 (n = 3)"]
    assert lines(school, "c1", "A", "en") == ["Yes 3 (n = 3)"]
    assert lines(school, "c1", "D") == ["guru bersertifikat: 2 orang"]
    assert lines(school, "c1", "W") == ["Ijazah 1 (n = 1)"]


def test_scored_items_of_an_indicator_are_one_figure_and_a_reversed_item_has_no_mean(school):
    indicator, reversed_item, media = lines(school, "c2", "A", "en")
    # (3 + (5 − 4) + 2) ÷ 3 × 4 rows = 8 of 16.
    assert indicator == "mean 8.00, attainment 50.0 % (n = 3)"
    assert reversed_item == "Strongly agree 3 (n = 3)"
    assert media == "Board 3, Book 3 (n = 3)"


def test_a_source_without_data_has_no_figures(school):
    assert lines(school, "c2", "O") == []
    assert lines(school, "c2", "W") == [""]


def test_verdicts_are_shown_beside_the_figures(school):
    assess(school.study, "c1", "D", "contradicts", "Dua dari tiga.")
    [before] = confront(school.study, ["c1"])
    assert before.cells[2].assessment.verdict is Verdict.CONTRADICTS
    assert not before.explained
    assess(school.study, "c1", OVERALL, "partly", "Satu guru baru belum bersertifikat.")
    [after] = confront(school.study, ["c1"])
    assert after.explained
    assert after.overall.note == "Satu guru baru belum bersertifikat."


def said(field, language="en"):
    return [catalog(language).say(message) for message in warnings(field.study, language)]


def test_foci_without_a_finding_and_findings_without_a_focus(school):
    assert "There is no finding for the focus Obstacles." in said(school)
    assert not any("Profile" in message and "focus" in message for message in said(school))
    write_finding(school.study, "profil", "Sebagian bersertifikat.", codes=["p.ijazah"])
    write_finding(school.study, "hambatan", "Waktu.", codes=["h.waktu"])
    messages = said(school)
    assert "There is no finding for the focus Obstacles." not in messages
    assert "The finding Profile of teachers 1 answers none of the foci." in messages
    assert "Nothing supports the finding Obstacles 1." in messages


def test_one_person_one_technique_and_no_counter_evidence(school):
    written = write_finding(school.study, "profil", "Bersertifikat.", codes=["p.ijazah"])
    assert isinstance(written, Finding)
    messages = said(school)
    assert "Only one person supports the finding Profile of teachers 1: G-01." in messages
    assert "Only one technique supports the finding Profile of teachers 1: W." in messages
    assert any("Nothing was set against" in message for message in messages)
    dokumen = school.answers("dokumen", "smp-a", {"ringkasan": "Ijazah lengkap."}, unit="D-02")
    code_span(school.study, f"answer:{dokumen.response.id}/ringkasan", 0, 6, "p.ijazah")
    assert not any("Only one technique supports" in message for message in said(school))


def test_claims_nobody_looked_into_and_contradictions_nobody_explained(school):
    assert "No source has been assessed for the claim C1." in said(school)
    assess(school.study, "c1", "D", "contradicts", "Dua dari tiga.")
    messages = said(school)
    assert "Only one technique speaks to the claim C1: D." in messages
    assert "Sources contradict the claim C1 and nobody has written why." in messages
    assess(school.study, "c1", "A", "agrees")
    assess(school.study, "c1", OVERALL, "partly", "Satu guru baru.")
    assert not [message for message in said(school) if "C1" in message]


def test_a_question_answered_in_words_gives_who_answered_and_what_was_coded(school):
    for code in ("G-02", "G-03"):
        school.interview(code, ["Kami duduk berkelompok."])
    _, [turn] = school.interview("G-01", ["Kami duduk berkelompok."])
    code_span(school.study, turn.ref, 0, 23, "c.kelompok")
    code_span(school.study, turn.ref, 0, 4, "c.kelompok")
    assert lines(school, "c2", "W") == ["Kelompok 1 (n = 3)"]
