"""How turns of a conversation look, while it is conducted and when it is read."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from instrumen.language.design import Design
from instrumen.transcripts.reading import SpeakerKind, Turn
from instrumen.tui.desk import Desk
from instrumen.tui.safe import content, line
from instrumen.tui.theme import ACCENT, MARKED, QUIET, STRONG
from instrumen.tui.widgets.blocks import Row
from instrumen.tui.widgets.wrapping import cells

WIDEST = 70
"""Paragraphs of a transcript wrap here: it is read, not scanned."""

_LABEL = 5


def speaker_sign(turn: Turn, several: bool) -> str:
    """The letter of who speaks; with several respondents, the code."""
    named = several and turn.speaker_kind is SpeakerKind.RESPONDENT and turn.speaker
    return turn.speaker if named else str(turn.speaker_kind)


def turn_row(
    turn: Turn,
    desk: Desk,
    *,
    several: bool = False,
    marked: Sequence[tuple[int, int]] = (),
    selected: tuple[int, int] | None = None,
    margin: Content | None = None,
    margin_width: int = 0,
) -> Row:
    """A turn: label, speaker, words; below them themes, gloss and note. `marked` are coded
    spans, `selected` the one being chosen; `margin` stands at the right."""
    speaker = speaker_sign(turn, several)
    interviewer = turn.speaker_kind is SpeakerKind.INTERVIEWER
    body = content(turn.body, QUIET if interviewer else "")
    for start, end in marked:
        body = body.stylize("underline", start, end)
    if selected is not None:
        body = body.stylize(MARKED, *selected)
    body += _below(turn, desk)
    label = content(turn.label, QUIET) if interviewer else content(turn.label, ACCENT)
    widths: tuple[int, ...] = (_LABEL, max(cells(speaker), 1), 0)
    parts: tuple[Content, ...] = (label, content(speaker, STRONG), body)
    if margin_width:
        widths, parts = (*widths, margin_width), (*parts, margin or Content(""))
    return Row(parts, widths, widest=WIDEST)


def _below(turn: Turn, desk: Desk) -> Content:
    """`*` for a good quotation, themes in brackets, off the record, gloss, note."""
    t = desk.catalog
    signs = []
    if turn.quotable:
        signs.append("*")
    if turn.off_record:
        signs.append(t.t("(off the record)"))
    signs += [f"[{name}]" for name in theme_labels(desk.study.design, turn.themes, desk)]
    below = line("  " + " ".join(signs), ACCENT) if signs else Content("")
    if turn.gloss:
        below += content("\n= ") + line(turn.gloss, QUIET)
    if turn.remark:
        below += content("\n✎ ") + line(turn.remark, QUIET)
    return below


def theme_labels(design: Design, names: Iterable[str], desk: Desk) -> list[str]:
    """Themes by their labels."""
    return [desk.say(design.theme[name].label) if name in design.theme else name for name in names]
