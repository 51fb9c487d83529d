"""A real terminal of 80 × 24 with the program in it: bytes in, a screen out.

The terminal says that it can hold a frame back until it is whole (mode 2026), so that a screen
is never read while it is being drawn, however busy the machine is.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")

START = "import sys; from pathlib import Path; from instrumen.tui import run; "
START += "sys.exit(run(Path(sys.argv[1]), language='id'))"
PATIENCE = 30.0
QUIET = 0.03
"""Seconds without output after which a screen is taken to stand."""

F2, F3 = "\x1bOQ", "\x1bOR"
ENTER, BACKSPACE, CTRL_Q = "\r", "\x7f", "\x11"

_CAN_YOU = b"\x1b[?2026$p"
_I_CAN = "\x1b[?2026;2$y"
_FRAME, _WHOLE = b"\x1b[?2026h", b"\x1b[?2026l"


class Pty:
    """A terminal with the program in it."""

    def __init__(self, folder: Path) -> None:
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.tail = b""
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

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return self.text.split("\n")

    def wait(self, until: Callable[[str], bool]) -> str:
        """Read until the screen is as wanted and stands; fails when that takes too long."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self._show(self.child.read_nonblocking(65536, timeout=QUIET))
            except pexpect.TIMEOUT:
                if self._is_whole and until(self.text):
                    return self.text
            except pexpect.EOF:
                assert until(self.text), self.text
                return self.text
            assert time.monotonic() < end, self.text

    def type(self, keys: str) -> None:
        """Send keys as the terminal does, all at once."""
        self.child.send(keys)

    def kill(self, number: int) -> int:
        """End the program by a signal; the exit code (−number when the signal ended it)."""
        self.child.kill(number)
        return self.leave()

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

    def _show(self, data: bytes) -> None:
        seen = self.tail + data
        if _CAN_YOU in seen and _CAN_YOU not in self.tail:
            self.child.send(_I_CAN)
        self.stream.feed(data)
        self.tail = seen[-4096:]

    @property
    def _is_whole(self) -> bool:
        return self.tail.rfind(_FRAME) <= self.tail.rfind(_WHOLE)
