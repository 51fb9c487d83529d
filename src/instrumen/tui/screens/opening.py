"""From a target to its screen: consent first, then where one was, or a beginning."""

from collections.abc import Callable, Sequence
from typing import Any

from instrumen.fieldwork.consent import needs_consent
from instrumen.fieldwork.dispositions import Disposition, disposition_word
from instrumen.fieldwork.population import identity
from instrumen.fieldwork.responses import Filling, ResponseRow, begin, find, resume, sessions
from instrumen.fieldwork.sittings import session_going_on
from instrumen.fieldwork.targets import Target
from instrumen.language.model import Instrument, Kind, Question, SubjectKind, Type
from instrumen.tui.dates import stored_time
from instrumen.tui.page import Page
from instrumen.tui.safe import content
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.words import person_name

_Start = Callable[[dict[str, Any] | None], None]
"""Told the header of a session, None when there is to be none."""


def open_target(page: Page[Any], target: Target, *, notes: bool = False) -> None:
    """Open what is wanted of a subject. `notes` opens the interviewer's own questions."""
    code = target.respondent
    if code is None or not needs_consent(page.desk.study, code, target.instrument):
        _open(page, target, notes)
        return
    from instrumen.tui.screens.consent import ConsentPage

    def go_on(agreed: bool | None) -> None:
        if agreed:
            _open(page, target, notes)

    page.app.push_screen(ConsentPage(page.desk, code, target), go_on)


def begin_group(page: Page[Any], target: Target, people: tuple[str, ...]) -> None:
    """Begin a group interview with people who have consented."""
    _begin(page, target, people)


def who_is(page: Page[Any], target: Target, people: Sequence[str] = ()) -> str:
    """`G-12  Name` for a person, the codes of a group, the site for anything else."""
    study = page.desk.study
    if target.respondent is not None:
        name = person_name(study.design, identity(study, target.respondent))
        return f"{target.respondent}  {name}".rstrip()
    if people:
        return ", ".join(people)
    site = next((site for site in study.design.sites if site.name == target.subject), None)
    return page.desk.say(site.label) if site else target.subject


def _open(page: Page[Any], target: Target, notes: bool) -> None:
    earlier = find(page.desk.study, target)
    if not earlier:
        _begin(page, target, _people(target))
    elif not earlier[-1].is_finished or notes:
        _take_up(page, target, earlier[-1], notes)
    else:
        _ask_what(page, target, earlier[-1])


def _ask_what(page: Page[Any], target: Target, row: ResponseRow) -> None:
    """It was filled in before: look again, or another occasion."""
    t = page.desk.catalog
    when = stored_time(row.finished, page.desk.language, page.desk.now())
    actor = page.desk.study.design.collectors.get(row.actor, row.actor)
    title = content(t.t("Filled in {when} by {who}", when=when, who=actor))
    options = [
        Option("again", content(t.t("look again and correct"))),
        Option("new", content(t.t("another occasion (number {n})", n=row.instance + 1))),
    ]
    if page.desk.study.design.instrument[target.instrument].kind is Kind.INTERVIEW:
        options.append(Option("notes", content(t.t("the interviewer’s notes"))))

    def go_on(chosen: str | None) -> None:
        if chosen == "new":
            _begin(page, target, row.respondents)
        elif chosen is not None:
            _take_up(page, target, row, chosen == "notes")

    page.app.push_screen(PickPage(page.desk, title, options), go_on)


def _begin(page: Page[Any], target: Target, people: tuple[str, ...]) -> None:
    desk = page.desk
    instrument = desk.study.design.instrument[target.instrument]
    who = who_is(page, target, people)

    def start(header: dict[str, Any] | None) -> None:
        if header is not None:
            filling = begin(
                desk.study, target, language=desk.language, respondents=people, **header
            )
            _show(page, who, instrument, filling, False)

    if instrument.kind is Kind.INTERVIEW:
        _ask_header(page, who, people, 1, start)
    else:
        start({})


def _ask_header(
    page: Page[Any], who: str, people: Sequence[str], number: int, then: _Start
) -> None:
    from instrumen.tui.screens.session import SessionPage

    page.app.push_screen(SessionPage(page.desk, who, people, number), then)


def _take_up(page: Page[Any], target: Target, row: ResponseRow, notes: bool) -> None:
    desk = page.desk
    instrument = desk.study.design.instrument[target.instrument]
    people = row.respondents if target.subject_kind is SubjectKind.GROUP else _people(target)
    who = who_is(page, target, people)

    def go_on(header: dict[str, Any] | None) -> None:
        if header is not None:
            filling = resume(desk.study, row.id, language=desk.language, **header)
            _show(page, who, instrument, filling, notes)

    cut_off = session_going_on(desk.study, row.id)
    if instrument.kind is Kind.INTERVIEW and not notes and cut_off is None:
        _ask_header(page, who, people, len(sessions(desk.study, row.id)) + 1, go_on)
    else:
        go_on({})


def _people(target: Target) -> tuple[str, ...]:
    return (target.respondent,) if target.respondent else ()


def _show(page: Page[Any], who: str, instrument: Instrument, filling: Filling, notes: bool) -> None:
    if instrument.kind is Kind.INTERVIEW and not notes:
        from instrumen.tui.screens.interview import InterviewPage

        page.app.push_screen(InterviewPage(page.desk, filling, who), _said(page, who))
        return
    from instrumen.tui.screens.fill import FillPage

    wanted = _is_written if instrument.kind is Kind.INTERVIEW else None
    page.app.push_screen(FillPage(page.desk, filling, who, wanted), _said(page, who))


def _is_written(step: Any) -> bool:
    """What the interviewer writes, not what is answered by turns."""
    return not (isinstance(step.item, Question) and step.item.type is Type.OPEN)


def _said(page: Page[Any], who: str) -> Any:
    def say(outcome: Disposition | None) -> None:
        if outcome is not None:
            word = page.desk.say(disposition_word(outcome))
            page.say_done(f"✓ {who}: {word} · {page.desk.saved()}")

    return say
