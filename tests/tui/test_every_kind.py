"""Every kind of question of the language, by the keyboard (and the mouse), as it feels: what is
pressed is answered, what a form does by itself is told, and nothing given is lost."""

import random
import re
import shutil
from pathlib import Path

import pytest
from pseudo_terminal import ENTER, Pty
from terminal import Terminal, terminal

from instrumen.fieldwork.consent import give_consent
from instrumen.fieldwork.responses import Filling, begin, form_of, responses
from instrumen.fieldwork.targets import targets
from instrumen.fieldwork.tryout import Tryout
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify

KINDS = Path(__file__).parent / "kinds" / "segala.yaml"


@pytest.fixture
def kinds(school: Path) -> Path:
    """A study whose first open act is a questionnaire with every kind of question; the teacher
    has agreed, and stands at its beginning."""
    shutil.copy(KINDS, school / "questionnaires")
    with open_study(school, actor="R2", rng=random.Random(3), installation="uji") as study:
        give_consent(study, "G-12", {"ikut": True, "kutip": True}, language="id", how="signed",
                     instrument="segala")  # fmt: skip
        started(study).end_session("interrupted")
    return school


def started(study: Study) -> Filling:
    target = next(t for t in targets(study) if (t.instrument, t.subject) == ("segala", "G-12"))
    return begin(study, target)


async def go_to(shown: Terminal, words: str) -> None:
    """Jump to a question by words of it."""
    await shown.press("f6", words, "enter")


def data_of(shown: Terminal) -> dict[str, object]:
    return dict(form_of(shown.study, responses(shown.study)[-1]).data())


async def test_what_a_trigger_replaces_is_told(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "mengajar seminggu")
        await shown.press("30", "enter")
        assert shown.message == "✓ tersimpan 10.42"  # nobody had given what was set
        await shown.press("backspace", "backspace", "backspace", "110", "enter", "f3", "f3")
        await shown.press("backspace", "backspace", "24", "enter")
        assert "“8 Berapa jam itu dalam sebulan?” diisi ulang: 110 → 96" in shown.message
        assert data_of(shown)["bulan_jam"] == 96


async def test_a_code_of_no_answer_is_told_when_it_is_replaced_by_nothing(kinds: Path) -> None:
    async with terminal(kinds, language="en") as shown:
        await shown.press("enter")
        await go_to(shown, "lessons a week")
        await shown.press("30", "enter", "5", "enter")
        await go_to(shown, "lessons a week")
        await shown.press("f4", "1")
        assert "was set anew: 1205 → no answer" in shown.words


