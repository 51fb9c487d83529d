"""Take the pictures of the documentation from the running program.

    python -m scripts.pictures        writes docs/pictures/*.svg

The demo study is made in a temporary folder, opened without a terminal, and walked through by keys.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.keys import _character_to_key

from instrumen.demo.build import build_demo
from instrumen.store.opening import open_study
from instrumen.tui.app import InstrumenApp
from instrumen.tui.desk import Desk

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZE = (80, 24)
LANGUAGE = "en"

# From home to the first question of the teacher who was not met yet: open, read the consent, agree.
_CONSENT = (*["enter"] * 3, *"1111", *["enter"] * 2)
# name → the keys that lead there from home, one after another.
WALKS: dict[str, Sequence[str]] = {
    "home": (),
    "questionnaire": (*_CONSENT, "f6", "how far do you agree", "enter", *"2124"),
    "reading": ("3", "enter"),
    "findings": ("5", "enter"),
}


async def take(folder: Path, name: str, keys: Sequence[str]) -> None:
    """One picture of the study in `folder`."""
    with open_study(folder, actor="R1", installation="pictures") as study:
        app = InstrumenApp(Desk(study, LANGUAGE))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            for key in keys:
                await _press(app, key)
                await pilot.pause()
            svg = app.export_screenshot(title="instrumen")
    (FOLDER / f"{name}.svg").write_text(_steady(svg, name), encoding="utf-8")


async def _press(app: InstrumenApp, key: str) -> None:
    named = key in ("enter", "slash") or re.fullmatch(r"f\d+", key)
    for letter in [key] if named else key:
        code = letter if named else _character_to_key(letter)
        app.post_message(events.Key(code, None if named else letter))


def _steady(svg: str, name: str) -> str:
    """The same picture gives the same bytes: ids are named after it, not after its content; no
    font is fetched from anywhere."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    return re.sub(r"terminal-\d+", f"terminal-{name}", svg)


def main() -> int:
    """Take all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        study = Path(temporary) / "study"
        build_demo(study, languages=())
        for name, keys in WALKS.items():
            asyncio.run(take(study, name, keys))
            print(FOLDER / f"{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
