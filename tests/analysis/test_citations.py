"""What can be cited, how it is cited, and what keeps it from being quoted."""

import re

import pytest

from instrumen.analysis.texts import Obstacle, all_texts, bookmark, cite, text_of, texts_of


def citations(field, response: str) -> list[str]:
    return [text.citation for text in texts_of(field.study, response)]


def test_turns_are_cited_by_code_and_label_over_sessions(field):
    interview, _ = field.interview(field.person("G-07"), ["Satu.", "Dua."])
    later = field.resumed(interview)
    later.add_turn("Apa lagi?", "P")
    later.add_turn("Tiga.", "R")
    assert citations(field, interview.response) == [
        "[G-07, 1]", "[G-07, 2]", "[G-07, 2/1]", "[G-07, 2/2]",
    ]  # fmt: skip


def test_a_second_interview_of_a_person_is_told_apart(field):
    field.interview(field.person("G-07"), ["Satu."])
    second, _ = field.interview("G-07", ["Lagi."])
    assert citations(field, second.response) == ["[G-07, W2 1]"]


def test_a_group_interview_is_cited_by_its_speakers(field):
    field.person("G-01")
    field.person("G-02")
    group = field.group_interview("G-01", "G-02")
    group.add_turn("Bagaimana?", "P")
    group.add_turn("Begini.", "R", speaker="G-02")
    group.add_turn("Betul.", "U")
    assert citations(field, group.response) == ["[FG1, FG1 1]", "[G-02, FG1 2]", "[FG1, FG1 3]"]


def test_written_answers_are_cited_by_technique_and_number(field):
    field.person("G-01")
    angket = field.answers(
        "angket", "G-01",
        {"cerita": "LCD rusak.", "latihan[1]/topik": "PTK", "latihan[2]/topik": "Kuis"},
        members={"latihan": 2},
    )  # fmt: skip
    lembar = field.answers("lembar", "G-01", {"deskripsi": "Guru bercerita."})
    dokumen = field.answers("dokumen", "smp-a", {"ringkasan": "34 orang."}, unit="D-01")
    assert citations(field, angket.response.id) == [
        "[G-01, A 8.1(1)]", "[G-01, A 8.1(2)]", "[G-01, A 9]",
    ]  # fmt: skip
    assert citations(field, lembar.response.id) == ["[G-01, O1 E1]"]
    assert citations(field, dokumen.response.id) == ["[D-01]"]


def test_another_pattern_gives_another_citation(field):
    _, [turn] = field.interview(field.person("G-07"), ["Satu."])
    assert cite(field.study, turn.ref) == "[G-07, 1]"
    assert cite(field.study, turn.ref, "{technique}/{code}/{date}") == "W/G-07/2026-05-04"
    assert cite(field.study, turn.ref, "({unit}; {code})") == "(; G-07)"
    assert cite(field.study, "turn:t-none") == ""


def test_a_bookmark_is_the_same_for_ever_and_fit_for_word(field):
    _, [turn] = field.interview(field.person("G-07"), ["Satu."])
    other = bookmark("answer:r-x/latihan[12]/topik")
    names = [bookmark(turn.ref), other, text_of(field.study, turn.ref).bookmark]
    assert names[0] == names[2] != names[1]
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)


def test_a_text_is_the_same_alone_among_its_own_and_among_all(field):
    interview, turns = field.interview(field.person("G-07"), ["Satu.", "Dua."])
    of_response = texts_of(field.study, interview.response)
    assert of_response == tuple(text_of(field.study, turn.ref) for turn in turns)
    assert tuple(all_texts(field.study).values()) == of_response
    assert text_of(field.study, "answer:r-none/cerita") is None


def test_what_is_said_is_quoted_only_with_consent(field):
    _, [yes] = field.interview(field.person("G-01"), ["Ya."])
    _, [no] = field.interview(field.person("G-02", quotable=False), ["Tidak."])
    _, [never] = field.interview(field.person("G-03", quotable=None), ["Entah."])
    whys = [text_of(field.study, turn.ref).why_not for turn in (yes, no, never)]
    assert whys == [None, Obstacle.NO_CONSENT, Obstacle.NO_CONSENT]


def test_a_scope_taken_back_stops_quotation_and_withdrawing_stops_everything(field):
    _, [turn] = field.interview(field.person("G-01"), ["Ya."])
    field.withdraw("G-01", "kutip")
    assert text_of(field.study, turn.ref).why_not is Obstacle.NO_CONSENT
    field.withdraw("G-01", "ikut")
    assert text_of(field.study, turn.ref).why_not is Obstacle.WITHDRAWN


def test_off_the_record_and_the_interviewer_are_not_quoted(field):
    interview, [turn] = field.interview(field.person("G-01"), ["Ini rahasia."])
    asked = interview.add_turn("Apa lagi?", "P")
    interview.mark(turn.id, off_record=True)
    assert text_of(field.study, turn.ref).why_not is Obstacle.OFF_RECORD
    assert text_of(field.study, asked.ref).why_not is Obstacle.INTERVIEWER
    interview.mark(turn.id, off_record=False)
    assert text_of(field.study, turn.ref).quotable


@pytest.mark.parametrize(("second", "quotable"), [(True, True), (False, False)])
def test_an_unknown_speaker_of_a_group_needs_the_consent_of_all(field, second, quotable):
    group = field.group_interview(field.person("G-01"), field.person("G-02", quotable=second))
    turn = group.add_turn("Betul.", "U")
    assert text_of(field.study, turn.ref).quotable is quotable


def test_notes_on_a_lesson_need_the_consent_of_the_teacher_documents_of_nobody(field):
    field.person("G-01", quotable=False)
    lembar = field.answers("lembar", "G-01", {"deskripsi": "Guru bercerita."})
    dokumen = field.answers("dokumen", "smp-a", {"ringkasan": "34 orang."}, unit="D-01")
    assert not texts_of(field.study, lembar.response.id)[0].quotable
    assert texts_of(field.study, dokumen.response.id)[0].quotable
