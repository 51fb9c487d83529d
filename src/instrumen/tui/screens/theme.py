"""One theme: the statement above; below, what supports it and what speaks against it, side by
side; between them the spread; under them the sources. Enter opens the turn and comes back."""

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from instrumen.analysis.draft import draft, draft_text
from instrumen.analysis.evidence import Evidence, gather
from instrumen.analysis.findings import Finding, findings
from instrumen.analysis.quotations import Material, Quotation, Stance, of_finding, read_material
from instrumen.analysis.spread import Spread, spread
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.finding_acts import (
    ask_status,
    choose_codes,
    remember_evidence,
    write_statement,
)
from instrumen.tui.screens.finding_view import (
    quotation_rows,
    sources_line,
    spread_lines,
    statement_lines,
)
from instrumen.tui.theme import QUIET, STRONG
from instrumen.tui.widgets.blocks import Blocks
from instrumen.tui.widgets.lines import TextLine

_OPEN = Key(("enter",), "open", "Enter", msg("turn"), msg("Open the turn; F3 comes back here."), 1)
_SIDE = Key(
    ("tab", "left", "right"), "side", "Tab", msg("other side"),
    msg("From what supports to what speaks against."), 5,
)  # fmt: skip
_WRITE = Key(
    ("e",), "write", "e", msg("statement"),
    msg("Write the statement; the draft is a proposal."), 10,
)  # fmt: skip
_NEW = Key(("n",), "new", "n", msg("new"), msg("Another finding under this theme."), 20)
_CODES = Key(
    ("k",), "codes", "k", msg("codes"),
    msg("Which codes carry the finding, which speak against it."), 25,
)  # fmt: skip
_EVIDENCE = Key(
    ("plus", "minus"), "evidence", "+ -", msg("evidence"),
    msg("Choose the quotation as support (+) or as contrary (-)."), 30,
)  # fmt: skip
_STATUS = Key(
    ("v",), "status", "v", msg("status"),
    msg("Draft, supported, verified (by whom, how), final."), 35,
)  # fmt: skip
_NEXT = Key(
    ("ctrl+n",), "next_finding", "ctrl+n", msg("next finding"),
    msg("The next finding of the theme."), 0,
)  # fmt: skip
_CLAIMS = Key(
    ("f6",), "claims", "F6", msg("sources"),
    msg("Claims against their sources: interview, questionnaire, observation, document."), 50,
)  # fmt: skip


