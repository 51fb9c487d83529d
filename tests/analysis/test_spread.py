"""n of N: distinct people of those who could have said it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.analysis.coding import code_span
from instrumen.analysis.spread import GroupCount, spread, spread_word
from instrumen.fieldwork.dispositions import Disposition


def code(field, turn, name):
    return code_span(field.study, turn.ref, 0, len(turn.body), name)


def test_a_person_who_says_it_five_times_counts_once(field):
    _, turns = field.interview(field.person("G-01"), ["Kurang waktu."] * 5)
    field.interview(field.person("G-02"), ["Tidak ada."])
    for turn in turns:
        code(field, turn, "h.waktu")
    found = spread(field.study, ["h.waktu"])
    assert (found.n, found.of, found.respondents) == (1, 2, ("G-01",))


def test_a_parent_counts_what_is_below_it(field):
    _, [turn] = field.interview(field.person("G-01"), ["LCD rusak."])
    code(field, turn, "h.alat.rusak")
    assert spread(field.study, ["h.alat"]).n == 1
    assert spread(field.study, ["h.waktu"]).n == 0


def test_n_and_the_people_asked_are_told_by_group(field):
    _, [head] = field.interview(field.person("KS-01", jabatan="kepala"), ["Waktu."])
    _, [teacher] = field.interview(field.person("G-01"), ["Waktu."])
    field.interview(field.person("G-02"), ["Tidak."])
    field.answers("angket", field.person("P-01", jabatan="pegawai"), {"sertifikat": "ya"})
    code(field, head, "h.waktu")
    code(field, teacher, "h.waktu")
    found = spread(field.study, ["h.waktu"])
    assert found.by_group == (
        GroupCount("kepala", 1, 1), GroupCount("guru", 1, 2), GroupCount("pegawai", 0, 1),
    )  # fmt: skip
    assert found.silent == ("pegawai",)
    assert found.asked == ("G-01", "G-02", "KS-01", "P-01")


def test_only_techniques_that_can_carry_the_codes_make_up_n(field):
    # The guide asks for words on `profil`; questionnaire and observation sheet do not, but who
    # says it unasked is counted with the others.
    field.interview(field.person("G-01"))
    field.answers("angket", field.person("G-02"), {"sertifikat": "ya"})
    assert spread(field.study, ["p.ijazah"]).asked == ("G-01",)
    field.answers("lembar", field.person("G-04"), {"deskripsi": "Guru bercerita."})
    seen = field.answers("lembar", field.person("G-03"), {"deskripsi": "Ijazahnya dipajang."})
    code_span(field.study, f"answer:{seen.response.id}/deskripsi", 0, 9, "p.ijazah")
    found = spread(field.study, ["p.ijazah"])
    assert (found.n, found.asked) == (1, ("G-01", "G-03"))


def test_in_a_group_interview_the_speaker_counts(field):
    group = field.group_interview(field.person("G-01"), field.person("G-02"))
    for turn in (
        group.add_turn("Waktu.", "R", speaker="G-02"),
        group.add_turn("Betul, waktu.", "U"),
        group.add_turn("Jadi waktu?", "P"),
    ):
        code(field, turn, "h.waktu")
    found = spread(field.study, ["h.waktu"])
    assert (found.respondents, found.asked) == (("G-02",), ("G-01", "G-02"))


def test_people_who_withdrew_moved_or_never_answered_are_in_neither_number(field):
    for name in ("G-01", "G-02"):
        _, [turn] = field.interview(field.person(name), ["Waktu."])
        code(field, turn, "h.waktu")
    _, [turn] = field.interview(field.person("G-03", keaktifan="mutasi"), ["Waktu."])
    code(field, turn, "h.waktu")
    field.answers("angket", field.person("G-04"), {"cerita": "Waktu."}, outcome=None)
    field.answers("angket", field.person("G-05"), {}, outcome=Disposition.REFUSAL)
    field.withdraw("G-02", "ikut")
    found = spread(field.study, ["h.waktu"])
    assert (found.respondents, found.asked) == (("G-01",), ("G-01",))


def test_techniques_narrow_both_numbers(field):
    _, [turn] = field.interview(field.person("G-01"), ["Waktu."])
    field.answers("angket", field.person("G-02"), {"cerita": "Waktu."})
    code(field, turn, "h.waktu")
    assert spread(field.study, ["h.waktu"], techniques=["W"]).asked == ("G-01",)
    assert spread(field.study, ["h.waktu"], techniques=["A"]).n == 0


def test_nobody_of_nobody(field):
    found = spread(field.study, ["h.waktu"])
    assert (found.n, found.of, found.by_group) == (0, 0, ())


def test_words_are_bound_to_shares(field):
    design = field.study.design
    word = {n: spread_word(design, n, 10)("en") for n in (0, 1, 4, 5, 6, 9, 10)}
    assert word == {
        0: "none", 1: "a small part", 4: "about half", 5: "about half", 6: "most", 9: "most",
        10: "all",
    }  # fmt: skip
    assert not spread_word(design, 0, 0)


def test_n_of_n_equals_distinct_people_in_the_tables(field):
    names = [field.person(f"G-{number:02}") for number in range(1, 7)]
    turns = {name: field.interview(name, ["Kurang waktu sekali."])[1][0] for name in names}
    refs = [turn.ref for turn in turns.values()]

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(refs), st.integers(1, 20)), max_size=4))
    def law(more):
        for ref, end in more:
            code_span(field.study, ref, 0, end, "h.waktu")
        found = spread(field.study, ["h.waktu"])
        counted = field.count(
            "SELECT count(DISTINCT t.speaker) FROM codings c JOIN turns t ON c.ref='turn:'||t.id "
            "WHERE c.code='h.waktu' AND t.speaker_kind='R'"
        )
        assert found.n == counted <= found.of == len(names)
        assert sum(group.n for group in found.by_group) == found.n
        assert sum(group.of for group in found.by_group) == found.of

    law()
