"""The end of an instrument: what is unanswered, and finishing."""

from collections.abc import Sequence

from textual.content import Content

from instrumen.engine import Step
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.responses import Filling
from instrumen.messages import msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content
from instrumen.tui.screens.fill_view import place_of
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.steps import step_options
from instrumen.tui.theme import ACCENT, DONE, WARNING
from instrumen.tui.widgets.blocks import Block, Para

_OPEN = Key(
    ("enter",), "open", "Enter", msg("go to"),
    msg("Answer the question at the cursor, or finish."), 1,
)  # fmt: skip
_FINISH = Key(
    ("f2", "ctrl+s"), "finish", "F2", msg("finish"),
    msg("Finish and save the outcome."), 5,
)  # fmt: skip


class EndPage(ListPage[Step | Disposition]):
    """Dismissed with the step to go to, or with the outcome when finished."""

    KEYS = (_OPEN, _FINISH, keys.BACK, keys.LEAVE)

    def __init__(self, desk: Desk, filling: Filling, who: str, steps: Sequence[Step]) -> None:
        super().__init__(desk)
        self.filling = filling
        self.who = who
        self.steps = steps

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """What is unanswered among the steps shown."""
        shown = {step.path for step in self.steps}
        return tuple(step for step in self.filling.unanswered() if step.path in shown)

    def place(self) -> tuple[Content, Content]:
        """As in the questionnaire."""
        return place_of(self.desk, self.filling, self.who, self.steps[-1])

    def draw(self) -> None:
        """The list, and the line that finishes."""
        t = self.desk.catalog
        left = self.open_steps
        if left:
            words = t.plural(
                "{n} question is unanswered", "{n} questions are unanswered", len(left)
            )
            first: Block = Para(content(f"! {words}", WARNING))
        else:
            first = Para(content("✓ " + t.t("Everything is answered."), DONE))
        options = step_options(self.desk, self.filling, left)
        finish = Para(content(t.t("Finish"), ACCENT), selectable=True)
        rows: list[Block] = [Para(Content("")), first, Para(Content(""))]
        rows += [Para(option.name, selectable=True, hang=option.hang) for option in options]
        if options:
            rows.append(Para(Content("")))
        self.rows.show([*rows, finish], len(rows) if not options else 3)

    def do_open(self, pressed: str) -> None:
        """The question at the cursor, or finishing."""
        at = (self.rows.cursor or 0) - 3
        left = self.open_steps
        if at < len(left):
            self.dismiss(left[at])
        else:
            self.do_finish(pressed)

    def do_finish(self, pressed: str) -> None:
        """Complete or partial, by what is answered."""
        self.dismiss(self.filling.finish())

    def do_back(self, pressed: str) -> None:
        """To the last step."""
        self.dismiss(self.steps[-1])
