"""What a document does not show, and why, counted from the study itself: the same count before a
document is made and in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from instrumen.analysis.texts import obstacle_label
from instrumen.export.word.brief import Brief
from instrumen.export.word.parts import PARTS
from instrumen.export.word.privacy import Mask
from instrumen.export.word.shown import Passage
from instrumen.messages import Message, msg

_IDENTITIES = msg("names and numbers of respondents in texts")
_MASKED = msg("masked")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many of something (quotations, turns, names) are not in the document, for a reason."""

    what: Message
    why: Message
    count: int


def left_out(
    brief: Brief, mask: Mask, cancelled: Callable[[], bool] = lambda: False
) -> tuple[LeftOut, ...]:
    """What the document of a brief leaves out, in the order it is first met; names last, by the
    passages they are masked in. Empty when it was cancelled."""
    found: dict[tuple[str, str], LeftOut] = {}
    masked = 0
    for passage in _passages(brief):
        if cancelled():
            return ()
        if passage.what is not None and passage.obstacle is not None:
            _count(found, passage.what, obstacle_label(passage.obstacle))
        masked += mask(passage.words) != passage.words
    _count(found, _IDENTITIES, _MASKED, masked)
    return tuple(found.values())


def _passages(brief: Brief) -> Iterator[Passage]:
    for part in PARTS:
        if part.name in brief.parts:
            yield from part.passages(brief)


def _count(
    found: dict[tuple[str, str], LeftOut], what: Message, why: Message, more: int = 1
) -> None:
    """Sentences are compared by their English text."""
    if more:
        key = (what.text, why.text)
        known = found.get(key)
        found[key] = LeftOut(what, why, more + (known.count if known else 0))
