"""What can be filled in: every target, by instrument; what is not done comes first."""

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.widget import Widget

from instrumen.fieldwork.dispositions import (
    SETTLED,
    Standing,
    disposition_word,
    dispositions,
    standing_of,
)
from instrumen.fieldwork.population import identities
from instrumen.fieldwork.response_rows import responses, target_of
from instrumen.fieldwork.targets import Target, targets
from instrumen.language.model import Instrument, Kind, SubjectKind
from instrumen.messages import Message, msg
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content, line
from instrumen.tui.screens.group import begin_group_interview
from instrumen.tui.screens.listing import FILTER, OUT, FilteredPage
from instrumen.tui.screens.opening import open_target
from instrumen.tui.screens.visit import record_visit
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.blocks import Block, Blocks, Para, Row
from instrumen.tui.widgets.fields import LineField
from instrumen.tui.widgets.lines import TextLine
from instrumen.tui.words import SIGNS, person_name, short_title

_OPEN = Key(("enter",), "open", "Enter", msg("go to"), msg("Open what the cursor stands on."), 1)
_NEXT = Key(
    ("tab", "right"), "next_instrument", "Tab", msg("instrument"), msg("The next instrument."), 5
)
_BEFORE = Key(
    ("shift+tab", "left"),
    "instrument_before",
    "←",
    msg("instrument"),
    msg("The instrument before."),
    0,
)
_ALL = Key(("o",), "all", "o", msg("all or open"), msg("Only what is open, or all."), 10)
_VISIT = Key(("a",), "visit", "a", msg("visit"), msg("Note a visit without an answer."), 20)
_GROUP = Key(("g",), "group", "g", msg("group"), msg("A group interview: who sits together."), 30)


class TargetsPage(FilteredPage[None]):
    """One instrument at a time; Tab changes it, typing narrows."""

    KEYS = (_OPEN, _NEXT, _BEFORE, FILTER, _ALL, _VISIT, _GROUP, OUT)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.at = 0
        self.everything = False
        self.shown: list[Target] = []

    def body(self) -> Iterable[Widget]:
        """The instruments, the filter, the list."""
        yield TextLine(id="tabs", classes="gap")
        yield LineField(id="filter")
        yield Blocks(id="rows")

    def place(self) -> tuple[Content, Content]:
        """Where one is, and how many there are."""
        return self.strong(self.desk.catalog.t("Fill in")), self.quiet(str(len(self.shown)))

    def draw(self) -> None:
        """The targets of the instrument."""
        self.query_one("#tabs", TextLine).show(self._tabs())
        self.filter.hint(self.desk.catalog.t("type a code or a name"))
        self.narrow()

    def do_open(self, pressed: str) -> None:
        """The target at the cursor."""
        target = self._at_cursor()
        if target is not None:
            open_target(self, target)

    def do_visit(self, pressed: str) -> None:
        """A visit without an answer."""
        target = self._at_cursor()
        if target is not None:
            record_visit(self, target)

    @property
    def instrument(self) -> Instrument:
        """The instrument shown."""
        return self.desk.study.design.instruments[self.at]

    def cannot_group(self) -> Message | None:
        """Only conversations are held with several people."""
        if self.instrument.kind is Kind.INTERVIEW:
            return None
        return msg("Only interviews are held with a group.")

    def do_group(self, pressed: str) -> None:
        """Who sits together; then as any interview."""
        begin_group_interview(self, self.instrument)

    def do_next_instrument(self, pressed: str) -> None:
        """One tab on."""
        self.at = (self.at + 1) % len(self.desk.study.design.instruments)
        self.draw()

    def do_instrument_before(self, pressed: str) -> None:
        """One tab back."""
        self.at = (self.at - 1) % len(self.desk.study.design.instruments)
        self.draw()

    def do_all(self, pressed: str) -> None:
        """Everything, or what is open."""
        self.everything = not self.everything
        self.draw()

    def _at_cursor(self) -> Target | None:
        at = self.rows.cursor
        return self.shown[at] if at is not None and at < len(self.shown) else None

    def narrow(self) -> None:
        """The targets that match, what is settled only when wished."""
        names = identities(self.desk.study)
        self.shown, rows = [], list[Block]()
        for target, standing, people in self._wanted():
            if standing.disposition in SETTLED and not self.everything:
                continue
            label = ", ".join(people) or self._label(target, names)
            if self.matches(label):
                self.shown.append(target)
                rows.append(self._row(target, standing, label))
        nothing = Para(self.quiet(self.desk.catalog.t("Nothing is open here; o shows all.")))
        self.rows.show(rows or [nothing], self.rows.cursor)

    def _wanted(self) -> Iterator[tuple[Target, Standing, tuple[str, ...]]]:
        """The census of the instrument; after it the groups that sat together, with who did."""
        study, instrument = self.desk.study, self.instrument.id
        standings = dispositions(study)
        for target in targets(study):
            if target.instrument == instrument:
                yield target, standings[target.key], ()
        for row in responses(study, instrument):
            if row.subject_kind is SubjectKind.GROUP:
                group = target_of(row)
                yield group, standing_of(study, group), row.respondents

    def _label(self, target: Target, names: object) -> str:
        known = names.get(target.subject, {}) if isinstance(names, dict) else {}
        design = self.desk.study.design
        unit = next(
            (
                f"{unit.name}  {self.desk.say(unit.label)}"
                for unit in design.instrument[target.instrument].units
                if unit.name == target.unit
            ),
            "",
        )
        who = f"{target.subject}  {person_name(design, known)}" if target.respondent else ""
        return "  ".join(part for part in (who, unit) if part) or target.subject

    def _row(self, target: Target, standing: Standing, label: str) -> Block:
        sign = SIGNS[standing.disposition]
        cells = (
            content(sign, WARNING if sign == "!" else ACCENT),
            line(label),
            line(self.desk.say(disposition_word(standing.disposition)), QUIET),
        )
        return Row(cells, (1, 0, 20))

    def _tabs(self) -> Content:
        parts = [
            line(short_title(instrument, self.desk), STRONG if index == self.at else QUIET)
            for index, instrument in enumerate(self.desk.study.design.instruments)
        ]
        marked = [
            content("▸", ACCENT) + part if index == self.at else content(" ") + part
            for index, part in enumerate(parts)
        ]
        return Content("  ").join(marked)
