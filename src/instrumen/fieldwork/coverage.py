"""How far the fieldwork has come: site × instrument × group, and what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, islice

from instrumen.fieldwork.dispositions import (
    SETTLED,
    Disposition,
    Standing,
    dispositions,
    standing_of,
)
from instrumen.fieldwork.forms import form_of
from instrumen.fieldwork.population import respondents
from instrumen.fieldwork.progress import progress, talk_progress, unanswered
from instrumen.fieldwork.response_rows import (
    ResponseRow,
    response,
    responses,
    sessions,
    target_of,
)
from instrumen.fieldwork.targets import Target, TargetKey, targets
from instrumen.language.model import Kind, SubjectKind
from instrumen.messages import Message, msg
from instrumen.store.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRow:
    """One instrument in one group of one site. `group` is '' for what is about the site itself.
    `by` counts the targets by disposition; its values add up to `total`."""

    site: str
    instrument: str
    group: str
    total: int
    by: Mapping[Disposition, int]
    appointments: int

    @property
    def settled(self) -> int:
        """Targets for which nothing more is to be done."""
        return sum(n for disposition, n in self.by.items() if disposition in SETTLED)

    @property
    def eligible(self) -> int:
        """N without those who have moved, retired or died."""
        return self.total - self.by.get(Disposition.INELIGIBLE, 0)

    def count(self, disposition: Disposition) -> int:
        """How many targets stand so."""
        return self.by.get(disposition, 0)


class NextKind(StrEnum):
    """What there is to do."""

    CONTINUE = "continue"
    APPOINTMENT = "appointment"
    WRITE_UP = "write_up"
    BEGIN = "begin"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAct:
    """One thing to do now. `when` is an ISO 8601 time or ''; `what` says it in words; `response`
    is the one to take up, '' when there is none yet; `people` are the codes of who sat together,
    where it is about a group."""

    kind: NextKind
    target: Target
    response: str
    when: str
    what: Message
    people: tuple[str, ...] = ()


def coverage(study: Study) -> tuple[CoverageRow, ...]:
    """Every site × instrument × group that anything is wanted of, in the order of the design."""
    people = respondents(study)
    wanted = targets(study, people)
    return coverage_of(wanted, dispositions(study, wanted, people))


def coverage_of(
    wanted: Iterable[Target], standings: Mapping[TargetKey, Standing]
) -> tuple[CoverageRow, ...]:
    """`coverage` of targets and standings that were read already."""
    cells: dict[tuple[str, str, str], list[Standing]] = {}
    for target in wanted:
        cell = (target.site, target.instrument, target.group)
        cells.setdefault(cell, []).append(standings[target.key])
    return tuple(_row(cell, found) for cell, found in cells.items())


def next_acts(study: Study, limit: int = 5) -> tuple[NextAct, ...]:
    """What to do now, the most urgent first: what was left in the middle, appointments of today
    and earlier, notes of interviews not written up, then whoever has not been asked."""
    people = respondents(study)
    wanted = {target.key: target for target in targets(study, people)}
    standings = dispositions(study, tuple(wanted.values()), people)
    acts: list[NextAct] = []
    for find_acts in (_to_continue, _appointments, _to_write_up, _to_begin):
        if len(acts) < limit:
            acts.extend(find_acts(study, wanted, standings, limit - len(acts)))
    return tuple(acts[:limit])


_Wanted = Mapping[TargetKey, Target]
_Standings = Mapping[TargetKey, Standing]


def _row(cell: tuple[str, str, str], found: Sequence[Standing]) -> CoverageRow:
    site, instrument, group = cell
    counts = Counter(standing.disposition for standing in found)
    waiting = [s for s in found if s.appointment and s.disposition not in SETTLED]
    return CoverageRow(
        site=site,
        instrument=instrument,
        group=group,
        total=len(found),
        by=dict(counts),
        appointments=len(waiting),
    )


def _to_continue(study: Study, wanted: _Wanted, standings: _Standings, limit: int) -> list[NextAct]:
    """Responses that were left in the middle, the latest first; group interviews too, which
    are no part of the census."""
    begun = [
        (wanted[key], response(study, standing.response))
        for key, standing in standings.items()
        if standing.disposition is Disposition.BEGUN and standing.response
    ]
    begun.extend(_begun_groups(study))
    begun.sort(key=lambda pair: pair[1].begun, reverse=True)
    left = [(target, row) for target, row in begun if not row.is_finished]
    return [_continuing(study, target, row) for target, row in left[:limit]]


def _groups(study: Study) -> Iterator[tuple[Target, ResponseRow]]:
    """The interviews with a group, in the order they were begun."""
    for row in sorted(responses(study), key=lambda row: row.begun):
        if row.subject_kind is SubjectKind.GROUP and row.instrument in study.design.instrument:
            yield target_of(row), row


def _begun_groups(study: Study) -> list[tuple[Target, ResponseRow]]:
    unfinished = (pair for pair in _groups(study) if not pair[1].is_finished)
    begun = Disposition.BEGUN
    return [pair for pair in unfinished if standing_of(study, pair[0]).disposition is begun]


def _continuing(study: Study, target: Target, row: ResponseRow) -> NextAct:
    done, total = _progress(study, row)
    last = sessions(study, row.id)[-1]
    left = last.ended or last.begun
    return NextAct(
        kind=NextKind.CONTINUE,
        target=target,
        response=row.id,
        when=left,
        what=msg(
            "{done} of {total} questions, left at {time}",
            done=done,
            total=total,
            time=_clock(study, left),
        ),
        people=_together(row),
    )


def _together(row: ResponseRow) -> tuple[str, ...]:
    return row.respondents if row.subject_kind is SubjectKind.GROUP else ()


def _progress(study: Study, row: ResponseRow) -> tuple[int, int]:
    form = form_of(study, row)
    if form.instrument.kind is not Kind.INTERVIEW:
        return progress(form)
    touched = study.rows(
        "SELECT question FROM turns WHERE response=? "
        "UNION SELECT question FROM probes WHERE response=? AND state != 'open'",
        (row.id, row.id),
    )
    return talk_progress(form, {str(question) for (question,) in touched})


def _appointments(
    study: Study, wanted: _Wanted, standings: _Standings, limit: int
) -> list[NextAct]:
    """Appointments that are due until the end of today, the earliest first."""
    today = study.clock.now().date().isoformat()
    due = [
        (standing.appointment, key)
        for key, standing in standings.items()
        if standing.appointment
        and standing.appointment[:10] <= today
        and standing.disposition not in SETTLED | {Disposition.BEGUN}
    ]
    return [
        NextAct(
            kind=NextKind.APPOINTMENT,
            target=wanted[key],
            response=standings[key].response,
            when=when,
            what=msg("appointment {time}", time=_clock(study, when)),
        )
        for when, key in sorted(due)[:limit]
    ]


def _to_write_up(study: Study, wanted: _Wanted, standings: _Standings, limit: int) -> list[NextAct]:
    """Interviews that were held, whose notes nobody has written; those of groups after the
    others."""
    held = chain(_held_with_one(study, wanted, standings), _groups(study))
    waiting = (pair for pair in held if pair[1].is_finished and _without_notes(study, pair[1]))
    return [
        NextAct(
            kind=NextKind.WRITE_UP,
            target=target,
            response=row.id,
            when=row.finished,
            what=msg("notes of the interview are not written yet"),
            people=_together(row),
        )
        for target, row in islice(waiting, limit)
    ]


def _held_with_one(
    study: Study, wanted: _Wanted, standings: _Standings
) -> Iterator[tuple[Target, ResponseRow]]:
    """The interviews of the census that were begun."""
    for key, standing in standings.items():
        if standing.response and study.design.instrument[key.instrument].kind is Kind.INTERVIEW:
            yield wanted[key], response(study, standing.response)


def _to_begin(study: Study, wanted: _Wanted, standings: _Standings, limit: int) -> list[NextAct]:
    """Those whom nobody has asked yet, people before documents."""
    still_open = [
        target
        for key, target in wanted.items()
        if standings[key].disposition is Disposition.OPEN and not standings[key].appointment
    ]
    still_open.sort(key=lambda target: target.subject_kind is SubjectKind.SITE)
    return [
        NextAct(kind=NextKind.BEGIN, target=target, response="", when="", what=msg("not begun"))
        for target in still_open[:limit]
    ]


def _without_notes(study: Study, row: ResponseRow) -> bool:
    """Whether the interviewer's questions at the end of a guide are all unanswered."""
    asked = unanswered(form_of(study, row))
    answered = study.row("SELECT 1 FROM answers WHERE response=? LIMIT 1", (row.id,))
    return bool(asked) and answered is None


def _clock(study: Study, time: str) -> str:
    """`08.24`, the way a clock is written here, with the day when it is not today's: `3/5 08.24`;
    a day without an hour as it is."""
    if len(time) <= 10:
        return time
    moment = datetime.fromisoformat(time)
    day = "" if moment.date() == study.clock.now().date() else f"{moment.day}/{moment.month} "
    return f"{day}{moment:%H.%M}"
