"""Home: how far the study has come, and what to do now. Enter does the most likely next act."""

from textual.content import Content

from instrumen.fieldwork.coverage import CoverageRow, NextAct, NextKind, coverage, next_acts
from instrumen.fieldwork.dispositions import ANSWERED, Disposition, disposition_word
from instrumen.fieldwork.instrument_changes import Outdated, changes_since
from instrumen.fieldwork.population import groups_present, respondents
from instrumen.fieldwork.targets import TargetKey, targets
from instrumen.fieldwork.under_way import tell_courses
from instrumen.fieldwork.versions import waiting
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.dates import long_date
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content, line
from instrumen.tui.screens.collector import ask_who_works
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.opening import open_target
from instrumen.tui.screens.places import PLACES
from instrumen.tui.theme import ACCENT, DONE, QUIET, STRONG
from instrumen.tui.widgets.bars import bar
from instrumen.tui.widgets.blocks import Block, Para, Row
from instrumen.tui.words import group_label, short_title

_OPEN = Key(("enter",), "open", "Enter", msg("do it"), msg("Do what the cursor stands on."), 1)
_PLACE = Key(
    tuple("123456"), "place", "1–6", msg("places"),
    msg("People, fill in, transcripts, codes, findings, export."), 10,
)  # fmt: skip
_SETTING = Key(
    ("d",), "digits", "d", msg("digits"),
    msg("Whether a digit chooses and goes on at once, or waits for Enter."), 0,
)  # fmt: skip
_VERSIONS = Key(
    ("v",), "versions", "v", msg("versions"),
    msg("What has changed in the instruments, and what that does to answers."), 15,
)  # fmt: skip
_FIND = Key(("ctrl+g",), "go_to", "ctrl+g", msg("find"), keys.GO_TO.what, 20)
_LANGUAGE = Key(("f7",), "language", "F7", msg("Indonesian"), keys.LANGUAGE.what, 70)

_KINDS: dict[NextKind, Message] = {
    NextKind.CONTINUE: msg("continue"),
    NextKind.APPOINTMENT: msg("appointment"),
    NextKind.WRITE_UP: msg("write up"),
    NextKind.BEGIN: msg("begin"),
}
# The outcomes worth a word beside the bar.
_TOLD = (
    Disposition.BEGUN, Disposition.PARTIAL, Disposition.REFUSAL, Disposition.NON_CONTACT,
    Disposition.UNAVAILABLE, Disposition.WITHDRAWN, Disposition.NONE, Disposition.NOT_SHOWN,
)  # fmt: skip
_BAR = 16
_TITLE = 26


