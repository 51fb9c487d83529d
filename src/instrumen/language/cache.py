"""Instruments that were read before, kept as plain data so that they need no reading and checking
again.

A kept instrument is a JSON file named after the SHA-256 of all that decides about it: the program,
the text, what the study provides. JSON can say nothing but data, so a file from anywhere can do no
more than be wrong; what is broken, cut off or of another form counts as not there. Nothing
depends on a cache: it may be deleted at any time, and failing to write one is not a problem.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import MISSING, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from instrumen import __version__
from instrumen.language import model
from instrumen.language.checks.scope import ANYWHERE, Scope
from instrumen.language.expression import syntax
from instrumen.language.garbage import no_collection
from instrumen.language.loader import Problems, read_instrument_text
from instrumen.language.model import Instrument
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.language.text import Text
from instrumen.language.yaml_reader import clean_source
from instrumen.messages import Message

MOST_KEPT = 64

_CLASSES: tuple[type[Any], ...] = (
    Text, Mark, Problem, Message,
    syntax.Expression, syntax.Number, syntax.String, syntax.Reference, syntax.Name, syntax.Self,
    syntax.Parent, syntax.Call, syntax.Unary, syntax.Binary, syntax.Filter, syntax.Child,
    model.Choice, model.ChoiceList, model.Check, model.Probe, model.Question, model.Matrix,
    model.Group, model.Repeat, model.Section, model.Scale, model.Unit, model.Instrument,
)  # fmt: skip
_ENUMS: tuple[type[Enum], ...] = (
    model.Kind, model.SubjectKind, model.Type, model.Missing, Severity,
)  # fmt: skip
_NUMBER_OF = {found: number for number, found in enumerate((*_CLASSES, *_ENUMS))}
# A key no instrument can have: control characters do not pass the reader.
_KIND = "\0"
_PATH = -1


def read_with_cache(
    source: str, file: Path, folder: Path, scope: Scope = ANYWHERE
) -> tuple[Instrument | None, Problems]:
    """As `loader.read_instrument_text`, from `folder` when it was read before. Only instruments
    without errors are kept."""
    source = clean_source(source)
    kept = folder / f"{_key(source, scope)}.json"
    known = _read(kept, source, file)
    if known is not None:
        return known
    instrument, problems = read_instrument_text(source, file, scope)
    if instrument is not None:
        _write(kept, instrument, problems)
    return instrument, problems


def _key(source: str, scope: Scope) -> str:
    names: dict[str, object] = {each.name: _sorted(getattr(scope, each.name)) for each in _SCOPE}
    return sha256(json.dumps([_program(), names, source]).encode()).hexdigest()


_SCOPE = fields(Scope)


def _sorted(value: object) -> object:
    match value:
        case frozenset():
            return sorted(value)
        case Mapping():
            return {name: _sorted(value[name]) for name in sorted(value)}
    return value


@cache
def _program() -> str:
    """Which program this is: its version, and the files that read instruments."""
    here = Path(__file__).parent
    files = ((each, each.stat()) for each in sorted(here.rglob("*.py")))
    stamps = [(str(each), found.st_size, found.st_mtime_ns) for each, found in files]
    return sha256(json.dumps([__version__, stamps]).encode()).hexdigest()


def _read(kept: Path, source: str, file: Path) -> tuple[Instrument, Problems] | None:
    try:
        digest, _, text = kept.read_bytes().partition(b"\n")
        if sha256(text).hexdigest().encode() != digest:
            return None
        with no_collection():
            instrument, problems = json.loads(text, object_hook=_Maker(file).made)
        found = tuple(problems)
        if isinstance(instrument, Instrument) and all(isinstance(each, Problem) for each in found):
            return replace(instrument, source=source), found
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        pass
    return None


def _write(kept: Path, instrument: Instrument, problems: Problems) -> None:
    """Put a file in its place whole, or not at all."""
    with suppress(OSError, TypeError, ValueError, RecursionError):
        plain = [_plain(replace(instrument, source="")), [_plain(each) for each in problems]]
        text = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=kept.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(sha256(text).hexdigest().encode() + b"\n" + text)
            os.replace(name, kept)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _forget_the_oldest(kept.parent)


def _forget_the_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)
    for each in kept[MOST_KEPT:]:
        each.unlink(missing_ok=True)


def _plain(value: object) -> Any:
    """A value as JSON can say it; raises TypeError for one of no known kind."""
    match value:
        case Enum():
            return {_KIND: _NUMBER_OF[type(value)], "v": value.value}
        case None | str() | bool() | int() | float():
            return value
        case tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {name: _plain(each) for name, each in value.items()}
        case Path():
            return {_KIND: _PATH}
    if type(value) not in _NUMBER_OF or not is_dataclass(value):
        raise TypeError(type(value).__name__)
    return {_KIND: _NUMBER_OF[type(value)], **_fields(value)}


def _fields(value: Any) -> dict[str, Any]:
    """The fields of a dataclass that are not as they would be anyway."""
    found = {each.name: getattr(value, each.name) for each in fields(value)}
    defaults = _DEFAULTS[type(value)]
    return {
        name: _plain(held)
        for name, held in found.items()
        if name not in defaults or held != defaults[name]
    }


def _defaults_of(of: type[Any]) -> dict[str, Any]:
    return {each.name: each.default for each in fields(of) if each.default is not MISSING}


_DEFAULTS = {of: _defaults_of(of) for of in _CLASSES}


class _Maker:
    """Makes values of what JSON read, from the inside out. `file` is the one they come from."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def made(self, plain: dict[str, Any]) -> Any:
        """The value that a JSON object stands for. Raises TypeError, ValueError, LookupError."""
        number = plain.pop(_KIND, None)
        if number is None:
            return plain
        if number == _PATH:
            return self.file
        if number >= len(_CLASSES):
            return _ENUMS[number - len(_CLASSES)](plain["v"])
        for name, held in plain.items():
            if type(held) is list:
                plain[name] = tuple(held)
        return _CLASSES[number](**plain)
