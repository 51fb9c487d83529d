"""Appendices: observation sheets and document sheets, each response as a table; what was written
in words is a place that quotations lead to."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from instrumen.analysis.frequencies import missing_label
from instrumen.analysis.responses import ResponseData
from instrumen.analysis.texts import TEXT_TYPES, CitableText, answer_ref, obstacle_label
from instrumen.engine import Outcome, Step
from instrumen.export.word.blocks import Appendix, Block, Cell, Para, Row, Run, Table, Words
from instrumen.export.word.brief import Brief
from instrumen.export.word.shown import Passage, passage
from instrumen.export.word.values import value_words
from instrumen.export.word.wording import clock, weekday_and_day
from instrumen.fieldwork.population import code_key
from instrumen.fieldwork.response_rows import sessions
from instrumen.language.model import Instrument, Kind, Matrix, Question
from instrumen.messages import msg

_NOTES = msg("notes on sheets")
_MOST_COLUMNS = 6
_ABSENT = frozenset({Outcome.NOT_RELEVANT, Outcome.SKIPPED, Outcome.NOT_REACHED})


def observations_chapter(brief: Brief) -> Iterator[Block]:
    """Every observation that counts, by person and occasion."""
    yield Appendix(brief.catalog.t("Observation sheets and field notes"))
    yield from _sheets(brief, Kind.OBSERVATION)


def documents_chapter(brief: Brief) -> Iterator[Block]:
    """Every document sheet, in the order of the units."""
    yield Appendix(brief.catalog.t("Document sheets"))
    yield from _sheets(brief, Kind.DOCUMENT)


def _sheets(brief: Brief, kind: Kind) -> Iterator[Block]:
    found = _responses(brief, kind)
    for each in found:
        yield from _sheet(brief, each)
    if not found:
        yield Para(brief.catalog.t("There is no sheet yet."))


def observations_passages(brief: Brief) -> Iterator[Passage]:
    """What was written on observation sheets."""
    return _passages(brief, Kind.OBSERVATION)


def documents_passages(brief: Brief) -> Iterator[Passage]:
    """What was written on document sheets."""
    return _passages(brief, Kind.DOCUMENT)


def _passages(brief: Brief, kind: Kind) -> Iterator[Passage]:
    for data in _responses(brief, kind):
        for _, path, question in _steps(data):
            text = _text(brief, data, path, question)
            if text is not None:
                yield passage(brief, _NOTES, text)


def _responses(brief: Brief, kind: Kind) -> list[ResponseData]:
    return [
        each
        for instrument in brief.design.instruments
        if instrument.kind is kind
        for each in _in_order(instrument, brief.datasets.of(instrument.id))
    ]


def _in_order(instrument: Instrument, data: Iterable[ResponseData]) -> list[ResponseData]:
    units = {unit.name: at for at, unit in enumerate(instrument.units)}
    return sorted(data, key=lambda each: (units.get(each.unit, 0), code_key(each.origin.subject)))


def _sheet(brief: Brief, data: ResponseData) -> Iterator[Block]:
    catalog = brief.catalog
    yield Appendix(_title(brief, data), level=2)
    for session in sessions(brief.study, data.response):
        parts = (
            weekday_and_day(session.begun, catalog),
            clock(session.begun, catalog),
            session.place or brief.site(data.origin.site),
            catalog.t("by {code}", code=session.collector) if session.collector else "",
        )
        yield Para(" · ".join(filter(None, parts)), "Note", keep_next=True)
    yield from _tables(brief, data)


def _title(brief: Brief, data: ResponseData) -> str:
    origin, instrument = data.origin, data.instrument
    unit = next((unit for unit in instrument.units if unit.name == origin.unit), None)
    what = f"{unit.name} {brief.say(unit.label)}" if unit else brief.say(instrument.short_title)
    who = brief.person(origin.owner) if origin.owner else brief.site(origin.site)
    title = f"{who} · {what}"
    if origin.instance > 1:
        title += f" ({origin.instance})"
    return title


def _tables(brief: Brief, data: ResponseData) -> Iterator[Block]:
    """Question by question; the members of a repeat as a table of their own, where they fit."""
    section = ""
    rows: list[Row] = []
    for repeat, run in groupby(_steps(data), key=lambda each: _repeat_of(each[1])):
        found = list(run)
        if repeat and len({_asked_name(path) for _, path, _ in found}) <= _MOST_COLUMNS:
            yield from _listed(brief, rows)
            rows = []
            if found[0][0] != section:
                section = found[0][0]
                title = _section(brief, data.instrument, section)
                yield Para((Run(title, bold=True),), "TableText", keep_next=True)
            yield _members(brief, data, found)
            continue
        for name, path, question in found:
            if name != section:
                section = name
                rows.append((Cell(_section(brief, data.instrument, section), bold=True, span=3),))
            label = data.form.label(path, brief.language)
            rows.append((question.number, label, _noted(brief, data, path, question)))
    yield from _listed(brief, rows)


_Found = tuple[str, str, Question]


def _steps(data: ResponseData) -> Iterator[_Found]:
    """Section, path and question of everything that was answered or marked."""
    for step in data.form.steps():
        for path, question in _questions(step):
            if data.outcome(path) not in _ABSENT:
                yield step.section, path, question


def _repeat_of(path: str) -> str:
    return path.rpartition("[")[0]


def _asked_name(path: str) -> str:
    return path.rpartition("/")[2]


def _listed(brief: Brief, rows: list[Row]) -> Iterator[Block]:
    catalog = brief.catalog
    if rows:
        yield Table(
            header=(catalog.t("No."), catalog.t("Aspect"), catalog.t("Noted")),
            rows=rows,
            widths=(1.3, 5.7, 7),
        )


def _members(brief: Brief, data: ResponseData, found: Sequence[_Found]) -> Table:
    """A row a member, a column a question."""
    columns = {_asked_name(path): (path, question) for _, path, question in reversed(found)}
    names = list(reversed(columns))
    members: dict[str, dict[str, Words]] = {}
    for _, path, question in found:
        member, _, name = path.rpartition("/")
        members.setdefault(member, {})[name] = _noted(brief, data, path, question)
    return Table(
        header=tuple(data.form.label(columns[name][0], brief.language) for name in names),
        rows=[tuple(said.get(name, "") for name in names) for said in members.values()],
        widths=tuple(2.5 if columns[name][1].type in TEXT_TYPES else 1.0 for name in names),
    )


def _noted(brief: Brief, data: ResponseData, path: str, question: Question) -> Words:
    """What was noted at a path; words as a place that can be led to."""
    outcome = data.outcome(path)
    if outcome is not Outcome.ANSWERED:
        return brief.catalog.say(missing_label(outcome))
    text = _text(brief, data, path, question)
    if text is None:
        return value_words(brief, data, path, question)
    noted = passage(brief, _NOTES, text)
    if noted.obstacle is not None:
        return brief.catalog.t("[not printed: {why}]", why=obstacle_label(noted.obstacle))
    return (Run(noted.words, anchor=text.bookmark),)


def _text(brief: Brief, data: ResponseData, path: str, question: Question) -> CitableText | None:
    """The words written at a path; None of anything but words."""
    if question.type not in TEXT_TYPES or data.outcome(path) is not Outcome.ANSWERED:
        return None
    return brief.material.texts.get(answer_ref(data.response, path))


def _questions(step: Step) -> Iterator[tuple[str, Question]]:
    match step.item:
        case Question() if step.item.asks:
            yield step.path, step.item
        case Matrix():
            parent = step.path.removesuffix(step.item.name)
            yield from ((parent + row.name, row) for row in step.item.rows)


def _section(brief: Brief, instrument: Instrument, name: str) -> str:
    found = (section for section in instrument.sections if section.name == name)
    return next((brief.say(section.title) for section in found), name)
