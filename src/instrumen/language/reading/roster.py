"""`roster:` which columns of a staff list are kept, and what is worked out from them."""

from collections.abc import Iterator, Mapping

from instrumen.language.design import DerivedField, Pattern, RosterField
from instrumen.language.meant import did_you_mean
from instrumen.language.nodes import Scalar
from instrumen.language.reading.entry import VARIABLE, Entry, open_entry
from instrumen.language.reading.texts import read_text
from instrumen.language.reading.unique import Unique
from instrumen.language.text import Text
from instrumen.messages import msg

ROSTER_KEYS = frozenset({"fields", "derived", "ineligible"})
FIELD_KEYS = frozenset({
    "name", "type", "label", "headings", "required", "identity", "digits", "min", "max", "default",
    "opt_in", "keep_wording_as", "values", "patterns", "raised_by", "raises",
})  # fmt: skip
DERIVED_KEYS = frozenset({"name", "label", "calculation"})
PATTERN_KEYS = frozenset({"text", "value", "prefix"})
FIELD_TYPES = ("text", "integer", "year", "date", "code", "list")


def open_roster(study: Entry) -> Entry | None:
    """The mapping under `roster:`."""
    node = study.values.get("roster")
    return open_entry(study.context, node, msg("the roster"), ROSTER_KEYS) if node else None


def read_fields(roster: Entry) -> tuple[RosterField, ...]:
    """The columns, each name once."""
    names = Unique(roster.context)
    entries = tuple(roster.entries("fields", msg("a field of the roster"), FIELD_KEYS))
    fields = [_read_field(entry, names) for entry in entries]
    for entry in entries:
        _refuse_unknown_field(entry, "keep_wording_as", names.marks)
        _refuse_unknown_field(entry, "raised_by", names.marks)
    return tuple(field for field in fields if field.name)


def _read_field(entry: Entry, names: Unique) -> RosterField:
    name = entry.name("name", VARIABLE)
    names.add(name, entry.mark)
    values = _read_values(entry)
    least, most = entry.number("min"), entry.number("max")
    if least is not None and most is not None and least > most:
        entry.context.error(
            entry.at("min"),
            "min-max",
            msg("“min” ({least}) is greater than “max” ({most})", least=least, most=most),
            msg("Exchange them."),
        )
    return RosterField(
        name=name,
        type=entry.word("type", FIELD_TYPES, "text"),
        label=entry.text("label") or Text({"": name}),
        headings=entry.strings("headings"),
        required=entry.flag("required"),
        identity=entry.flag("identity"),
        digits=entry.integer("digits", 1),
        least=least,
        most=most,
        default=_read_default(entry, values),
        opt_in=entry.flag("opt_in"),
        keep_wording_as=entry.string("keep_wording_as"),
        values=values,
        patterns=tuple(_read_patterns(entry, "patterns", values)),
        raised_by=entry.string("raised_by"),
        raises=tuple(_read_patterns(entry, "raises", values)),
    )


def _read_values(entry: Entry) -> dict[str, Text]:
    pairs = entry.pairs("values")
    return {key.value: read_text(entry.context, value) for key, value in pairs}


def _read_default(entry: Entry, values: Mapping[str, Text]) -> str | None:
    scalar = entry.scalar("default")
    if scalar is None:
        return None
    _refuse_unknown_value(entry, scalar, values)
    return scalar.value


def _read_patterns(entry: Entry, key: str, values: Mapping[str, Text]) -> Iterator[Pattern]:
    for pattern in entry.entries(key, msg("a pattern"), PATTERN_KEYS):
        value = pattern.scalar("value")
        if pattern.require("text", "value") and value is not None:
            _refuse_unknown_value(entry, value, values)
            yield Pattern(
                text=pattern.string("text"), value=value.value, prefix=pattern.flag("prefix")
            )


def _refuse_unknown_value(entry: Entry, scalar: Scalar, values: Mapping[str, Text]) -> None:
    if values and scalar.value not in values:
        entry.context.error(
            scalar.mark,
            "unknown-value",
            msg("“{value}” is none of the values of this field", value=scalar.value[:64]),
            did_you_mean(scalar.value, values, msg("Write it under “values:”.")),
        )


def _refuse_unknown_field(entry: Entry, key: str, names: Mapping[str, object]) -> None:
    scalar = entry.scalar(key)
    if scalar is not None and scalar.value not in names:
        entry.context.error(
            scalar.mark,
            "unknown-field",
            msg("the roster has no field “{name}”", name=scalar.value[:64]),
            did_you_mean(scalar.value, names, msg("Write it under “fields:”.")),
        )


def read_derived(roster: Entry, fields: tuple[RosterField, ...]) -> tuple[DerivedField, ...]:
    """The fields that are worked out, none with the name of a column."""
    names = Unique(roster.context)
    columns = {field.name for field in fields}
    found: list[DerivedField] = []
    for entry in roster.entries("derived", msg("a derived field"), DERIVED_KEYS):
        name = entry.name("name", VARIABLE)
        names.add(name, entry.mark)
        if name in columns:
            entry.context.error(
                entry.mark,
                "duplicate-name",
                msg("“{name}” is a column of the roster already", name=name),
                msg("Give one of them another name."),
            )
        entry.require("calculation")
        calculation = entry.expression("calculation")
        if calculation is not None:
            label = entry.text("label") or Text({"": name})
            found.append(DerivedField(name=name, label=label, calculation=calculation))
    return tuple(found)


def read_ineligible(roster: Entry, fields: tuple[RosterField, ...]) -> dict[str, tuple[str, ...]]:
    """Which values of which field put a person outside the population."""
    by_name = {field.name: field for field in fields}
    node = roster.values.get("ineligible")
    inside = open_entry(roster.context, node, msg("“ineligible”"), None) if node else None
    if inside is None:
        return {}
    for key, scalar in inside.keys.items():
        if key not in by_name:
            roster.context.error(
                scalar.mark,
                "unknown-field",
                msg("the roster has no field “{name}”", name=key[:64]),
                did_you_mean(key, by_name, msg("Write it under “fields:”.")),
            )
            continue
        for value in inside.scalars(key):
            _refuse_unknown_value(inside, value, by_name[key].values)
    return {key: inside.strings(key) for key in inside.keys if key in by_name}
