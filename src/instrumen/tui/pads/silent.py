"""Steps that want no answer, or only a nod."""

from collections.abc import Sequence

from instrumen.tui.pads.base import Pad
from instrumen.tui.pads.intents import Give, Intent
from instrumen.tui.safe import content
from instrumen.tui.widgets.blocks import Block, Row


class NotePad(Pad):
    """Something to read; Enter goes on."""


class AcknowledgePad(Pad):
    """Something to agree to having read; Enter says so."""

    def blocks(self) -> Sequence[Block]:
        """The box."""
        mark = "[x]" if self.form.stored(self.path) else "[ ]"
        words = self.desk.catalog.t("read and understood")
        return [Row((content(mark), content(words)), (3, 0), selectable=False)]

    def do_go_on(self, pressed: str) -> Intent:
        """Enter is the nod."""
        return Give(self.path, "ok")
