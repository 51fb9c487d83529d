"""Coding: a stretch of a text is given a code, and may lose it again.

A coding points to the event that holds the text, so its quotation never changes, whatever
becomes of the text. Two codings are undone by `uncode`, and that by `restore`.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from instrumen.analysis.codebook import codebook, with_children
from instrumen.analysis.corpus import Corpus, read_corpus
from instrumen.analysis.refusal import Refusal
from instrumen.analysis.spans import Span, reanchored, trimmed
from instrumen.analysis.texts import CitableText, text_of
from instrumen.messages import msg
from instrumen.store.events import Act, EventKey, Json
from instrumen.store.study import Study
from instrumen.transcripts.reading import SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A code on a stretch of a text. `start` and `end` count code points in the text that
    `event` holds, `quotation` is that stretch; `respondent` is the person it counts for, ''
    for nobody (the interviewer's words, a document, an unknown speaker)."""

    id: str
    ref: str
    response: str
    respondent: str
    start: int
    end: int
    quotation: str
    code: str
    attribute: str
    actor: str
    time: str
    event: EventKey


def code_span(
    study: Study,
    ref: str,
    start: int,
    end: int,
    code: str,
    attribute: str = "",
    corpus: Corpus | None = None,
) -> Coding | Refusal:
    """Give a stretch of a text a code; spaces at its ends are left out. The same stretch coded
    again by the same person with the same code only changes the attribute. `corpus` when it has
    been read already.

    Refused when text, code or attribute do not exist or the stretch is empty.
    """
    text = text_of(study, ref, corpus)
    if text is None:
        return Refusal(msg("The text to be coded is no longer there."))
    start, end = trimmed(text.body, start, end)
    if start >= end:
        return Refusal(msg("Nothing is selected. Select a stretch of the text first."))
    if refusal := _unknown(study, code, attribute):
        return refusal
    coding_id = _same(study, ref, start, end, code) or study.new_id("c")
    value: dict[str, Json] = {
        "ref": ref,
        "event": [*text.event],
        "start": start,
        "end": end,
        "code": code,
        "attribute": attribute,
    }
    done = study.record(Act("coding.added", text.response, coding_id, value)).events[0]
    return _made(text, coding_id, (start, end), code, attribute, done.actor, done.time)


def uncode(study: Study, coding_id: str) -> Coding | None:
    """Take a coding away; returns what it was, for `restore`. None when there is no such one."""
    found = next(_read(study, read_corpus(study), "c.id=?", (coding_id,)), None)
    if found is not None:
        study.record(Act("coding.removed", found.response, found.id))
    return found


def restore(study: Study, coding: Coding) -> Coding:
    """Bring a coding back that was taken away, under its own id and on its own text."""
    value: dict[str, Json] = {
        "ref": coding.ref,
        "event": [*coding.event],
        "start": coding.start,
        "end": coding.end,
        "code": coding.code,
        "attribute": coding.attribute,
    }
    study.record(Act("coding.added", coding.response, coding.id, value))
    return next(_read(study, read_corpus(study), "c.id=?", (coding.id,)))


def codings(
    study: Study,
    response: str | None = None,
    code: str | None = None,
    theme: str | None = None,
    corpus: Corpus | None = None,
) -> tuple[Coding, ...]:
    """The codings of a response, a code (and those below it), or a theme; of the whole study
    when nothing is named. In the order of the texts."""
    known = corpus or read_corpus(study)
    where, parameters = ("c.response=?", (response,)) if response else ("1", ())
    found = _read(study, known, where, parameters)
    names = _names(study, code, theme)
    return tuple(each for each in found if names is None or each.code in names)


def span_now(study: Study, event: EventKey, span: Span, text: CitableText) -> Span | None:
    """Where a stretch of a text, as `event` held it, stands in the text as it is now; None when
    a correction touched those very words, so that a person must look."""
    if event == text.event:
        return span
    return reanchored(text_at(study, event), text.body, span)


