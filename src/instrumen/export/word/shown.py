"""What people said and wrote, as a document shows it: what is left out of it, and why. Chapters ask
here while they write, and what they left out is counted by the same answers."""

from dataclasses import dataclass

from instrumen.analysis.coding import Coding, span_now
from instrumen.analysis.corpus import Origin
from instrumen.analysis.spans import Span
from instrumen.analysis.texts import CitableText, Obstacle
from instrumen.export.word.brief import Brief
from instrumen.messages import Message


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of what people said or wrote that belongs in a chapter: its words as they are
    shown, or why they are not; `what` is then what such passages are called."""

    words: str
    obstacle: Obstacle | None = None
    what: Message | None = None


def passage(brief: Brief, what: Message, text: CitableText) -> Passage:
    """A text as it may be shown."""
    why = obstacle(brief, text)
    return Passage("", why, what) if why else Passage(body(brief, text))


def obstacle(brief: Brief, text: CitableText) -> Obstacle | None:
    """Why a text is not shown; None when it may be. The interviewer's words are never quoted, but
    stand where they were said."""
    if text.why_not is not None:
        return None if text.why_not is Obstacle.INTERVIEWER else text.why_not
    moved = any(_now(brief, coding, text) is None for coding in _kept_back(brief, text))
    return Obstacle.CHANGED if moved else None


def body(brief: Brief, text: CitableText) -> str:
    """A text as it may be shown: stretches that are not to be exported are blanked."""
    shown, end = "", 0
    spans = (_now(brief, coding, text) for coding in _kept_back(brief, text))
    for span in sorted(span for span in spans if span is not None):
        if span[1] > end:
            shown += text.body[end : max(span[0], end)] + brief.catalog.t("[not printed]")
            end = span[1]
    return shown + text.body[end:]


def refused(brief: Brief, origin: Origin) -> Obstacle | None:
    """Why nothing of an interview is printed: what its interviewer said would tell the rest."""
    people = [brief.corpus.people[code] for code in origin.respondents]
    if origin.withdrawn or all(person.withdrew for person in people):
        return Obstacle.WITHDRAWN
    if not any(person.quotable for person in people):
        return Obstacle.NO_CONSENT
    return None


def _kept_back(brief: Brief, text: CitableText) -> tuple[Coding, ...]:
    return brief.material.kept_back.get(text.ref, ())


def _now(brief: Brief, coding: Coding, text: CitableText) -> Span | None:
    return span_now(brief.study, coding.event, (coding.start, coding.end), text)
