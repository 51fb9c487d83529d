"""The guide beside the conversation: what is covered, what is in hand, what to listen for."""

from collections.abc import Sequence

from textual.content import Content

from instrumen.transcripts.guide import GuideProbe, GuideQuestion, GuideTheme, ProbeState
from instrumen.tui.desk import Desk
from instrumen.tui.safe import content, line
from instrumen.tui.theme import ACCENT, DONE, QUIET, STRONG
from instrumen.tui.widgets.blocks import Block, Para, Row
from instrumen.tui.widgets.wrapping import cut

_SIGNS = {
    ProbeState.OPEN: " ",
    ProbeState.ASKED: "✓",
    ProbeState.COVERED: "✓",
    ProbeState.REFUSED: "!",
    ProbeState.NOT_ASKED: "–",
}


def guide_blocks(themes: Sequence[GuideTheme], current: str, desk: Desk) -> list[Block]:
    """All themes as lines; the one in hand opened, its question in hand with probes."""
    blocks: list[Block] = []
    for theme in themes:
        here = any(question.name == current for question in theme.questions)
        blocks.append(_theme(theme, here))
        if here:
            for question in theme.questions:
                blocks += _question(question, question.name == current, desk)
    return blocks


def guide_line(themes: Sequence[GuideTheme], current: str, width: int) -> Content:
    """The guide folded into one line, for narrow screens: theme, question, open probes."""
    for theme in themes:
        for question in theme.questions:
            if question.name == current:
                probes = " ".join(p.name for p in question.probes if p.state is ProbeState.OPEN)
                head = f"▸ {theme.label} · {question.number} {question.label}"
                room = max(width - len(probes) - 3, 20)
                return line(cut(head, room), STRONG) + content(f"  {probes}", ACCENT)
    return Content("")


def _theme(theme: GuideTheme, here: bool) -> Block:
    done, total = theme.progress
    sign = "✓" if theme.done else "▸" if here else "…" if done else " "
    tone = STRONG if here else QUIET
    cells = (content(sign, DONE if theme.done else ACCENT), line(theme.label, tone),
             content(f"{done}/{total}", QUIET))  # fmt: skip
    return Row(cells, (1, 0, 5), selectable=False)


def _question(question: GuideQuestion, here: bool, desk: Desk) -> list[Block]:
    sign = _SIGNS[question.state]
    if not here:
        cells = (
            Content(""),
            content(sign, DONE),
            line(f"{question.number} {question.label}", QUIET),
        )
        return [Row(cells, (1, 1, 0), selectable=False)]
    head = (Content(""), content(sign, DONE), content(f"{question.number} {question.label}"))
    blocks: list[Block] = [Row(head, (1, 1, 0), selectable=False)]
    blocks += [_probe(probe) for probe in question.probes]
    if question.listen_for:
        words = desk.catalog.t("listen for: {what}", what=question.listen_for)
        blocks.append(Row((Content(""), content(words, QUIET)), (3, 0), selectable=False))
    blocks.append(Para(Content("")))
    return blocks


def _probe(probe: GuideProbe) -> Block:
    open_ = probe.state is ProbeState.OPEN
    cells = (
        Content(""),
        content(probe.name, ACCENT if open_ else QUIET),
        line(probe.label, "" if open_ else QUIET),
        content(_SIGNS[probe.state], DONE),
    )
    return Row(cells, (2, 1, 0, 1), selectable=False)
