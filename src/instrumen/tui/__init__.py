"""The screens: a study in the terminal, by keyboard, in Indonesian or English."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from instrumen.messages import SOURCE_LANGUAGE, Message, msg

if TYPE_CHECKING:
    from instrumen.fieldwork.targets import TargetKey


class NoTerminal(Exception):
    """Screens were wanted where there is none; `.message` says what to do."""

    def __init__(self) -> None:
        self.message: Message = msg(
            "The screens need a terminal, and input or output here is none. Start instrumen in a "
            "terminal window. Without one: “instrumen fill … --plain”."
        )
        super().__init__(str(self.message))


def has_terminal() -> bool:
    """Whether somebody can see the screens and press a key: keys come from the standard input; a
    redirected output shows nothing to anybody."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True  # drawn elsewhere, in a browser say
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return all(stream is not None and stream.isatty() for stream in streams)


def need_terminal() -> None:
    """Raise NoTerminal where there is none."""
    if not has_terminal():
        raise NoTerminal


def run(
    folder: Path,
    *,
    language: str | None,
    theme: str | None = None,
    opening: "TargetKey | None" = None,
) -> int:
    """Open the study in `folder` and work on it until the person leaves; the exit code.

    `language` is that of the screens at first (F7 changes it), `theme` one of
    `instrumen.tui.theme.NAMES` (default: `INSTRUMEN_THEME`, else calm), `opening` a target to
    begin with. Who works is `INSTRUMEN_COLLECTOR`, the study's only collector, or asked. Raises
    NoTerminal and what `store.opening.open_study` raises; the study is closed when this returns.
    """
    need_terminal()
    from instrumen.store.opening import open_study
    from instrumen.tui.app import InstrumenApp, environment_theme
    from instrumen.tui.desk import Desk

    with open_study(folder, actor=os.environ.get("INSTRUMEN_COLLECTOR", "")) as study:
        desk = Desk(study, language or SOURCE_LANGUAGE)
        app = InstrumenApp(desk, theme_name=theme or environment_theme(os.environ), opening=opening)
        app.run()
        return app.return_code or 0
