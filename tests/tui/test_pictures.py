"""What each screen looks like at 80 × 24, kept as text beside this file.

    UPDATE_PICTURES=1 pytest -n0 tests/tui/test_pictures.py

writes them anew; look at the difference before committing it.
"""

import os
import re
from pathlib import Path

import pytest
from terminal import PICTURES, StillClock, terminal

from instrumen.analysis.coding import code_span
from instrumen.analysis.findings import write_finding
from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import targets
from instrumen.store.opening import open_study
from instrumen.transcripts.interview import conduct

TALK = (
    ("P", "Apa yang paling menghambat?"),
    ("R", "Kalau mau jujur, waktunya. Administrasi banyak sekali, masih dibawa ke rumah."),
    ("P", "Ceritakan kejadiannya."),
    ("R", "Minggu lalu saya mau ikut lokakarya, tetapi laporannya belum selesai."),
)


@pytest.fixture
def worked(agreed: Path) -> Path:
    """The school after a morning's work."""
    with open_study(agreed, actor="R2", clock=StillClock(), installation="uji") as study:
        wanted = {(t.instrument, t.subject): t for t in targets(study)}
        filling = begin(study, wanted["angket", "G-12"])
        filling.answer("sertifikat", "ya")
        filling.answer("jam", 26)
        filling.answer("media", ["papan", "lcd"])
        filling.move_to("media")
        talk = begin(study, wanted["pedoman", "G-07"], place="Ruang guru")
        interview = conduct(study, talk)
        turns = [interview.add_turn(body, kind, question="hambat") for kind, body in TALK]
        interview.probe("hambat", "a", "asked")
        interview.tag(turns[1].id, "kendala")
        interview.mark(turns[3].id, quotable=True)
        talk.finish()
        code_span(study, turns[1].ref, 0, 26, "d.waktu")
        code_span(study, turns[3].ref, 0, 68, "d.waktu")
        write_finding(
            study, "kendala", "Waktu adalah kendala yang paling sering disebut.",
            codes=["d.waktu"], contrary_codes=["d.alat"], claims=["c1"],
        )  # fmt: skip
    return agreed


SCREENS: dict[str, tuple[str, ...]] = {
    "home": (),
    "people": ("1",),
    "person": ("1", "slash", "G-12", "enter"),
    "question": ("enter",),
    "question-grid": ("enter", "f6", "sejauh", "enter", "1"),
    "question-long": ("enter", "f6", "ceritakan", "enter"),
    "question-jump": ("enter", "f6"),
    "question-end": ("enter", "f2"),
    "no-answer": ("enter", "f3", "f4"),
    "interview": ("1", "enter", "2", "1", "enter", "enter"),
    "transcripts": ("3",),
    "reading": ("3", "enter", "down", "s"),
    "code-finder": ("3", "enter", "down", "s", "k", "wa"),
    "codes": ("4",),
    "findings": ("5",),
    "finding": ("5", "down", "enter"),
    "claims": ("5", "down", "enter", "f6"),
    "export": ("6",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "targets": ("2",),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_kept(worked: Path, name: str):
    async with terminal(worked) as shown:
        await shown.press(*SCREENS[name])
        compare(f"{name}.txt", shown.text)


async def test_the_consent_looks_as_kept(school: Path):
    async with terminal(school) as shown:
        await shown.press("1", "enter", "2", "enter", "1")
        compare("consent.txt", shown.text)


async def test_the_wide_interview_looks_as_kept(worked: Path):
    async with terminal(worked, size=(120, 30), language="en") as shown:
        await shown.press("1", "enter", "2", "1", "enter", "enter")
        compare("interview-wide.txt", shown.text)


async def test_the_colours_of_home_and_question_are_as_kept(worked: Path):
    """The pictures with colours: what a text cannot show is which line has the cursor."""
    async with terminal(worked) as shown:
        compare("home.svg", picture(shown.app.export_screenshot()))
        await shown.press("enter")
        compare("question.svg", picture(shown.app.export_screenshot()))


def picture(svg: str) -> str:
    """A picture without the number Textual draws at random for its names."""
    return re.sub(r"terminal-\d+", "terminal", svg)


# How long a session has lasted depends on how often the screen was drawn: on how busy one is.
_RUNNING = re.compile(r"([●○]) \d:\d\d")


def compare(name: str, shown: str) -> None:
    """The screen is as it was kept; `UPDATE_PICTURES=1` keeps it as it is."""
    kept = PICTURES / name
    shown = _RUNNING.sub(r"\1 0:00", shown)
    if os.environ.get("UPDATE_PICTURES"):
        kept.write_text(shown.rstrip() + "\n", encoding="utf-8")
    assert shown.rstrip() == kept.read_text(encoding="utf-8").rstrip()
