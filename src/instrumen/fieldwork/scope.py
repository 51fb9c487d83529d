"""What `${…}` means outside the questions: roster fields, derived fields, and a few names that
every instrument may use (`kode`, `sekolah`, `unit`, `unit_label`, `instance`, `tahun`)."""

from collections.abc import Mapping, Sequence
from datetime import date

from instrumen.engine import evaluate, holds
from instrumen.language.design import Design, RespondentGroup
from instrumen.language.text import Text

Scope = dict[str, object]


def field_scope(design: Design, fields: Mapping[str, object]) -> Scope:
    """Roster fields and derived fields of one person; blank ones read as ''. Lists are
    separated by spaces, as the answers to a `select_multiple` are."""
    scope: Scope = {"tahun": design.year}
    for field in design.roster:
        value = fields.get(field.name, "")
        scope[field.name] = " ".join(map(str, value)) if isinstance(value, tuple) else value
    today = date(design.year, 12, 31)
    for derived in design.derived:
        scope[derived.name] = evaluate(derived.calculation, scope, today=today)
    return scope


def subject_scope(
    design: Design,
    site: str,
    people: Sequence[tuple[str, Mapping[str, object]]],
    *,
    unit: str = "",
    instance: int = 1,
    language: str = "",
) -> Scope:
    """The whole scope of a response about `people` (code, fields): nobody for a document of the
    school, one person, or several. Of several people a field means what all have in common."""
    scopes = [field_scope(design, fields) for _code, fields in people] or [field_scope(design, {})]
    scope = {
        name: value if all(other[name] == value for other in scopes) else ""
        for name, value in scopes[0].items()
    }
    label = next((known.label for known in design.sites if known.name == site), None)
    scope["kode"] = ", ".join(code for code, _fields in people)
    scope["sekolah"] = label(language) if label else site
    scope["unit"] = unit
    scope["unit_label"] = _unit_label(design, unit, language)
    scope["instance"] = instance
    return scope


def written_scope(design: Design, written: Mapping[str, str], language: str = "") -> Scope:
    """The scope of a response that nobody gave, from roster fields written down by name. `kode`,
    `unit`, `instance`, `site` and derived fields may be written too; they are taken as they are."""
    first = design.sites[0].name if design.sites else ""
    scope = subject_scope(
        design,
        written.get("site", first),
        [(written.get("kode", ""), written)],
        unit=written.get("unit", ""),
        language=language,
    )
    return {**scope, **written}


def _unit_label(design: Design, unit: str, language: str) -> str:
    units = (known for instrument in design.instruments for known in instrument.units)
    return next((known.label(language) for known in units if known.name == unit), "")


def field_labels(design: Design, fields: Mapping[str, object]) -> dict[str, Text]:
    """How the roster codes of one person are said in labels: `pppk_pw` as "PPPK paruh waktu"."""
    found = {}
    for field in design.roster:
        value = fields.get(field.name, ())
        codes = value if isinstance(value, tuple) else (str(value),)
        labels = [field.values[code] for code in codes if code in field.values]
        if labels:
            joined = {lang: ", ".join(one(lang) for one in labels) for lang in design.languages}
            found[field.name] = Text(joined)
    return found


def group_of(design: Design, fields: Mapping[str, object]) -> RespondentGroup | None:
    """The first group whose `for` holds; None when no group is theirs."""
    scope = field_scope(design, fields)
    return next((group for group in design.groups if holds(group.for_, scope)), None)
