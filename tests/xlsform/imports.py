"""Instruments and XLSForms as they are here: imported, and loaded without an error."""

from pathlib import Path

from instrumen.language import read_instrument_text
from instrumen.language.model import Instrument
from instrumen.language.problems import Severity
from instrumen.language.xlsform.importing import Imported, import_xlsform


def instrument_of(source: str) -> Instrument:
    """The instrument a text in our words is."""
    instrument, problems = read_instrument_text(source, Path("coba.yaml"))
    errors = [str(found.what) for found in problems if found.severity is Severity.ERROR]
    assert errors == [], source.partition("\n")[0]
    assert instrument is not None
    return instrument


def imported(form: Path) -> tuple[Imported, Instrument]:
    """What became of the form at a path."""
    done = import_xlsform(form)
    return done, instrument_of(done.yaml)


def imported_text(folder: Path, markdown: str) -> tuple[Imported, Instrument]:
    """What became of a form in Markdown, which is written to `folder`."""
    form = folder / "form.md"
    form.write_text(markdown, encoding="utf-8")
    return imported(form)
