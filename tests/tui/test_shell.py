"""What holds on every screen: keys, help, palette, languages, privacy, and a good end."""

from pathlib import Path

import pytest
from terminal import StillClock, terminal
from textual import events

from instrumen.fieldwork.dispositions import Disposition, set_disposition
from instrumen.fieldwork.targets import targets
from instrumen.messages import catalog
from instrumen.store.opening import open_study
from instrumen.tui import keys
from instrumen.tui.app import crash_sentence
from instrumen.tui.widgets.lines import key_line


async def test_home_opens_on_the_most_likely_next_act(agreed: Path):
    async with terminal(agreed) as shown:
        assert "Penelitian contoh" in shown.top
        assert "4 Mei 2026  Rina Contoh (R2)" in shown.top
        assert "▸ mulai G-07" in shown.words


async def test_several_collectors_are_asked_who_works(agreed: Path):
    study_file = agreed / "study.yaml"
    text = study_file.read_text(encoding="utf-8")
    study_file.write_text(
        text.replace("{R2: Rina Contoh}", "{R1: Raka Contoh, R2: Rina Contoh}"), encoding="utf-8"
    )
    async with terminal(agreed, actor="") as shown:
        assert shown.top == "Siapa yang bekerja?"
        await shown.press("2")
        assert "Rina Contoh (R2)" in shown.top
        assert shown.study.actor == "R2"
    async with terminal(agreed, actor="") as again:
        assert "Rina Contoh (R2)" in again.top
        await again.press("1", "ctrl+p", "laptop", "enter", "1")
        assert "Raka Contoh (R1) bekerja" in again.message
        await again.press("escape")
        assert "Raka Contoh (R1)" in again.top
    async with terminal(agreed, actor="") as later:
        assert later.study.actor == "R1"


async def test_without_a_choice_the_one_who_works_stays(agreed: Path):
    study_file = agreed / "study.yaml"
    text = study_file.read_text(encoding="utf-8")
    study_file.write_text(text.replace("{R2:", "{R1: Raka Contoh, R2:"), encoding="utf-8")
    async with terminal(agreed, actor="R2") as shown:
        await shown.press("ctrl+p", "laptop", "enter", "f3")
        assert "Rina Contoh (R2)" in shown.top


