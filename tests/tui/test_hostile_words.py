"""Whatever people write is shown as text, on every screen, and ends no program."""

import json
from pathlib import Path

import pytest
from terminal import StillClock, Terminal, terminal

from instrumen.analysis.codebook import add_code
from instrumen.analysis.coding import code_span
from instrumen.analysis.findings import write_finding
from instrumen.analysis.memos import write_memo
from instrumen.fieldwork.dispositions import Disposition, set_disposition
from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import targets
from instrumen.store.opening import open_study
from instrumen.text import keep
from instrumen.transcripts.interview import conduct
from instrumen.tui.safe import clean

HOSTILE = (
    "[/]", "[red]x", "[b]tebal[/b]", "[tertawa]", "[@click=app.quit]x[/]", "[link=http://x]y[/]",
    "\\[", "$accent", "\x1b[31mmerah\x1b[0m", "\x1b]0;judul\x07", "a\x00b", "\x08\x08hapus",
    "\ud800", "\u202eterbalik", "a\u200db", "مرحبا", "=cmd()", "👩‍🏫 guru", "日本語", "{nama} %s",
)  # fmt: skip


LINES = "\n".join(HOSTILE)
TALL = (110, 90)


@pytest.fixture
def poisoned(agreed: Path) -> Path:
    """The school with each of those texts wherever a text can be."""
    with open_study(agreed, actor="R2", clock=StillClock(), installation="uji") as study:
        for number, text in enumerate(HOSTILE, 1):
            fields = {"jabatan": "guru", "mapel": (text,)}
            add_respondent(study, "smp", fields, {"nama": text}, code=f"H-{number:02}")
        wanted = {(t.instrument, t.subject): t for t in targets(study)}
        for text in HOSTILE:
            target = wanted["angket", "H-01"]
            set_disposition(study, target, Disposition.REFUSAL, reason=text, note=text)
        filling = begin(study, wanted["angket", "G-07"])
        filling.answer("cerita", LINES)
        filling.remark("cerita", LINES)
        filling.move_to("cerita")
        talk = begin(study, wanted["pedoman", "G-07"], place=LINES, present=LINES)
        interview = conduct(study, talk)
        for number, text in enumerate(HOSTILE):
            turn = interview.add_turn(f"x {text}", "R", question="hambat")
            interview.mark(turn.id, gloss=text)
            interview.note(turn.id, text)
            add_code(study, f"k{number}", f"x {text}", theme="kendala", definition=text)
            code_span(study, turn.ref, 0, len(turn.body), f"k{number}")
            write_memo(study, turn.ref, LINES)
            write_finding(study, "kendala", f"x {text}", codes=[f"k{number}"])
        talk.end_session("interrupted")
    return agreed


def not_shown(shown: Terminal) -> list[str]:
    """The texts that do not stand on the screen as they were kept (what cannot be shown is
    marked)."""
    screen = shown.text
    return [ascii(text) for text in HOSTILE if clean(keep(text)).strip() not in screen]


async def test_shown_to_collectors_as_text(poisoned: Path):
    async with terminal(poisoned, size=TALL) as shown:
        await shown.press("1")
        assert shown.top.startswith("Orang")
        assert not_shown(shown) == []
        await shown.press("slash", "H-01", "enter")
        assert shown.top.startswith("H-01")
        assert not_shown(shown) == []
        await shown.press("escape", "escape", "slash", "G-07", "enter", "1")
        assert "Ceritakan kendala" in shown.text
        assert not_shown(shown) == []
        await shown.press("f5")
        assert shown.top == "Catatan"
        assert not_shown(shown) == []
        await shown.press("escape", "escape", "2", "enter", "enter")
        assert "sesi 2" in shown.top
        assert not_shown(shown) == []


async def test_shown_to_researchers_as_text(poisoned: Path):
    async with terminal(poisoned, size=TALL) as shown:
        await shown.press("3", "enter")
        assert "[G-07, 1]" in shown.top
        assert not_shown(shown) == []
        for key in ("m", "f6"):
            await shown.press(key)
            assert not_shown(shown) == [], key
            await shown.press("escape")
        await shown.press("escape", "escape", "4")
        assert shown.top.startswith("Buku kode")
        assert not_shown(shown) == []
        await shown.press("escape", "5")
        assert shown.top.startswith("Temuan")
        assert not_shown(shown) == []
        await shown.press("enter", "n")
        assert shown.top == "Pernyataan"
        await shown.press("escape", "k")
        assert not_shown(shown) == []


@pytest.mark.parametrize("text", ["[/]" * 30_000, "x" * 100_000, "kata " * 20_000])
async def test_a_very_long_answer(agreed: Path, text: str):
    with open_study(agreed, actor="R2", clock=StillClock(), installation="uji") as study:
        target = next(t for t in targets(study) if t.subject == "G-07")
        filling = begin(study, target)
        filling.answer("cerita", text)
        filling.move_to("cerita")
    async with terminal(agreed) as shown:
        await shown.press("enter")
        assert text[:60] in shown.text
        await shown.press("escape", "3", "enter")
        assert text[:40] in shown.text


async def test_pasted_words_come_back_from_the_disk(agreed: Path):
    async with terminal(agreed) as shown:
        await shown.press("1", "enter", "1", "f6", "ceritakan", "enter")
        await shown.paste(LINES.replace("\n", "|"))
        await shown.press("f2")
        (row,) = shown.study.rows("SELECT value FROM answers WHERE path='cerita'")
    kept = json.loads(str(row[0])).split("|")
    assert kept == [keep(text) for text in HOSTILE]


async def test_words_only_looked_at_stay_as_they_are(poisoned: Path):
    async with terminal(poisoned) as shown:
        await shown.press("1", "slash", "G-07", "enter", "1", "f2", "escape", "f5", "f2")
        held = shown.study.rows("SELECT value FROM answers WHERE path='cerita'")
        assert [json.loads(str(value)) for (value,) in held] == [keep(LINES)]
        assert shown.study.row("SELECT body FROM remarks WHERE path='cerita'") == (keep(LINES),)
