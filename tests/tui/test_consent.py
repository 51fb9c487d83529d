"""Consent before the first instrument."""

from pathlib import Path

from terminal import terminal

from instrumen.fieldwork.consent import scopes
from instrumen.fieldwork.dispositions import Disposition, attempts


async def test_nothing_is_asked_before_consent(school: Path):
    async with terminal(school) as shown:
        await shown.press("1", "enter", "1")
        assert "Kami meneliti SMP Contoh Nusantara." in shown.text
        assert "Bapak/Ibu diminta mengisi angket." in shown.text
        await shown.press("1")
        assert "Bacalah naskahnya dahulu" in shown.message
        await shown.press("enter")
        assert "Saya bersedia ikut serta." in shown.text
        assert "direkam" not in shown.text
        await shown.press("1", "2", "enter")
        assert "Terima kasih." in shown.text
        assert dict(scopes(shown.study, "G-07")) == {"ikut": True, "rekam": False, "kutip": False}


async def test_every_line_needs_its_own_answer(school: Path):
    async with terminal(school) as shown:
        await shown.press("1", "enter", "1", "enter", "1", "enter")
        assert "ya atau tidak" in shown.message
        await shown.press("f2")
        assert "ya atau tidak" in shown.message


async def test_who_does_not_take_part_is_noted_with_a_reason_and_not_asked(school: Path):
    async with terminal(school) as shown:
        await shown.press("1", "enter", "1", "enter", "2", "2", "enter")
        assert "Alasan, bila disebutkan" in shown.text
        await shown.press("1")
        assert shown.top.startswith("G-07")
        (visit,) = attempts(shown.study, "G-07")
        assert visit.disposition is Disposition.REFUSAL
        assert visit.reason == "Sibuk"


async def test_an_interview_asks_for_the_scope_of_recording_too(school: Path):
    async with terminal(school) as shown:
        await shown.press("1", "enter", "2", "enter")
        assert "Saya bersedia direkam." in shown.text
        await shown.press("1", "2", "1", "enter")
        assert "Tanpa rekaman: persetujuan tidak mencakupnya." in shown.text
        await shown.press("f8")
        assert "tidak mencakup" in shown.message


async def test_consent_is_taken_back_only_when_asked_twice(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "w", "3", "1")
        assert scopes(shown.study, "G-07")["kutip"]
        await shown.press("w", "3", "2")
        assert not scopes(shown.study, "G-07")["kutip"]
        assert "G-07 · ikut: ya" in shown.message
