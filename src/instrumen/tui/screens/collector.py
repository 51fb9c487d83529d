"""Who holds the laptop: asked once, remembered on this laptop, changed from the palette."""

from collections.abc import Callable
from typing import Any

from instrumen.store.installation import remember_collector
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.theme import ACCENT


def ask_who_works(page: Page[Any], then: Callable[[], None]) -> None:
    """Choose one of the study's collectors, who is the actor of everything from now on, also the
    next time; then go on. Without a choice everything stays as it was."""
    study = page.desk.study
    known = study.design.collectors
    options = [
        Option(code, content(f"{code:<5}", ACCENT) + line(name)) for code, name in known.items()
    ]

    def keep(code: str | None) -> None:
        if code is not None:
            study.actor = code
            remember_collector(study.design.id, code)
        page.redraw()
        then()

    at = list(known).index(study.actor) if study.actor in known else 0
    title = content(page.desk.catalog.t("Who is working?"))
    page.app.push_screen(PickPage(page.desk, title, options, at), keep)
