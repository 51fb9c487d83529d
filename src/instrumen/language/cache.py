"""Instruments that were read before, kept so that they need no reading and checking again.

A kept instrument is a file named after the SHA-256 of all that decides about it: the program, the
text, what the study provides. It is a pickle that may name the dataclasses of an instrument and
nothing else (`_Reader.find_class`), so a file from anywhere can do no more than be wrong; what is
broken, cut off or of another form counts as not there. Nothing depends on a cache: it may be
deleted at any time, and failing to write one is not a problem.
"""

import json
import os
import pickle
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from copyreg import __newobj__ as new  # type: ignore[attr-defined]  # not in its stub
from dataclasses import MISSING, fields, replace
from enum import Enum
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePath
from pickletools import optimize
from types import MappingProxyType
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

# Few fields, all given: made by a call.
_CALLED: tuple[type[Any], ...] = (
    Text, Mark, Problem, Message,
    syntax.Expression, syntax.Number, syntax.String, syntax.Reference, syntax.Name, syntax.Self,
    syntax.Parent, syntax.Call, syntax.Unary, syntax.Binary, syntax.Filter, syntax.Child,
)  # fmt: skip
# Many fields, most of them as they would be anyway: made empty, then filled.
_FILLED: tuple[type[Any], ...] = (
    model.Choice, model.ChoiceList, model.Check, model.Probe, model.Question, model.Matrix,
    model.Group, model.Repeat, model.Section, model.Scale, model.Unit, model.Instrument,
)  # fmt: skip
_ENUMS: tuple[type[Enum], ...] = (
    model.Kind, model.SubjectKind, model.Type, model.Missing, Severity,
)  # fmt: skip
_NAMED = {(each.__module__, each.__qualname__): each for each in (*_CALLED, *_FILLED, *_ENUMS)}
_NAMES = {each: tuple(field.name for field in fields(each)) for each in _CALLED}
_DEFAULTS = {each: {field.name: field.default for field in fields(each)} for each in _FILLED}


def read_with_cache(
    source: str, file: Path, folder: Path, scope: Scope = ANYWHERE
) -> tuple[Instrument | None, Problems]:
    """As `loader.read_instrument_text`, from `folder` when it was read before. Only instruments
    without errors are kept."""
    source = clean_source(source)
    kept = folder / f"{_key(source, scope)}.kept"
    known = _read(kept, source, file)
    if known is not None:
        return known
    instrument, problems = read_instrument_text(source, file, scope)
    if instrument is not None:
        _write(kept, instrument, problems)
    return instrument, problems


def _key(source: str, scope: Scope) -> str:
    names = {each.name: _sorted(getattr(scope, each.name)) for each in fields(scope)}
    around = json.dumps([_program(), names]).encode()
    return sha256(around + b"\n" + source.encode("utf-8", "surrogatepass")).hexdigest()


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
        digest, _, packed = kept.read_bytes().partition(b"\n")
        if sha256(packed).hexdigest().encode() != digest:
            return None
        with no_collection():
            instrument, problems = _Reader(packed, file).load()
            problems = tuple(problems)
    except Exception:  # a broken pickle may raise anything; it is as if not there
        return None
    if type(instrument) is not Instrument or {type(each) for each in problems} - {Problem}:
        return None
    return replace(instrument, source=source), problems


def _write(kept: Path, instrument: Instrument, problems: Problems) -> None:
    """Put a file in its place whole, or not at all."""
    with suppress(OSError, pickle.PicklingError, RecursionError):
        packed = _packed((replace(instrument, source=""), problems))
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=kept.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(sha256(packed).hexdigest().encode() + b"\n" + packed)
            os.replace(name, kept)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _forget_the_oldest(kept.parent)


def _packed(value: object) -> bytes:
    """A pickle without the notes for repeats that never come: that halves the time to read it."""
    stream = BytesIO()
    _Writer(stream, protocol=5).dump(value)
    return optimize(stream.getvalue())


def _forget_the_oldest(folder: Path) -> None:
    kept = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
    for each in kept[MOST_KEPT:]:
        each.unlink(missing_ok=True)


class _Writer(pickle.Pickler):
    """Packs what an instrument is made of; raises PicklingError for anything else."""

    def persistent_id(self, value: object) -> Any:
        """Files are not kept: the reader says which file it is."""
        return True if isinstance(value, PurePath) else None

    def reducer_override(self, value: object) -> Any:
        """How a value is made again."""
        of = type(value)
        if of in _NAMES:
            return of, tuple(getattr(value, name) for name in _NAMES[of])
        if of in _DEFAULTS:
            return new, (of,), _given(value, _DEFAULTS[of])
        match value:
            case type():
                return NotImplemented
            case Enum():
                return of, (value.value,)
            case MappingProxyType():
                return dict, (dict(value),)
        raise pickle.PicklingError(of.__name__)


def _given(value: object, defaults: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a dataclass that are not as its class has them."""
    found = {name: getattr(value, name) for name in defaults}
    return {
        name: held
        for name, held in found.items()
        if defaults[name] is MISSING or held != defaults[name]
    }


class _Reader(pickle.Unpickler):
    """Makes instruments, and knows nothing else that could be made. `file` is where they come
    from."""

    def __init__(self, packed: bytes, file: Path) -> None:
        super().__init__(BytesIO(packed))
        self._file = file

    def find_class(self, module: str, name: str) -> Any:
        """One of the classes of an instrument; raises UnpicklingError for any other name."""
        if (module, name) == ("builtins", "dict"):
            return dict
        if (module, name) not in _NAMED:
            raise pickle.UnpicklingError(name)
        return _NAMED[module, name]

    def persistent_load(self, _pid: object) -> Path:
        """The file."""
        return self._file
