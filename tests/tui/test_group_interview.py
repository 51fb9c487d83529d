"""Several people around one table: chosen, each asked for consent, each with a key of their own."""

from pathlib import Path

import pytest
from terminal import StillClock, Terminal, terminal

from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import responses, sessions
from instrumen.language.model import SubjectKind
from instrumen.store.opening import open_study
from instrumen.transcripts.reading import SpeakerKind, Turn, turns


@pytest.fixture
def three(agreed: Path) -> Path:
    """The school with a third teacher, whom nobody has asked for consent."""
    with open_study(agreed, actor="R2", clock=StillClock(), installation="uji") as study:
        fields = {"jabatan": "guru", "mapel": ("Seni",)}
        add_respondent(study, "smp", fields, {"nama": "Dewi Contoh"}, code="G-20")
    return agreed


async def begin(shown: Terminal) -> None:
    await shown.press("2", "tab", "g", "enter", "down", "enter", "f2", "enter", "f2")


def said(shown: Terminal) -> list[Turn]:
    (row,) = responses(shown.study, "pedoman")
    return list(turns(shown.study, row.id))


async def test_who_sits_together_is_chosen_by_typing(three: Path):
    async with terminal(three) as shown:
        await shown.press("2", "tab", "g", "f2")
        assert "sedikitnya dua orang" in shown.message
        await shown.press("slash", "sri", "enter", "slash", "budi", "enter")
        assert "[x] G-07" in shown.words
        assert "[x] G-12" in shown.words
        assert "Tono" not in shown.text  # the guide is for teachers
        await shown.press("f2")
        assert shown.top.startswith("G-07, G-12")


async def test_each_one_has_a_key(three: Path):
    async with terminal(three) as shown:
        await begin(shown)
        assert "0 P · 1 G-07 · 2 G-12 · 3 U" in shown.text
        await shown.press("ctrl+n", "2", "Waktu.", "enter", "1", "5 jam.", "enter")
        await shown.press("3", " 2 jam.", "enter", "0", "Kapan?", "enter")
        assert [(t.speaker_kind, t.speaker, t.body) for t in said(shown)] == [
            (SpeakerKind.INTERVIEWER, "R2", "Apa yang paling menghambat?"),
            (SpeakerKind.RESPONDENT, "G-12", "Waktu."),
            (SpeakerKind.RESPONDENT, "G-07", "5 jam."),
            (SpeakerKind.UNKNOWN, "", "2 jam."),
            (SpeakerKind.INTERVIEWER, "R2", "Kapan?"),
        ]
        (row,) = responses(shown.study, "pedoman")
        assert row.subject_kind is SubjectKind.GROUP
        assert row.respondents == ("G-07", "G-12")


async def test_with_one_respondent_digits_are_letters(three: Path):
    async with terminal(three) as shown:
        await shown.press("1", "enter", "2", "enter", "enter", "tab", "2 jam.", "enter")
        assert [t.body for t in said(shown)] == ["2 jam."]


async def test_consent_of_each_comes_first_and_who_refuses_stays_out(three: Path):
    async with terminal(three) as shown:
        await shown.press("2", "tab", "g", "enter", "down", "enter", "down", "enter", "f2")
        assert shown.top.startswith("G-20 · Persetujuan")
        await shown.press("enter", "2", "2", "2", "enter")
        assert shown.top.startswith("G-07, G-12")


async def test_sound_needs_the_consent_of_everybody(three: Path):
    async with terminal(three) as shown:
        await shown.press("2", "tab", "g", "enter", "down", "down", "enter", "f2")
        assert shown.top.startswith("G-20 · Persetujuan")
        await shown.press("enter", "1", "2", "1", "enter", "f8")
        assert "Persetujuan tidak mencakup rekaman." in shown.message
        await shown.press("enter", "enter")
        (row,) = responses(shown.study, "pedoman")
        assert not sessions(shown.study, row.id)[0].recorded


async def test_a_group_that_was_broken_off_goes_on(three: Path):
    async with terminal(three) as shown:
        await begin(shown)
        await shown.press("1", "Waktu.", "enter", "f2", "1")
        assert "G-07, G-12" in shown.text
        await shown.press("slash", "g-07, g-12", "enter", "enter", "enter", "2", "Alat.", "enter")
        assert [(t.label, t.speaker) for t in said(shown)] == [("1", "G-07"), ("2/1", "G-12")]


async def test_home_names_a_group_by_one_of_them(three: Path):
    async with terminal(three) as shown:
        await begin(shown)
        await shown.press("1", "Waktu.", "enter", "f2", "1")
    async with terminal(three) as shown:
        assert "lanjutkan   G-07 +1" in shown.text


async def test_only_interviews_are_held_with_a_group(three: Path):
    async with terminal(three) as shown:
        await shown.press("2", "g")
        assert "Hanya wawancara" in shown.message
