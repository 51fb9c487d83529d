"""Changes of an instrument as a whole: what it is about, its scales and its units."""

from collections.abc import Iterator

from instrumen.language.changes.change import Change, Effect, same_rule, text_changes
from instrumen.language.model import Instrument
from instrumen.language.problems import Mark
from instrumen.messages import Message, msg

_TOP = Mark(1, 1)


def header_changes(old: Instrument, new: Instrument) -> Iterator[Change]:
    """Changes outside of the sections."""
    for effect, rule, what in _of_all(old, new):
        yield Change(effect, rule, "", what, _TOP)
    texts = (
        ("title", old.title, new.title),
        ("short_title", old.short_title, new.short_title),
        ("duration", old.duration, new.duration),
        ("activity", old.activity, new.activity),
    )
    yield from text_changes(new.id, _TOP, texts)
    yield from _scales(old, new)
    yield from _units(old, new)


def _of_all(old: Instrument, new: Instrument) -> Iterator[tuple[Effect, str, Message]]:
    if old.id != new.id:
        what = msg("it is another instrument: “{new}”, not “{old}”", old=old.id, new=new.id)
        yield Effect.MAPPING, "instrument", what
    if (old.kind, old.subject) != (new.kind, new.subject):
        yield Effect.DESTRUCTIVE, "subject", msg("responses are about something else now")
    if old.technique != new.technique:
        yield Effect.SAFE, "technique", msg("the code of the technique has changed")
    if not same_rule(old.for_, new.for_):
        yield Effect.SAFE, "for", msg("other people are asked")
    if old.version == new.version:
        what = msg("the version is still “{version}”: give it another", version=new.version)
        yield Effect.SAFE, "version", what


def _scales(old: Instrument, new: Instrument) -> Iterator[Change]:
    before = {scale.name: scale for scale in old.scales}
    for scale in new.scales:
        earlier = before.get(scale.name)
        if earlier is not None and set(earlier.rows) != set(scale.rows):
            what = msg("the scale “{path}” has other rows: its scores change", path=scale.name)
            yield Change(Effect.MAPPING, "scale", scale.name, what, scale.mark)


def _units(old: Instrument, new: Instrument) -> Iterator[Change]:
    before = {unit.name: unit for unit in old.units}
    for unit in new.units:
        earlier = before.pop(unit.name, None)
        if earlier is None:
            what = msg("the unit “{path}” is new", path=unit.name)
            yield Change(Effect.SAFE, "unit-new", unit.name, what, unit.mark)
        else:
            texts = (("label", earlier.label, unit.label), ("note", earlier.note, unit.note))
            yield from text_changes(unit.name, unit.mark, texts)
    for name, unit in before.items():
        what = msg("the unit “{path}” is gone", path=name)
        yield Change(Effect.DESTRUCTIVE, "unit-gone", name, what, unit.mark, gone=True)
