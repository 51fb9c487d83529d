"""Conducting an interview without leaving the keyboard."""

from pathlib import Path

from terminal import Terminal, terminal

from instrumen.transcripts.reading import SpeakerKind, Turn, turns


def said(shown: Terminal) -> list[Turn]:
    (row,) = shown.study.rows("SELECT id FROM responses WHERE instrument='pedoman'")
    return list(turns(shown.study, str(row[0])))


async def begin(shown: Terminal) -> None:
    await shown.press("1", "enter", "2", "ruang guru", "enter", "enter")


async def test_enter_ends_a_turn_and_hands_the_word_over(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press(
            "ctrl+n", "Waktunya kurang.", "enter", "Kapan?", "enter", "Tiap hari.", "enter"
        )
        kinds = [(turn.speaker_kind, turn.body, turn.question) for turn in said(shown)]
        assert kinds == [
            (SpeakerKind.INTERVIEWER, "Apa yang paling menghambat?", "hambat"),
            (SpeakerKind.RESPONDENT, "Waktunya kurang.", "hambat"),
            (SpeakerKind.INTERVIEWER, "Kapan?", "hambat"),
            (SpeakerKind.RESPONDENT, "Tiap hari.", "hambat"),
        ]
        assert said(shown)[1].speaker == "G-07"


async def test_ctrl_n_goes_through_questions_and_probes(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        assert [turn.body for turn in said(shown)] == [
            "Apa yang paling menghambat?", "Ceritakan kejadiannya.", "Apa yang sudah dicoba?",
            "Apa yang Bapak/Ibu lakukan?",
        ]  # fmt: skip
        assert "pedoman sudah habis" in shown.message


async def test_a_probe_ends_the_turn_being_typed(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("ctrl+n", "Waktu", "ctrl+n", "Kemarin", "enter")
        assert [turn.body for turn in said(shown)][1:] == [
            "Waktu",
            "Ceritakan kejadiannya.",
            "Kemarin",
        ]


async def test_tab_changes_the_speaker(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("tab", "Saya dulu.", "enter")
        assert said(shown)[0].speaker_kind is SpeakerKind.RESPONDENT


async def test_themes_and_quotations_are_marked_while_listening(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("tab", "Waktunya", "f8", "1", " kurang", "f8", "0", ".", "enter")
        (turn,) = said(shown)
        assert turn.body == "Waktunya kurang."
        assert turn.themes == ("kendala",)
        assert turn.quotable
        assert "[Kendala]" in shown.text
        await shown.press("f8", "9")
        assert said(shown)[0].off_record


async def test_a_turn_chosen_is_corrected_and_noted(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("tab", "Waktu", "enter", "Alat", "enter", "ctrl+up", "ctrl+up", "enter")
        await shown.press(" kurang", "f2", "f5", "ragu", "f2")
        assert said(shown)[0].body == "Waktu kurang"
        assert said(shown)[0].remark == "ragu"


async def test_the_turn_in_hand_survives_a_power_cut(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("ctrl+n", "y" * 220)
    async with terminal(agreed) as again:
        await again.press("enter", "enter", "enter")
        assert again.text.count("y") >= 200


async def test_a_second_session_goes_on_where_the_first_one_ended(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("ctrl+n", "Waktu", "enter", "f2", "1")
        assert shown.top.startswith("G-07")
        await shown.press("2", "enter", "enter", "ctrl+n")
        assert "sesi 2" in shown.top
        assert [turn.label for turn in said(shown)] == ["1", "2", "2/1"]
        assert said(shown)[2].body == "Ceritakan kejadiannya."


async def test_a_question_that_was_refused_is_marked(agreed: Path):
    async with terminal(agreed, size=(120, 40)) as shown:
        await begin(shown)
        await shown.press("f4", "2")
        assert "! W1 Apa yang paling" in shown.text
        await shown.press("f6", "lakukan", "enter", "ctrl+n")
        assert said(shown)[0].question == "usaha"


async def test_the_guide_folds_into_one_line_on_a_narrow_screen(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        assert "▸ Kendala · W1 Apa yang paling menghambat?  a b" in shown.text
        assert "dengarkan" not in shown.text
    async with terminal(agreed, size=(120, 40)) as shown:
        await shown.press("enter", "enter", "enter")
        assert "dengarkan: kendala bernama" in shown.text


async def test_after_the_interview_its_notes_are_written(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("ctrl+n", "Waktu", "enter", "f2", "2", "escape", "escape")
        assert "▸ tulis G-07" in shown.words
        await shown.press("enter")
        assert "Suasana" in shown.text
        await shown.press("Santai.", "f2", "f2")
        assert "tulis" not in shown.text


async def test_cut_off_it_goes_on_where_it_was(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("tab", "Waktu.", "enter")
    async with terminal(agreed) as shown:
        await shown.press("enter")
        assert "sesi 1" in shown.top
        await shown.press("tab", "Alat.", "enter")
        assert [(turn.label, turn.body) for turn in said(shown)] == [
            ("1", "Waktu."),
            ("2", "Alat."),
        ]


async def test_who_leaves_the_program_sits_down_anew(agreed: Path):
    async with terminal(agreed) as shown:
        await begin(shown)
        await shown.press("tab", "Waktu.", "enter", "f1", "ctrl+q")
    async with terminal(agreed) as shown:
        await shown.press("enter")
        assert "sesi 2" in shown.top
        await shown.press("enter", "enter", "tab", "Alat.", "enter")
        assert [turn.label for turn in said(shown)] == ["1", "2/1"]
