"""The population: everybody who is to be asked, and the separable table of who they are.

A respondent is known by a code (`G-07`). Names, NIP, NUPTK and phone stand in a table of their
own and are read by the collector's screens only.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from instrumen.fieldwork import codes
from instrumen.fieldwork.scope import group_of
from instrumen.language.design import Design, RosterField
from instrumen.language.text import Text
from instrumen.messages import Message, msg
from instrumen.store.events import Act, Json
from instrumen.store.study import Study
from instrumen.text import keep

FieldValue = str | int | float | tuple[str, ...]

ROSTER = "roster"  # the `source` of people read from a roster file
FIELD = "field"  # … of people found in the field

_COLUMNS = "code, site, grp, fields, source, added"


class PopulationError(Exception):
    """Somebody cannot be found or added; `.message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One person of the population, without a name. `fields` are the roster's (codes as codes,
    lists as tuples); `eligible` is false for people who have moved, retired or died."""

    code: str
    site: str
    group: str
    fields: Mapping[str, FieldValue]
    source: str
    added: str
    eligible: bool


def respondents(study: Study, site: str | None = None) -> tuple[Respondent, ...]:
    """The population, or that of one site, by site and code."""
    where, values = ("", ()) if site is None else (" WHERE site=?", (site,))
    rows = study.rows(f"SELECT {_COLUMNS} FROM respondents{where}", values)
    found = [_respondent(study.design, row) for row in rows]
    order = {site.name: number for number, site in enumerate(study.design.sites)}
    return tuple(sorted(found, key=lambda r: (order.get(r.site, len(order)), code_key(r.code))))


def respondent(study: Study, code: str) -> Respondent:
    """One person by code; raises PopulationError when there is none."""
    row = study.row(f"SELECT {_COLUMNS} FROM respondents WHERE code=?", (code,))
    if row is None:
        raise PopulationError(msg("There is no respondent with the code {code}.", code=code))
    return _respondent(study.design, row)


def identity(study: Study, code: str) -> Mapping[str, str]:
    """What tells who somebody is (nama, nip, …): for the collector's screens only."""
    rows = study.rows("SELECT field, value FROM identities WHERE respondent=?", (code,))
    return {str(field): str(value) for field, value in rows}


def identities(study: Study) -> Mapping[str, Mapping[str, str]]:
    """`identity` of everybody at once, by code."""
    found: dict[str, dict[str, str]] = {}
    for code, field, value in study.rows("SELECT respondent, field, value FROM identities"):
        found.setdefault(str(code), {})[str(field)] = str(value)
    return found


def add_respondent(
    study: Study,
    site: str,
    fields: Mapping[str, FieldValue],
    identity: Mapping[str, str],
    *,
    code: str | None = None,
    source: str = FIELD,
) -> Respondent:
    """Add one person, found in the field or typed in; the code is drawn when none is given.

    Raises PopulationError when no group of the study is theirs, the site is unknown or the code
    is taken.
    """
    design = study.design
    if all(known.name != site for known in design.sites):
        raise PopulationError(msg("There is no site called {site} in this study.", site=site))
    clean = _whitelisted(design, fields)
    group = group_of(design, clean)
    if group is None:
        raise PopulationError(
            msg("This person belongs to no group of the study; check the position.")
        )
    used = codes.used(study)
    if code is not None and code in used:
        raise PopulationError(
            msg("The code {code} is taken; codes are never used again.", code=code)
        )
    given = code or codes.draw(study.rng, group.prefix, 1, used)[0]
    act = Act("respondent.added", given, value=entry(site, group.name, clean, source))
    known_fields = {field.name for field in design.roster if field.identity}
    rows = [(given, name, keep(value)) for name, value in identity.items() if name in known_fields]
    study.record_all([act], rows)
    return respondent(study, given)


def entry(site: str, group: str, fields: Mapping[str, FieldValue], source: str) -> Json:
    """The value of a `respondent.added` or `.changed` event."""
    plain: dict[str, Json] = {name: _json(value) for name, value in fields.items()}
    return {"site": site, "group": group, "fields": plain, "source": source}


def is_eligible(design: Design, fields: Mapping[str, FieldValue]) -> bool:
    """Whether somebody is still part of the population (not moved, retired or dead)."""
    return all(fields.get(name) not in values for name, values in design.ineligible.items())


def field_text(field: RosterField, value: FieldValue, language: str) -> str:
    """A roster value as people read it: codes by their labels, lists joined by commas."""
    if isinstance(value, tuple):
        return ", ".join(field_text(field, item, language) for item in value)
    label: Text | None = field.values.get(str(value))
    return label(language) if label else str(value)


def code_key(code: str) -> tuple[str, int, str]:
    """Sorts G-2 before G-10."""
    prefix, _, number = code.rpartition("-")
    return (prefix, int(number), "") if number.isdecimal() else (code, 0, code)


def _respondent(design: Design, row: Sequence[object]) -> Respondent:
    code, site, group, fields, source, added = map(str, row)
    read = {name: _value(value) for name, value in json.loads(fields).items()}
    return Respondent(
        code=code,
        site=site,
        group=group,
        fields=read,
        source=source,
        added=added,
        eligible=is_eligible(design, read),
    )


def _whitelisted(design: Design, fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Only columns that the study names, defaults filled in, texts through the gate."""
    clean: dict[str, FieldValue] = {}
    for field in design.roster:
        value = fields.get(field.name, field.default)
        if value not in (None, "", ()) and not field.identity:
            assert value is not None
            clean[field.name] = _kept(value)
    return clean


def _kept(value: FieldValue) -> FieldValue:
    if isinstance(value, tuple):
        return tuple(map(keep, value))
    return keep(value) if isinstance(value, str) else value


def _json(value: FieldValue) -> Json:
    return list(value) if isinstance(value, tuple) else value


def _value(value: object) -> FieldValue:
    if isinstance(value, list):
        return tuple(map(str, value))
    return value if isinstance(value, int | float) else str(value)


def groups_present(people: Iterable[Respondent]) -> Mapping[str, int]:
    """How many people each group has, ineligible ones included."""
    counts: dict[str, int] = {}
    for person in people:
        counts[person.group] = counts.get(person.group, 0) + 1
    return counts
