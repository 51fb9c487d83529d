"""Everybody: code, name, group, and a sign for each instrument. Enter opens a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.content import Content
from textual.widget import Widget

from instrumen.fieldwork.dispositions import Standing, dispositions
from instrumen.fieldwork.population import Respondent, identities, respondents
from instrumen.fieldwork.targets import TargetKey
from instrumen.messages import msg
from instrumen.tui.dates import stored_time
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import line
from instrumen.tui.screens.listing import FILTER, OUT, FilteredPage
from instrumen.tui.theme import QUIET, STRONG, WARNING
from instrumen.tui.widgets.blocks import GUTTER, Block, Blocks, Para, Row
from instrumen.tui.widgets.fields import LineField
from instrumen.tui.widgets.lines import TextLine
from instrumen.tui.words import NOT_FOR_THEM, SIGNS, group_label, person_detail, person_name

_OPEN = Key(("enter",), "open", "Enter", msg("go to"), msg("Open the person at the cursor."), 1)
_ADD = Key(("n",), "add", "n", msg("add"), msg("Add a person found in the field."), 20)
_NAME = 22
_CODE = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as the list shows them, and the words that find them."""

    person: Respondent
    name: str
    detail: str
    words: str


class PeoplePage(FilteredPage[None]):
    """The list, narrowed by what is typed after `/`."""

    KEYS = (_OPEN, FILTER, _ADD, OUT)

    def __init__(self, desk: Desk, instrument: str = "") -> None:
        super().__init__(desk)
        self.instrument = instrument
        self.entries: list[Entry] = []
        self.shown: list[Entry] = []
        self.standings: Mapping[TargetKey, Standing] = {}

    def body(self) -> Iterable[Widget]:
        """Filter, heading, list, and what the signs mean."""
        yield LineField(id="filter")
        yield TextLine(id="heading")
        yield Blocks(id="rows")
        yield TextLine(id="legend")

    def place(self) -> tuple[Content, Content]:
        """Who is shown, and how many."""
        t = self.desk.catalog
        counted = f"{len(self.shown)}/{len(self.entries)}"
        return self.strong(t.t("People")), self.quiet(counted)

    def draw(self) -> None:
        """Read the population and show it."""
        study = self.desk.study
        people = respondents(study)
        names = identities(study)
        self.standings = dispositions(study)
        self.entries = [self._entry(person, names.get(person.code, {})) for person in people]
        self.filter.hint(self.desk.catalog.t("code, name, group, subject …"))
        self.query_one("#heading", TextLine).show(self._heading())
        self.query_one("#legend", TextLine).show(
            self.quiet(
                self.desk.catalog.t("✓ done  … begun  ! not reached, refused  – left  · open")
            )
        )
        self.narrow()

    def do_open(self, pressed: str) -> None:
        """The person at the cursor."""
        from instrumen.tui.screens.person import PersonPage

        if self.rows.cursor is not None and self.shown:
            self.app.push_screen(PersonPage(self.desk, self.shown[self.rows.cursor].person.code))

    def do_add(self, pressed: str) -> None:
        """Somebody who is not on the list."""
        from instrumen.tui.screens.adding import add_person

        add_person(self)

    def _entry(self, person: Respondent, known: Mapping[str, str]) -> Entry:
        design = self.desk.study.design
        name = person_name(design, known)
        group = group_label(design, person.group, self.desk)
        detail = person_detail(design, person, self.desk)
        words = f"{person.code} {name} {group} {detail} {' '.join(known.values())}".casefold()
        return Entry(person, name, f"{group} · {detail}" if detail else group, words)

    def narrow(self) -> None:
        """Those whose words match."""
        at = self.rows.cursor
        self.shown = [entry for entry in self.entries if self.matches(entry.words)]
        rows: list[Block] = [self._row(entry) for entry in self.shown]
        if not rows:
            rows = [Para(self.quiet(self._nobody()))]
        self.rows.show(rows, at)

    def _nobody(self) -> str:
        t = self.desk.catalog
        if self.entries:
            return t.t("Nobody matches these words.")
        return t.t(
            "Nobody is on the roster yet. Import one with “instrumen roster import FILE”, or "
            "press n to add a person."
        )

    def _columns(self) -> list[str]:
        """The techniques of instruments that are about people, as column heads."""
        wanted = {key.instrument for key in self.standings if key.subject in self._codes()}
        return [i.id for i in self.desk.study.design.instruments if i.id in wanted]

    def _codes(self) -> set[str]:
        return {entry.person.code for entry in self.entries}

    def _widths(self, columns: list[str]) -> tuple[int, ...]:
        return (_CODE, _NAME, 0, *(4 for _ in columns))

    def _heading(self) -> Content:
        t = self.desk.catalog
        columns = self._columns()
        known = self.desk.study.design.instrument
        heads = [t.t("code"), t.t("name"), t.t("group"), *(known[i].technique[:4] for i in columns)]
        row = Row(tuple(line(head, QUIET) for head in heads), self._widths(columns))
        width = max(self.app.size.width - 2 - GUTTER - 1, 40)
        return Content(" " * GUTTER) + row.lines(width)[0]

    def _row(self, entry: Entry) -> Row:
        columns = self._columns()
        person = entry.person
        detail = self._appointment(person.code) or entry.detail
        return Row(
            (
                line(person.code, STRONG if person.eligible else QUIET),
                line(entry.name),
                line(detail, QUIET),
                *(self._sign(instrument, person.code) for instrument in columns),
            ),
            self._widths(columns),
            wraps=False,
        )

    def _appointment(self, code: str) -> str:
        for key, standing in self.standings.items():
            if key.subject == code and standing.appointment:
                when = stored_time(standing.appointment, self.desk.language, self.desk.now())
                return self.desk.catalog.t("appointment {time}", time=when)
        return ""

    def _sign(self, instrument: str, code: str) -> Content:
        found = [
            standing
            for key, standing in self.standings.items()
            if key.instrument == instrument and key.subject == code
        ]
        if not found:
            return Content(NOT_FOR_THEM)
        sign = SIGNS[found[0].disposition]
        return Content.styled(f" {sign}", WARNING if sign == "!" else "")
