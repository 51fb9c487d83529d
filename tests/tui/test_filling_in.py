"""A questionnaire by keyboard alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

from terminal import terminal

from instrumen.fieldwork.dispositions import Disposition, dispositions
from instrumen.fieldwork.responses import form_of, responses


def on_disk(folder: Path, query: str) -> list[tuple[object, ...]]:
    """What another program finds in the file just now."""
    with closing(sqlite3.connect(folder / "study.db")) as db:
        return list(db.execute(query))


async def test_a_whole_questionnaire(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1")
        assert "Terima kasih." in shown.text
        await shown.press("enter", "1", "30", "enter")
        assert "Media apa yang dipakai?" in shown.text
        await shown.press("12", "enter", "31", "enter")
        await shown.press("4/5/2010", "enter")
        assert "Sejauh mana setuju?" in shown.text
        await shown.press("1", "2", "3")
        assert "Pelatihan yang diikuti" in shown.text
        await shown.press("1", "Lokakarya", "enter", "2")
        assert "Ceritakan kendala Bapak/Ibu." in shown.text
        await shown.press("Waktu", "enter", "dan alat.", "f2")
        assert "✓ Semua sudah dijawab." in shown.text
        await shown.press("enter")
        assert "lengkap" in shown.message

        (row,) = responses(shown.study)
        data = form_of(shown.study, row).data()
        assert data["sertifikat"] == "ya"
        assert data["jam"] == 30
        assert data["media"] == ["papan", "lcd"]
        assert data["urut"] == ["proyek", "ceramah"]
        assert data["mulai"] == "2010-05-04"
        assert [data[f"p{n}"] for n in (1, 2, 3)] == ["s", "k", "t"]
        assert data["latihan[1]/nama_latihan"] == "Lokakarya"
        assert data["cerita"] == "Waktu\ndan alat."
        standing = {key.instrument: s for key, s in dispositions(shown.study).items()
                    if key.subject == "G-07"}  # fmt: skip
        assert standing["angket"].disposition is Disposition.COMPLETE


async def test_every_answer_is_on_disk_before_the_next_question_shows(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "1")
        assert "Berapa jam seminggu?" in shown.text
        assert on_disk(agreed, "SELECT path, value FROM answers") == [("sertifikat", '"ya"')]
        assert shown.message == "✓ tersimpan 10.42"


async def test_after_a_power_cut_one_is_on_the_same_question(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "1", "30", "enter", "1")
        before = shown.text
    async with terminal(agreed) as again:
        assert "▸ lanjutkan G-07" in again.words
        await again.press("enter")
        assert again.text.split("\n")[:-2] == before.split("\n")[:-2]
        await again.press("f3")
        assert "30" in again.lines[5]


async def test_a_hard_problem_keeps_one_on_the_question(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "1", "99", "enter")
        assert "! Isi antara 0 dan 48." in shown.text
        assert "Benarkah" not in shown.text
        await shown.press("enter")
        assert "Berapa jam seminggu?" in shown.text
        assert on_disk(agreed, "SELECT 1 FROM answers WHERE path='jam'") == []


async def test_a_soft_problem_asks_once_and_the_override_is_recorded(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "1", "12", "enter")
        assert "! Di bawah 24 jam. Benarkah?  Enter = ya" in shown.text
        assert on_disk(agreed, "SELECT 1 FROM answers WHERE path='jam'") == []
        await shown.press("enter")
        assert "Mengapa di bawah 24 jam?" in shown.text
        assert on_disk(agreed, "SELECT path FROM overrides") == [("jam",)]


async def test_a_doubted_answer_may_be_changed_instead(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "1", "12", "enter")
        await shown.press("backspace", "backspace", "24", "enter")
        assert "Media apa yang dipakai?" in shown.text
        assert on_disk(agreed, "SELECT path FROM overrides") == []


async def test_a_required_question_is_asked_for_once_more_and_then_left_out(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "enter")
        assert "Enter sekali lagi melewatinya." in shown.text
        await shown.press("enter")
        assert "Berapa jam seminggu?" in shown.text
        await shown.press("f2")
        assert "belum dijawab" in shown.text
        await shown.press("f2")
        assert "sebagian" in shown.message


async def test_no_answer_and_which_kind(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter")
        assert "F4 menolak" in shown.text
        await shown.press("f4", "1")
        assert "Berapa jam seminggu?" in shown.text
        assert on_disk(agreed, "SELECT path, missing FROM answers") == [("sertifikat", "rf")]
        await shown.press("enter", "enter")
        assert "Media apa" in shown.text
        await shown.press("f4")
        assert "tidak menawarkan" in shown.text


async def test_a_row_of_a_grid_may_be_without_answer(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "f6", "sejauh", "enter", "1", "f4", "1")
        missing = on_disk(agreed, "SELECT path, missing FROM answers ORDER BY path")
        assert missing == [("p1", ""), ("p2", "na")]
        assert "– tidak" in shown.text
        await shown.press("up", "2")
        assert on_disk(agreed, "SELECT value FROM answers WHERE path='p2'") == [('"k"',)]


async def test_an_exclusive_choice_stands_alone(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "f6", "media", "enter", "12")
        assert "1 [x] Papan tulis" in shown.text
        await shown.press("3")
        assert on_disk(agreed, "SELECT value FROM answers") == [('["tidak_ada"]',)]
        await shown.press("1")
        assert on_disk(agreed, "SELECT value FROM answers") == [('["papan"]',)]
        assert "[x] Tidak memakai media" not in shown.text


async def test_another_answer_than_those_listed_is_typed(agreed: Path):
    angket = agreed / "questionnaires" / "angket.yaml"
    text = angket.read_text(encoding="utf-8")
    angket.write_text(
        text.replace(
            "type: select_one ya_tidak", "type: select_one ya_tidak\n        or_other: yes"
        ).replace(
            "type: select_multiple media", "type: select_multiple media\n        or_other: yes"
        ),
        encoding="utf-8",
    )
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter")
        assert "3 ( ) Lainnya" in shown.text
        await shown.press("3")
        assert "– lainnya apa?" in shown.text
        await shown.press("sedang diurus", "enter", "30", "enter", "14")
        assert "4 [x] Lainnya" in shown.text
        await shown.press("enter", "radio", "enter")
        assert "Urutkan dua metode." in shown.text
        assert on_disk(agreed, "SELECT path, value FROM answers WHERE path LIKE '%other'") == [
            ("media_other", '"radio"'), ("sertifikat_other", '"sedang diurus"'),
        ]  # fmt: skip
        await shown.press("f6", "bersertifikat", "enter", "1")
        assert "Berapa jam seminggu?" in shown.text


async def test_arrows_choose_too(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "down", "down", "enter")
        assert on_disk(agreed, "SELECT value FROM answers") == [('"tidak"',)]


async def test_a_note_on_a_question(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "f5", "ragu-ragu", "f2")
        assert "✎ ragu-ragu" in shown.text
        assert on_disk(agreed, "SELECT path, body FROM remarks") == [("sertifikat", "ragu-ragu")]


async def test_the_text_being_typed_survives(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "f6", "ceritakan", "enter")
        await shown.press("x" * 250)
    async with terminal(agreed) as again:
        await again.press("enter")
        assert again.text.count("x") >= 200
        assert "teks yang tadi belum selesai" in again.message


async def test_a_paste_of_two_lines_into_one_is_joined_and_said(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "1", "12", "enter", "enter")
        await shown.paste("satu\r\ndua")
        assert "satu dua" in shown.text
        assert "digabung" in shown.message


async def test_the_other_language_at_any_moment(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter")
        assert "Apakah Bapak/Ibu bersertifikat?" in shown.text
        await shown.press("f7")
        assert "Are you certified?" in shown.text
        assert "? help" in shown.text
        await shown.press("2")
        assert "How many hours a week?" in shown.text


async def test_leaving_and_coming_back(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "1", "escape", "escape", "escape")
        assert "▸ lanjutkan G-07" in shown.words
        await shown.press("enter")
        assert "Berapa jam seminggu?" in shown.text
        ended = on_disk(agreed, "SELECT number, reason FROM sessions ORDER BY number")
        assert ended == [(1, "interrupted"), (2, "")]


async def test_what_is_unanswered_is_found(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "enter", "1", "30", "enter", "ctrl+n")
        assert "Urutkan dua metode." in shown.text
