"""A person takes consent back: which scopes, and the receipt to read out."""

from typing import Any

from instrumen.fieldwork.consent import EVERYTHING, withdraw
from instrumen.tui.page import Page
from instrumen.tui.safe import content
from instrumen.tui.screens.pick import Option, PickPage


def take_back(page: Page[Any], code: str, granted: list[str]) -> None:
    """Ask which; an act that cannot be undone asks once more."""
    t = page.desk.catalog
    consent = page.desk.study.design.consent
    labels = {scope.name: page.desk.say(scope.label) for scope in consent.scopes} if consent else {}
    options = [Option(name, content(labels.get(name, name))) for name in granted]
    options.append(Option(EVERYTHING, content(t.t("everything: all data of this person"))))

    def confirm(chosen: str | None) -> None:
        if chosen is not None:
            _confirm(page, code, chosen, granted)

    title = content(t.t("Which consent does {code} take back?", code=code))
    page.app.push_screen(PickPage(page.desk, title, options), confirm)


def _confirm(page: Page[Any], code: str, chosen: str, granted: list[str]) -> None:
    t = page.desk.catalog
    options = [
        Option(False, content(t.t("no, leave it as it is"))),
        Option(True, content(t.t("yes, record the withdrawal of {code} now", code=code))),
    ]

    def carry_out(sure: bool | None) -> None:
        if sure:
            taken = granted if chosen == EVERYTHING else [chosen]
            reach = EVERYTHING if chosen == EVERYTHING else chosen
            actor = page.desk.study.actor
            slip = withdraw(page.desk.study, code, taken, by=actor, reach=reach)
            page.redraw()
            page.say_done(slip)

    title = content(t.t("This cannot be undone. Sure?"))
    page.app.push_screen(PickPage(page.desk, title, options), carry_out)
