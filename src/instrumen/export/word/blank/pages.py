"""The form from top to bottom: who and when, then section by section."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from instrumen.export.word.blank.answers import question_blocks
from instrumen.export.word.blank.form import Form
from instrumen.export.word.blank.tables import matrix_table, members_table, several_forms
from instrumen.export.word.blocks import Block, Cell, Heading, Para, Row, Run, Table
from instrumen.language.model import (
    Group,
    Item,
    Kind,
    Matrix,
    Question,
    Repeat,
    Section,
    SubjectKind,
)


def form_blocks(form: Form) -> Iterator[Block]:
    """Title, identity block, sections."""
    instrument, catalog = form.instrument, form.catalog
    yield Para(form.say(instrument.title), "FormTitle")
    if instrument.duration:
        yield Para(catalog.t("Takes {time}.", time=form.say(instrument.duration)), "FormAbout")
    yield Table(header=(), rows=list(_identity(form)), widths=(4.5, 12.5))
    yield Para(
        catalog.t(
            "☐ marks what can be chosen; mark it with a cross. ○ says why there is no answer; a "
            "question left empty counts as skipped."
        ),
        "FormAbout",
    )
    for section in instrument.sections:
        yield from _section(form, section)


def _identity(form: Form) -> Iterator[Row]:
    """Who is asked, where, when and by whom; never a name."""
    instrument, catalog, design = form.instrument, form.catalog, form.design
    sites = design.sites if design else ()
    line = "\n"
    if instrument.subject in (SubjectKind.RESPONDENT, SubjectKind.LESSON):
        yield _identified(catalog.t("Respondent code"), line)
    elif instrument.subject is SubjectKind.GROUP:
        yield _identified(catalog.t("Respondent codes"), line)
    if sites:
        named = [form.say(site.label) for site in sites]
        boxes = named[0] if len(named) == 1 else "\n".join(f"☐ {name}" for name in named)
        yield _identified(catalog.t("Site"), boxes)
    else:
        yield _identified(catalog.t("Site"), line)
    if instrument.units:
        units = (f"☐ {unit.name} {form.say(unit.label)}" for unit in instrument.units)
        yield _identified(catalog.t("Unit"), "\n".join(units))
    if instrument.kind is Kind.OBSERVATION:
        yield _identified(catalog.t("Occasion no."), line)
    yield _identified(catalog.t("Date, from – to"), line)
    yield _identified(catalog.t("Collector"), line)


def _identified(label: str, place: str) -> Row:
    return (Cell(label, bold=True), place)


def _section(form: Form, section: Section) -> Iterator[Block]:
    yield Heading(form.say(section.title), 2)
    if section.relevant:
        words = form.condition(section.relevant)
        said = form.catalog.t("Fill in this part only if {condition}.", condition=words)
        yield _skip(said)
    yield from _items(form, section.items)


def _items(form: Form, items: Iterable[Item]) -> Iterator[Block]:
    """Items in a row that hang on the same condition stand under one skip instruction."""
    for condition, run in groupby(items, key=lambda item: item.relevant and item.relevant.root):
        together = list(run)
        first = together[0].relevant
        if condition is not None and first is not None and any(map(_is_printed, together)):
            words = form.condition(first)
            yield _skip(_instruction(form, together, words))
        for item in together:
            yield from _item(form, item)


def _item(form: Form, item: Item) -> Iterator[Block]:
    match item:
        case Question():
            yield from question_blocks(form, item)
        case Matrix():
            yield from matrix_table(form, item)
        case Group():
            if item.label:
                yield Para((Run(form.say(item.label), bold=True),), "FormQuestion", keep_next=True)
            yield from _items(form, item.items)
        case Repeat():
            table = members_table(form, item)
            yield from table if table is not None else several_forms(form, item, _items)


def _skip(words: str) -> Para:
    return Para((Run("→ ", bold=True), Run(words, italic=True)), "FormSkip", keep_next=True)


def _instruction(form: Form, items: Sequence[Item], condition: str) -> str:
    numbers = [number for item in items for number in _numbers(item)]
    if not numbers:
        return form.catalog.t("Answer what follows only if {condition}.", condition=condition)
    asked = numbers[0] if numbers[0] == numbers[-1] else f"{numbers[0]}–{numbers[-1]}"
    return form.catalog.t("Answer {numbers} only if {condition}.", numbers=asked,
                          condition=condition)  # fmt: skip


def _numbers(item: Item) -> Iterator[str]:
    """The printed numbers of an item, in order; '' is none."""
    match item:
        case Question() | Repeat() if item.number:
            yield item.number
        case Matrix():
            yield from (row.number for row in item.rows if row.number)
        case Group():
            yield from (number for inside in item.items for number in _numbers(inside))
        case _:
            pass


def _is_printed(item: Item) -> bool:
    return not isinstance(item, Question) or item.asks or bool(item.label)
