"""What a researcher does to a finding: write, choose codes and evidence, say how sure it is."""

from collections.abc import Callable
from typing import Any

from instrumen.analysis.codebook import codebook
from instrumen.analysis.findings import Finding, Status, set_status, status_label, write_finding
from instrumen.analysis.quotations import Quotation, Stance, add_evidence
from instrumen.analysis.refusal import Refusal
from instrumen.messages import Message, msg
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.ask import AskPage
from instrumen.tui.screens.pick import Option, PickPage
from instrumen.tui.screens.tick import TickPage
from instrumen.tui.screens.writer import WriterPage
from instrumen.tui.theme import ACCENT, QUIET

Shown = Callable[[str], None]
"""Told the id of the finding that was written, to show it."""


def write_statement(
    page: Page[Any], theme: str, finding: Finding | None, proposal: str, shown: Shown
) -> None:
    """Write the statement in the language of the screen, the program's proposal beside it; other
    languages stay as they are."""
    t = page.desk.catalog
    language = page.desk.language
    held = finding.statement.by_language.get(language, "") if finding else ""
    title = content(t.t("Statement"))
    about = content(proposal, QUIET) if proposal else content("")
    texts = dict(finding.statement.by_language) if finding else {}

    def keep(text: str | None) -> None:
        if not text:
            return
        made = write_finding(
            page.desk.study, theme, {**texts, language: text},
            codes=finding.codes if finding else _codes_of(page, theme),
            contrary_codes=finding.contrary_codes if finding else (),
            claims=finding.claims if finding else _claims_of(page, theme),
            id=finding.id if finding else None,
        )  # fmt: skip
        _show(page, made, shown)

    page.app.push_screen(WriterPage(page.desk, title, about, held), keep)


def choose_codes(page: Page[Any], finding: Finding, shown: Shown) -> None:
    """First what carries it, then what speaks against it."""
    t = page.desk.catalog
    options = [
        Option(code.name, content(f"{code.name:<20}", ACCENT) + line(page.desk.say(code.label)))
        for code in codebook(page.desk.study)
        if code.theme in (finding.theme, "")
        or code.name in (*finding.codes, *finding.contrary_codes)
    ]

    def carried(codes: tuple[str, ...] | None) -> None:
        if codes is not None:
            title = content(t.t("Which codes speak against it?"))
            page.app.push_screen(
                TickPage(page.desk, title, options, finding.contrary_codes),
                lambda contrary: _rewrite(page, finding, codes, contrary, shown),
            )

    title = content(t.t("Which codes carry the finding?"))
    page.app.push_screen(TickPage(page.desk, title, options, finding.codes), carried)


def remember_evidence(
    page: Page[Any], finding: Finding, quotation: Quotation, stance: Stance
) -> None:
    """Choose a quotation by hand, as support or as a contrary voice."""
    made = add_evidence(
        page.desk.study, finding.id, quotation.ref, quotation.start, quotation.end, stance
    )
    page.redraw()
    if isinstance(made, Refusal):
        page.say_problem(page.desk.say(made.reason))
    else:
        page.say_done(page.desk.saved())


def ask_status(page: Page[Any], finding: Finding, shown: Shown) -> None:
    """The next status; `verified` asks by whom and how."""
    options = [Option(status, content(page.desk.say(status_label(status)))) for status in Status]
    at = list(Status).index(finding.status)
    title = content(page.desk.catalog.t("How far has the finding come?"))

    def go_on(status: Status | None) -> None:
        if status is Status.VERIFIED:
            _ask_by_whom(page, finding, shown)
        elif status is not None:
            _show(page, set_status(page.desk.study, finding.id, status), shown)

    page.app.push_screen(PickPage(page.desk, title, options, at), go_on)


def _ask_by_whom(page: Page[Any], finding: Finding, shown: Shown) -> None:
    t = page.desk.catalog
    title = content(t.t("Verified"))

    def whom(by: str | None) -> None:
        if by is not None:
            how = content(t.t("How: member check, second coder, search for negative cases …"))
            ask = AskPage(page.desk, title, how, finding.verified_how, refuse=_not_empty)
            page.app.push_screen(ask, lambda way: _verified(page, finding, by, way, shown))

    about = content(t.t("By whom?"))
    ask = AskPage(page.desk, title, about, finding.verified_by, refuse=_not_empty)
    page.app.push_screen(ask, whom)


def _verified(page: Page[Any], finding: Finding, by: str, how: str | None, shown: Shown) -> None:
    if how is not None:
        _show(page, set_status(page.desk.study, finding.id, Status.VERIFIED, by=by, how=how), shown)


def _rewrite(
    page: Page[Any],
    finding: Finding,
    codes: tuple[str, ...],
    contrary: tuple[str, ...] | None,
    shown: Shown,
) -> None:
    if contrary is not None:
        made = write_finding(
            page.desk.study, finding.theme, finding.statement.by_language,
            codes=[code for code in codes if code not in contrary], contrary_codes=contrary,
            claims=finding.claims, id=finding.id,
        )  # fmt: skip
        _show(page, made, shown)


def _show(page: Page[Any], made: Finding | Refusal, shown: Shown) -> None:
    if isinstance(made, Refusal):
        page.say_problem(page.desk.say(made.reason))
        return
    shown(made.id)
    page.say_done(page.desk.saved())


def _codes_of(page: Page[Any], theme: str) -> list[str]:
    """A first finding of a theme is carried by all its codes, until somebody chooses."""
    return [code.name for code in codebook(page.desk.study) if code.theme == theme]


def _claims_of(page: Page[Any], theme: str) -> list[str]:
    return [c.name for c in page.desk.study.design.claims if theme in c.themes]


def _not_empty(typed: str) -> Message | None:
    return None if typed else msg("Verification needs a name and a way.")
