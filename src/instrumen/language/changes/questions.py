"""Changes of one question that both versions have."""

from collections.abc import Iterator

from instrumen.language.changes.bounds import narrower
from instrumen.language.changes.change import (
    Change,
    Effect,
    relevance_change,
    same_rule,
    text_changes,
)
from instrumen.language.changes.lists import choice_changes
from instrumen.language.model import Check, Instrument, Question, Repeat, Type
from instrumen.language.text import EMPTY, Text
from instrumen.messages import Message, msg

Version = tuple[Instrument, Question]

# Answers of the first type are answers of the second as they stand.
_WIDER = {(Type.INTEGER, Type.DECIMAL), (Type.TEXT, Type.OPEN), (Type.OPEN, Type.TEXT)}
# They are once somebody has said how.
_TEXTS = frozenset({Type.TEXT, Type.OPEN})
_CHOSEN = frozenset({Type.SELECT_ONE, Type.LIKERT, Type.SELECT_MULTIPLE, Type.RANK})
_ONE = frozenset({Type.SELECT_ONE, Type.LIKERT})
_COUNTED = frozenset({Type.INTEGER, Type.DECIMAL, Type.RANGE})
_FINENESS = ("year", "month", "day")


def question_changes(path: str, before: Version, now: Version) -> Iterator[Change]:
    """Every change of a question, from its type to its words."""
    (old_instrument, old), (new_instrument, new) = before, now
    if old.type is not new.type:
        yield _type_change(path, old, new)
    elif old.choices != new.choices:
        choices = old_instrument.choices_of(old), new_instrument.choices_of(new)
        yield from choice_changes(path, new.mark, *choices)
    yield from text_changes(path, new.mark, _texts(old, new))
    yield from _rules(path, old, new)
    yield from _values(path, old, new)
    yield from _analysis(path, old, new)


def _type_change(path: str, old: Question, new: Question) -> Change:
    what = msg("“{path}” is {new} now, no longer {old}", path=path, old=old.type, new=new.type)
    return Change(_effect_of_types(old.type, new.type), "type", path, what, new.mark)


def _effect_of_types(old: Type, new: Type) -> Effect:
    if (old, new) in _WIDER:
        return Effect.SAFE
    told = new in _TEXTS or (old in _ONE and new in _CHOSEN)
    return Effect.MAPPING if told or {old, new} <= _COUNTED else Effect.DESTRUCTIVE


def _texts(old: Question, new: Question) -> Iterator[tuple[str, Text, Text]]:
    yield "label", old.label, new.label
    yield "hint", old.hint, new.hint
    yield "required_message", old.required_message, new.required_message
    yield "listen_for", old.listen_for, new.listen_for
    if old.number != new.number:
        yield "number", Text({"": old.number}), Text({"": new.number})
    probes = {probe.name: probe for probe in old.probes}
    for probe in new.probes:
        earlier = probes.pop(probe.name, None)
        yield f"probes/{probe.name}", earlier.label if earlier else EMPTY, probe.label
    for name, probe in probes.items():
        yield f"probes/{name}", probe.label, EMPTY


def _rules(path: str, old: Question, new: Question) -> Iterator[Change]:
    yield from check_changes(path, old, new)
    if not same_rule(old.relevant, new.relevant):
        yield relevance_change(path, new)
    if not same_rule(old.calculation, new.calculation):
        what = msg("“{path}” is calculated in another way", path=path)
        yield Change(Effect.MAPPING, "calculation", path, what, new.mark)
    if set(old.triggers) != set(new.triggers):
        what = msg("other questions set “{path}” when they change", path=path)
        yield Change(Effect.MAPPING, "trigger", path, what, new.mark)
    if not same_rule(old.choice_filter, new.choice_filter):
        freed = new.choice_filter is None
        what = msg("“{path}” offers its choices under another condition", path=path)
        effect = Effect.SAFE if freed else Effect.MAPPING
        yield Change(effect, "choice-filter", path, what, new.mark)
    for key, before, now in (
        ("required", old.required, new.required),
        ("default", old.default, new.default),
    ):
        if not same_rule(before, now):
            what = msg("“{key}” of “{path}” has changed", key=key, path=path)
            yield Change(Effect.SAFE, key, path, what, new.mark)


def check_changes(path: str, old: Question | Repeat, new: Question | Repeat) -> Iterator[Change]:
    """Changes of constraints: narrower ones may refuse what is stored."""
    before, now = [_said(check) for check in old.checks], [_said(check) for check in new.checks]
    if before != now:
        if narrower(old.checks, new.checks):
            what = msg("the constraint of “{path}” is narrower: answers may break it", path=path)
            yield Change(Effect.MAPPING, "constraint", path, what, new.mark)
        else:
            what = msg("the constraint of “{path}” has changed, and is not narrower", path=path)
            yield Change(Effect.SAFE, "constraint", path, what, new.mark)
    elif [check.message for check in old.checks] != [check.message for check in new.checks]:
        what = msg("the message of a constraint of “{path}” has other words", path=path)
        yield Change(Effect.WORDING, "wording", path, what, new.mark)


def _said(check: Check) -> tuple[object, bool]:
    return check.constraint.root, check.soft


def _values(path: str, old: Question, new: Question) -> Iterator[Change]:
    """Changes of what counts as an answer."""
    if old.type is not new.type:
        return
    for effect, rule, what in _value_rules(path, old, new):
        yield Change(effect, rule, path, what, new.mark)


def _value_rules(path: str, old: Question, new: Question) -> Iterator[tuple[Effect, str, Message]]:
    if (old.start, old.end, old.step) != (new.start, new.end, new.step):
        what = msg("the range of “{path}” has changed", path=path)
        yield Effect.SAFE if _is_wider(old, new) else Effect.MAPPING, "range", what
    if old.top != new.top:
        yield Effect.MAPPING, "top", msg("“{path}” asks for another number of ranks", path=path)
    if old.precision != new.precision:
        finer = _FINENESS.index(new.precision) > _FINENESS.index(old.precision)
        what = msg("“{path}” asks for a date of another precision", path=path)
        yield Effect.MAPPING if finer else Effect.DESTRUCTIVE, "precision", what
    if old.or_other and not new.or_other:
        yield Effect.DESTRUCTIVE, "other", msg("“{path}” no longer offers “other”", path=path)
    lost = [code.value for code in old.missing if code not in new.missing]
    if lost:
        what = msg("“{path}” no longer offers: {codes}", path=path, codes=", ".join(lost))
        yield Effect.MAPPING, "missing", what
    if old.reverse != new.reverse:
        yield Effect.MAPPING, "score", msg("“{path}” is scored the other way round", path=path)


def _is_wider(old: Question, new: Question) -> bool:
    if old.step != new.step or None in (old.start, old.end, new.start, new.end):
        return False
    return (new.start or 0.0) <= (old.start or 0.0) and (new.end or 0.0) >= (old.end or 0.0)


def _analysis(path: str, old: Question, new: Question) -> Iterator[Change]:
    """Where a question is filed: answers stay, tables change."""
    for key, before, now in (
        ("themes", old.themes, new.themes),
        ("indicators", old.indicators, new.indicators),
        ("claims", old.claims, new.claims),
        ("codes", old.codes, new.codes),
    ):
        if before != now:
            what = msg("“{key}” of “{path}” has changed", key=key, path=path)
            yield Change(Effect.SAFE, key, path, what, new.mark)
