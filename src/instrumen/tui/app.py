"""The terminal program around the screens: its life, its keys, its end."""

import asyncio
import signal
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.text import Text as RichText
from textual import events
from textual.app import App

from instrumen.fieldwork.targets import TargetKey
from instrumen.messages import Catalog
from instrumen.tui import theme
from instrumen.tui.desk import Desk
from instrumen.tui.page import Page

# Signals that end the program while the terminal may already be gone; 128 + number is the exit
# code a shell expects.
_ENDING = {"SIGTERM": 143, "SIGHUP": 129}


class InstrumenApp(App[int]):
    """The screens over an open study; whoever opened the study closes it after `run()`."""

    CSS_PATH = Path("instrumen.tcss")
    ENABLE_COMMAND_PALETTE = False
    TITLE = "instrumen"
    BINDINGS = []  # noqa: RUF012  (every key is a record of the page)

    def __init__(
        self, desk: Desk, *, theme_name: str | None = None, opening: TargetKey | None = None
    ) -> None:
        super().__init__()
        self.desk = desk
        self.opening = opening
        self.animation_level = "none"
        for known in theme.THEMES:
            self.register_theme(known)
        self.theme = theme_name if theme_name in theme.NAMES else theme.DEFAULT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our tones for the themes that do not name them: the terminal's own colours."""
        own = self.theme.startswith("ansi")
        return dict(theme.TERMINAL_VARIABLES if own else theme.DEFAULT_VARIABLES)

    def on_mount(self) -> None:
        """The first screen; and a way to end well when the terminal goes."""
        self._listen_for_the_end()
        self.open_first_screen()

    def open_first_screen(self) -> None:
        """Home, and what it was opened for."""
        from instrumen.tui.screens.home import HomePage

        home = HomePage(self.desk)
        self.push_screen(home)
        self.call_after_refresh(home.begin_work, self.opening)

    # -- what opens over any screen (`page.House`) -------------------------------------------

    def open_help(self, page: Page[Any]) -> None:
        """The keys of a screen."""
        from instrumen.tui.screens.help import HelpPage

        self.push_screen(HelpPage(page.desk, page.title_of_help(), page.keys_now()))

    def open_hidden(self, page: Page[Any]) -> None:
        """Nothing to be seen."""
        from instrumen.tui.screens.hidden import HiddenPage

        self.push_screen(HiddenPage(page.desk))

    def open_palette(self, page: Page[Any]) -> None:
        """Everything that can be done on a screen, by typing."""
        from instrumen.tui.screens.palette import open_palette

        open_palette(page)

    def open_go_to(self, page: Page[Any]) -> None:
        """A person, a screen or a citation, by typing."""
        from instrumen.tui.screens.palette import open_go_to

        open_go_to(page)

    def ask_who_works(self, page: Page[Any]) -> None:
        """Somebody else holds the laptop."""
        from instrumen.tui.screens.collector import ask_who_works

        def say() -> None:
            actor = page.desk.study.actor
            name = page.desk.study.design.collectors.get(actor, "")
            page.say_done(page.desk.catalog.t("{name} ({code}) works", name=name, code=actor))

        ask_who_works(page, say)

    # -- keys, and the end -------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Keys and pastes go to the page at once, in the order of typing."""
        page = self.page
        if page is not None:
            if isinstance(event, events.Key) and not event.is_forwarded and await page.take(event):
                return
            if isinstance(event, events.Paste) and page.take_paste(event):
                return
        await super().on_event(event)

    @property
    def page(self) -> "Page[Any] | None":
        """The screen that is shown, if it is one of ours."""
        shown = self.screen_stack[-1] if self.screen_stack else None
        return shown if isinstance(shown, Page) else None

    def _listen_for_the_end(self) -> None:
        loop = asyncio.get_running_loop()
        for name, code in _ENDING.items():
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, self._end, code)
            except (NotImplementedError, RuntimeError):
                return  # Windows, or not the main thread: one commit an answer has to do

    def _end(self, code: int) -> None:
        if self.page is not None:
            self.page.before_leaving()
        self.exit(return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        """End with the kind and place of the mistake, never with anybody's data."""
        self._return_code = 70
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._exit_renderables.append(RichText(crash_sentence(error, self.desk.catalog)))
        self._close_messages_no_wait()


def crash_sentence(error: BaseException, catalog: Catalog) -> str:
    """What is said when the program itself is wrong: kind and place, no values."""
    frames = traceback.extract_tb(error.__traceback__) or [None]
    frame = frames[-1]
    return catalog.t(
        "This is a mistake of the program, not yours: {kind} at {file}:{line}. What was saved "
        "is safe. Please report it with these words.",
        kind=type(error).__name__,
        file=Path(frame.filename).name if frame else "?",
        line=(frame.lineno or 0) if frame else 0,
    )


def environment_theme(environment: Mapping[str, str]) -> str | None:
    """The theme wished for by `INSTRUMEN_THEME`, if there is such a one."""
    wanted = environment.get("INSTRUMEN_THEME", "")
    return wanted if wanted in theme.NAMES else None
