"""F9: somebody looks over the shoulder. Nothing of the study is on the screen until F9 again."""

from textual.content import Content

from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.keys import Key
from instrumen.tui.page import Page

_SHOW = Key(("f9",), "leave", "F9", msg("back"), msg("Back to the place."), 1)


class HiddenPage(Page[None]):
    """An empty screen."""

    KEYS = (_SHOW,)

    def keys_now(self) -> tuple[Key, ...]:
        """The way back, and out."""
        return (_SHOW, keys.QUIT)

    @property
    def is_fictitious(self) -> bool:
        """Not said here either."""
        return False

    def place(self) -> tuple[Content, Content]:
        """Not a word about what is open."""
        return Content(""), Content("")
