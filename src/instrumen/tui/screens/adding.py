"""Somebody who is not on the roster: site, then the columns the study requires."""

from collections.abc import Iterator
from typing import Any

from instrumen.fieldwork.population import add_respondent
from instrumen.language.design import RosterField
from instrumen.tui.page import Page
from instrumen.tui.safe import content
from instrumen.tui.screens.ask import AskPage
from instrumen.tui.screens.pick import Option, PickPage


def add_person(page: Page[Any]) -> None:
    """Ask for what is needed, one thing at a time; then add."""
    design = page.desk.study.design
    if len(design.sites) == 1:
        _ask_fields(page, design.sites[0].name)
        return
    options = [Option(site.name, content(page.desk.say(site.label))) for site in design.sites]

    def go_on(site: str | None) -> None:
        if site is not None:
            _ask_fields(page, site)

    title = content(page.desk.catalog.t("At which site?"))
    page.app.push_screen(PickPage(page.desk, title, options), go_on)


def _ask_fields(page: Page[Any], site: str) -> None:
    wanted = [f for f in page.desk.study.design.roster if f.required or f.type == "code"]
    _ask_next(page, site, iter(wanted), {})


def _ask_next(
    page: Page[Any], site: str, fields: Iterator[RosterField], given: dict[str, str]
) -> None:
    field = next(fields, None)
    if field is None:
        _add(page, site, given)
        return

    def keep(value: str | None) -> None:
        if value is not None:
            given[field.name] = value
            _ask_next(page, site, fields, given)

    label = content(page.desk.say(field.label) or field.name)
    if field.values:
        options = [
            Option(name, content(page.desk.say(text))) for name, text in field.values.items()
        ]
        if not field.required:
            options.append(Option("", content(page.desk.catalog.t("not known"))))
        page.app.push_screen(PickPage(page.desk, label, options), keep)
    else:
        page.app.push_screen(AskPage(page.desk, label, content("")), keep)


def _add(page: Page[Any], site: str, given: dict[str, str]) -> None:
    roster = {field.name: field for field in page.desk.study.design.roster}
    known = {name: text for name, text in given.items() if text and roster[name].identity}
    fields = {name: text for name, text in given.items() if text and not roster[name].identity}
    try:
        person = add_respondent(page.desk.study, site, fields, known)
    except Exception as error:
        page.say_error(error)
        return
    page.redraw()
    said = page.desk.catalog.t("added as {code}", code=person.code)
    page.say_done(f"✓ {said} · {page.desk.saved()}")
