"""How a question looks: large at the top, its choices or field under it, what there is to say
about it closest to the eye."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from instrumen.engine import Finding, FormState, Step
from instrumen.fieldwork.responses import Filling
from instrumen.language.model import Missing, Question
from instrumen.tui.around import around
from instrumen.tui.desk import Desk
from instrumen.tui.pads.base import Entry, Pad
from instrumen.tui.pads.likert import MARGIN, GridPad
from instrumen.tui.pads.missing import MissingPad
from instrumen.tui.safe import content, line
from instrumen.tui.screens.steps import number_of
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.bars import bar
from instrumen.tui.widgets.blocks import Block, Blocks, Para, Row
from instrumen.tui.widgets.fields import Field, LineField, TextField
from instrumen.tui.widgets.lines import TextLine
from instrumen.tui.widgets.wrapping import cut, fold
from instrumen.tui.words import missing_word, short_title

WIDEST = 72
"""A question is read, not scanned: longer lines tire the eye."""

_NUMBER = 5
_FRAME = 5
_LEAST_FIELD = 4


class FillView(Vertical):
    """The widgets of one step; `show` draws them, `enter` says which field is open."""

    def compose(self) -> ComposeResult:
        """Question, pad, two fields, foot."""
        yield Blocks(id="question", pointed=False)
        yield TextLine(id="columns")
        yield Blocks(id="pad")
        yield LineField(id="line")
        yield TextField(id="long")
        yield TextLine(id="foot")

    def enter(self, entry: Entry, hint: str) -> None:
        """Show the field that is typed into, if any."""
        self.query_one("#line").set_class(entry is not Entry.LINE, "hidden")
        self.query_one("#long").set_class(entry is not Entry.LONG, "hidden")
        self.hint(hint)
        self._entry = entry

    def hint(self, text: str) -> None:
        """What the field of one line says while it is empty."""
        self.query_one(LineField).hint(text)

    def field_of(self, entry: Entry) -> Field | None:
        """The field of an entry."""
        if entry is Entry.LINE:
            return self.query_one(LineField)
        return self.query_one(TextField) if entry is Entry.LONG else None

    @property
    def typed(self) -> str:
        """What stands in the open field."""
        if self._entry is Entry.LINE:
            return self.query_one(LineField).value
        return self.query_one(TextField).text if self._entry is Entry.LONG else ""

    @property
    def cursor(self) -> int:
        """Where the cursor stands in it, in code points."""
        if self._entry is Entry.LINE:
            return self.query_one(LineField).caret
        return self.query_one(TextField).caret

    def scroll_page(self, direction: int) -> None:
        """A page of the question, or of the pad when the question is all there."""
        question = self.query_one("#question", Blocks)
        wanted = question if question.max_scroll_y else self.query_one("#pad", Blocks)
        wanted.move_page(direction)

    def show(
        self,
        desk: Desk,
        filling: Filling,
        step: Step,
        pad: Pad,
        problems: Sequence[Content],
        allowed: tuple[Missing, ...],
    ) -> None:
        """Draw a step with its pad."""
        question = self.query_one("#question", Blocks)
        question.show(_question(desk, filling, step, pad))
        columns = pad.columns() if isinstance(pad, GridPad) else Content("")
        heading = self.query_one("#columns", TextLine)
        heading.set_class(not columns, "hidden")
        heading.show(_right(columns, max(self.app.size.width - 3, 20)))
        foot = _foot(desk, filling, pad, problems, allowed)
        self.query_one("#foot", TextLine).show(foot)
        self._fit(question, pad, 1 if columns else 0, foot)

    def _fit(self, question: Blocks, pad: Pad, heading: int, foot: Content) -> None:
        """Share the lines out: the foot is always seen, then the pad, then the question."""
        width = max(self.app.size.width - 2, 20)
        room = max(self.app.size.height - _FRAME - heading, 6)
        room -= len(fold(foot, width)) if foot else 0
        asked = sum(block.height(width - 1) for block in question.blocks)
        drawn = list(pad.blocks())
        field = {Entry.NONE: 0, Entry.LINE: 2, Entry.LONG: _LEAST_FIELD}[pad.entry]
        wanted = sum(block.height(width - 4) for block in drawn)
        least = min(wanted, max(room // 2, 4))
        height = min(asked, max(room - least - field, 3))
        question.styles.height = height
        rows = self.query_one("#pad", Blocks)
        rows.margin = MARGIN if isinstance(pad, GridPad) else 0
        rows.styles.height = min(wanted, max(room - height - field, 1)) if drawn else 0
        rows.show(drawn, pad.cursor)
        if pad.cursor is None:
            rows.cursor = None
            rows.refresh()
        self.query_one(TextField).styles.height = max(room - height - 1, _LEAST_FIELD)


def place_of(desk: Desk, filling: Filling, who: str, step: Step) -> tuple[Content, Content]:
    """`G-12 Name · Questionnaire` and `section ████░░ 31/50`."""
    instrument = desk.study.design.instrument.get(filling.response.instrument)
    title = short_title(instrument, desk) if instrument else filling.response.instrument
    if filling.response.unit:
        title += f" {filling.response.unit}"
    done, total = filling.progress()
    section = filling.form.label(step.section, desk.language)
    left = line(who, STRONG) + line(f" · {title}", QUIET)
    right = line(cut(section, 24) + "  ", QUIET)
    right += content(bar(done, total, 10), ACCENT) + content(f" {done}/{total}")
    return left, right


def problems_of(
    desk: Desk, findings: Sequence[Finding], *, asking: bool, waved: bool
) -> list[Content]:
    """What is wrong, each in a sentence, and what Enter would do about it."""
    t = desk.catalog
    lines = []
    for finding in findings:
        said = desk.say(finding.message)
        if finding.rule == "required" and waved:
            said += "  " + t.t("Enter once more leaves it out.")
        elif finding.soft and asking:
            said += "  " + t.t("Enter = yes")
        lines.append(content(f"! {said}", WARNING))
    return lines


def _question(desk: Desk, filling: Filling, step: Step, pad: Pad) -> list[Block]:
    form = filling.form
    path = pad.path if isinstance(pad, MissingPad) else step.path
    label = form.label(path, desk.language)
    blocks: list[Block] = [_around(desk, form, step)]
    number = content(_number(form, step, path), ACCENT)
    wide = max(_NUMBER, number.cell_length) if number else 0
    blocks.append(_beside_number(number, content(label), wide))
    hint = form.hint(path, desk.language) if isinstance(step.item, Question) else ""
    if hint:
        blocks.append(_beside_number(Content(""), content(hint, QUIET), wide))
    if isinstance(pad, GridPad):
        blocks.append(Para(pad.legend()))
    return [*blocks, Para(Content(""))]


def _around(desk: Desk, form: FormState, step: Step) -> Block:
    """What a question lies in, on the line above it: the group, the member of a repeat."""
    return Row(
        (line(" › ".join(around(form, step.path, desk.language)), QUIET),), (0,), wraps=False
    )


def _number(form: FormState, step: Step, path: str) -> str:
    """The number of the step; of the row, where the reasons stand for one."""
    return number_of(step) if path == step.path else form.question(path).number


def _beside_number(number: Content, text: Content, wide: int) -> Block:
    if not wide:
        return Row((text,), (0,), selectable=False, widest=WIDEST)
    return Row((number, text), (wide, 0), selectable=False, widest=WIDEST)


def _foot(
    desk: Desk,
    filling: Filling,
    pad: Pad,
    problems: Sequence[Content],
    allowed: tuple[Missing, ...],
) -> Content:
    """Problems, the note, and the reasons for no answer that F4 offers."""
    lines = [Content(""), *problems]
    remark = filling.remarks().get(pad.path, "")
    if remark:
        lines.append(line(f"F5 ✎ {cut(remark, WIDEST)}", QUIET))
    if allowed and not isinstance(pad, MissingPad):
        held = filling.form.missing(pad.path)
        words = [
            ("(•) " if held is kind else "") + desk.say(missing_word(kind)) for kind in allowed
        ]
        lines.append(content("F4 ", ACCENT) + content(" · ".join(words), QUIET))
    return Content("\n").join(lines) if len(lines) > 1 else Content("")


def _right(text: Content, width: int) -> Content:
    return Content(" " * max(width - text.cell_length, 0)) + text
