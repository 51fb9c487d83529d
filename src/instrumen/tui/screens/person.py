"""One person: who they are, what is wanted of them, how far it is, every visit."""

from textual.content import Content

from instrumen.fieldwork.consent import needs_consent, scopes
from instrumen.fieldwork.dispositions import (
    Attempt,
    Standing,
    attempts,
    disposition_word,
    dispositions,
)
from instrumen.fieldwork.population import field_text, identity, respondent
from instrumen.fieldwork.targets import Target, TargetKey, targets_of
from instrumen.messages import Message, msg
from instrumen.tui import keys
from instrumen.tui.dates import stored_time
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.safe import content, line
from instrumen.tui.screens.listing import ListPage
from instrumen.tui.screens.opening import open_target
from instrumen.tui.screens.visit import record_visit
from instrumen.tui.theme import ACCENT, QUIET, STRONG, WARNING
from instrumen.tui.widgets.blocks import Block, Para, Row
from instrumen.tui.words import SIGNS, group_label, person_name, short_title

_OPEN = Key(("enter",), "open", "Enter", msg("go to"), msg("Open the instrument at the cursor."), 1)
_DIGIT = Key(
    tuple("123456789"),
    "digit",
    "1–9",
    msg("instrument"),
    msg("Open the instrument with this digit."),
    5,
)
_VISIT = Key(
    ("a",), "visit", "a", msg("visit"),
    msg("Note a visit without an answer: refused, not reached, an appointment."), 20,
)  # fmt: skip
_CONSENT = Key(("c",), "consent", "c", msg("consent"), msg("Ask for consent, or change it."), 30)
_WITHDRAW = Key(
    ("w",), "withdraw", "w", msg("withdraw"), msg("The person takes consent back, all or part."), 0
)


