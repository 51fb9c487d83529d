"""A group interview: who sits together, each one's consent, then the session."""

from collections.abc import Iterable, Iterator
from typing import Any

from textual.content import Content
from textual.widget import Widget

from instrumen.fieldwork.consent import needs_consent
from instrumen.fieldwork.population import Respondent, identities
from instrumen.fieldwork.targets import group_candidates, group_target
from instrumen.language.model import Instrument
from instrumen.messages import Message, msg
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.consent import ConsentPage
from instrumen.tui.screens.listing import FILTER, OUT, FilteredPage
from instrumen.tui.screens.opening import begin_group
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.theme import QUIET, STRONG
from instrumen.tui.widgets.blocks import Block, Blocks, Para, Row
from instrumen.tui.widgets.fields import LineField
from instrumen.tui.words import person_detail, person_name, short_title

SMALLEST = 2
"""Fewer are no group."""

_TICK = Key(("enter", "space"), "tick", "Enter", msg("mark"),
            msg("The person at the cursor takes part, or not."), 1)  # fmt: skip
_BEGIN = Key(("f2", "ctrl+s"), "begin", "F2", msg("begin"),
             msg("These people sit together: consent, then the session."), 5)  # fmt: skip


def begin_group_interview(page: Page[Any], instrument: Instrument) -> None:
    """Ask for the site (where there are several) and who sits together; begin with those who
    consent."""
    sites = page.desk.study.design.sites
    if len(sites) == 1:
        _ask_who(page, instrument, sites[0].name)
        return
    options = [Option(site.name, content(page.desk.say(site.label))) for site in sites]

    def go_on(site: str | None) -> None:
        if site is not None:
            _ask_who(page, instrument, site)

    title = content(page.desk.catalog.t("At which site?"))
    page.app.push_screen(PickPage(page.desk, title, options), go_on)


def _ask_who(page: Page[Any], instrument: Instrument, site: str) -> None:
    def go_on(codes: tuple[str, ...] | None) -> None:
        if codes is not None:
            _ask_consent(page, instrument, site, iter(codes), ())

    page.app.push_screen(GroupPage(page.desk, instrument, site), go_on)


def _ask_consent(
    page: Page[Any], instrument: Instrument, site: str, waiting: Iterator[str],
    agreed: tuple[str, ...],
) -> None:  # fmt: skip
    """One after the other; who does not agree does not take part."""
    for code in waiting:
        if needs_consent(page.desk.study, code, instrument.id):
            break
        agreed = (*agreed, code)
    else:
        _begin(page, instrument, site, agreed)
        return

    def go_on(yes: bool | None) -> None:
        if yes is not None:
            _ask_consent(page, instrument, site, waiting, (*agreed, code) if yes else agreed)

    page.app.push_screen(ConsentPage(page.desk, code, None, instrument.id), go_on)


def _begin(page: Page[Any], instrument: Instrument, site: str, agreed: tuple[str, ...]) -> None:
    if len(agreed) < SMALLEST:
        page.say_problem(page.desk.say(_TOO_FEW))
    else:
        begin_group(page, group_target(page.desk.study, instrument.id, site), agreed)


class GroupPage(FilteredPage[tuple[str, ...]]):
    """Everybody for whom the guide is; dismissed with the codes of those who sit together."""

    KEYS = (_TICK, _BEGIN, FILTER, OUT)

    def __init__(self, desk: Desk, instrument: Instrument, site: str) -> None:
        super().__init__(desk)
        self.instrument = instrument
        names = identities(desk.study)
        self.people = tuple(
            (person, person_name(desk.study.design, names.get(person.code, {})))
            for person in group_candidates(desk.study, instrument.id, site)
        )
        self.shown: list[Respondent] = []
        self.ticked: set[str] = set()

    def body(self) -> Iterable[Widget]:
        """Filter and list."""
        yield LineField(id="filter")
        yield Blocks(id="rows")

    def place(self) -> tuple[Content, Content]:
        """Which guide, and who takes part so far."""
        t = self.desk.catalog
        left = self.strong(t.t("Who sits together?"))
        left += self.quiet(f" · {short_title(self.instrument, self.desk)}")
        return left, self.quiet(t.plural("{n} person", "{n} people", len(self.ticked)))

    def draw(self) -> None:
        """A box a person."""
        self.filter.hint(self.desk.catalog.t("code, name, group, subject …"))
        self.narrow()

    def narrow(self) -> None:
        """Those whose words match."""
        self.shown, rows = [], list[Block]()
        for person, name in self.people:
            detail = person_detail(self.desk.study.design, person, self.desk)
            if self.matches(f"{person.code} {name} {detail}"):
                self.shown.append(person)
                rows.append(self._row(person, name, detail))
        nothing = Para(self.quiet(self.desk.catalog.t("Nobody matches these words.")))
        self.rows.show(rows or [nothing], self.rows.cursor)

    def do_tick(self, pressed: str) -> None:
        """In or out; what was typed to find the person is done with."""
        at = self.rows.cursor
        if at is None or at >= len(self.shown):
            return
        code = self.shown[at].code
        self.ticked ^= {code}
        self.close_filter()
        self.rows.move_to([person.code for person in self.shown].index(code))

    def cannot_begin(self) -> Message | None:
        """One alone is no group."""
        return None if len(self.ticked) >= SMALLEST else _TOO_FEW

    def do_begin(self, pressed: str) -> None:
        """Hand the codes over, in the order of the list."""
        everybody = (person.code for person, _name in self.people)
        self.dismiss(tuple(code for code in everybody if code in self.ticked))

    def _row(self, person: Respondent, name: str, detail: str) -> Block:
        cells = (
            content("[x]" if person.code in self.ticked else "[ ]"),
            line(person.code, STRONG),
            line(name),
            line(detail, QUIET),
        )
        return Row(cells, (3, 6, 26, 0), wraps=False)


_TOO_FEW = msg("A group is at least two people who take part.")
