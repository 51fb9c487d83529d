"""Reading, coding, findings and the Word document, by keyboard."""

from pathlib import Path

import pytest
from terminal import StillClock, Terminal, terminal

from instrumen.analysis.codebook import codebook
from instrumen.analysis.coding import codings
from instrumen.analysis.findings import Status, findings
from instrumen.analysis.memos import memos
from instrumen.fieldwork.consent import withdraw
from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import targets
from instrumen.store.opening import open_study
from instrumen.transcripts.interview import conduct
from instrumen.transcripts.reading import Turn, transcripts

WORDS = "Waktunya kurang, Bu. Administrasi banyak sekali. Alat juga tidak ada."


@pytest.fixture
def spoken(agreed: Path) -> Path:
    """The school after one interview with each teacher."""
    with open_study(agreed, actor="R2", clock=StillClock(), installation="uji") as study:
        for target in targets(study):
            if target.instrument == "pedoman":
                filling = begin(study, target)
                interview = conduct(study, filling)
                interview.add_turn("Apa yang paling menghambat?", "P", question="hambat")
                interview.add_turn(WORDS, "R", question="hambat")
                filling.finish()
    return agreed


async def read(shown: Terminal) -> None:
    await shown.press("3", "enter", "down")


async def test_a_coding_takes_four_keys(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("s", "k", "wak", "enter")
        (coding,) = codings(shown.study)
        assert coding.code == "d.waktu"
        assert coding.quotation == "Waktunya kurang, Bu."
        assert "d.waktu" in shown.text
        await shown.press("s", ".")
        assert [each.quotation for each in codings(shown.study)][1:] == [
            "Administrasi banyak sekali."
        ]


async def test_the_end_of_a_selection_moves_by_words(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("w", "right", "right", "left", "k", "wak", "enter")
        (coding,) = codings(shown.study)
        assert coding.quotation == "Waktunya kurang"


async def test_an_attribute_is_asked_for_where_there_are_any(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("t", "k", "alat", "enter", "2")
        (coding,) = codings(shown.study)
        assert (coding.code, coding.attribute) == ("d.alat", "kuat")


async def test_undo_and_removal(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("s", "k", "wak", "enter", "u")
        assert codings(shown.study) == ()
        await shown.press("s", "1", "x")
        assert codings(shown.study) == ()
        await shown.press("u")
        assert len(codings(shown.study)) == 1
        await shown.press("u", "u")
        assert "Tidak ada yang dapat diurungkan" in shown.message


async def test_a_new_code_is_made_after_the_near_ones_were_shown(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("s", "k", "waktu luang")
        assert "d.waktu" in shown.text
        await shown.press("f2", "1")
        assert "waktu_luang" in {code.name for code in codebook(shown.study)}
        assert codings(shown.study)[0].code == "waktu_luang"


async def test_a_turn_is_marked_and_noted_long_after_it_was_said(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("f8")
        assert "1 Kendala · 2 Upaya · 0 kutipan" in shown.message
        await shown.press("0", "f8", "2", "f5", "tertawa", "f2")
        (turn,) = [t for t in all_turns(shown) if t.quotable]
        assert (turn.body, turn.themes, turn.remark) == (WORDS, ("upaya",), "tertawa")
        assert "✎ tertawa" in shown.text
        assert "* [Upaya]" in shown.words
        await shown.press("f8", "0", "f8", "9")
        assert not [t for t in all_turns(shown) if t.quotable]
        assert [t.body for t in all_turns(shown) if t.off_record] == [WORDS]
        assert "tidak untuk dicatat" in shown.top


def all_turns(shown: Terminal) -> list[Turn]:
    return [turn for told in transcripts(shown.study) for turn in told.turns]


async def test_a_written_answer_is_not_marked(spoken: Path):
    with open_study(spoken, actor="R2", clock=StillClock(), installation="uji") as study:
        target = next(t for t in targets(study) if (t.instrument, t.subject) == ("angket", "G-12"))
        begin(study, target).answer("cerita", "Waktu.")
    async with terminal(spoken) as shown:
        await shown.press("ctrl+g", "10]", "enter", "f8")
        assert "Hanya tuturan percakapan" in shown.message


async def test_a_memo_and_the_next_uncoded_turn(spoken: Path):
    async with terminal(spoken) as shown:
        await shown.press("3", "enter", "ctrl+n")
        assert "[G-07, 2]" in shown.top or "[G-12, 2]" in shown.top
        await shown.press("m", "cek lagi", "f2", "k", "wak", "enter", "ctrl+n")
        assert [memo.body for memo in memos(shown.study)] == ["cek lagi"]
        assert "semua di sini sudah memuat kode" in shown.message


async def test_from_a_code_to_its_quotation_to_the_turn_and_back(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("s", "k", "wak", "enter", "f3", "f3", "4")
        assert "1 orang" in shown.text
        await shown.press("enter")
        assert "Waktunya kurang, Bu." in shown.text
        await shown.press("enter")
        assert "2]" in shown.top
        await shown.press("f3")
        assert "d.waktu" in shown.top


async def test_a_citation_is_gone_to_by_typing(spoken: Path):
    async with terminal(spoken) as shown:
        await shown.press("ctrl+g", "[G-12, 2", "enter")
        assert shown.top.startswith("[G-12, 2]")


async def test_a_finding_from_draft_to_verified(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("s", "k", "wak", "enter", "f3", "f3", "5", "enter")
        assert "Usulan dari pengodean" in shown.text
        await shown.press("e", "Guru kekurangan waktu.", "f2")
        (finding,) = findings(shown.study)
        assert finding.statement("id") == "Guru kekurangan waktu."
        assert "mendukung (1)" in shown.text
        assert "1 dari 2" in shown.text
        await shown.press("v", "2")
        assert findings(shown.study)[0].status is Status.SUPPORTED
        await shown.press("v", "3", "enter")
        assert "Verifikasi memerlukan nama dan cara." in shown.message
        await shown.press("Raka Contoh", "enter", "pengode kedua", "enter")
        assert findings(shown.study)[0].status is Status.VERIFIED


async def test_what_speaks_against_and_the_claims(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("s", "k", "wak", "enter", "f3", "f3", "5", "enter", "e", "Waktu.", "f2")
        await shown.press("k", "down", "space", "enter", "space", "enter")
        (finding,) = findings(shown.study)
        assert set(finding.codes) & set(finding.contrary_codes) == set()
        await shown.press("f6", "3", "f5", "tidak cocok", "f2")
        assert "! bertentangan" in shown.text
        assert "tidak cocok" in shown.text


async def test_a_quotation_opens_its_turn_and_comes_back(spoken: Path):
    async with terminal(spoken) as shown:
        await read(shown)
        await shown.press("s", "k", "wak", "enter", "f3", "f3", "5", "enter", "enter")
        assert "2]" in shown.top
        await shown.press("f3")
        assert "temuan" in shown.top


async def test_what_will_be_left_out_is_said_before_writing(spoken: Path):
    with open_study(spoken, actor="R2", clock=StillClock(), installation="uji") as study:
        withdraw(study, "G-12", ["kutip"], by="R2", reach="kutip")
    async with terminal(spoken) as shown:
        await shown.press("6")
        foretold = [line for line in shown.lines if "tidak dimuat" in line]
        assert len(foretold) == 1
        assert "2" in foretold[0].split(":")[-1]
        await shown.press("enter")
        assert [line for line in shown.lines if "tidak dimuat" in line] == foretold
        while "▸ [x] Transkrip wawancara" not in shown.text:
            await shown.press("down")
        await shown.press("space")
        assert "Semuanya dimuat." in shown.text


async def test_the_word_document_is_written_beside_the_screen(spoken: Path):
    async with terminal(spoken) as shown:
        await shown.press("6", "enter")
        assert "✓" in shown.message
        (document,) = (spoken / "exports").glob("*.docx")
        assert document.name in shown.text
        await shown.press("o")
        assert shown.app.is_running


async def test_parts_and_settings_of_the_document(spoken: Path):
    async with terminal(spoken) as shown:
        await shown.press("6", "space")
        assert "English" in shown.text
        await shown.press("down", "down", "space")
        assert "dengan nama (rahasia)" in shown.text
        await shown.press("down", "space")
        assert "[ ] Ringkasan temuan" in shown.text
