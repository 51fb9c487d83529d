"""The program in a real terminal of 80 × 24: it starts, it is killed, it comes back; it ends well
when the terminal goes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pseudo_terminal import CTRL_Q, ENTER, F3, Pty

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")


def test_killed_in_the_middle_everything_is_there(agreed: Path):
    first = Pty(agreed)
    first.wait(lambda text: "Sekarang" in text)
    first.type(ENTER)
    first.wait(lambda text: "Terima kasih." in text)
    first.type("\r1" + "30\r" + "12\r")
    first.wait(lambda text: "Urutkan dua metode." in text)
    assert first.kill(signal.SIGKILL) == -signal.SIGKILL

    again = Pty(agreed)
    again.wait(lambda text: "▸ lanjutkan G-07" in " ".join(text.split()))
    again.type(ENTER)
    again.wait(lambda text: "Urutkan dua metode." in text)
    again.type(F3)
    again.wait(lambda text: "1 [x] Papan tulis" in text and "2 [x] LCD" in text)
    again.type(F3 + F3)
    again.wait(lambda text: "1 (•) Ya" in text)
    again.type(CTRL_Q)
    assert again.leave() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_terminal_that_goes_away_is_an_ordinary_end(agreed: Path, number: int, code: int):
    shown = Pty(agreed)
    shown.wait(lambda text: "Sekarang" in text)
    assert shown.kill(number) == code
    assert not (agreed / "study.db-wal").exists()


@pytest.mark.parametrize("command", [("preview",), (), ("fill", "angket", "-r", "G-07")])
def test_without_a_terminal_the_screens_do_not_begin(agreed: Path, command: tuple[str, ...]):
    """One sentence and exit code 1, in place of a program that nobody sees or can end."""
    where = {
        (): [str(agreed)],
        ("preview",): [str(agreed / "questionnaires" / "angket.yaml")],
    }.get(command, ["--study", str(agreed)])
    done = subprocess.run(
        [sys.executable, "-m", "instrumen", "--language", "en", *command, *where],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
        env={key: value for key, value in os.environ.items() if key != "TEXTUAL_DRIVER"},
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    (said,) = done.stderr.splitlines()
    assert said.startswith("The screens need a terminal")
