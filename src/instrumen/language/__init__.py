"""The language of instruments: YAML files in, dataclasses and problems out. See `docs.md`.

The names below are looked up when they are first used, so that importing the package costs
nothing to those who only need the dataclasses.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from instrumen.language.design import Design
    from instrumen.language.loader import (
        load_instrument,
        read_instrument,
        read_instrument_text,
        read_kept_text,
    )
    from instrumen.language.model import Instrument
    from instrumen.language.problems import (
        InstrumentError,
        Mark,
        Problem,
        Severity,
        StudyFileError,
    )
    from instrumen.language.study_file import load_design, read_design

__all__ = [
    "Design",
    "Instrument",
    "InstrumentError",
    "Mark",
    "Problem",
    "Severity",
    "StudyFileError",
    "load_design",
    "load_instrument",
    "read_design",
    "read_instrument",
    "read_instrument_text",
    "read_kept_text",
]

_HOMES = {
    "design": ("Design",),
    "loader": ("load_instrument", "read_instrument", "read_instrument_text", "read_kept_text"),
    "model": ("Instrument",),
    "problems": ("InstrumentError", "Mark", "Problem", "Severity", "StudyFileError"),
    "study_file": ("load_design", "read_design"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
