"""A questionnaire that changed while people were being asked: what one is shown, and decides."""

import os
from pathlib import Path

import pytest
from terminal import PICTURES, StillClock, terminal

from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import targets
from instrumen.fieldwork.versions import joined, waiting
from instrumen.store.opening import open_study

CHANGES = (
    ("en: Which media?}", "en: Which media?}\n        hint: {id: Boleh beberapa, en: Several}"),
    ("Berapa jam seminggu?", "Berapa jam pelajaran seminggu?"),
    ("{name: lcd,", "{name: proyektor,"),
)


@pytest.fixture
def changed(agreed: Path) -> Path:
    """Somebody was asked; since then a hint, the words of a question and a choice's name changed,
    and a question went."""
    with open_study(agreed, actor="R2", clock=StillClock(), installation="uji") as study:
        wanted = {(t.instrument, t.subject): t for t in targets(study)}
        filling = begin(study, wanted["angket", "G-12"])
        filling.answer("sertifikat", "ya")
        filling.answer("jam", 20, overriding=True)
        filling.answer("alasan", "Kelas berkurang")
        filling.answer("media", ["papan", "lcd"])
        filling.finish()
    file = agreed / "questionnaires" / "angket.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in CHANGES:
        assert old in text
        text = text.replace(old, new)
    begins = text.index("      - name: alasan")
    text = text[:begins] + text[text.index("      - name: media", begins) :]
    file.write_text(text, encoding="utf-8")
    return agreed


async def test_what_has_changed_is_shown_once_by_itself_and_again_when_asked_for(changed: Path):
    async with terminal(changed) as shown:
        assert shown.top.startswith("Versi instrumen ")
        for what in ("merusak", "perlu pemetaan", "rumusan berubah", "aman"):
            assert what in shown.text
        assert "tidak ada jawaban yang hilang" in shown.words
        assert "Jawabannya tetap ada pada versi lama" in shown.message
        await shown.press("f3")
        assert "1 respons memakai versi lama · 2 pertanyaan menunggu keputusan Anda" in shown.words
        await shown.press("v")
        assert shown.top.startswith("Versi instrumen ")
    async with terminal(changed) as again:
        assert "Penelitian contoh" in again.top


@pytest.mark.parametrize(
    ("language", "size"), [("id", (80, 24)), ("en", (80, 24)), ("id", (120, 40))]
)
async def test_the_picture_of_it(changed: Path, language: str, size: tuple[int, int]):
    picture = PICTURES / f"versions-{language}-{size[0]}.txt"
    async with terminal(changed, size=size, language=language) as shown:
        if os.environ.get("UPDATE_PICTURES"):
            picture.write_text(shown.text + "\n", encoding="utf-8")
        assert shown.text + "\n" == picture.read_text(encoding="utf-8")


async def test_versions_are_joined_with_a_reason_and_apart_again_with_another(changed: Path):
    async with terminal(changed) as shown:
        await shown.press(*["down"] * 5)
        await shown.press("enter")
        assert "dulu: Berapa jam seminggu?" in shown.text
        assert "kini: Berapa jam pelajaran seminggu?" in shown.text
        await shown.press("f2")
        assert "Sebutkan alasan" in shown.message
        await shown.press("enter", "Maknanya sama", "f2")
        assert [one.reason for one in joined(shown.study)] == ["Maknanya sama"]
        assert [one.path for one in waiting(shown.study)] == ["media"]
        await shown.press("end", "enter", "Keliru", "f2")
        assert joined(shown.study) == ()
        assert {one.path for one in waiting(shown.study)} == {"jam", "media"}


async def test_all_questions_of_a_kind_at_once(changed: Path):
    file = changed / "questionnaires" / "angket.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("Apakah Bapak/Ibu bersertifikat?", "Bersertifikatkah Bapak/Ibu?")
    file.write_text(text, encoding="utf-8")
    async with terminal(changed) as shown:
        await shown.press(*["down"] * 6)
        await shown.press("enter", "Hanya susunan kata", "f2")
        assert {one.path for one in joined(shown.study)} == {"jam", "sertifikat"}
        await shown.press("end")
        assert "2 pertanyaan" in shown.text
        await shown.press("enter", "Keliru", "f2")
        assert joined(shown.study) == ()


async def test_where_nothing_is_to_be_decided_enter_says_so(changed: Path):
    async with terminal(changed) as shown:
        await shown.press("enter")
        assert "tidak ada yang perlu diputuskan" in shown.message


async def test_a_study_whose_instruments_are_as_they_were_says_nothing_of_it(agreed: Path):
    async with terminal(agreed) as shown:
        assert "versi" not in shown.text
        await shown.press("v")
        assert "Penelitian contoh" in shown.top


async def test_what_waits_is_counted_and_reached_however_long_the_list(changed: Path):
    async with terminal(changed, language="en") as shown:
        assert shown.top.endswith("2 to decide")
        await shown.press("ctrl+n")
        first = next(row for row in shown.lines if row.startswith(" ▸"))
        await shown.press("ctrl+n")
        second = next(row for row in shown.lines if row.startswith(" ▸"))
        assert first != second
        await shown.press("ctrl+n")
        assert next(row for row in shown.lines if row.startswith(" ▸")) == first
        await shown.press("down", "enter")
        assert (
            "Which media? · the choice “lcd” of “choices/media” is called “proyektor”"
            in shown.words
        )
        await shown.press("f3")
