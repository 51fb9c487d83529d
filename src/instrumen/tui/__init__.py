"""The screens: a study in the terminal, by keyboard, in Indonesian or English."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from instrumen.messages import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from instrumen.fieldwork.targets import TargetKey


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
    what `store.opening.open_study` raises; the study is closed when this returns.
    """
    from instrumen.store.opening import open_study
    from instrumen.tui.app import InstrumenApp, environment_theme
    from instrumen.tui.desk import Desk

    with open_study(folder, actor=os.environ.get("INSTRUMEN_COLLECTOR", "")) as study:
        desk = Desk(study, language or SOURCE_LANGUAGE)
        app = InstrumenApp(desk, theme_name=theme or environment_theme(os.environ), opening=opening)
        app.run()
        return app.return_code or 0