async def test_a_number_that_puts_members_aside_is_asked_about(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Berapa kelas")
        await shown.press("2", "enter", "VIIA", "enter", "AA", "enter", "2", "2")
        await shown.press("VIIB", "enter", "BB", "enter", "1", "2")
        await go_to(shown, "Berapa kelas")
        await shown.press("backspace", "1", "enter")
        assert "Ini menyisihkan “Kelas yang diajar” nomor 2" in shown.words
        assert "Enter = ya" in shown.text
        assert data_of(shown)["kelas_n"] == 2
        await shown.press("enter")
        assert "kelas[2]/nama_kelas" not in data_of(shown)
        await go_to(shown, "Berapa kelas")
        await shown.press("backspace", "2", "enter")
        data = data_of(shown)
        assert (data["kelas[2]/nama_kelas"], data["kelas[2]/murid[1]/inisial"]) == ("VIIB", "BB")
        assert verify(shown.study).problems == ()


async def test_a_member_of_a_nested_repeat_is_put_aside_and_comes_back(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Berapa kelas")
        await shown.press(
            "1", "enter", "VIIA", "enter", "AA", "enter", "1", "1", "BB", "enter", "2"
        )
        await shown.press("3")
        assert "nomor 2 beserta jawaban di dalamnya (2)" in shown.words
        await shown.press("up", "enter")  # thought better of it
        assert data_of(shown)["kelas[1]/murid[2]/inisial"] == "BB"
        await go_to(shown, "menonjol")
        await shown.press("3", "enter")
        assert "kelas[1]/murid[2]/inisial" not in data_of(shown)
        await shown.press("1")
        assert "jawaban yang dahulu ada di sini sudah kembali" in shown.message
        assert "BB" in shown.text
        assert data_of(shown)["kelas[1]/murid[2]/inisial"] == "BB"


async def test_a_member_without_answers_goes_without_a_question(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Berapa kelas")
        await shown.press("1", "enter", "VIIA", "enter")
        await go_to(shown, "menonjol")
        await shown.press("1")
        await go_to(shown, "menonjol")
        await shown.press("3")
        assert "sudah semua: 1" in shown.text


async def test_a_ranking_that_is_begun_survives_a_power_cut(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Urutkan tiga")
        await shown.press("4", "2")
        marked = re.findall(r"\(\d\) \w+", shown.text)
    async with terminal(kinds) as again:
        await again.press("enter")
        assert re.findall(r"\(\d\) \w+", again.text) == marked
        assert "yang tadi belum selesai sudah kembali" in again.message
        await again.press("f4", "f3")
        assert re.findall(r"\(\d\) \w+", again.text) == marked
        await again.press("1")
        assert len(data_of(again)["urut"]) == 3  # type: ignore[arg-type]


async def test_a_key_that_can_do_nothing_says_why(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Urutkan tiga")
        await shown.press("1", "2", "3", "4")
        assert "Semua 3 tempat sudah terisi" in shown.message
        await shown.press("9")
        assert shown.message == "! Tidak ada 9 di sini; pilih dari 1–5."
        await go_to(shown, "Sejauh mana")
        await shown.press("8")
        assert "Tidak ada 8 di sini" in shown.message
        await go_to(shown, "Berapa kelas")
        await shown.press("1", "enter", "VIIA", "enter")
        await go_to(shown, "menonjol")
        assert shown.lines[-1].strip().startswith("1–2 pilih")
        await shown.press("3")
        assert shown.message == "! Paling sedikit 1."


async def test_where_one_is_in_groups_and_repeats_stands_above_the_question(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Jalan")
        assert shown.lines[2].strip() == "Alamat"
        await go_to(shown, "Berapa kelas")
        await shown.press("2", "enter", "VIIA", "enter")
        assert shown.lines[2].strip() == "Kelas yang diajar 1/2 › Murid yang menonjol di VIIA 1/1"
        await shown.press("f7")
        assert shown.lines[2].strip() == "Classes taught 1/2 › Outstanding pupils of VIIA 1/1"


async def test_the_language_changes_rows_and_fields_too(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Tanggal lahir")
        await shown.press("f7")
        assert "a date, like 4/5/2026" in shown.text
        await go_to(shown, "How far")
        assert "I read journals." in shown.text
        await shown.press("f4")
        assert shown.lines[3].strip().startswith("17 ")
        await shown.press("f3", "f7")
        assert "Saya membaca jurnal." in shown.text


@pytest.mark.parametrize(
    ("question", "typed", "wanted"),
    [
        ("Tanggal lahir", "31/2/1990", "4/5/2026"),
        ("Sejak bulan", "13/2020", "5/2026"),
        ("Jam berapa bangun", "25.00", "10.30"),
        ("Letak sekolah", "x", "-2,99 104,76"),
    ],
)
async def test_a_refusal_shows_the_shape_that_people_type(
    kinds: Path, question: str, typed: str, wanted: str
) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, question)
        await shown.press(typed, "enter")
        assert f"misalnya {wanted}." in next(row for row in shown.lines if "!" in row)


async def test_a_range_says_what_it_offers(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Seberapa puas")
        assert "bilangan dari 0 sampai 10, kelipatan 0,5" in shown.text


async def test_the_mouse_chooses_too(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "provinsi mana")
        row = next(n for n, text in enumerate(shown.lines) if "Lampung" in text)
        await shown.pilot.click(offset=(10, row))
        await shown.settle()
        assert data_of(shown)["provinsi"] == "lampung"
        assert "Bandar Lampung" in shown.text


async def test_the_mouse_answers_a_row_by_its_circle(kinds: Path) -> None:
    async with terminal(kinds) as shown:
        await shown.press("enter")
        await go_to(shown, "Sejauh mana")
        line = next(n for n, text in enumerate(shown.lines) if "berdiskusi dengan rekan." in text)
        second = [found.start() for found in re.finditer(r"\( \)", shown.lines[line])][1]
        await shown.pilot.click(offset=(second, line))
        await shown.settle()
        assert data_of(shown)["p2"] == "s"
        assert "▸ 19" in shown.text
        await shown.pilot.click(offset=(12, line))
        await shown.settle()
        assert "▸ 18" in shown.text
        assert data_of(shown)["p2"] == "s"


async def test_help_tells_each_key_once(kinds: Path) -> None:
    async with terminal(kinds, size=(80, 40)) as shown:
        await shown.press("enter")
        await go_to(shown, "Ceritakan")
        await shown.press("f1")
        told = [row.split()[0] for row in shown.lines if row.startswith("   ") and row.strip()]
        own = told[: told.index("di")]
        assert len(own) == len(set(own))


def test_killed_while_a_nested_member_is_put_aside(kinds: Path) -> None:
    """SIGKILL at the question whether to put answers aside: nothing has happened yet."""
    first = Pty(kinds)
    first.wait(lambda text: "Sekarang" in text)
    first.type(ENTER)
    first.wait(lambda text: "Selamat datang" in text)
    first.type("\x1b[17~")
    first.wait(lambda text: "Lompat" in text)
    first.type("Berapa kelas" + ENTER)
    first.wait(lambda text: "Berapa kelas Anda ajar?" in text and "bilangan" in text)
    first.type("1\rVIIA\rAA\r11BB\r13")
    first.wait(lambda text: "Enter = ya" in text)
    first.kill(9)
    again = Pty(kinds)
    again.wait(lambda text: "▸ lanjutkan" in text)
    again.type(ENTER)
    again.wait(lambda text: "sudah semua: 2" in text and "Enter = ya" not in text)
    again.type("\x11")
    assert again.leave() == 0


def test_a_text_that_pipes_the_code_reads_as_it_will(kinds: Path) -> None:
    tryout = Tryout(kinds / "questionnaires" / "segala.yaml", roster={"jabatan": "guru"})
    try:
        filling = tryout.read()
        assert filling is not None
        assert filling.form.label("salam").startswith("Selamat datang, G-00.")
    finally:
        tryout.study.close()
