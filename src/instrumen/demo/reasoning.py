"""The researcher's work on what was collected: codings, memos, assessed claims, findings."""

from collections.abc import Iterator, Sequence

from instrumen.analysis.assessments import OVERALL, assess
from instrumen.analysis.coding import code_span
from instrumen.analysis.corpus import read_corpus
from instrumen.analysis.findings import Status, set_status, write_finding
from instrumen.analysis.memos import write_memo
from instrumen.analysis.refusal import Refusal
from instrumen.demo import texts
from instrumen.demo.draws import Said
from instrumen.demo.field import Field
from instrumen.demo.texts import Plain
from instrumen.messages import Message

_SECONDS_A_CODING = 20.0
_OVERALL = "overall"


def code_what_was_said(field: Field, said: Sequence[Said]) -> tuple[Message, ...]:
    """Code the stretches that the texts name; the reasons why one could not be."""
    refused = []
    corpus = read_corpus(field.study)
    for each in said:
        for start, end, mark in each.passage.spans():
            field.clock.wait(field.rng.uniform(0.3, 1.7) * _SECONDS_A_CODING)
            done = code_span(field.study, each.ref, start, end, mark.code, mark.attribute, corpus)
            if isinstance(done, Refusal):
                refused.append(done.reason)
    return tuple(refused)


def conclude(field: Field) -> tuple[Message, ...]:
    """Write memos, assess the claims, write findings as far as they have come; the reasons
    why something could not be."""
    plan = field.script.findings
    for memo in texts.items(plan, "memos"):
        about = texts.word(memo, "code") or texts.word(memo, "theme")
        field.clock.wait(field.rng.uniform(60, 240))
        write_memo(field.study, about, texts.word(memo, "text"))
    return (*_assessed(field, plan), *_found(field, plan))


def _assessed(field: Field, plan: Plain) -> Iterator[Message]:
    for claim, sources in texts.table(plan, "claims").items():
        for source, body in texts.table(sources).items():
            field.clock.wait(field.rng.uniform(30, 120))
            technique = OVERALL if source == _OVERALL else source
            status, note = texts.word(body, "status"), texts.word(body, "note")
            done = assess(field.study, claim, technique, status, note)
            if isinstance(done, Refusal):
                yield done.reason


def _found(field: Field, plan: Plain) -> Iterator[Message]:
    for body in texts.items(plan, "findings"):
        field.clock.wait(field.rng.uniform(300, 900))
        written = write_finding(
            field.study,
            texts.word(body, "theme"),
            {language: str(text) for language, text in texts.table(body, "statement").items()},
            codes=texts.words(body, "codes"),
            contrary_codes=texts.words(body, "contrary_codes"),
            claims=texts.words(body, "claims"),
        )
        if isinstance(written, Refusal):
            yield written.reason
            continue
        yield from _brought_to(field, written.id, body)


def _brought_to(field: Field, finding: str, body: Plain) -> Iterator[Message]:
    """Take a finding through the steps up to its status."""
    wanted = texts.word(body, "status", default=Status.DRAFT)
    by, how = texts.word(body, "by"), texts.word(body, "how")
    for step in tuple(Status)[1:]:
        if wanted == Status.DRAFT:
            return
        field.clock.wait(field.rng.uniform(60, 300))
        verified = step in (Status.VERIFIED, Status.FINAL)
        done = set_status(
            field.study, finding, step, by=by if verified else "", how=how if verified else ""
        )
        if isinstance(done, Refusal):
            yield done.reason
            return
        if step == wanted:
            return
