"""Coding: spans on texts as they stood, counted for the right person, and undone."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.analysis.coding import Coding, code_span, codings, restore, span_now, uncode
from instrumen.analysis.refusal import Refusal
from instrumen.analysis.spans import clause_at, reanchored, sentence_at, word_at
from instrumen.analysis.texts import text_of

SAID = "Waktunya habis untuk laporan. 😀 Alatnya rusak, jadi kami bergantian."


def coded(*arguments, **keywords) -> Coding:
    made = code_span(*arguments, **keywords)
    assert isinstance(made, Coding), made
    return made


def test_a_coding_keeps_the_words_it_was_made_on(field):
    _, [turn] = field.interview(field.person("G-01"), [SAID])
    made = coded(field.study, turn.ref, 32, 45, "h.alat.rusak")
    assert made.quotation == "Alatnya rusak"
    assert (made.respondent, made.response) == ("G-01", turn.response)
    assert codings(field.study) == (made,)


def test_spaces_at_the_ends_are_not_coded(field):
    _, [turn] = field.interview(field.person("G-01"), [SAID])
    assert coded(field.study, turn.ref, 29, 46, "h.alat").quotation == "😀 Alatnya rusak,"


def test_a_corrected_turn_keeps_its_codings_and_the_old_words_stay_citable(field):
    interview, [turn] = field.interview(field.person("G-01"), [SAID])
    kept = coded(field.study, turn.ref, 32, 45, "h.alat.rusak")
    touched = coded(field.study, turn.ref, 0, 14, "h.waktu")
    interview.correct(turn.id, "Ya, waktu habis untuk laporan. 😀 Alatnya rusak, jadi gantian.")
    assert [each.quotation for each in codings(field.study)] == ["Waktunya habis", "Alatnya rusak"]
    text = text_of(field.study, turn.ref)
    now = span_now(field.study, kept.event, (kept.start, kept.end), text)
    assert text.body[slice(*now)] == "Alatnya rusak"
    assert span_now(field.study, touched.event, (touched.start, touched.end), text) is None


def test_the_same_coding_twice_is_one_and_may_change_its_attribute(field):
    _, [turn] = field.interview(field.person("G-01"), [SAID])
    first = coded(field.study, turn.ref, 0, 8, "c.ceramah", "kuat")
    again = coded(field.study, turn.ref, 0, 8, "c.ceramah", "lemah")
    assert first.id == again.id
    assert [each.attribute for each in codings(field.study)] == ["lemah"]


def test_an_open_answer_is_coded_like_a_turn(field):
    filling = field.answers("angket", field.person("G-01"), {"cerita": "LCD cuma dua."})
    made = coded(field.study, f"answer:{filling.response.id}/cerita", 0, 12, "h.alat")
    assert (made.quotation, made.respondent) == ("LCD cuma dua", "G-01")


def test_what_cannot_be_coded_is_refused_and_nothing_is_recorded(field):
    _, [turn] = field.interview(field.person("G-01"), [SAID])
    for refused in (
        code_span(field.study, "turn:t-none", 0, 3, "h.alat"),
        code_span(field.study, turn.ref, 5, 5, "h.alat"),
        code_span(field.study, turn.ref, 900, 999, "h.alat"),
        code_span(field.study, turn.ref, 0, 5, "h.none"),
        code_span(field.study, turn.ref, 0, 5, "c.ceramah", "sedang"),
    ):
        assert isinstance(refused, Refusal)
    assert codings(field.study) == ()


def test_codings_are_found_by_response_code_and_theme(field):
    _, [turn] = field.interview(field.person("G-01"), [SAID])
    _, [other] = field.interview(field.person("G-02"), [SAID])
    child = coded(field.study, turn.ref, 32, 45, "h.alat.rusak")
    elsewhere = coded(field.study, other.ref, 0, 8, "c.ceramah")
    assert codings(field.study, code="h.alat") == (child,)
    assert codings(field.study, theme="cara") == (elsewhere,)
    assert codings(field.study, response=turn.response) == (child,)
    assert codings(field.study, response=turn.response, theme="cara") == ()


def test_removing_a_coding_undoes_it_and_restoring_undoes_that(field):
    _, [turn] = field.interview(field.person("G-01"), [SAID])

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=5))
    def law(spans):
        before = codings(field.study)
        made = [code_span(field.study, turn.ref, at, at + long, "h.waktu") for at, long in spans]
        new = {each.id: each for each in made if isinstance(each, Coding)}
        assert set(codings(field.study)) == {*before, *new.values()}
        taken = [uncode(field.study, each) for each in new]
        assert codings(field.study) == before
        for each in taken:
            back = restore(field.study, each)
            assert (back.id, back.quotation, back.code) == (each.id, each.quotation, each.code)
        for each in new:
            uncode(field.study, each)
        assert codings(field.study) == before

    law()


def test_taking_away_what_is_not_there_is_nothing(field):
    assert uncode(field.study, "c-none") is None


def test_stretches_of_a_text():
    text = "Ya, betul. Guru-guru S. Pd. bilang: “Capek!” Lalu?\nNilai 3.5 saja"
    assert text[slice(*sentence_at(text, 5))] == "Ya, betul."
    assert text[slice(*sentence_at(text, 15))] == "Guru-guru S. Pd."
    assert text[slice(*sentence_at(text, 40))] == "bilang: “Capek!”"
    assert text[slice(*sentence_at(text, 55))] == "Nilai 3.5 saja"
    assert text[slice(*clause_at(text, 0))] == "Ya,"
    assert text[slice(*clause_at(text, 29))] == "bilang:"
    assert text[slice(*word_at(text, 12))] == "Guru-guru"
    assert sentence_at("", 0) == clause_at("", 3) == word_at("", 0) == (0, 0)


@given(st.text(max_size=80), st.integers(0, 100))
def test_a_sentence_holds_its_clause_and_stays_inside_the_text(text, place):
    for piece in (sentence_at, clause_at, word_at):
        start, end = piece(text, place)
        assert 0 <= start <= end <= len(text)
        assert text[start:end] == text[start:end].strip() or piece is word_at
    outer, inner = sentence_at(text, place), clause_at(text, place)
    assert inner == (0, 0) or inner[0] >= inner[1] or outer[0] <= inner[0] <= inner[1] <= outer[1]


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_words_that_moved_are_the_same_words(old, new, one, other):
    start, end = sorted((min(one, len(old)), min(other, len(old))))
    moved = reanchored(old, new, (start, end))
    assert moved is None or new[slice(*moved)] == old[start:end]
