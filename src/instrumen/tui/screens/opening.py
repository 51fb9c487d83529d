"""From a target to its screen: consent first, then where one was, or a beginning."""

from typing import Any

from instrumen.fieldwork.consent import needs_consent
from instrumen.fieldwork.dispositions import Disposition, disposition_word
from instrumen.fieldwork.population import identity
from instrumen.fieldwork.responses import Filling, ResponseRow, begin, find, resume
from instrumen.fieldwork.targets import Target
from instrumen.language.model import Instrument, Kind, Question, Type
from instrumen.tui.dates import stored_time
from instrumen.tui.page import Page
from instrumen.tui.safe import content
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.words import person_name


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


def who_is(page: Page[Any], target: Target) -> str:
    """`G-12  Name` for a person, the site or unit for anything else."""
    study = page.desk.study
    if target.respondent is None:
        site = next((site for site in study.design.sites if site.name == target.subject), None)
        return page.desk.say(site.label) if site else target.subject
    name = person_name(study.design, identity(study, target.respondent))
    return f"{target.respondent}  {name}".rstrip()


def _open(page: Page[Any], target: Target, notes: bool) -> None:
    earlier = find(page.desk.study, target)
    if not earlier:
        _begin(page, target)
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

    def go_on(chosen: str | None) -> None:
        if chosen == "again":
            _take_up(page, target, row, False)
        elif chosen == "new":
            _begin(page, target)

    page.app.push_screen(PickPage(page.desk, title, options), go_on)


def _begin(page: Page[Any], target: Target) -> None:
    desk = page.desk
    instrument = desk.study.design.instrument[target.instrument]
    if instrument.kind is Kind.INTERVIEW:
        from instrumen.tui.screens.session import SessionPage

        def go_on(header: dict[str, Any] | None) -> None:
            if header is not None:
                filling = begin(desk.study, target, language=desk.language, **header)
                _show(page, target, instrument, filling, False)

        page.app.push_screen(SessionPage(desk, who_is(page, target), target, 1), go_on)
        return
    filling = begin(desk.study, target, language=desk.language)
    _show(page, target, instrument, filling, False)


def _take_up(page: Page[Any], target: Target, row: ResponseRow, notes: bool) -> None:
    desk = page.desk
    instrument = desk.study.design.instrument[target.instrument]
    if instrument.kind is Kind.INTERVIEW and not notes:
        from instrumen.fieldwork.responses import sessions
        from instrumen.tui.screens.session import SessionPage

        def go_on(header: dict[str, Any] | None) -> None:
            if header is not None:
                filling = resume(desk.study, row.id, language=desk.language, **header)
                _show(page, target, instrument, filling, False)

        number = len(sessions(desk.study, row.id)) + 1
        page.app.push_screen(SessionPage(desk, who_is(page, target), target, number), go_on)
        return
    filling = resume(desk.study, row.id, language=desk.language)
    _show(page, target, instrument, filling, notes)


def _show(
    page: Page[Any], target: Target, instrument: Instrument, filling: Filling, notes: bool
) -> None:
    from instrumen.tui.screens.fill import FillPage

    who = who_is(page, target)
    if instrument.kind is Kind.INTERVIEW and not notes:
        from instrumen.tui.screens.interview import InterviewPage

        page.app.push_screen(InterviewPage(page.desk, filling, who), _said(page, who))
        return
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
