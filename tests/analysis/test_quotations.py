"""What a finding shows of what was said, what it leaves out and why."""

import pytest

from instrumen.analysis.coding import code_span
from instrumen.analysis.draft import draft, draft_text
from instrumen.analysis.evidence import gather
from instrumen.analysis.findings import Finding, write_finding
from instrumen.analysis.quotations import add_evidence, quotations, remove_evidence
from instrumen.analysis.texts import Obstacle

LONG = "Waktu saya habis untuk laporan administrasi sekolah."


def code(field, turn, name):
    return code_span(field.study, turn.ref, 0, len(turn.body), name)


def say(field, code_of_person, words, name, **fields):
    """Somebody says something and it is coded; the turn."""
    _, [turn] = field.interview(field.person(code_of_person, **fields), [words])
    code(field, turn, name)
    return turn


@pytest.fixture
def finding(field) -> Finding:
    written = write_finding(
        field.study, "hambatan", "Guru kekurangan waktu.", codes=["h.waktu"],
        contrary_codes=["h.alat"], claims=["c1"],
    )  # fmt: skip
    assert isinstance(written, Finding)
    return written


def citations(found):
    return [each.citation for each in found]


def test_groups_take_turns_and_nobody_speaks_twice_while_others_wait(field, finding):
    _, turns = field.interview(field.person("G-01"), [LONG, LONG])
    for turn in turns:
        code(field, turn, "h.waktu")
    say(field, "G-02", LONG, "h.waktu")
    say(field, "KS-01", LONG, "h.waktu", jabatan="kepala")
    shown = quotations(field.study, finding, limit=3)
    assert citations(shown.supporting) == ["[KS-01, 1]", "[G-01, 1]", "[G-02, 1]"]
    assert len(quotations(field.study, finding, limit=9).supporting) == 4


def test_the_contrary_voice_is_among_them(field, finding):
    for number in range(1, 6):
        say(field, f"G-0{number}", LONG, "h.waktu")
    say(field, "G-09", "Waktu saya cukup, alatnya yang tidak ada.", "h.alat.rusak")
    shown = quotations(field.study, finding)
    assert len(shown.supporting) == 3
    assert citations(shown.contrary) == ["[G-09, 1]"]


def test_marked_and_hand_picked_words_come_first(field, finding):
    say(field, "G-01", LONG, "h.waktu")
    interview, [marked] = field.interview(field.person("G-02"), [LONG])
    code(field, marked, "h.waktu")
    interview.mark(marked.id, quotable=True)
    _, [picked] = field.interview(field.person("G-03"), ["Begini: waktu itu mahal bagi kami."])
    evidence = add_evidence(field.study, finding.id, picked.ref, 8, 34, "supports")
    shown = quotations(field.study, finding).supporting
    assert citations(shown) == ["[G-03, 1]", "[G-02, 1]", "[G-01, 1]"]
    assert shown[0].words == "waktu itu mahal bagi kami."
    remove_evidence(field.study, finding.id, str(evidence))
    assert "[G-03, 1]" not in citations(quotations(field.study, finding).supporting)


def test_what_is_left_out_is_counted_by_reason(field, finding):
    say(field, "G-01", LONG, "h.waktu")
    say(field, "G-02", LONG, "h.waktu", quotable=False)
    secret = say(field, "G-03", LONG, "h.waktu")
    code_span(field.study, secret.ref, 0, 5, "x.rahasia")
    interview, [hidden] = field.interview(field.person("G-04"), [LONG])
    code(field, hidden, "h.waktu")
    interview.mark(hidden.id, off_record=True)
    asked = interview.add_turn("Jadi waktunya kurang?", "P")
    code(field, asked, "h.waktu")
    say(field, "G-05", LONG, "h.waktu")
    field.withdraw("G-05", "ikut")
    shown = quotations(field.study, finding)
    assert citations(shown.supporting) == ["[G-01, 1]"]
    assert shown.left_out == {
        Obstacle.INTERVIEWER: 1, Obstacle.NO_CONSENT: 1, Obstacle.NOT_EXPORTED: 1,
        Obstacle.OFF_RECORD: 1, Obstacle.WITHDRAWN: 1,
    }  # fmt: skip


def test_a_stretch_beside_a_kept_back_one_may_be_quoted(field, finding):
    _, [turn] = field.interview(field.person("G-01"), ["Waktu kurang. Jangan ditulis ini."])
    code_span(field.study, turn.ref, 0, 13, "h.waktu")
    code_span(field.study, turn.ref, 14, 33, "x.rahasia")
    assert [each.words for each in quotations(field.study, finding).supporting] == ["Waktu kurang."]


def test_a_quotation_stands_in_the_turn_it_cites_even_after_a_correction(field, finding):
    interview, [moved] = field.interview(field.person("G-01"), ["Anu, waktu kurang sekali."])
    code_span(field.study, moved.ref, 5, 17, "h.waktu")
    interview.correct(moved.id, "Begini, waktu kurang sekali.")
    other, [touched] = field.interview(field.person("G-02"), ["Waktu krang."])
    code_span(field.study, touched.ref, 0, 12, "h.waktu")
    other.correct(touched.id, "Waktu kurang.")
    shown = quotations(field.study, finding)
    [quotation] = shown.supporting
    assert quotation.words == quotation.text.body[quotation.start : quotation.end] == "waktu kurang"
    assert shown.left_out == {Obstacle.CHANGED: 1}


def test_the_evidence_of_a_theme_stands_side_by_side(field, finding):
    say(field, "G-01", LONG, "h.waktu")
    say(field, "G-02", "Alatnya yang rusak.", "h.alat.rusak")
    answers = {"sertifikat": "ya", "m1": "s", "m2": "s", "m3": "s", "m4": "s"}
    field.answers("angket", field.person("P-01", jabatan="pegawai"), answers)
    found = gather(field.study, "hambatan")
    assert citations(found.supporting) == ["[G-01, 1]"]
    assert citations(found.contrary) == ["[G-02, 1]"]
    assert (found.spread.n, found.spread.of, found.silent) == (1, 3, ("pegawai",))
    profile = gather(field.study, "profil")
    assert [each.claim.name for each in profile.claims] == ["c1"]
    [figures] = profile.figures
    assert [table.path for table in figures.items] == ["sertifikat", "tahun_sertifikat"]
    [ways] = gather(field.study, "cara").figures
    assert [scale.scale.name for scale in ways.scales] == ["skala_cara"]
    assert gather(field.study, "hambatan").figures == ()


def test_a_draft_names_people_numbers_and_the_contrary_voice(field, finding):
    say(field, "G-01", LONG, "h.waktu")
    say(field, "G-02", LONG, "h.waktu")
    say(field, "G-03", "Alatnya yang rusak.", "h.alat.rusak")
    field.answers("angket", field.person("P-01", jabatan="pegawai"), {"sertifikat": "ya"})
    proposal = draft(field.study, "hambatan")
    assert proposal == draft(field.study, "hambatan")
    assert draft_text(field.study.design, proposal, "en") == (
        f"Time: about half, 2 of 4 (Teachers 2 of 3, Employees 0 of 1): “{LONG}” [G-01, 1]. "
        "Against this: “Alatnya yang rusak.” [G-03, 1]. Asked, but silent on this: Employees."
    )


def test_a_draft_of_nothing_is_nothing(field):
    assert draft_text(field.study.design, draft(field.study, "cara"), "id") == ""
