"""Everything by typing: the acts of a screen (ctrl+p); people, places, citations (ctrl+g)."""

from typing import Any

from instrumen.analysis.texts import CitableText, all_texts
from instrumen.fieldwork.population import Respondent, identities, respondents
from instrumen.tui import keys
from instrumen.tui.desk import Desk
from instrumen.tui.keys import Key
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.pick import FindPage, Option
from instrumen.tui.screens.places import PLACES, Place
from instrumen.tui.theme import ACCENT, QUIET
from instrumen.tui.widgets.wrapping import cut
from instrumen.tui.words import group_label, person_name

Goal = Respondent | Place | CitableText
_WORDS = 50


def open_palette(page: Page[Any]) -> None:
    """Every act that is available on `page`, and the places; the one chosen is performed."""
    desk = page.desk
    acts: list[Option[Key | Place]] = [
        Option(key, content(desk.say(key.what)), content(key.cap, ACCENT))
        for key in {key.act: key for key in reversed(page.keys_now())}.values()
        if page.why_not(key) is None and not _is_moving(key)
    ]
    acts.reverse()
    places: list[Option[Key | Place]] = [
        Option(place, content(desk.say(place.name)), content(desk.say(place.what), QUIET))
        for place in PLACES
    ]

    async def perform(chosen: Key | Place | None) -> None:
        if isinstance(chosen, Key):
            await page.press(chosen, next(iter(chosen.keys), ""))
        elif chosen is not None:
            page.before_leaving()
            page.app.push_screen(chosen.open(desk))

    title = content(desk.catalog.t("Everything"))
    page.app.push_screen(FindPage(desk, title, [*acts, *places]), perform)


def _is_moving(key: Key) -> bool:
    """Moving and choosing by digit are done by keys, not by naming them."""
    several = len(key.keys) > 3 and all(len(pressed) == 1 for pressed in key.keys)
    return several or key in keys.MOVING or key.act == "palette"


def open_go_to(page: Page[Any]) -> None:
    """People by code or name, the places, and every citation."""
    desk = page.desk
    places: list[Option[Goal]] = [
        Option(place, content(desk.say(place.name)), content(desk.say(place.what), QUIET))
        for place in PLACES
    ]

    def go(chosen: Goal | None) -> None:
        if chosen is not None:
            page.before_leaving()
            page.app.push_screen(_page_of(desk, chosen))

    title = content(desk.catalog.t("Go to"))
    hint = desk.catalog.t("code, name, or citation")
    options = [*_people(desk), *places, *_citations(desk)]
    page.app.push_screen(FindPage(desk, title, options, hint), go)


def _people(desk: Desk) -> list[Option[Goal]]:
    design, known = desk.study.design, identities(desk.study)
    return [
        Option(
            person,
            content(f"{person.code:<6}", ACCENT)
            + line(person_name(design, known.get(person.code, {}))),
            line(group_label(design, person.group, desk)),
        )
        for person in respondents(desk.study)
    ]


def _citations(desk: Desk) -> list[Option[Goal]]:
    return [
        Option(text, line(text.citation, ACCENT), line(cut(text.body, _WORDS)))
        for text in all_texts(desk.study).values()
    ]


def _page_of(desk: Desk, goal: Goal) -> Page[None]:
    if isinstance(goal, Place):
        return goal.open(desk)
    if isinstance(goal, Respondent):
        from instrumen.tui.screens.person import PersonPage

        return PersonPage(desk, goal.code)
    from instrumen.tui.screens.reading import ReadingPage

    return ReadingPage(desk, goal.response, goal.ref)
