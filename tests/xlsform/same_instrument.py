"""An instrument there and back, and where two instruments differ in what they mean."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from imports import imported

from instrumen.language.expression.syntax import Expression
from instrumen.language.model import Instrument
from instrumen.language.text import Text
from instrumen.language.xlsform.workbook import export_xlsform

_ABOUT_THE_FILE = {"mark", "file", "source", "hash"}


def exported_and_back(instrument: Instrument, folder: Path) -> tuple[Path, Instrument]:
    """The XLSForm of an instrument, and the instrument read back from it."""
    form = folder / f"{instrument.id}.xlsx"
    export_xlsform(instrument, form)
    return form, imported(form)[1]


def differences(one: object, other: object, at: str = "") -> Iterator[str]:
    """Where two instruments differ in what they mean."""
    if isinstance(one, Expression) and isinstance(other, Expression):
        if one.root != other.root:
            yield f"{at}: {one.source} became {other.source}"
        return
    if isinstance(one, Text) and isinstance(other, Text):
        languages = (one.by_language.keys() | other.by_language.keys()) - {""}
        one, other = ({code: text(code) for code in languages or {""}} for text in (one, other))
    if isinstance(one, Instrument) or (is_dataclass(one) and type(one) is type(other)):
        for name in (found.name for found in fields(one)):  # type: ignore[arg-type]
            if name not in _ABOUT_THE_FILE:
                yield from differences(getattr(one, name), getattr(other, name), f"{at}.{name}")
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for number, (first, second) in enumerate(zip(one, other, strict=True)):
            yield from differences(first, second, f"{at}[{number}]")
    elif isinstance(one, Mapping) and isinstance(other, Mapping) and list(one) == list(other):
        for key in one:
            yield from differences(one[key], other[key], f"{at}[{key}]")
    elif one != other:
        yield f"{at}: {one!r} became {other!r}"
