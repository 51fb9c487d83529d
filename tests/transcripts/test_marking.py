"""Marks and notes on a turn long after it was said, with no interview going on."""

from instrumen.transcripts.marking import mark_turn, note_turn, tag_turn
from instrumen.transcripts.reading import turns


def said(room):
    interview = room.interview()
    interview.add_turn("Waktunya habis.", "R")
    interview.filling.finish()
    (found,) = turns(room.study, interview.response)
    return found


def events_of(room, response):
    return [event.act.kind for event in room.study.events(response)]


def test_marks_are_set_and_taken_back_one_by_one(room):
    turn = said(room)
    marked = mark_turn(room.study, turn, quotable=True)
    assert (marked.quotable, marked.off_record) == (True, False)
    marked = mark_turn(room.study, turn, off_record=True, quotable=False)
    assert (marked.quotable, marked.off_record) == (False, True)
    assert marked.body == turn.body


def test_no_mark_is_no_act(room):
    turn = said(room)
    before = events_of(room, turn.response)
    assert mark_turn(room.study, turn) == turn
    assert note_turn(room.study, turn, "") == turn
    assert events_of(room, turn.response) == before


def test_a_note_is_written_changed_and_removed(room):
    turn = note_turn(room.study, said(room), "tertawa")
    assert turn.remark == "tertawa"
    assert note_turn(room.study, turn, "tertawa") == turn
    assert note_turn(room.study, turn, "").remark == ""
    assert events_of(room, turn.response).count("remark.written") == 2


def test_a_note_and_a_gloss_go_through_the_gate(room):
    turn = said(room)
    assert note_turn(room.study, turn, "a\x00b").remark == "a\ufffdb"
    assert mark_turn(room.study, turn, gloss="x\r\ny").gloss == "x\ny"


def test_a_theme_is_tagged_and_taken_away(room):
    turn = tag_turn(room.study, said(room), "hambatan")
    assert turn.themes == ("hambatan",)
    assert tag_turn(room.study, turn, "hambatan", on=False).themes == ()