class ThemePage(Page[None]):
    """The findings of a theme, one at a time."""

    KEYS = (
        _OPEN,
        _SIDE,
        _WRITE,
        _NEW,
        _CODES,
        _EVIDENCE,
        _STATUS,
        _NEXT,
        _CLAIMS,
        keys.BACK,
        keys.LEAVE,
    )

    def __init__(self, desk: Desk, theme: str, finding_id: str = "") -> None:
        super().__init__(desk)
        self.theme = theme
        self.finding_id = finding_id
        self.against = False
        self.material: Material | None = None
        self.shown: dict[bool, tuple[Quotation, ...]] = {False: (), True: ()}

    def body(self) -> Iterable[Widget]:
        """Statement, spread, two lists, sources."""
        yield Blocks(id="statement", pointed=False)
        yield TextLine(id="spread", classes="gap")
        with Horizontal(id="sides"):
            yield Blocks(id="for")
            yield Blocks(id="against")
        yield TextLine(id="sources")

    def keys_now(self) -> tuple[Key, ...]:
        """Moving is within the side one is on."""
        return (*self.KEYS, *keys.MOVING, *keys.EVERYWHERE)

    @property
    def finding(self) -> Finding | None:
        """The finding shown, if there is one."""
        found = findings(self.desk.study, self.theme)
        chosen = [finding for finding in found if finding.id == self.finding_id]
        return next(iter((*chosen, *found)), None)

    @property
    def side(self) -> Blocks:
        """The list one is on."""
        return self.query_one("#against" if self.against else "#for", Blocks)

    def place(self) -> tuple[Content, Content]:
        """The theme; which finding of how many."""
        theme = self.desk.study.design.theme[self.theme]
        found = findings(self.desk.study, self.theme)
        finding = self.finding
        number = f"{finding.number}/{len(found)}" if finding else "–"
        left = line(self.desk.say(theme.label), STRONG)
        return left, self.quiet(self.desk.catalog.t("finding {number}", number=number))

    def draw(self) -> None:
        """Gather what is known, and show it."""
        study = self.desk.study
        self.material = read_material(study)
        finding = self.finding
        evidence = gather(study, self.theme, self.material)
        self._sort_out(finding, evidence)
        counted = self._spread(finding, evidence)
        statement = self.query_one("#statement", Blocks)
        proposal = "" if finding else self.proposal()
        statement.show(statement_lines(self.desk, finding, proposal))
        statement.styles.height = min(max(statement.total, 2), max(self.app.size.height // 4, 4))
        width = max(self.app.size.width - 3, 20)
        self.query_one("#spread", TextLine).show(spread_lines(self.desk, counted, width))
        self._draw_sides()
        self.query_one("#sources", TextLine).show(sources_line(self.desk, evidence, finding, width))

    def proposal(self) -> str:
        """The program's draft: put together from the codings, never a claim of its own."""
        study = self.desk.study
        return draft_text(study.design, draft(study, self.theme, self.material), self.desk.language)

    def _write(self, finding: Finding | None) -> None:
        write_statement(self, self.theme, finding, self.proposal(), self._show)

    def _show(self, finding_id: str) -> None:
        self.finding_id = finding_id
        self.redraw()

    def _sort_out(self, finding: Finding | None, evidence: Evidence) -> None:
        if finding is None or self.material is None:
            self.shown = {False: evidence.supporting, True: evidence.contrary}
            return
        found = of_finding(self.desk.study, finding, self.material)
        self.shown = {
            False: tuple(each for each in found if each.stance is Stance.SUPPORTS),
            True: tuple(each for each in found if each.stance is Stance.CONTRADICTS),
        }

    def _spread(self, finding: Finding | None, evidence: Evidence) -> Spread:
        if finding is None or self.material is None:
            return evidence.spread
        known = self.material
        return spread(self.desk.study, finding.codes, corpus=known.corpus, coded=known.coded)

    def _draw_sides(self) -> None:
        t = self.desk.catalog
        heads = {
            False: t.t("supports ({n})", n=len(self.shown[False])),
            True: t.t("speaks against ({n})", n=len(self.shown[True])),
        }
        for against in (False, True):
            rows = self.query_one("#against" if against else "#for", Blocks)
            tone = STRONG if against == self.against else QUIET
            head = content(heads[against], tone)
            rows.show(quotation_rows(self.desk, head, self.shown[against]), rows.cursor)
            if against != self.against:
                rows.cursor = None
                rows.refresh()

    # -- acts --------------------------------------------------------------------------------

    def do_up(self, pressed: str) -> None:
        """A quotation up."""
        self.side.move(-1)

    def do_down(self, pressed: str) -> None:
        """A quotation down."""
        self.side.move(1)

    def do_page_up(self, pressed: str) -> None:
        """A page up."""
        self.side.move_page(-1)

    def do_page_down(self, pressed: str) -> None:
        """A page down."""
        self.side.move_page(1)

    def do_top(self, pressed: str) -> None:
        """To the first quotation."""
        self.side.move_end(-1)

    def do_bottom(self, pressed: str) -> None:
        """To the last quotation."""
        self.side.move_end(1)

    def do_side(self, pressed: str) -> None:
        """The other list."""
        self.against = not self.against
        self._draw_sides()

    def do_open(self, pressed: str) -> None:
        """The turn the quotation stands in."""
        from instrumen.tui.screens.reading import ReadingPage

        quotation = self.quotation()
        if quotation is not None:
            response = quotation.text.response
            span = (quotation.start, quotation.end)
            self.app.push_screen(ReadingPage(self.desk, response, quotation.ref, span))

    def do_write(self, pressed: str) -> None:
        """The statement, with the draft beside it."""
        self._write(self.finding)

    def do_new(self, pressed: str) -> None:
        """Another finding."""
        self._write(None)

    def cannot_codes(self) -> Message | None:
        """First there has to be a statement."""
        return None if self.finding else msg("Write the statement first (e).")

    def do_codes(self, pressed: str) -> None:
        """What carries it, what speaks against it."""
        finding = self.finding
        if finding is not None:
            choose_codes(self, finding, self._show)

    def cannot_evidence(self) -> Message | None:
        """Evidence belongs to a finding."""
        return self.cannot_codes()

    def do_evidence(self, pressed: str) -> None:
        """The quotation at the cursor, chosen by hand."""
        quotation, finding = self.quotation(), self.finding
        if quotation is not None and finding is not None:
            stance = Stance.SUPPORTS if pressed == "plus" else Stance.CONTRADICTS
            remember_evidence(self, finding, quotation, stance)

    def cannot_status(self) -> Message | None:
        """Status belongs to a finding."""
        return self.cannot_codes()

    def do_status(self, pressed: str) -> None:
        """How sure it is."""
        finding = self.finding
        if finding is not None:
            ask_status(self, finding, self._show)

    def do_next_finding(self, pressed: str) -> None:
        """The next one of the theme."""
        found = findings(self.desk.study, self.theme)
        ids = [finding.id for finding in found]
        shown = self.finding
        if shown is not None:
            self.finding_id = ids[(ids.index(shown.id) + 1) % len(ids)]
            self.redraw()

    def do_claims(self, pressed: str) -> None:
        """The confrontation of the theme's claims."""
        from instrumen.tui.screens.claims import ClaimsPage

        self.app.push_screen(ClaimsPage(self.desk, self.theme))

    async def do_back(self, pressed: str) -> None:
        """To the themes."""
        await self.do_leave(pressed)

    def quotation(self) -> Quotation | None:
        """The quotation at the cursor."""
        shown, at = self.shown[self.against], self.side.cursor
        index = (at or 0) - 1
        return shown[index] if at is not None and 0 <= index < len(shown) else None
