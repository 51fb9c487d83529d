"""What an interviewer does besides typing: jump in the guide, mark a question, correct a turn,
end the session."""

from collections.abc import Callable
from typing import Any

from textual.content import Content

from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.responses import Filling
from instrumen.transcripts.guide import GuideQuestion, GuideTheme, ProbeState, state_label
from instrumen.transcripts.interview import Interview
from instrumen.transcripts.reading import Turn
from instrumen.tui.page import Page
from instrumen.tui.safe import content, line
from instrumen.tui.screens.pick import FindPage, Option, PickPage
from instrumen.tui.screens.writer import WriterPage
from instrumen.tui.theme import ACCENT, DONE, QUIET

_LATER, _DONE, _BROKEN, _STAY = "continued", "finished", "interrupted", "stay"


def jump_in_guide(
    page: Page[Any], guide: tuple[GuideTheme, ...], current: str, take: Callable[[str], None]
) -> None:
    """Choose the question in hand: every question of the guide, with what became of it."""
    options = []
    for theme in guide:
        for question in theme.questions:
            sign = "✓" if question.done else "…" if question.state is ProbeState.ASKED else "·"
            name = content(f"{sign} ", DONE) + content(f"{question.number:<5}", ACCENT)
            name += line(question.label)
            words = f"{theme.label} {question.number} {question.label}"
            options.append(Option(question.name, name, line(theme.label), words))
    at = next((i for i, option in enumerate(options) if option.value == current), 0)
    title = content(page.desk.catalog.t("Theme or question"))

    def go(name: str | None) -> None:
        if name is not None:
            take(name)

    page.app.push_screen(FindPage(page.desk, title, options, at=at), go)


def ask_state(page: Page[Any], interview: Interview, question: GuideQuestion) -> None:
    """Mark the question in hand as covered, refused or not asked."""
    states = (ProbeState.COVERED, ProbeState.REFUSED, ProbeState.NOT_ASKED, ProbeState.OPEN)
    options = [Option(state, content(page.desk.say(state_label(state)))) for state in states]
    title = content(f"{question.number} ") + line(question.label)

    def keep(state: ProbeState | None) -> None:
        if state is not None:
            interview.probe(question.name, "", state)
            page.redraw()
            page.say_done(page.desk.saved())

    page.app.push_screen(PickPage(page.desk, title, options), keep)


def correct_turn(page: Page[Any], interview: Interview, turn: Turn) -> None:
    """Write a turn anew; the words as first typed stay in the log."""
    title = content(page.desk.catalog.t("Correct turn {label}", label=turn.label))
    about = content(page.desk.catalog.t("The words as first typed are kept too."), QUIET)

    def keep(text: str | None) -> None:
        if text is not None:
            interview.correct(turn.id, text)
            page.redraw()
            page.say_done(page.desk.saved())

    page.app.push_screen(WriterPage(page.desk, title, about, turn.body), keep)


def ask_how_it_ends(page: Page[Disposition], filling: Filling) -> None:
    """Another session, the end, or broken off; then the interviewer's own notes."""
    t = page.desk.catalog
    options = [
        Option(_LATER, content(t.t("to be continued in another session"))),
        Option(_DONE, content(t.t("the interview is finished"))),
        Option(_BROKEN, content(t.t("broken off"))),
        Option(_STAY, content(t.t("go on talking"))),
    ]

    def end(chosen: str | None) -> None:
        if chosen is None or chosen == _STAY:
            return
        if chosen == _DONE:
            page.dismiss(filling.finish())
        else:
            filling.end_session(chosen)
            page.dismiss(None)

    title: Content = content(t.t("How does the session end?"))
    page.app.push_screen(PickPage(page.desk, title, options), end)