def text_at(study: Study, event: EventKey) -> str:
    """The text an event of the log holds; '' when it holds none or was erased."""
    found = study.row("SELECT value FROM events WHERE writer=? AND seq=?", event)
    return _held(str(found[0])) if found else ""


def _names(study: Study, code: str | None, theme: str | None) -> frozenset[str] | None:
    if code is None and theme is None:
        return None
    codes = codebook(study)
    wanted = with_children(codes, [code]) if code else frozenset(each.name for each in codes)
    inside = {each.name for each in codes if theme is None or each.theme == theme}
    # A coding may outlive its code; asked for by name it is still found.
    return frozenset(wanted & inside) | ({code} if code and theme is None else set())


def _unknown(study: Study, code: str, attribute: str) -> Refusal | None:
    known = next((each for each in codebook(study) if each.name == code), None)
    if known is None:
        return Refusal(msg("There is no code “{code}” in the codebook.", code=code))
    if attribute and attribute not in known.attributes:
        return Refusal(
            msg(
                "The code “{code}” has no attribute “{attribute}”. It has: {known}.",
                code=code,
                attribute=attribute,
                known=", ".join(known.attributes) or "–",
            )
        )
    return None


def _made(
    text: CitableText, coding_id: str, span: Span, code: str, attribute: str, actor: str, time: str
) -> Coding:
    return Coding(
        id=coding_id,
        ref=text.ref,
        response=text.response,
        respondent=text.respondent,
        start=span[0],
        end=span[1],
        quotation=text.body[span[0] : span[1]],
        code=code,
        attribute=attribute,
        actor=actor,
        time=time,
        event=text.event,
    )


# The queries.

_Row = tuple[
    str, str, str, int, int, str, str, str, str, int, int, str | None, str | None, str | None
]

_QUERY = (
    'SELECT c.id, c.ref, c.response, c.start, c."end", c.code, c.attribute, c.actor, c.time, '
    "c.writer, c.seq, t.speaker_kind, t.speaker, e.value FROM codings c "
    "LEFT JOIN responses r ON r.id=c.response "
    "LEFT JOIN turns t ON t.id=substr(c.ref, 6) AND substr(c.ref, 1, 5)='turn:' "
    "LEFT JOIN events e ON e.writer=c.writer AND e.seq=c.seq "
    'WHERE {where} ORDER BY r.begun, c.response, t.session, t.number, c.ref, c.start, c."end", '
    "c.code, c.id"
)


def _read(
    study: Study, corpus: Corpus, where: str, parameters: Iterable[object]
) -> Iterator[Coding]:
    for raw in study.rows(_QUERY.format(where=where), tuple(parameters)):
        (id_, ref, response, start, end, code, attribute, actor, time, writer, seq, kind, speaker,
         value) = cast(_Row, raw)  # fmt: skip
        origin = corpus.origins.get(response)
        owner = origin.owner if origin else ""
        spoken = (speaker or "") if kind == SpeakerKind.RESPONDENT else ""
        yield Coding(
            id=id_,
            ref=ref,
            response=response,
            respondent=owner if kind is None else spoken,
            start=start,
            end=end,
            quotation=_held(value)[start:end],
            code=code,
            attribute=attribute,
            actor=actor,
            time=time,
            event=EventKey(writer, seq),
        )


def _held(value: str | None) -> str:
    """The text an event holds: a turn's body, a written answer; '' once it was erased."""
    content = json.loads(value) if value else ""
    body = content.get("body", "") if isinstance(content, dict) else content
    return body if isinstance(body, str) else ""


def _same(study: Study, ref: str, start: int, end: int, code: str) -> str | None:
    query = (
        'SELECT id FROM codings WHERE ref=? AND start=? AND "end"=? AND code=? AND actor=? '
        "ORDER BY id"
    )
    found = study.row(query, (ref, start, end, code, study.actor))
    return str(found[0]) if found else None