class PersonPage(ListPage[None]):
    """The collector's view of a respondent; names are shown here."""

    KEYS = (_OPEN, _DIGIT, _VISIT, _CONSENT, _WITHDRAW, keys.BACK, keys.LEAVE)

    def __init__(self, desk: Desk, code: str) -> None:
        super().__init__(desk)
        self.code = code
        self.wanted: tuple[Target, ...] = ()
        self._first = 0

    def place(self) -> tuple[Content, Content]:
        """Code and name; the group."""
        design = self.desk.study.design
        person = respondent(self.desk.study, self.code)
        name = person_name(design, identity(self.desk.study, self.code))
        left = self.strong(self.code) + line(f"  {name}")
        return left, line(group_label(design, person.group, self.desk), QUIET)

    def draw(self) -> None:
        """Instruments, consent, visits, particulars."""
        study = self.desk.study
        person = respondent(study, self.code)
        self.wanted = targets_of(study, person)
        standings = dispositions(study, self.wanted, (person,))
        blocks: list[Block] = [Para(Content(""))]
        self._first = len(blocks)
        blocks += [
            self._target(number, target, standings[target.key])
            for number, target in enumerate(self.wanted, 1)
        ]
        if not self.wanted:
            nothing = self.desk.catalog.t("No instrument is for this person.")
            blocks.append(Para(self.quiet(nothing)))
        blocks += [Para(Content("")), Para(self._consent()), Para(Content(""))]
        visits = [self._visit(visit) for visit in attempts(study, self.code)]
        if visits:
            blocks += [*visits, Para(Content(""))]
        blocks += self._particulars()
        self.rows.show(blocks, self.rows.cursor or self._most_likely(standings))

    def do_open(self, pressed: str) -> None:
        """The instrument at the cursor."""
        target = self._at_cursor()
        if target is not None:
            open_target(self, target)

    def do_digit(self, pressed: str) -> None:
        """An instrument by digit."""
        index = int(pressed) - 1
        if index < len(self.wanted):
            self.rows.move_to(self._first + index)
            open_target(self, self.wanted[index])

    def cannot_visit(self) -> Message | None:
        """A visit is about an instrument."""
        return None if self.wanted else msg("No instrument is for this person.")

    def do_visit(self, pressed: str) -> None:
        """A visit for the instrument at the cursor."""
        target = self._at_cursor()
        if target is not None:
            record_visit(self, target)

    def cannot_consent(self) -> Message | None:
        """Consent is given before an instrument."""
        if self.desk.study.design.consent is None:
            return msg("This study has no consent text.")
        return self.cannot_visit()

    def do_consent(self, pressed: str) -> None:
        """Ask, or ask again."""
        from instrumen.tui.screens.consent import ConsentPage

        target = self._at_cursor() or self.wanted[0]
        self.app.push_screen(ConsentPage(self.desk, self.code, target), self._said_consent)

    def cannot_withdraw(self) -> Message | None:
        """Only what was given can be taken back."""
        if not self._granted():
            return msg("There is no consent that could be taken back.")
        return None

    def do_withdraw(self, pressed: str) -> None:
        """Which scopes, with the receipt at the end."""
        from instrumen.tui.screens.withdrawal import take_back

        take_back(self, self.code, self._granted())

    def _said_consent(self, agreed: bool | None) -> None:
        if agreed is not None:
            self.say_done(self.desk.saved())

    def _granted(self) -> list[str]:
        if self.desk.study.design.consent is None:
            return []
        return [name for name, yes in scopes(self.desk.study, self.code).items() if yes]

    def _at_cursor(self) -> Target | None:
        index = (self.rows.cursor or 0) - self._first
        return self.wanted[index] if 0 <= index < len(self.wanted) else None

    def _most_likely(self, standings: dict[TargetKey, Standing] | object) -> int:
        known = standings if isinstance(standings, dict) else {}
        for wished in ("begun", "open"):
            for index, target in enumerate(self.wanted):
                standing = known.get(target.key)
                if standing is not None and standing.disposition.value == wished:
                    return self._first + index
        return self._first

    def _particulars(self) -> list[Block]:
        design = self.desk.study.design
        person = respondent(self.desk.study, self.code)
        known = identity(self.desk.study, self.code)
        rows: list[Block] = []
        for field in design.roster:
            value = known.get(field.name) if field.identity else person.fields.get(field.name)
            if value:
                text = field_text(field, value, self.desk.language)
                cells = (line(self.desk.say(field.label) or field.name, QUIET), line(text))
                rows.append(Row(cells, (24, 0), selectable=False))
        return rows

    def _target(self, number: int, target: Target, standing: Standing) -> Block:
        instrument = self.desk.study.design.instrument[target.instrument]
        sign = SIGNS[standing.disposition]
        title = short_title(instrument, self.desk) + (f" {target.unit}" if target.unit else "")
        said = self.desk.say(disposition_word(standing.disposition))
        if standing.appointment:
            when = stored_time(standing.appointment, self.desk.language, self.desk.now())
            said += " · " + self.desk.catalog.t("appointment {time}", time=when)
        elif standing.time:
            said += " · " + stored_time(standing.time, self.desk.language, self.desk.now())
        cells = (
            content(str(number) if number < 10 else "", ACCENT),
            content(sign, WARNING if sign == "!" else ""),
            line(title, STRONG),
            line(said, QUIET),
        )
        return Row(cells, (1, 1, 26, 0))

    def _consent(self) -> Content:
        t = self.desk.catalog
        study = self.desk.study
        label = content(t.t("Consent") + "  ", QUIET)
        if study.design.consent is None:
            return label + content(t.t("this study asks for none"), QUIET)
        granted = scopes(study, self.code)
        asked = any(not needs_consent(study, self.code, t_.instrument) for t_ in self.wanted)
        if not any(granted.values()) and not asked:
            return label + content(t.t("not asked yet"))
        parts = [f"{'✓' if yes else '–'} {name}" for name, yes in granted.items()]
        return label + line("  ".join(parts))

    def _visit(self, visit: Attempt) -> Block:
        instrument = self.desk.study.design.instrument.get(visit.target.instrument)
        title = short_title(instrument, self.desk) if instrument else visit.target.instrument
        said = [title, self.desk.say(disposition_word(visit.disposition)), visit.reason, visit.note]
        if visit.appointment:
            when = stored_time(visit.appointment, self.desk.language, self.desk.now())
            said.append(self.desk.catalog.t("appointment {time}", time=when))
        cells = (
            line(stored_time(visit.time, self.desk.language, self.desk.now()), QUIET),
            line(" · ".join(part for part in said if part), QUIET),
        )
        return Row(cells, (17, 0), selectable=False)
