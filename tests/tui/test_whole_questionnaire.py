"""The shipped teachers' questionnaire, answered whole at 80 × 24 by the keyboard alone, with the
plug pulled twice: somebody who reads the screen and presses keys, in a real terminal."""

import re
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from pseudo_terminal import BACKSPACE, CTRL_Q, ENTER, F2, Pty

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")

TEACHER = "G-12"
GRID_ROWS_BEFORE_THE_PLUG = 10
DOZEN = "12"


@dataclass
class Somebody:
    """Fills in what the screen asks. `typed` are the words given, `asked` the questions met."""

    shown: Pty
    typed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    repeats: set[str] = field(default_factory=set)
    words: count = field(default_factory=lambda: count(1))

    def see(self, wanted: str) -> str:
        """Wait until words stand on the screen."""
        return self.shown.wait(lambda text: wanted in text)

    def press(self, keys: str) -> None:
        """Press keys and wait until another question stands there, or an objection to these."""
        before, objections = place(self.shown.text), self.shown.text.count("!")
        self.shown.type(keys)
        self.shown.wait(lambda now: place(now) != before or now.count("!") > objections)

    def answer(self) -> None:
        """Whatever the screen wants just now."""
        text = self.shown.text
        self.asked.append(question(text))
        keys_named = self.shown.lines[-1]
        if "sudah semua:" in text:
            self.press("2" if question(text) in self.repeats else "1")
            self.repeats.add(question(text))
        elif is_grid(text):
            self.press("2")
        elif "urutkan" in keys_named:
            self.press("123456" + ENTER)
        elif "[ ]" in text:
            self.press("1" + ENTER)
        elif "( )" in text:
            self.press("1")
        elif "bilangan bulat" in text:
            self.give_number()
        elif "tanggal dan jam" in text:
            self.press("1/2/2099 10.30" + ENTER)
        elif "F2" in keys_named or "ketik jawaban" in text:
            self.give_words(F2 if "F2" in keys_named else ENTER)
        else:
            self.press(ENTER)
        if "Enter = ya" in self.shown.text:
            self.press(ENTER)

    def give_number(self) -> None:
        """A dozen; where that is objected to, the least that the objection allows, or this year."""
        before = question(self.shown.text)
        self.press(DOZEN + ENTER)
        objection = re.search(r"^ *! (.*)", self.shown.text, re.MULTILINE)
        if objection and question(self.shown.text) == before and "Enter = ya" not in objection[1]:
            allowed = re.search(r"\d+", objection[1])
            number = allowed[0] if allowed else str(date.today().year)
            self.shown.type(BACKSPACE * len(DOZEN) + number + ENTER)
            self.shown.wait(lambda now: question(now) != before)

    def give_words(self, done: str) -> None:
        """Words that tell this answer from any other."""
        words = f"Jawaban ke-{next(self.words)} [/] ✓"
        self.typed.append(words)
        self.press(words + done)


def test_a_whole_questionnaire_with_the_plug_pulled_twice(demo_study: Path):
    first = Somebody(Pty(demo_study))
    consent_and_begin(first)
    while not is_grid(first.shown.text):
        first.answer()
    for _row in range(GRID_ROWS_BEFORE_THE_PLUG):
        first.answer()
    assert is_grid(first.shown.text)
    second = pull_the_plug(first, demo_study)

    while len(second.repeats) < 2:  # the subjects taught; then, from its second member on:
        second.answer()
    second.answer()
    second.answer()
    third = pull_the_plug(second, demo_study)
    kept = answers(demo_study)
    assert any(path.startswith("pelatihan[2]/") for path in kept)

    while "Semua sudah dijawab" not in third.shown.text:
        assert "belum dijawab" not in third.shown.text
        third.answer()
    third.shown.type(F2)
    third.see("lengkap")
    third.shown.type(CTRL_Q)
    assert third.shown.leave() == 0

    assert on_disk(demo_study, "SELECT disposition FROM dispositions WHERE subject=?") == [
        "complete"
    ]
    assert kept.items() <= answers(demo_study).items()
    written = set(answers(demo_study).values())
    assert all(f'"{words}"' in written for words in third.typed)
    assert len(third.asked) > 60


def consent_and_begin(who: Somebody) -> None:
    """Say who works, find the teacher, read the consent, agree line by line."""
    who.see("Siapa yang bekerja?")
    who.shown.type("1")
    who.see("Sekarang")
    who.shown.type(f"1/{TEACHER}{ENTER}")
    who.see(f"{TEACHER}  ")
    who.shown.type("1")
    who.see("Persetujuan")
    while "Setiap baris" not in who.shown.text:
        press_and_see_change(who.shown, ENTER)
    while "Enter menyimpan" not in who.shown.text:
        press_and_see_change(who.shown, "1")
    who.shown.type(ENTER)
    who.see("Terima kasih")


def press_and_see_change(shown: Pty, keys: str) -> None:
    """Press keys and wait until the screen is another one."""
    before = shown.text
    shown.type(keys)
    shown.wait(lambda text: text != before)


def pull_the_plug(who: Somebody, folder: Path) -> Somebody:
    """SIGKILL; started again and without being asked who works, one is on the same question, and
    every answer is there: on disk and on the screen."""
    before, kept = who.shown.text, answers(folder)
    assert who.shown.kill(signal.SIGKILL) == -signal.SIGKILL
    assert answers(folder) == kept
    assert all(f'"{words}"' in kept.values() for words in who.typed)

    again = Somebody(Pty(folder), who.typed, who.asked, who.repeats, who.words)
    again.see("lanjutkan")
    again.shown.type(ENTER)
    again.shown.wait(lambda text: text.startswith(f" {TEACHER}"))
    assert body(again.shown.text) == body(before)
    assert answers(folder) == kept
    return again


def answers(folder: Path) -> dict[str, str]:
    """What another program finds in the file: the teacher's answers by path."""
    query = (
        "SELECT a.path, a.value FROM answers a JOIN responses r ON r.id = a.response "
        "WHERE r.subject = ?"
    )
    return dict(rows(folder, query))


def on_disk(folder: Path, query: str) -> list[object]:
    """The first column of what a query about the teacher finds."""
    return [row[0] for row in rows(folder, query)]


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "study.db")) as db:
        return list(db.execute(query, (TEACHER,)))


def question(text: str) -> str:
    """The words of the question: from under the top line to the first gap."""
    lines = text.split("\n")[3:]
    return " ".join(" ".join(lines[: lines.index("")]).split()) if "" in lines else ""


def place(text: str) -> tuple[str, str]:
    """What changes when one goes on: the question, or the row of a grid."""
    row = re.search(r"▸ *(\S+)", text)
    return question(text), row[1] if row else ""


def is_grid(text: str) -> bool:
    """Whether statements with a column a choice are shown."""
    return re.search(r"\( \) \( \) \( \)|\(•\) \( \) \( \)", text) is not None


def body(text: str) -> list[str]:
    """The screen without its last three lines: what the program says, and the keys."""
    lines = text.split("\n")
    return lines[: max(n for n, line in enumerate(lines) if line.startswith("───"))]
