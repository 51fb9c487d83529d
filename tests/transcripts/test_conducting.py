"""Conducting an interview: every turn on disk at once, times that never run backwards, a guide
that remembers what was covered."""

import pytest

from instrumen.fieldwork.responses import resume
from instrumen.transcripts.interview import conduct
from instrumen.transcripts.reading import SpeakerKind, transcript, transcripts, turn, turns


def bodies(found):
    return [each.body for each in found]


def labels(found):
    return [each.label for each in found]


def test_turns_are_kept_in_order_with_speaker_and_time(room):
    interview = room.interview()
    room.clock.pass_(4)
    asked = interview.add_turn("Apa hambatannya?", "P", question="hambatan_utama")
    room.clock.pass_(6.5)
    answered = interview.add_turn("Waktunya.", "R", question="hambatan_utama")
    assert interview.turns() == (asked, answered) == turns(room.study, interview.response)
    assert [(each.speaker, each.start_ms, each.end_ms) for each in (asked, answered)] == [
        ("R1", 0, 4000), ("G-01", 4000, 10500),
    ]  # fmt: skip
    assert answered.time.startswith("2026-05-04T10:00:10")
    assert interview.elapsed() == 10500


def test_times_that_are_given_are_kept(room):
    turn_ = room.interview().add_turn("Ya.", "R", start_ms=61_000, end_ms=62_500)
    assert (turn_.start_ms, turn_.end_ms) == (61_000, 62_500)


def test_a_session_taken_up_again_after_a_crash_goes_on_where_it_was(room):
    interview = room.interview()
    room.clock.pass_(30)
    interview.add_turn("Satu.", "R")
    room.clock.milliseconds = 2_000  # another start of the program: its clock began anew
    again = conduct(room.study, interview.filling)
    assert again.elapsed() == 30_000
    room.clock.pass_(5)
    later = again.add_turn("Dua.", "R")
    assert (later.number, later.start_ms, later.end_ms) == (2, 30_000, 35_000)


def test_an_interview_that_was_cut_off_goes_on_with_its_numbers(room):
    interview = room.interview()
    room.clock.pass_(30)
    interview.add_turn("Satu.", "R")
    room.clock.milliseconds = 2_000  # another start of the program: its clock began anew
    again = conduct(room.study, resume(room.study, interview.response))
    assert again.elapsed() == 30_000
    again.add_turn("Dua.", "R")
    assert labels(again.turns()) == ["1", "2"]
    assert labels(room.next_session(again).turns()) == ["1", "2"]


def test_numbering_begins_anew_in_each_session_and_covered_questions_stay_covered(room):
    first = room.interview()
    first.add_turn("Satu.", "R")
    first.probe("hambatan_utama", "a", "covered")
    first.probe("hambatan_utama", "", "covered")
    second = room.next_session(first, place="perpustakaan")
    second.add_turn("Apa lagi?", "P")
    second.add_turn("Dua.", "R")
    assert labels(second.turns()) == ["1", "2/1", "2/2"]
    obstacles = second.guide()[1]
    assert obstacles.done
    assert [str(probe.state) for probe in obstacles.questions[0].probes] == ["covered", "open"]
    found = transcript(room.study, first.response)
    assert [(s.number, s.place, s.reason) for s in found.sessions] == [
        (1, "ruang guru", "terputus"), (2, "perpustakaan", ""),
    ]  # fmt: skip
    assert [bodies(each.turns) for each in found.sessions] == [["Satu."], ["Apa lagi?", "Dua."]]
    assert found.turns == second.turns()


def test_the_guide_shows_relevant_questions_in_the_language_asked_for(room):
    guide = room.interview().guide("en")
    assert [(theme.label, len(theme.questions)) for theme in guide] == [
        ("Opening", 1), ("Obstacles", 1),
    ]  # fmt: skip
    question = guide[1].questions[0]
    assert (question.number, question.label) == ("W02", "What stands in the way?")
    assert (question.listen_for, question.themes) == ("real events", ("hambatan",))
    assert [probe.label for probe in question.probes] == ["What happened?", "What was tried?"]
    assert len(room.interview("KS-01").guide()[1].questions) == 2


def test_a_question_is_asked_once_somebody_speaks_on_it_and_done_when_marked(room):
    interview = room.interview()

    def state():
        question = interview.guide()[1].questions[0]
        return str(question.state), question.done, question.next_probe.name

    assert state() == ("open", False, "a")
    interview.add_turn("Apa hambatannya?", "P", question="hambatan_utama")
    assert state() == ("asked", False, "a")
    interview.probe("hambatan_utama", "a", "asked")
    interview.probe("hambatan_utama", "", "refused")
    assert state() == ("refused", True, "b")
    interview.probe("hambatan_utama", "", "open")
    assert state() == ("open", False, "b")
    assert interview.guide()[0].progress == (0, 1)


