"""Quotations: coded stretches with their citation, and which of them a finding shows.

What may be quoted is decided by the text (consent, off the record, withdrawal), by codes that
are never exported, and by corrections: a stretch whose words were corrected after it was coded
waits for a person to look at it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import cast

from instrumen.analysis.codebook import codebook, with_children
from instrumen.analysis.coding import Coding, codings, span_now, text_at
from instrumen.analysis.corpus import Corpus, read_corpus
from instrumen.analysis.findings import Finding
from instrumen.analysis.refusal import Refusal
from instrumen.analysis.spans import Span, trimmed
from instrumen.analysis.texts import CitableText, Obstacle, all_texts, text_of
from instrumen.language.design import Code
from instrumen.messages import msg
from instrumen.store.events import Act, EventKey, Json
from instrumen.store.study import Study

LIMIT = 4
"""How many quotations a finding shows when nobody says otherwise."""

_WORDS_TO_QUOTE = range(5, 81)


class Stance(StrEnum):
    """How a quotation stands to a finding."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch of a text with its place. `codes` are all it carries; `chosen` when the
    researcher picked it for the finding by hand (`evidence` is then its id); `why_not` what
    keeps it from being quoted."""

    ref: str
    start: int
    end: int
    words: str
    text: CitableText
    codes: tuple[str, ...]
    attributes: tuple[str, ...]
    stance: Stance
    chosen: bool
    evidence: str
    why_not: Obstacle | None

    @property
    def citation(self) -> str:
        """Where it stands, by the study's pattern."""
        return self.text.citation

    @property
    def bookmark(self) -> str:
        """The bookmark in Word of the text it stands in."""
        return self.text.bookmark


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a finding shows: quotations that support it, at least one that speaks against it
    where there is one, and how many were left out for which reason."""

    supporting: tuple[Quotation, ...]
    contrary: tuple[Quotation, ...]
    left_out: Mapping[Obstacle, int]


@dataclass(frozen=True)
class Material:
    """What quotations are made of, read once: pass it on when several findings are asked for."""

    corpus: Corpus
    texts: Mapping[str, CitableText]
    coded: tuple[Coding, ...]
    codes: tuple[Code, ...]

    @cached_property
    def kept_back(self) -> Mapping[str, tuple[Coding, ...]]:
        """The codings that carry a code which is never exported, by ref."""
        names = {code.name for code in self.codes if not code.exported}
        found: dict[str, list[Coding]] = defaultdict(list)
        for each in self.coded:
            if each.code in names:
                found[each.ref].append(each)
        return {ref: tuple(group) for ref, group in found.items()}


def read_material(study: Study, corpus: Corpus | None = None) -> Material:
    """The texts, codings and codes of a study as they stand."""
    known = corpus or read_corpus(study)
    return Material(known, all_texts(study, known), codings(study, corpus=known), codebook(study))


def quotations(
    study: Study, finding: Finding, *, limit: int = LIMIT, material: Material | None = None
) -> Chosen:
    """The quotations a finding shows: what the researcher chose first, then readable ones, marked
    ones first; taken in turn from each group and from people not quoted yet. The contrary one is
    among the `limit`. The same data give the same choice."""
    known = material or read_material(study)
    found = of_finding(study, finding, known)
    against = [each for each in found if each.stance is Stance.CONTRADICTS]
    spoken_for = [each for each in found if each.stance is Stance.SUPPORTS]
    groups = [group.name for group in study.design.groups]
    contrary = _varied(against, groups, max(1, limit // 4))
    supporting = _varied(spoken_for, groups, max(0, limit - len(contrary)))
    left_out = Counter(each.why_not for each in found if each.why_not is not None)
    return Chosen(tuple(supporting), tuple(contrary), dict(sorted(left_out.items())))


def of_finding(study: Study, finding: Finding, material: Material) -> tuple[Quotation, ...]:
    """Every quotation of a finding, chosen by hand or coded, whether it may be quoted or not."""
    by_hand = [_picked(study, material, row) for row in _evidence(study, finding.id)]
    taken = {(each.ref, each.start, each.end) for each in by_hand if each}
    coded = (
        *of_codes(study, material, finding.codes, Stance.SUPPORTS),
        *of_codes(study, material, finding.contrary_codes, Stance.CONTRADICTS),
    )
    rest = [each for each in coded if (each.ref, each.start, each.end) not in taken]
    return tuple(each for each in (*by_hand, *rest) if each is not None)


def of_codes(
    study: Study, material: Material, codes: Iterable[str], stance: Stance
) -> tuple[Quotation, ...]:
    """The stretches that carry one of `codes` or a code below one, in the order of the texts; a
    stretch with several of them is one quotation."""
    names = with_children(material.codes, codes)
    stretches: dict[tuple[str, int, int, EventKey], list[Coding]] = {}
    for each in material.coded:
        if each.code in names and each.ref in material.texts:
            key = (each.ref, each.start, each.end, each.event)
            stretches.setdefault(key, []).append(each)
    return tuple(_quoted(study, material, group, stance) for group in stretches.values())


def add_evidence(
    study: Study, finding: str, ref: str, start: int, end: int, stance: str
) -> str | Refusal:
    """Choose a stretch of a text for a finding by hand; returns the evidence's id. Refused when
    the text is not there or nothing is selected."""
    text = text_of(study, ref)
    if text is None:
        return Refusal(msg("The text to be quoted is no longer there."))
    start, end = trimmed(text.body, start, end)
    if start >= end:
        return Refusal(msg("Nothing is selected. Select a stretch of the text first."))
    evidence = study.new_id("e")
    value: dict[str, Json] = {
        "response": text.response,
        "ref": ref,
        "event": [*text.event],
        "start": start,
        "end": end,
        "stance": str(Stance(stance)),
    }
    study.record(Act("evidence.added", finding, evidence, value))
    return evidence


def remove_evidence(study: Study, finding: str, evidence: str) -> None:
    """Take a stretch chosen by hand back."""
    study.record(Act("evidence.removed", finding, evidence))


def _quoted(
    study: Study, material: Material, stretch: Sequence[Coding], stance: Stance
) -> Quotation:
    first = stretch[0]
    text = material.texts[first.ref]
    now = span_now(study, first.event, (first.start, first.end), text)
    start, end = now or (first.start, first.end)
    return Quotation(
        ref=first.ref,
        start=start,
        end=end,
        words=first.quotation,
        text=text,
        codes=tuple(dict.fromkeys(each.code for each in stretch)),
        attributes=tuple(dict.fromkeys(each.attribute for each in stretch if each.attribute)),
        stance=stance,
        chosen=False,
        evidence="",
        why_not=_why_not(study, material, text, now),
    )


def _why_not(
    study: Study, material: Material, text: CitableText, now: Span | None
) -> Obstacle | None:
    if text.why_not is not None:
        return text.why_not
    if now is None:
        return Obstacle.CHANGED
    return Obstacle.NOT_EXPORTED if _touches_kept_back(study, material, text, now) else None


def _touches_kept_back(study: Study, material: Material, text: CitableText, span: Span) -> bool:
    """Whether a stretch overlaps one that carries a code which is never exported, or may: nobody
    knows where that stands since its words were corrected."""
    kept_back = (
        span_now(study, each.event, (each.start, each.end), text)
        for each in material.kept_back.get(text.ref, ())
    )
    return any(one is None or (one[0] < span[1] and span[0] < one[1]) for one in kept_back)


def is_readable(quotation: Quotation) -> bool:
    """Whether it is long enough to say something and short enough to be read."""
    return len(quotation.words.split()) in _WORDS_TO_QUOTE


def _varied(found: Iterable[Quotation], groups: Sequence[str], limit: int) -> list[Quotation]:
    """Up to `limit` quotable ones: the groups take turns, nobody twice while others wait."""
    waiting = sorted((each for each in found if each.why_not is None), key=_rank)
    order = [*groups, *sorted({each.text.group for each in waiting} - set(groups))]
    picked: list[Quotation] = []
    while waiting and len(picked) < limit:
        before = len(picked)
        for group in order:
            best = _fresh((each for each in waiting if each.text.group == group), picked)
            if best is not None and len(picked) < limit:
                picked.append(best)
                waiting.remove(best)
        if len(picked) == before:
            break
    return picked


def _rank(quotation: Quotation) -> tuple[bool, bool, bool]:
    """Chosen by hand, then of a readable length, then marked as a good quotation; what is equal
    stays in the order of the texts (sorting is stable)."""
    return not quotation.chosen, not is_readable(quotation), not quotation.text.marked


def _fresh(candidates: Iterable[Quotation], picked: Collection[Quotation]) -> Quotation | None:
    """The best candidate whose person is not quoted yet, else the best that does not repeat
    words already quoted."""
    ranked = [each for each in candidates if not any(_overlap(each, one) for one in picked)]
    heard = {each.text.respondent for each in picked}
    return next((each for each in ranked if each.text.respondent not in heard), None) or next(
        iter(ranked), None
    )


def _overlap(one: Quotation, other: Quotation) -> bool:
    return one.ref == other.ref and one.start < other.end and other.start < one.end


# The query.

_EvidenceRow = tuple[str, str, int, int, int, int, str]


def _evidence(study: Study, finding: str) -> list[_EvidenceRow]:
    query = (
        'SELECT id, ref, writer, seq, start, "end", stance FROM evidence WHERE finding=? '
        "ORDER BY time, id"
    )
    return [cast(_EvidenceRow, row) for row in study.rows(query, (finding,))]


def _picked(study: Study, material: Material, row: _EvidenceRow) -> Quotation | None:
    evidence, ref, writer, seq, start, end, stance = row
    text = material.texts.get(ref)
    if text is None:
        return None
    event = EventKey(writer, seq)
    words = text_at(study, event)[start:end]
    now = span_now(study, event, (start, end), text)
    return Quotation(
        ref=ref,
        start=now[0] if now else start,
        end=now[1] if now else end,
        words=words,
        text=text,
        codes=(),
        attributes=(),
        stance=Stance(stance),
        chosen=True,
        evidence=evidence,
        why_not=_why_not(study, material, text, now),
    )
