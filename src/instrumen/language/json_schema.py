"""JSON Schemas (draft 2020-12) of the files, for editors: which keys there are, and what may stand
behind them.

The keys come from the readers themselves, and so do types, words and the rules for names; here it
is only said what kind of value each key has. A schema cannot know names and expressions: those
are for `instrumen check`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from instrumen.language.model import CHOICE_TYPES, Kind, Missing, SubjectKind, Type
from instrumen.language.reading import (
    choices,
    codebook,
    consent,
    instrument,
    items,
    profiles,
    questions,
    roster,
    study,
)
from instrumen.language.reading.entry import SLUG, VARIABLE

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

# Plain scalars stay text for this program; an editor takes `2026` for a number and `yes`,
# in YAML 1.1, for a truth.
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_NUMBER: Schema = {"type": "number"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}
_FLAG: Schema = {"enum": [True, False, "yes", "no", "ya", "tidak", "true", "false"]}
_TEXT: Schema = {"$ref": "#/$defs/text"}
_RULE: Schema = {"type": ["string", "number", "boolean"], "description": "An expression."}
_NAME: Schema = {"type": ["string", "number", "boolean"], "pattern": f"^{SLUG.pattern}$"}
_VARIABLE: Schema = {"type": "string", "pattern": f"^{VARIABLE.pattern}$"}


def _one_of(words: Iterable[str]) -> Schema:
    return {"enum": [str(word) for word in words]}


def _list_of(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_or_more(item: Schema) -> Schema:
    return {"anyOf": [item, _list_of(item)]}


def _map_of(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


_NAMES = _one_or_more(_NAME)
_SCALARS = _one_or_more(_SCALAR)

# What stands behind a key, wherever it occurs; objects below may say otherwise.
_VALUES: Mapping[str, Schema] = {
    "name": _NAME, "label": _TEXT, "title": _TEXT, "hint": _TEXT, "note": _TEXT,
    "relevant": _RULE, "for": _RULE, "constraint": _RULE, "calculation": _RULE,
    "trigger": _SCALARS,
    "choice_filter": _RULE, "repeat_count": _RULE, "required": _RULE,
    "required_message": _TEXT, "constraint_message": _TEXT, "message": _TEXT,
    "severity": _one_of(questions.SEVERITIES), "constraints": _list_of(_ref("check")),
    "missing": _one_or_more(_one_of(Missing)), "themes": _NAMES, "indicators": _NAMES,
    "claims": _NAMES, "codes": _NAMES, "number": _SCALAR, "appearance": _SCALAR,
    "default": _SCALAR, "listen_for": _TEXT, "probes": _list_of(_ref("probe")),
    "long": _FLAG, "start": _NUMBER, "end": _NUMBER, "step": _NUMBER, "or_other": _FLAG,
    "randomize": _FLAG, "top": _WHOLE, "reverse": _FLAG, "min": _NUMBER, "max": _NUMBER,
    "precision": _one_of(questions.PRECISIONS), "questions": _list_of(_ref("item")),
    "rows": _list_of(_ref("row")), "type": {"type": "string"},
    "instrument": _NAME, "kind": _one_of(Kind), "version": _SCALAR, "technique": _SCALAR,
    "subject": _one_of(SubjectKind), "languages": _SCALARS, "short_title": _TEXT,
    "activity": _TEXT, "duration": _TEXT, "choices": _map_of(_list_of(_ref("choice"))),
    "scales": _list_of(_ref("scale")), "units": _list_of(_ref("unit")),
    "sections": _list_of(_ref("section")), "score": _NUMBER, "exclusive": _FLAG,
    "study": _NAME, "year": _WHOLE, "fictitious": _FLAG, "profile": _NAME,
    "citation": _SCALAR, "facts": _map_of(_TEXT), "sites": _list_of(_ref("site")),
    "groups": _list_of(_ref("respondent_group")), "roster": _ref("roster"),
    "foci": _list_of(_ref("focus")), "coding_rules": _list_of(_TEXT),
    "spread_words": _list_of(_ref("band")), "attainment": _list_of(_ref("band")),
    "scale_answered_share": _NUMBER, "collectors": _map_of(_SCALAR),
    "profiles": _map_of(_ref("profile")), "place": _TEXT, "context": _TEXT,
    "headings": _SCALARS, "prefix": _SCALAR, "fields": _list_of(_ref("field")),
    "derived": _list_of(_ref("derived")), "ineligible": _map_of(_NAMES),
    "identity": _FLAG, "digits": _WHOLE, "opt_in": _FLAG, "keep_wording_as": _VARIABLE,
    "values": _map_of(_TEXT), "patterns": _list_of(_ref("pattern")), "raised_by": _VARIABLE,
    "raises": _list_of(_ref("pattern")), "text": _SCALAR, "value": _NAME, "focus": _NAME,
    "question": _TEXT, "taxonomy": _NAME, "dimension": _TEXT, "crosswalk": _map_of(_SCALARS),
    "theme": _NAME, "parent": _NAME, "definition": _TEXT, "include": _TEXT, "exclude": _TEXT,
    "example": _SCALAR, "attributes": _SCALARS, "exported": _FLAG,
    "sources": _list_of(_ref("source")), "places": _SCALARS, "margins": _list_of(_NUMBER),
    "font": _SCALAR, "size": _NUMBER, "line_spacing": _NUMBER, "table_caption": _TEXT,
    "figure_caption": _TEXT, "appendix_word": _TEXT,
    "appendix_numbering": {"enum": ["1", "A", 1]},
    "page_numbers": _one_of(("continue", "restart")), "divider_page": _FLAG,
    "block_quote_words": _WHOLE, "first_line_indent": _NUMBER,
    "heading_numbering": _one_of(("roman", "arabic", "none")), "consent": _NAME,
    "opening": _TEXT, "points": _list_of(_TEXT), "scopes": _list_of(_ref("scope")),
    "additions": _map_of(_TEXT), "reasons": _map_of(_TEXT), "receipt": _TEXT,
    "translations": _map_of(_map_of(_SCALAR)), "condition": _FLAG,
    "kinds": _one_or_more(_one_of(Kind)),
}  # fmt: skip


def _object(keys: Iterable[str], required: Iterable[str] = (), /, **values: Schema) -> Schema:
    """A mapping with these keys and no others; `values` for those that mean something of their
    own here."""
    return {
        "type": "object",
        "properties": {key: values.get(key, _VALUES.get(key, {})) for key in sorted(keys)},
        "required": list(required),
        "additionalProperties": False,
    }


def _question(type_: Type) -> Schema:
    keys = questions.COMMON_KEYS | set(questions.TYPE_KEYS.get(type_, ()))
    if type_ is not Type.CALCULATE:
        return _object(keys, ("name", "type", "label"), name=_VARIABLE)
    return _object(keys, ("name", "type", "calculation"), name=_VARIABLE)


def _item() -> Schema:
    """A question, matrix, group or repeat; which it is, `type` says."""
    listed = [{"if": _typed(type_), "then": _ref(f"question_{type_}")} for type_ in Type]
    rows = {**_typed(Type.LIKERT), "required": ["type", "rows"]}
    likert = {"if": rows, "then": _ref("matrix"), "else": _ref(f"question_{Type.LIKERT}")}
    others = [one for one, type_ in zip(listed, Type, strict=True) if type_ is not Type.LIKERT]
    groups = [
        {"if": _typed(word), "then": _ref(word)} for word in (questions.GROUP, questions.REPEAT)
    ]
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"type": "string", "anyOf": [_type_pattern(), *_plain_types()]}},
        "allOf": [*others, {"if": _typed(Type.LIKERT), "then": likert}, *groups],
    }


def _typed(word: str) -> Schema:
    """Holds for an item of a type."""
    said = {"pattern": f"^{word} "} if word in CHOICE_TYPES else {"const": str(word)}
    return {"properties": {"type": said}, "required": ["type"]}


def _type_pattern() -> Schema:
    words = "|".join(sorted(CHOICE_TYPES))
    return {"pattern": f"^({words}) +{SLUG.pattern}$", "description": "A type and its list."}


def _plain_types() -> list[Schema]:
    return [{"const": word} for word in questions.TYPES if word not in CHOICE_TYPES]


def _instrument_parts() -> dict[str, Schema]:
    members = {"min": _WHOLE, "max": _WHOLE}
    return {
        "choice": _object(choices.CHOICE_KEYS, ("name", "label"))
        | {"additionalProperties": _SCALAR},
        "section": _object(instrument.SECTION_KEYS, ("name", "title", "questions"), name=_VARIABLE),
        "scale": _object(instrument.SCALE_KEYS, ("name", "label", "rows"), rows=_NAMES),
        "unit": _object(instrument.UNIT_KEYS, ("name", "label")),
        "check": _object(questions.CHECK_KEYS, ("constraint",)),
        "probe": _object(questions.PROBE_KEYS, ("name", "label")),
        "item": _item(),
        "group": _object(items.GROUP_KEYS, ("name", "type", "questions"), name=_VARIABLE),
        "repeat": _object(
            items.REPEAT_KEYS, ("name", "type", "label", "questions"), name=_VARIABLE, **members
        ),
        "matrix": _object(items.MATRIX_KEYS, ("name", "type", "label", "rows"), name=_VARIABLE),
        "row": _object(
            questions.COMMON_KEYS - {"type"} | set(questions.TYPE_KEYS[Type.LIKERT]),
            ("name", "label"),
            name=_VARIABLE,
        ),
        **{f"question_{type_}": _question(type_) for type_ in Type},
    }


def _study_parts() -> dict[str, Schema]:
    return {
        "site": _object(study.SITE_KEYS, ("name", "label")),
        "respondent_group": _object(
            study.RESPONDENT_GROUP_KEYS, ("name", "label", "prefix", "for")
        ),
        "roster": _object(roster.ROSTER_KEYS),
        "field": _object(
            roster.FIELD_KEYS, ("name",), name=_VARIABLE, type=_one_of(roster.FIELD_TYPES),
            required=_FLAG,
        ),
        "derived": _object(roster.DERIVED_KEYS, ("name", "calculation"), name=_VARIABLE),
        "pattern": _object(roster.PATTERN_KEYS, ("text", "value"), prefix=_FLAG),
        "focus": _object(codebook.FOCUS_KEYS, ("name", "label")),
        "theme": _object(codebook.THEME_KEYS, ("name", "label")),
        "indicator": _object(codebook.INDICATOR_KEYS, ("name", "label")),
        "code": _object(codebook.CODE_KEYS, ("name", "label")),
        "claim": _object(codebook.CLAIM_KEYS, ("name", "label")),
        "source": _object(codebook.SOURCE_KEYS, ("technique",)),
        "band": _object(profiles.BAND_KEYS, ("min", "label")),
        "profile": _object(profiles.PROFILE_KEYS),
    }  # fmt: skip


def _instrument() -> Schema:
    required = ("instrument", "kind", "version", "title", "sections")
    return _object(instrument.HEADER_KEYS, required) | _defs(_instrument_parts())


def _study() -> Schema:
    required = ("study", "title", "year", "sites", "roster", "profile", "profiles")
    lists = {key: _list_of(_ref(one)) for key, one in (
        ("themes", "theme"), ("indicators", "indicator"), ("codes", "code"), ("claims", "claim"),
    )}  # fmt: skip
    return _object(study.STUDY_KEYS, required, **lists) | _defs(_study_parts())


def _consent() -> Schema:
    required = ("consent", "version", "title", "opening", "points", "scopes")
    scope = _object(consent.SCOPE_KEYS, ("name", "label"), name=_VARIABLE)
    additions = {"additions": _object(consent.ADDITIONS, **dict.fromkeys(consent.ADDITIONS, _TEXT))}
    return _object(consent.CONSENT_KEYS, required, **additions) | _defs({"scope": scope})


def _defs(parts: Mapping[str, Schema]) -> Schema:
    text = {"anyOf": [_SCALAR, _map_of(_SCALAR)], "description": "A text, or one a language."}
    return {"$defs": {"text": text, **parts}}


_FILES: Mapping[str, tuple[str, Callable[[], Schema]]] = {
    "instrument": ("An instrument of instrumen", _instrument),
    "study": ("A study of instrumen (study.yaml)", _study),
    "consent": ("The consent of a study", _consent),
}
FILES = tuple(_FILES)
"""The kinds of files there is a schema for."""


def json_schema(file: str) -> Schema:
    """The schema of a kind of file, one of `FILES`."""
    title, make = _FILES[file]
    return {"$schema": DRAFT, "title": title, **make()}
