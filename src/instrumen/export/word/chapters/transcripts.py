"""Appendix: each interview, session by session, its turns numbered and each one a place that
quotations lead to."""

from collections.abc import Iterator
from dataclasses import replace

from instrumen.analysis.corpus import Origin
from instrumen.analysis.texts import TEXT_TYPES, Obstacle, bookmark, obstacle_label
from instrumen.export.word.blocks import Appendix, Block, PageBreak, Para, Run, Step
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.noted import Noted, noted_blocks
from instrumen.export.word.shown import Passage, passage, refused
from instrumen.export.word.wording import clock, weekday_and_day
from instrumen.fieldwork.population import code_key
from instrumen.fieldwork.responses import FINISHED
from instrumen.language.model import Kind
from instrumen.messages import msg
from instrumen.transcripts.reading import Session, SpeakerKind, Transcript, Turn, transcript

_TURNS = msg("turns of transcripts")


def interviews(brief: Brief) -> tuple[Origin, ...]:
    """The interviews of the study: by group and code, in the order they were begun."""
    order = {group.name: at for at, group in enumerate(brief.design.groups)}
    found = [o for o in brief.corpus.origins.values() if o.kind is Kind.INTERVIEW]

    def key(origin: Origin) -> tuple[int, tuple[str, int, str], str]:
        group = brief.corpus.group_of(origin.subject)
        return order.get(group, len(order)), code_key(origin.subject), origin.begun

    return tuple(sorted(found, key=key))


def transcripts_chapter(brief: Brief) -> Iterator[Block]:
    """All transcripts, each on a page of its own."""
    yield Appendix(brief.catalog.t("Interview transcripts"))
    every = interviews(brief)
    if not every:
        yield Para(brief.catalog.t("There is no interview yet."))
    for at, origin in enumerate(every):
        found = transcript(brief.study, origin.id)
        if found is not None:
            hidden = refused(brief, origin)
            if at and hidden is None:
                yield PageBreak()
            yield from _transcript(brief, origin, found, hidden)
        yield Step()


def transcripts_passages(brief: Brief) -> Iterator[Passage]:
    """Every session's header and turns."""
    for origin in interviews(brief):
        found, hidden = transcript(brief.study, origin.id), refused(brief, origin)
        if found is None:
            continue
        for session in found.sessions:
            yield Passage(_header(brief, found, session))
            for turn in session.turns:
                said = Passage("", hidden, _TURNS) if hidden else _passage(brief, turn)
                yield replace(said, words=f"{said.words} {turn.gloss}") if said.words else said


def _transcript(
    brief: Brief, origin: Origin, found: Transcript, hidden: Obstacle | None
) -> Iterator[Block]:
    catalog = brief.catalog
    people = ", ".join(brief.person(code) for code in found.respondents) or found.subject
    title = f"{people} · {brief.short_instrument(found.instrument)}"
    if found.instance > 1:
        title += catalog.t(" · interview {number}", number=found.instance)
    yield Appendix(title, level=2)
    for session in found.sessions:
        yield Para(_header(brief, found, session), "Note", keep_next=True)
        if hidden is not None:
            why = obstacle_label(hidden)
            yield Para(catalog.t("[This transcript is not printed: {why}.]", why=why))
            continue
        for turn in session.turns:
            yield from _turn(brief, turn)
    if hidden is None:
        yield from _marked(brief, origin)


def _marked(brief: Brief, origin: Origin) -> Iterator[Block]:
    """What the interviewer answered beside the conversation, but for words: those are notes of
    their own, shown where a finding quotes them."""
    data = (each for each in brief.datasets.of(origin.instrument) if each.response == origin.id)
    for each in data:
        yield from noted_blocks(Noted(brief, each, _TURNS, lambda q: q.type not in TEXT_TYPES))


def _header(brief: Brief, found: Transcript, session: Session) -> str:
    catalog = brief.catalog
    times = "–".join(filter(None, (clock(session.begun, catalog), clock(session.ended, catalog))))
    parts = [
        catalog.t("Session {number}", number=session.number),
        f"{weekday_and_day(session.begun, catalog)} {times}".strip(),
        session.place or brief.site(found.site),
        catalog.t("interviewer {code}", code=session.collector) if session.collector else "",
        catalog.t("audio-recorded") if session.recorded else catalog.t("not audio-recorded"),
        catalog.t("also present: {who}", who=session.present) if session.present else "",
        catalog.t("broken off: {reason}", reason=session.reason) if _broken_off(session) else "",
    ]
    return " · ".join(filter(None, parts))


def _broken_off(session: Session) -> bool:
    return bool(session.reason) and session.reason != FINISHED


def _turn(brief: Brief, turn: Turn) -> Iterator[Block]:
    interviewer = turn.speaker_kind is SpeakerKind.INTERVIEWER
    speaker = "P" if interviewer else turn.speaker or "?"
    said = _passage(brief, turn)
    words = said.words
    if said.obstacle is not None:
        words = brief.catalog.t("[not printed: {why}]", why=obstacle_label(said.obstacle))
    style = "Interviewer" if interviewer else "Turn"
    head = f"{turn.label}\t{speaker}\t"
    yield Para((Run(head), Run(words, anchor=bookmark(turn.ref))), style)
    if said.obstacle is None:
        yield from _beside(brief, turn)


def _passage(brief: Brief, turn: Turn) -> Passage:
    return passage(brief, _TURNS, brief.material.texts[turn.ref])


def _beside(brief: Brief, turn: Turn) -> Iterator[Block]:
    """What belongs to a turn without having been said: the gloss and the codes."""
    if turn.gloss:
        yield Para(brief.catalog.t("[meaning: {gloss}]", gloss=turn.gloss), "TurnNote")
    codes = brief.codes_of.get(turn.ref, ())
    if codes:
        yield Para(" · ".join(codes), "TurnNote")
