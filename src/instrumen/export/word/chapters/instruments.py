"""Appendix: the instruments as they were asked, each with its version."""

from collections.abc import Iterable, Iterator

from instrumen.analysis.frequencies import missing_label
from instrumen.engine import Outcome
from instrumen.export.word.blocks import Appendix, Block, Caption, Para, Row, Run, Table, Words
from instrumen.export.word.brief import Brief
from instrumen.export.word.piping import piped
from instrumen.language.expression.syntax import Expression
from instrumen.language.model import (
    Group,
    Instrument,
    Item,
    Matrix,
    Question,
    Repeat,
    Section,
    Type,
    Unit,
)  # fmt: skip
from instrumen.language.wording import condition_words
from instrumen.messages import Message, msg

_WORDS = msg("in words")
_KINDS = {
    Type.INTEGER: msg("a whole number"),
    Type.DECIMAL: msg("a number"),
    Type.RANGE: msg("a number"),
    Type.DATE: msg("a date"),
    Type.TIME: msg("a time"),
    Type.DATETIME: msg("date and time"),
    Type.FILE: msg("a file"),
    Type.GEOPOINT: msg("a place on the map"),
    Type.ACKNOWLEDGE: msg("a tick"),
}
_TOLD = frozenset({Type.SELECT_MULTIPLE, Type.RANK})
"""Types whose choices alone do not say how many are wanted."""
_DATES = {"month": msg("month and year"), "year": msg("a year")}


def instruments_chapter(brief: Brief) -> Iterator[Block]:
    """Every instrument: its units, then section by section what was asked and how it could be
    answered."""
    yield Appendix(brief.catalog.t("Instruments as asked"))
    for instrument in brief.design.instruments:
        yield from _instrument(brief, instrument)


def _instrument(brief: Brief, instrument: Instrument) -> Iterator[Block]:
    catalog = brief.catalog
    yield Appendix(brief.say(instrument.title), level=2)
    about = catalog.t(
        "{id}, version {version}, technique {technique}",
        id=instrument.id,
        version=instrument.version,
        technique=instrument.technique or "–",
    )
    if instrument.for_:
        about += catalog.t(
            " · asked where {condition}", condition=_condition(brief, instrument, instrument.for_)
        )
    yield Para(about, "Note")
    if instrument.units:
        yield _units(brief, instrument.units)
    for section in instrument.sections:
        yield from _section(brief, instrument, section)


def _units(brief: Brief, units: Iterable[Unit]) -> Table:
    catalog = brief.catalog
    return Table(
        header=(catalog.t("Unit"), catalog.t("What"), catalog.t("What to look for")),
        rows=((unit.name, piped(brief, unit.label), piped(brief, unit.note)) for unit in units),
        widths=(1.6, 5, 7),
        caption=Caption(catalog.t("What is looked at")),
    )


def _section(brief: Brief, instrument: Instrument, section: Section) -> Iterator[Block]:
    catalog = brief.catalog
    title = piped(brief, section.title)
    if section.relevant:
        condition = _condition(brief, instrument, section.relevant)
        title += f" [{catalog.t('asked if {condition}', condition=condition)}]"
    asks_on = any(isinstance(item, Question) and item.probes for item in section.items)
    last = catalog.t("Follow-up questions") if asks_on else catalog.t("Answers")
    rows = list(_rows(brief, instrument, section.items))
    if rows:
        yield Para((Run(title, bold=True),), keep_next=True)
        yield Table(
            header=(catalog.t("No."), catalog.t("Question"), last),
            rows=rows,
            widths=(1.5, 7, 5.5),
        )


def _rows(
    brief: Brief, instrument: Instrument, items: Iterable[Item], inside: str = ""
) -> Iterator[Row]:
    for item in items:
        match item:
            case Question() if item.asks or item.label:
                number = f"{inside}{item.number}"
                yield number, _asked(brief, instrument, item), _answers(brief, instrument, item)
            case Matrix():
                yield from _matrix(brief, instrument, item, inside)
            case Group():
                yield inside, _asked(brief, instrument, item), ""
                yield from _rows(brief, instrument, item.items, inside)
            case Repeat():
                again = brief.catalog.t("repeated for each one")
                yield f"{inside}{item.number}", _asked(brief, instrument, item), again
                yield from _rows(brief, instrument, item.items, f"{inside}↳ ")
            case _:
                pass  # worked out without anybody seeing it


def _matrix(brief: Brief, instrument: Instrument, matrix: Matrix, inside: str) -> Iterator[Row]:
    known = instrument.choices.get(matrix.choices)
    labels = [piped(brief, choice.label) for choice in known.choices] if known else []
    yield inside, _asked(brief, instrument, matrix), " / ".join(labels)
    for row in matrix.rows:
        places = ["☐ " * len(labels), *_reasons(brief, row)]
        yield f"{inside}{row.number}", _asked(brief, instrument, row), "\n".join(places)


def _asked(brief: Brief, instrument: Instrument, item: Item) -> Words:
    """What was asked, the hint, and when it was asked."""
    words = [Run(piped(brief, item.label))]
    if isinstance(item, Question) and item.reverse:
        words.append(Run(brief.catalog.t(" (reverse-scored)")))
    if isinstance(item, Question) and item.hint:
        words.append(Run(f"\n{piped(brief, item.hint)}", italic=True))
    if item.relevant:
        condition = _condition(brief, instrument, item.relevant)
        when = brief.catalog.t("asked if {condition}", condition=condition)
        words.append(Run(f"\n[{when}]", italic=True))
    return tuple(words)


def _answers(brief: Brief, instrument: Instrument, question: Question) -> str:
    """How it could be answered: probes of an open question, choices, or the kind of answer."""
    if question.type is Type.CALCULATE:
        return f"[{brief.catalog.t('worked out by the program')}]"
    if question.type is Type.OPEN:
        return "\n".join(f"{probe.name}. {piped(brief, probe.label)}" for probe in question.probes)
    lines = [f"☐ {piped(brief, choice.label)}" for choice in instrument.choices_of(question)]
    if question.or_other:
        lines.append(f"☐ {brief.catalog.t('other, in words')}")
    if question.type in _TOLD or (question.asks and not lines):
        lines.insert(0, f"[{brief.catalog.say(kind_of_answer(instrument, question))}]")
    return "\n".join([*lines, *_reasons(brief, question)])


def _reasons(brief: Brief, question: Question) -> list[str]:
    """The kinds of no answer that could be given."""
    return [f"○ {brief.catalog.say(missing_label(Outcome(kind)))}" for kind in question.missing]


def kind_of_answer(instrument: Instrument, question: Question) -> Message:
    """The kind of answer a question wants."""
    if question.type is Type.SELECT_MULTIPLE:
        return msg("several answers")
    if question.type is Type.RANK:
        return msg("the first {n} in order", n=question.top or len(instrument.choices_of(question)))
    if question.type is Type.RANGE and None not in (question.start, question.end):
        return msg("a number from {least} to {most}", least=f"{question.start:g}",
                   most=f"{question.end:g}")  # fmt: skip
    if question.type is Type.DATE:
        return _DATES.get(question.precision, _KINDS[Type.DATE])
    return _KINDS.get(question.type, _WORDS)


def _condition(brief: Brief, instrument: Instrument, expression: Expression) -> str:
    return condition_words(
        expression, instrument, brief.language,
        design=brief.design, say=lambda text: piped(brief, text),
    )  # fmt: skip