async def test_the_only_collector_cannot_be_changed(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("ctrl+p", "laptop")
        assert "orang lain yang bekerja" not in shown.text


async def test_made_up_data_are_called_so_on_every_screen(agreed: Path):
    async with terminal(agreed) as shown:
        for key in ("1", "enter", "c", "f9"):
            hidden = key == "f9"
            await shown.press(key)
            assert shown.lines[-1].endswith("data rekaan") is not hidden


async def test_help_lists_the_keys_of_the_screen(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "question_mark")
        assert "Tambah orang yang ditemui di lapangan." in shown.text
        await shown.press("f3")
        assert shown.top.startswith("Orang")


async def test_inside_a_field_f1_is_help(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "slash", "sri?", "f1")
        assert shown.top.startswith("Tombol")


async def test_everything_is_reached_by_typing(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("ctrl+p", "temuan", "enter")
        assert shown.top.startswith("Temuan")
        await shown.press("escape", "ctrl+p", "english", "escape", "ctrl+g", "sri", "enter")
        assert shown.top.startswith("G-12  Sri Contohwati")


async def test_the_palette_performs_acts_of_the_screen(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "ctrl+p", "saring", "escape", "ctrl+p", "persempit", "enter", "sri")
        assert "Budi" not in shown.text


async def test_the_other_language_on_every_screen_below(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "f7")
        assert shown.top.startswith("People")
        await shown.press("escape")
        assert "Now" in shown.text
        assert shown.lines[-1].endswith("fictitious data")


async def test_f9_hides_everything_and_comes_back(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter")
        before = shown.text
        await shown.press("f9")
        assert "Budi" not in shown.text
        assert "G-07" not in shown.text
        await shown.press("f9")
        assert shown.text == before


async def test_a_key_that_is_not_available_says_why(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("5", "enter", "v")
        assert "Tulis dahulu pernyataannya" in shown.message
        assert "status" not in shown.lines[-1]


async def test_people_are_narrowed_by_typing(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "slash", "sri ipa")
        assert "Sri Contohwati" in shown.text
        assert "Budi" not in shown.text
        await shown.press("escape")
        assert "Budi" in shown.text


async def test_somebody_found_in_the_field_is_added(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "n", "Dewi Contoh", "enter", "2")
        assert "Dewi Contoh" in shown.text
        assert "ditambahkan sebagai P-" in shown.message


async def test_a_visit_with_an_appointment(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "a", "1", "besok", "enter")
        assert "bukan waktu" in shown.message
        await shown.press(*["backspace"] * 5, "13.30", "enter")
        assert "janji 13.30" in shown.text
        await shown.press("escape", "escape")
        assert "▸ janji" in shown.text


async def test_an_appointment_that_was_missed_shows_its_day(agreed: Path):
    with open_study(agreed, actor="R2", clock=StillClock(), installation="uji") as study:
        target = next(t for t in targets(study) if t.subject == "G-12")
        set_disposition(study, target, Disposition.OPEN, appointment="2026-05-03T09:15+07:00")
    async with terminal(agreed) as shown:
        assert "janji 3/5 09.15" in shown.words


async def test_a_visit_that_met_nobody(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "a", "2", "sakit", "enter")
        assert "sakit" in shown.text
        assert "1 !" in shown.text


async def test_what_is_open_by_instrument(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("2")
        assert "▸Angket guru" in shown.text
        await shown.press("tab", "slash", "sri", "enter")
        assert "sesi 1" in shown.top


async def test_quit_needs_no_question(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "ctrl+q")
        assert shown.app.return_code == 0


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (40, 12), (20, 6)])
async def test_any_size_of_the_terminal(agreed: Path, size: tuple[int, int]):
    async with terminal(agreed, size=size) as shown:
        for way in ("1", "2", "3", "4", "5", "6"):
            await shown.press(way, "escape")
        await shown.press("enter", "enter", "enter", "enter", "escape")
        assert shown.app.is_running


async def test_themes_for_the_sun_and_for_ones_own_colours(agreed: Path):
    for theme in ("sun", "paper", "ansi-dark"):
        async with terminal(agreed, theme=theme) as shown:
            await shown.press("1", "enter")
            assert shown.top.startswith("G-07")


async def test_a_click_is_the_same_as_enter(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1")
        await shown.pilot.click("#rows", offset=(10, 1))
        await shown.settle()
        assert shown.top.startswith("G-12")


async def test_keys_nobody_knows_do_no_harm(agreed: Path):
    async with terminal(agreed) as shown:
        before = shown.text
        for key in ("f11", "alt+x", "ctrl+y", "insert"):
            shown.app.post_message(events.Key(key, None))
        await shown.settle()
        assert shown.text == before


def test_a_crash_tells_kind_and_place_and_no_data():
    secret = "G-07 Budi"
    try:
        raise ValueError(f"could not show {secret}")
    except ValueError as error:
        sentence = crash_sentence(error, catalog("id"))
    assert secret not in sentence
    assert "ValueError" in sentence
    assert "test_shell.py" in sentence


async def test_a_crash_ends_with_its_own_code(agreed: Path):
    apps = []

    async def crash() -> None:
        async with terminal(agreed) as shown:
            apps.append(shown.app)
            shown.app.call_later(lambda: 1 // 0)
            await shown.pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await crash()
    assert apps[0].return_code == 70


def test_the_key_line_keeps_help_when_there_is_no_room():
    shown = key_line([keys.BACK, keys.JUMP, keys.HELP], catalog("id"), 24)
    assert shown.plain == "F6 lompat · ? bantuan"
