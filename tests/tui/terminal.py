"""A terminal for tests: keys in, the screen as text and as a picture out.

Keys are posted all at once, as a fast typist or a pasted line would, and only then waited for.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.tui.app import InstrumenApp
from instrumen.tui.desk import Desk

PICTURES = Path(__file__).parent / "pictures"
NAMED = {
    "enter", "escape", "tab", "up", "down", "left", "right", "space", "backspace", "pageup",
    "pagedown", "home", "end", "delete", "plus", "minus", "full_stop", "slash", "question_mark",
}  # fmt: skip


class StillClock:
    """It is 10.42 on 4 May 2026; an hour passes in a thousand looks at `elapsed`."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> datetime:
        return datetime(2026, 5, 4, 10, 42, tzinfo=timezone(timedelta(hours=7)))

    def elapsed(self) -> int:
        self.looks += 1
        return self.looks * 3600


class Terminal:
    """The program as somebody at the keyboard sees it."""

    def __init__(self, app: InstrumenApp, pilot: Pilot[int], study: Study) -> None:
        self.app = app
        self.pilot = pilot
        self.study = study

    async def press(self, *keys: str) -> None:
        """Press named keys (`enter`, `f4`, `ctrl+n`); anything else is typed letter by letter."""
        for key in keys:
            if key in NAMED or re.fullmatch(r"f\d+|ctrl\+\w+|shift\+\w+", key):
                self.app.post_message(events.Key(key, _letter(key)))
            else:
                for letter in key:
                    self.app.post_message(events.Key(_character_to_key(letter), letter))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text, as a terminal with bracketed paste does."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Until nothing is left to do."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        """What the screen shows."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in line).rstrip() for line in lines)

    @property
    def words(self) -> str:
        """The screen as one line, one space between words: where columns do not matter."""
        return " ".join(self.text.split())

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return self.text.split("\n")

    @property
    def message(self) -> str:
        """What the program has to say: everything between the lower rule and the key line."""
        rule = max(n for n, line in enumerate(self.lines) if line.startswith("───"))
        return " ".join(line.strip() for line in self.lines[rule + 1 : -1])

    @property
    def top(self) -> str:
        """The top line."""
        return self.lines[0].strip()


@asynccontextmanager
async def terminal(
    folder: Path,
    size: tuple[int, int] = (80, 24),
    language: str = "id",
    theme: str | None = None,
    actor: str = "R2",
) -> AsyncIterator[Terminal]:
    """The program, running on the study in `folder`. Leaving the block pulls the plug: nothing
    is ended or said goodbye to."""
    with open_study(folder, actor=actor, clock=StillClock(), installation="uji") as study:
        app = InstrumenApp(Desk(study, language), theme_name=theme)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            shown = Terminal(app, pilot, study)
            await shown.settle()
            yield shown


def _letter(key: str) -> str | None:
    return {
        "space": " ", "plus": "+", "minus": "-", "full_stop": ".", "slash": "/",
        "question_mark": "?",
    }.get(key)  # fmt: skip
