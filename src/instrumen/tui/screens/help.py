"""`?`: the keys of the screen one is on, one sentence each."""

from textual.content import Content

from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.theme import ACCENT, QUIET
from instrumen.tui.widgets.blocks import Block, Para, Row

_CLOSE = Key(
    ("enter", "escape", "f3", "f1", "question_mark"), "leave", "Enter", msg("back"),
    msg("Back to the screen."), 1,
)  # fmt: skip


def _answering(shown: tuple[Key, ...]) -> list[Key]:
    """The records that a key still leads to: another may be nearer."""
    return [
        key
        for number, key in enumerate(shown)
        if any(keys.find(shown[: number + 1], pressed) is key for pressed in key.keys)
    ]


class HelpPage(ListPage[None]):
    """Drawn from the same records as the key line."""

    KEYS = (_CLOSE,)

    def __init__(self, desk: Desk, about: Content, shown: tuple[Key, ...]) -> None:
        super().__init__(desk)
        self.about = about
        self.shown = shown

    def keys_now(self) -> tuple[Key, ...]:
        """Back, moving, language, quit."""
        return (*self.KEYS, *keys.MOVING, keys.LANGUAGE, keys.HIDE, keys.QUIT)

    def place(self) -> tuple[Content, Content]:
        """Help, and on what."""
        return self.strong(self.desk.catalog.t("Keys")), self.about.stylize_before(QUIET)

    def draw(self) -> None:
        """The screen's own keys, then those of every screen."""
        t = self.desk.catalog
        everywhere = (*keys.MOVING, *keys.EVERYWHERE)
        own = [key for key in _answering(self.shown) if key not in everywhere]
        self.rows.show(
            [
                *self._lines(own),
                Para(Content("")),
                Para(self.quiet(t.t("on every screen"))),
                *self._lines(everywhere),
            ]
        )

    def _lines(self, shown: list[Key] | tuple[Key, ...]) -> list[Block]:
        return [
            Row(
                (content(key.cap, ACCENT), content(self.desk.say(key.what))),
                (9, 0),
                selectable=False,
                gap=2,
            )
            for key in shown
            if key.keys
        ]
