"""Appendix: written answers that are quoted and stand nowhere else in the document."""

from collections.abc import Iterator

from instrumen.analysis.texts import CitableText
from instrumen.export.word.blocks import Appendix, Block, Para, Run
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.numbered import quoted_texts
from instrumen.export.word.piping import piped
from instrumen.export.word.shown import Passage, body
from instrumen.fieldwork.progress import template_path


def answers_chapter(brief: Brief) -> Iterator[Block]:
    """Each quoted answer whole, under its citation and its question."""
    catalog = brief.catalog
    yield Appendix(catalog.t("Quoted written answers"))
    quoted = _answers(brief)
    if not quoted:
        yield Para(catalog.t("No written answer is quoted."))
    for text in quoted:
        yield Para((Run(f"{text.citation} ", bold=True), Run(_question(brief, text))), "Note",
                   keep_next=True)  # fmt: skip
        yield Para((Run(body(brief, text), anchor=text.bookmark),))


def answers_passages(brief: Brief) -> Iterator[Passage]:
    """Each of them."""
    return (Passage(body(brief, text)) for text in _answers(brief))


def _answers(brief: Brief) -> list[CitableText]:
    quoted = (text for text in quoted_texts(brief) if brief.stands_among_answers(text))
    return sorted(quoted, key=lambda text: (text.instrument, text.citation, text.ref))


def _question(brief: Brief, text: CitableText) -> str:
    instrument = brief.design.instrument.get(text.instrument)
    question = instrument.questions.get(template_path(text.question)) if instrument else None
    return piped(brief, question.label) if question else ""
