"""Appendices: observation sheets and document sheets, each response as a table; what was written
in words is a place that quotations lead to."""

from collections.abc import Iterable, Iterator

from instrumen.analysis.responses import ResponseData
from instrumen.export.word.blocks import Appendix, Block, Para
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.noted import Noted, noted_blocks, noted_passages
from instrumen.export.word.shown import Passage
from instrumen.export.word.wording import clock, weekday_and_day
from instrumen.fieldwork.population import code_key
from instrumen.fieldwork.response_rows import sessions
from instrumen.language.model import Instrument, Kind
from instrumen.messages import msg

_NOTES = msg("notes on sheets")


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
        yield from noted_passages(Noted(brief, data, _NOTES))


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
    yield from noted_blocks(Noted(brief, data, _NOTES))


def _title(brief: Brief, data: ResponseData) -> str:
    origin, instrument = data.origin, data.instrument
    unit = next((unit for unit in instrument.units if unit.name == origin.unit), None)
    what = (
        f"{unit.name} {brief.say(unit.label)}"
        if unit
        else brief.say(instrument.short_title or instrument.title)
    )
    who = brief.person(origin.owner) if origin.owner else brief.site(origin.site)
    title = f"{who} · {what}"
    if origin.instance > 1:
        title += f" ({origin.instance})"
    return title
