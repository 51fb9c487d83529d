"""Everything by typing: the acts of a screen (ctrl+p), and people and places (ctrl+g)."""

from typing import Any

from instrumen.fieldwork.population import identities, respondents
from instrumen.tui import keys
from instrumen.tui.keys import Key
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.pick import FindPage, Option
from instrumen.tui.screens.places import PLACES, Place
from instrumen.tui.theme import ACCENT, QUIET
from instrumen.tui.words import group_label, person_name


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
            await page.press(chosen, chosen.keys[0])
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
    """People by code or name, and the places."""
    desk = page.desk
    known = identities(desk.study)
    options: list[Option[str | Place]] = []
    for person in respondents(desk.study):
        name = person_name(desk.study.design, known.get(person.code, {}))
        group = group_label(desk.study.design, person.group, desk)
        options.append(
            Option(person.code, content(f"{person.code:<6}", ACCENT) + line(name), line(group))
        )
    for place in PLACES:
        options.append(
            Option(place, content(desk.say(place.name)), content(desk.say(place.what), QUIET))
        )

    def go(chosen: str | Place | None) -> None:
        if chosen is None:
            return
        page.before_leaving()
        if isinstance(chosen, Place):
            page.app.push_screen(chosen.open(desk))
            return
        from instrumen.tui.screens.person import PersonPage

        page.app.push_screen(PersonPage(desk, chosen))

    title = content(desk.catalog.t("Go to"))
    page.app.push_screen(FindPage(desk, title, options, desk.catalog.t("code or name")), go)
