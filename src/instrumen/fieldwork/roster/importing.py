"""Bringing a roster into the study: who is new, who has changed, who is not on the list any more.
A second list (teaching duties, say) adds to the people who are there; nobody is ever deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from instrumen.fieldwork import codes
from instrumen.fieldwork.population import (
    ROSTER,
    FieldValue,
    Respondent,
    entry,
    identities,
    respondents,
)
from instrumen.fieldwork.roster.names import bare_name
from instrumen.fieldwork.roster.people import RosterRow, name_field
from instrumen.fieldwork.roster.reading import RosterReading
from instrumen.fieldwork.scope import group_of
from instrumen.fieldwork.under_way import tell_courses_of
from instrumen.language.design import Design, RespondentGroup
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.messages import Message, msg
from instrumen.store.events import Act
from instrumen.store.study import Study

Identities = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterImported:
    """What an import did (or would do). `added` and `gone` are codes, `changed` the fields that
    changed by code; `damaged` are lines with a damaged number, `left_out` lines that were not
    imported, told in `problems`."""

    added: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    unchanged: int
    gone: tuple[str, ...]
    damaged: tuple[int, ...]
    left_out: tuple[int, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Plan:
    """What is to be recorded: new people (with the group their code is drawn for) and changes."""

    new: list[tuple[RosterRow, Mapping[str, FieldValue], RespondentGroup]]
    acts: list[Act]
    identities: list[tuple[str, str, str]]
    changed: dict[str, tuple[str, ...]]
    seen: set[str]
    unchanged: int
    problems: list[Problem]


def import_roster(
    study: Study, reading: RosterReading, *, with_contact: bool = False, dry_run: bool = False
) -> RosterImported:
    """Store what a roster says, in one act. Codes of new people are drawn at random over all new
    people of their group. `with_contact` also keeps the fields the study keeps on request only
    (phone numbers); `dry_run` changes nothing and draws no codes. Raises StoreError."""
    known, who = respondents(study), identities(study)
    plan = _planned(study.design, reading, known, who, with_contact)
    added = () if dry_run else _with_codes(study, plan, with_contact)
    if not dry_run and plan.acts:
        with study.together():
            study.record_all(plan.acts, plan.identities)
            tell_courses_of(study, plan.changed)
    return RosterImported(
        added=added or tuple("" for _ in plan.new),
        changed=plan.changed,
        unchanged=plan.unchanged,
        gone=_gone(study.design, reading, known, plan.seen),
        damaged=tuple(row.line for row in reading.rows if row.damaged),
        left_out=tuple(problem.mark.line for problem in plan.problems),
        problems=tuple(plan.problems),
    )


def _planned(
    design: Design,
    reading: RosterReading,
    known: Sequence[Respondent],
    who: Identities,
    with_contact: bool,
) -> _Plan:
    plan = _Plan([], [], [], {}, set(), 0, [])
    finder = _Finder(design, known, who)
    for row in reading.rows:
        match = finder.find(row)
        if isinstance(match, Message):
            plan.problems.append(_left_out(reading, row, match))
        elif match is None:
            _plan_new(design, reading, row, finder, plan)
        else:
            _plan_change(design, row, match, who.get(match.code, {}), plan, with_contact)
    return plan


def _plan_new(
    design: Design, reading: RosterReading, row: RosterRow, finder: "_Finder", plan: _Plan
) -> None:
    fields: dict[str, FieldValue] = {
        known.name: known.default
        for known in design.roster
        if known.default is not None and not known.identity
    }
    fields.update(row.fields)
    lacking = _lacking(design, row, fields)
    group = None if lacking else group_of(design, fields)
    if lacking:
        plan.problems.append(_left_out(reading, row, msg("{field} is missing", field=lacking)))
    elif group is None:
        plan.problems.append(_left_out(reading, row, msg("belongs to no group of the study")))
    elif row.code and finder.is_used(row.code):
        plan.problems.append(
            _left_out(reading, row, msg("the code {code} is taken", code=row.code))
        )
    else:
        plan.new.append((row, fields, group))


def _lacking(design: Design, row: RosterRow, fields: Mapping[str, FieldValue]) -> str:
    """The label of the first field that is required and blank; '' when nothing is lacking."""
    for field in design.roster:
        known: Mapping[str, FieldValue] = row.identity if field.identity else fields
        if field.required and not known.get(field.name):
            return field.label(design.languages[0])
    return ""


def _plan_change(
    design: Design,
    row: RosterRow,
    person: Respondent,
    identity: Mapping[str, str],
    plan: _Plan,
    with_contact: bool,
) -> None:
    plan.seen.add(person.code)
    fields = {**person.fields, **row.fields}
    changed = [name for name, value in row.fields.items() if person.fields.get(name) != value]
    told = _told(design, row, with_contact)
    renamed = [name for name, value in told.items() if identity.get(name) != value]
    moved = ["site"] if row.site != person.site else []
    if not (changed or renamed or moved):
        plan.unchanged += 1
        return
    group = group_of(design, fields)
    name = group.name if group else person.group
    value = entry(row.site, name, fields, person.source)
    plan.acts.append(Act("respondent.changed", person.code, value=value))
    plan.identities.extend((person.code, name, told[name]) for name in renamed)
    plan.changed[person.code] = (*changed, *renamed, *moved)


def _with_codes(study: Study, plan: _Plan, with_contact: bool) -> tuple[str, ...]:
    """Draw a code for every new person and put them into the plan; the codes in order."""
    taken = set(codes.used(study))
    taken.update(row.code for row, _fields, _group in plan.new if row.code)
    given = {row.line: row.code for row, _fields, _group in plan.new if row.code}
    for group in study.design.groups:
        waiting = [row for row, _f, of in plan.new if of is group and not row.code]
        drawn = codes.draw(study.rng, group.prefix, len(waiting), taken)
        given.update(zip((row.line for row in waiting), drawn, strict=True))
    for row, fields, group in plan.new:
        code = given[row.line]
        value = entry(row.site, group.name, fields, ROSTER)
        plan.acts.append(Act("respondent.added", code, value=value))
        told = _told(study.design, row, with_contact)
        plan.identities.extend((code, name, value) for name, value in told.items())
    # Not in the order of the list: nor is the log to give people away.
    plan.acts.sort(key=lambda act: (act.kind, act.subject))
    return tuple(sorted(given.values()))


def _told(design: Design, row: RosterRow, with_contact: bool) -> dict[str, str]:
    """The identity a row tells, as far as it is to be kept."""
    on_request = {field.name for field in design.roster if field.opt_in}
    return {
        name: value
        for name, value in row.identity.items()
        if with_contact or name not in on_request
    }


def _gone(
    design: Design, reading: RosterReading, known: Sequence[Respondent], seen: set[str]
) -> tuple[str, ...]:
    """People of the list before who are not on this one. A list that does not say what the study
    requires is an addition to the first and tells nothing about who has gone."""
    required = {field.name for field in design.roster if field.required}
    sites = {row.site for row in reading.rows}
    if not required <= set(reading.columns.values()):
        return ()
    return tuple(
        person.code
        for person in known
        if person.site in sites and person.source == ROSTER and person.code not in seen
    )


class _Finder:
    """Recognises people again: by code, by number, else by name without titles."""

    def __init__(self, design: Design, known: Sequence[Respondent], who: Identities) -> None:
        field = name_field(design)
        self._name = field.name if field else ""
        self._numbers = [known.name for known in design.roster if known.digits is not None]
        self._who = who
        self._people = {person.code: person for person in known}
        self._by_number: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        for person in known:
            self._remember(person, who.get(person.code, {}))

    def is_used(self, code: str) -> bool:
        """Whether somebody has the code."""
        return code in self._people

    def find(self, row: RosterRow) -> Respondent | Message | None:
        """The person of a row; None for a new one; what to say when it could be several."""
        if row.code in self._people:
            return self._people[row.code]
        for number in self._numbers:
            code = self._by_number.get((number, row.identity.get(number, "")))
            if code is not None:
                return self._people[code]
        named = self._by_name.get((row.site, bare_name(row.identity.get(self._name, ""))), [])
        possible = [code for code in named if not self._contradicts(row, code)]
        if len(possible) > 1:
            return msg(
                "could be {codes}; give the number (NIP) or the code", codes=", ".join(possible)
            )
        return self._people[possible[0]] if possible else None

    def _remember(self, person: Respondent, identity: Mapping[str, str]) -> None:
        for number in self._numbers:
            if number in identity:
                self._by_number[number, identity[number]] = person.code
        key = (person.site, bare_name(identity.get(self._name, "")))
        self._by_name.setdefault(key, []).append(person.code)

    def _contradicts(self, row: RosterRow, code: str) -> bool:
        """Whether both have a number of the same kind, and not the same."""
        theirs = self._who.get(code, {})
        return any(
            number in row.identity and number in theirs and row.identity[number] != theirs[number]
            for number in self._numbers
        )


def _left_out(reading: RosterReading, row: RosterRow, what: Message) -> Problem:
    return Problem(
        reading.file, Mark(row.line, 1), "left-out",
        msg("Line {line} was left out: {what}.", line=row.line, what=what),
        severity=Severity.ERROR,
    )  # fmt: skip