def test_a_corrected_turn_keeps_its_place_and_the_log_its_words(room):
    interview = room.interview()
    before = interview.add_turn("Waktu nya habis.", "R")
    after = interview.correct(before.id, "Waktunya habis.")
    assert (after.body, after.label, after.id) == ("Waktunya habis.", before.label, before.id)
    assert after.event != before.event
    history = [event.act.value["body"] for event in room.study.events(interview.response)
               if event.act.path == before.id]  # fmt: skip
    assert history == ["Waktu nya habis.", "Waktunya habis."]
    assert interview.correct(before.id, "Waktunya habis.").event == after.event


def test_marks_tags_and_notes_belong_to_the_turn(room):
    interview = room.interview()
    said = interview.add_turn("LCD-nyo cuma duo.", "R")
    interview.mark(said.id, quotable=True, language="palembang", gloss="LCD-nya cuma dua.")
    interview.mark(said.id, off_record=True, question="guru_baik")
    interview.tag(said.id, "hambatan")
    interview.tag(said.id, "cara")
    interview.tag(said.id, "cara", on=False)
    found = interview.note(said.id, "mengangguk")
    assert (found.quotable, found.off_record, found.remark) == (True, True, "mengangguk")
    assert (found.language, found.gloss) == ("palembang", "LCD-nya cuma dua.")
    assert (found.themes, found.question) == (("hambatan",), "guru_baik")
    assert interview.mark(said.id, quotable=False).quotable is False
    assert interview.note(said.id, "").remark == ""


def test_in_a_group_the_speaker_is_named_or_unknown(room):
    group = room.group("G-01", "G-02")
    named = group.add_turn("Saya.", "R", speaker="G-02")
    unknown = group.add_turn("Betul.", "U")
    open_ = group.add_turn("Ya.", "R")
    assert [each.speaker for each in (named, unknown, open_)] == ["G-02", "", ""]
    assert unknown.speaker_kind is SpeakerKind.UNKNOWN
    assert transcript(room.study, group.response).respondents == ("G-01", "G-02")


def test_words_and_time_of_a_theme_are_those_of_its_questions_and_tags(room):
    interview = room.interview()
    room.clock.pass_(2)
    interview.add_turn("Apa hambatannya?", "P", question="hambatan_utama")
    room.clock.pass_(3)
    interview.add_turn("Waktu saya habis.", "R", question="hambatan_utama")
    tagged = interview.add_turn("Begitulah.", "R", question="guru_baik")
    assert (interview.words("hambatan"), interview.words("profil")) == (3, 1)
    interview.tag(tagged.id, "hambatan")
    assert interview.words("hambatan") == 4
    assert interview.spent_ms("hambatan") == 5000


@pytest.mark.parametrize(
    ("typed", "kept", "replaced"),
    [
        ("[/] [red]x\r\ny", "[/] [red]x\ny", 0),
        ("a\x00b\x1b[31m", "a\ufffdb\ufffd[31m", 2),
        ("", "", 0),
    ],
)
def test_hostile_text_is_kept_as_text_and_what_was_replaced_is_said(room, typed, kept, replaced):
    interview = room.interview()
    said = interview.add_turn(typed, "R")
    assert turn(room.study, said.id).body == kept
    assert interview.replaced_characters == replaced


def test_every_interview_is_a_transcript_even_before_anything_is_said(room):
    empty = room.interview("G-01")
    room.clock.pass_(1)
    spoken = room.interview("KS-01")
    spoken.add_turn("Ya.", "R")
    found = transcripts(room.study)
    assert [(each.response, each.technique, each.respondents) for each in found] == [
        (empty.response, "W", ("G-01",)), (spoken.response, "W", ("KS-01",)),
    ]  # fmt: skip
    assert found[1] == transcript(room.study, spoken.response)
    assert found[1].sessions[0].recorded
    assert found[1].sessions[0].collector == "R1"
    assert transcript(room.study, "r-none") is None


def test_a_session_lasts_as_long_as_its_turns(room):
    interview = room.interview()
    room.clock.pass_(90)
    interview.add_turn("Ya.", "R")
    assert transcript(room.study, interview.response).sessions[0].duration_ms == 90_000
