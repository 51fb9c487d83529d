"""Finding a code by typing; what is near is shown before a new one is made."""

from collections.abc import Callable, Iterable
from typing import Any

from textual.content import Content
from textual.widget import Widget

from instrumen.analysis.codebook import add_code, nearest
from instrumen.analysis.refusal import Refusal
from instrumen.language.design import Code
from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.theme import ACCENT, QUIET
from instrumen.tui.widgets.blocks import Block, Blocks, Row
from instrumen.tui.widgets.fields import Field, LineField
from instrumen.tui.widgets.lines import TextLine

_CHOOSE = Key(("enter",), "choose", "Enter", msg("take"), msg("Take the code at the cursor."), 1)
_NEW = Key(
    ("f2", "ctrl+s"), "new", "F2", msg("new code"),
    msg("Make a new code of what is typed."), 5,
)  # fmt: skip
_CANCEL = Key(
    ("f3", "escape", "ctrl+o"), "leave", "F3", msg("back"),
    msg("Back without a code."), 80,
)  # fmt: skip


class CodeFinder(ListPage[Code]):
    """Dismissed with a code, known or new, or with None."""

    KEYS = (_CHOOSE, _NEW, _CANCEL)

    def __init__(self, desk: Desk, about: Content) -> None:
        super().__init__(desk)
        self.about = about
        self.found: tuple[Code, ...] = ()

    def keys_now(self) -> tuple[Key, ...]:
        """Choose, make, move."""
        return (*self.KEYS, *keys.MOVING, keys.HELP, keys.LANGUAGE, keys.HIDE, keys.QUIT)

    def body(self) -> Iterable[Widget]:
        """The selection, the field, the codes."""
        yield TextLine(id="about", classes="gap")
        yield LineField(id="find")
        yield Blocks(id="rows")

    def place(self) -> tuple[Content, Content]:
        """What is being done."""
        return self.strong(self.desk.catalog.t("Code")), Content("")

    def draw(self) -> None:
        """The field has the focus."""
        self.query_one("#about", TextLine).show(self.about)
        field = self.query_one(LineField)
        field.hint(self.desk.catalog.t("letters of a code’s name or meaning"))
        self.set_focus(field)
        self._list()

    def typed(self, field: Field) -> None:
        """The nearest codes."""
        self._list()

    def do_choose(self, pressed: str) -> None:
        """The code at the cursor; when there is none, a new one."""
        at = self.rows.cursor
        if at is not None and at < len(self.found):
            self.dismiss(self.found[at])
        else:
            self.do_new(pressed)

    def do_new(self, pressed: str) -> None:
        """A new code with the typed name: under which theme?"""
        typed = self.query_one(LineField).value.strip()
        if not typed:
            self.say_problem(self.desk.catalog.t("Type the name of the new code first."))
            return
        themes = self.desk.study.design.themes
        options = [Option(theme.name, content(self.desk.say(theme.label))) for theme in themes]
        title = content(self.desk.catalog.t("New code “{name}”: under which theme?", name=typed))

        def make(theme: str | None) -> None:
            if theme is not None:
                made = add_code(self.desk.study, _code_name(typed), typed, theme=theme)
                if isinstance(made, Refusal):
                    self.say_problem(self.desk.say(made.reason))
                else:
                    self.dismiss(made)

        self.app.push_screen(PickPage(self.desk, title, options), make)

    def _list(self) -> None:
        typed = self.query_one(LineField).value
        self.found = nearest(self.desk.study, typed, limit=14)
        rows: list[Block] = [
            Row(
                (
                    content(code.name, ACCENT),
                    line(self.desk.say(code.label)),
                    line(code.theme, QUIET),
                ),
                (20, 0, 12),
            )
            for code in self.found
        ]
        if typed.strip():
            new = self.desk.catalog.t("F2 makes a new code “{name}”", name=typed.strip())
            rows.append(Row((content(new, QUIET),), (0,), selectable=not self.found))
        self.rows.show(rows, 0)


def ask_attribute(page: Page[Any], code: Code, then: Callable[[str], None]) -> None:
    """Which attribute (strong, weak), for codes that have any; then go on."""
    if not code.attributes:
        then("")
        return
    options = [Option("", content(page.desk.catalog.t("no attribute")))]
    options += [Option(name, line(name)) for name in code.attributes]

    def go_on(attribute: str | None) -> None:
        if attribute is not None:
            then(attribute)

    page.app.push_screen(PickPage(page.desk, line(code.name), options), go_on)


def _code_name(typed: str) -> str:
    """`Kurang waktu` → `kurang_waktu`."""
    return "_".join(typed.casefold().split())
