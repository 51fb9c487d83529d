"""A memo: a researcher's thought about a text, a code or a finding, kept apart from the data."""

from typing import Any

from textual.content import Content

from instrumen.analysis.memos import memo_about, write_memo
from instrumen.tui.page import Page
from instrumen.tui.safe import content
from instrumen.tui.screens.writer import WriterPage


def write_memo_about(page: Page[Any], about: str, shown: Content) -> None:
    """Write the memo on something, or change the one there is."""
    held = memo_about(page.desk.study, about)

    def keep(text: str | None) -> None:
        if text is not None:
            write_memo(page.desk.study, about, text, held.id if held else "")
            page.redraw()
            page.say_done(page.desk.saved())

    title = content(page.desk.catalog.t("Memo"))
    page.app.push_screen(WriterPage(page.desk, title, shown, held.body if held else ""), keep)