class HomePage(ListPage[None]):
    """The first screen; it is never left but by ctrl+q."""

    KEYS = (_OPEN, _PLACE, _VERSIONS, _FIND, _LANGUAGE, _SETTING)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.acts: tuple[NextAct, ...] = ()
        self.outdated: tuple[Outdated, ...] = ()
        self._first_act = 0

    def place(self) -> tuple[Content, Content]:
        """The study; the day and the collector."""
        design = self.desk.study.design
        left = line(self.desk.say(design.title), STRONG)
        actor = self.desk.study.actor
        who = design.collectors.get(actor, "")
        day = long_date(self.desk.now().date(), self.desk.language)
        named = f"{who} ({actor})" if who else actor
        return left, line(f"{day}  {named}", QUIET)

    def draw(self) -> None:
        """Coverage, next acts, places."""
        study = self.desk.study
        self.acts = next_acts(study, limit=5)
        rows = coverage(study)
        blocks: list[Block] = [Para(Content("")), self._population(), Para(Content(""))]
        blocks += [self._bar(instrument, rows) for instrument in _instruments(rows)]
        blocks += [Para(Content("")), Para(self.strong(self.desk.catalog.t("Now")))]
        self._first_act = len(blocks)
        blocks += [self._act(act) for act in self.acts]
        self.outdated = changes_since(study)
        blocks += self._versions()
        if not (self.acts or self.outdated):
            blocks.append(Para(self.quiet(self.desk.catalog.t("Nothing waits to be done."))))
        blocks += [Para(Content("")), Para(self._places())]
        at = self.rows.cursor
        self.rows.show(blocks, self._first_act if at is None else at)
        self.rows.scroll_to(y=0, animate=False, immediate=True)
        for note in study.notes:
            self.say_problem(self.desk.say(note))

    def do_open(self, pressed: str) -> None:
        """Take up the act at the cursor."""
        index = (self.rows.cursor or 0) - self._first_act
        if 0 <= index < len(self.acts):
            act = self.acts[index]
            open_target(self, act.target, notes=act.kind is NextKind.WRITE_UP)
        elif index >= len(self.acts) and self.outdated:
            self.do_versions(pressed)

    def cannot_versions(self) -> Message | None:
        """Only where there is more than one version."""
        same = msg("Every response has the version its instrument has now.")
        return None if self.outdated else same

    def do_versions(self, pressed: str) -> None:
        """What has changed, and what waits for a decision."""
        from instrumen.tui.screens.versions import VersionsPage

        self.app.push_screen(VersionsPage(self.desk))

    def begin_work(self, wanted: TargetKey | None) -> None:
        """Ask who works, when several collectors share the study; then open what is wanted."""
        study = self.desk.study
        tell_courses(study)
        if study.actor or not study.design.collectors:
            self.open_first(wanted)
            return
        ask_who_works(self, lambda: self.open_first(wanted))

    def open_first(self, wanted: TargetKey | None) -> None:
        """Open a target at once (`instrumen fill`), or say that there is no such one."""
        if wanted is None:
            # Shown once by itself: when a study is opened whose instrument has changed.
            if any(one.instrument.hash in self.desk.study.new_texts for one in self.outdated):
                self.do_versions("")
            return
        found = next((t for t in targets(self.desk.study) if t.key == wanted), None)
        if found is not None:
            open_target(self, found)
        else:
            self.say_problem(
                self.desk.catalog.t(
                    "{instrument} is not for {subject}.",
                    instrument=wanted.instrument,
                    subject=wanted.subject,
                )
            )

    def do_place(self, pressed: str) -> None:
        """One of the six places."""
        self.app.push_screen(PLACES[int(pressed) - 1].open(self.desk))

    def do_digits(self, pressed: str) -> None:
        """Switch what a digit does."""
        t = self.desk.catalog
        self.desk.digit_goes_on = not self.desk.digit_goes_on
        goes_on = t.t("a digit chooses and goes on")
        waits = t.t("a digit chooses, Enter goes on")
        self.say_done(goes_on if self.desk.digit_goes_on else waits)

    def _population(self) -> Block:
        design = self.desk.study.design
        people = respondents(self.desk.study)
        counts = groups_present(people)
        groups = " · ".join(
            f"{group_label(design, group.name, self.desk)} {counts[group.name]}"
            for group in design.groups
            if group.name in counts
        )
        total = self.desk.catalog.plural("{n} person", "{n} people", len(people))
        return Para(content(total, STRONG) + Content("   ") + line(groups, QUIET))

    def _bar(self, instrument: str, rows: tuple[CoverageRow, ...]) -> Block:
        mine = [row for row in rows if row.instrument == instrument]
        total = sum(row.eligible for row in mine)
        done = sum(row.count(outcome) for row in mine for outcome in ANSWERED)
        settled = sum(row.settled - row.count(Disposition.INELIGIBLE) for row in mine)
        known = self.desk.study.design.instrument[instrument]
        cells = (
            line(short_title(known, self.desk)),
            content(bar(done, total, _BAR), ACCENT),
            content(f"{done:>3}/{total}"),
            content("✓", DONE) if settled == total and total else Content(""),
            content(self._beside(mine), QUIET),
        )
        return Row(cells, (self._widest(), _BAR, 7, 1, 0), selectable=False, wraps=False)

    def _widest(self) -> int:
        """The column of titles: as wide as the longest, within reason."""
        known = self.desk.study.design.instruments
        return min(max(len(short_title(instrument, self.desk)) for instrument in known), _TITLE)

    def _beside(self, mine: list[CoverageRow]) -> str:
        said = [
            f"{n} {self.desk.say(disposition_word(outcome))}"
            for outcome in _TOLD
            if (n := sum(row.count(outcome) for row in mine))
        ]
        waiting = sum(row.appointments for row in mine)
        if waiting:
            said.append(self.desk.catalog.plural("{n} appointment", "{n} appointments", waiting))
        return " · ".join(said)

    def _act(self, act: NextAct) -> Block:
        instrument = self.desk.study.design.instrument[act.target.instrument]
        what = short_title(instrument, self.desk)
        if act.target.unit:
            what += f" {act.target.unit}"
        cells = (
            content(self.desk.say(_KINDS[act.kind]), QUIET),
            line(_who(act), STRONG),
            line(f"{what} · {self.desk.say(act.what)}"),
        )
        return Row(cells, (11, 8, 0), wraps=False)

    def _versions(self) -> list[Block]:
        """A line for each instrument that has changed since people were asked with it."""
        apart = waiting(self.desk.study) if self.outdated else ()
        rows: list[Block] = []
        for name in dict.fromkeys(one.instrument.id for one in self.outdated):
            n = sum(one.responses for one in self.outdated if one.instrument.id == name)
            waits = len({one.path for one in apart if one.instrument.id == name})
            rows.append(self._version(name, n, waits))
        return rows

    def _version(self, name: str, responses: int, waits: int) -> Block:
        t = self.desk.catalog
        said = [short_title(self.desk.study.design.instrument[name], self.desk)]
        said.append(
            t.plural("{n} response has an earlier version", "{n} responses have an earlier version",
                     responses)
        )  # fmt: skip
        if waits:
            said.append(
                t.plural("{n} question waits for you to decide",
                         "{n} questions wait for you to decide", waits)
            )  # fmt: skip
        cells = (content(t.t("versions"), QUIET), Content(""), line(" · ".join(said)))
        return Row(cells, (11, 8, 0))

    def _places(self) -> Content:
        parts = [
            content(str(number), ACCENT) + content(f" {self.desk.say(place.name)}")
            for number, place in enumerate(PLACES, 1)
        ]
        return Content("   ").join(parts)


def _instruments(rows: tuple[CoverageRow, ...]) -> list[str]:
    """The instruments that anything is wanted of, in the order of the design."""
    return list(dict.fromkeys(row.instrument for row in rows))


def _who(act: NextAct) -> str:
    """The code of whom it is about; of a group the first one's, and how many more there are."""
    if not act.people:
        return act.target.respondent or act.target.subject
    first, *others = act.people
    return f"{first} +{len(others)}" if others else first
