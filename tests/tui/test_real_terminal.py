"""The program in a real terminal of 80 × 24: it starts, it is killed, it comes back; it ends well
when the terminal goes."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")

START = "import sys; from pathlib import Path; from instrumen.tui import run; "
START += "sys.exit(run(Path(sys.argv[1]), language='id'))"
PATIENCE = 20.0


class Pty:
    """A terminal with the program in it."""

    def __init__(self, folder: Path) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        environment = {
            **os.environ, "TERM": "xterm-256color", "INSTRUMEN_HOME": str(folder / "home"),
        }  # fmt: skip
        self.child = pexpect.spawn(
            sys.executable, ["-c", START, str(folder)], dimensions=(24, 80), env=environment,
            timeout=PATIENCE,
        )  # fmt: skip

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, until: Callable[[str], bool]) -> str:
        """Read until the screen is as wanted; fails when that takes too long."""
        end = time.monotonic() + PATIENCE
        while not until(self.text):
            assert time.monotonic() < end, self.text
            try:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
        return self.text

    def type(self, keys: str) -> None:
        """Send keys as the terminal does, all at once."""
        self.child.send(keys)

    def leave(self) -> int:
        """Wait for the end; the exit code."""
        while True:
            try:
                self.child.read_nonblocking(65536, timeout=PATIENCE)
            except pexpect.EOF:
                break
        self.child.close()
        status = self.child.exitstatus
        return status if status is not None else -self.child.signalstatus


def test_killed_in_the_middle_everything_is_there(agreed: Path):
    first = Pty(agreed)
    first.wait(lambda text: "Sekarang" in text)
    first.type("\r")
    first.wait(lambda text: "Terima kasih." in text)
    first.type("\r1" + "30\r" + "12\r")
    first.wait(lambda text: "Urutkan dua metode." in text)
    first.child.kill(signal.SIGKILL)
    assert first.leave() == -signal.SIGKILL

    again = Pty(agreed)
    again.wait(lambda text: "▸ lanjutkan G-07" in " ".join(text.split()))
    again.type("\r")
    again.wait(lambda text: "Urutkan dua metode." in text)
    again.type("\x1bOR")  # F3
    again.wait(lambda text: "1 [x] Papan tulis" in text and "2 [x] LCD" in text)
    again.type("\x1bOR\x1bOR")
    again.wait(lambda text: "1 (•) Ya" in text)
    again.type("\x11")  # ctrl+q
    assert again.leave() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_terminal_that_goes_away_is_an_ordinary_end(agreed: Path, number: int, code: int):
    shown = Pty(agreed)
    shown.wait(lambda text: "Sekarang" in text)
    shown.child.kill(number)
    assert shown.leave() == code
    assert not (agreed / "study.db-wal").exists()
