"""An XLSForm as it is here: imported, and loaded without an error."""

from pathlib import Path

from instrumen.language import read_instrument_text
from instrumen.language.model import Instrument
from instrumen.language.problems import Severity
from instrumen.language.xlsform.importing import Imported, import_xlsform


def imported(form: Path) -> tuple[Imported, Instrument]:
    """What became of the form at a path."""
    done = import_xlsform(form)
    instrument, problems = read_instrument_text(done.yaml, form.with_suffix(".yaml"))
    assert [found for found in problems if found.severity is Severity.ERROR] == [], form
    assert instrument is not None, form
    return done, instrument


def imported_text(folder: Path, markdown: str) -> tuple[Imported, Instrument]:
    """What became of a form in Markdown, which is written to `folder`."""
    form = folder / "form.md"
    form.write_text(markdown, encoding="utf-8")
    return imported(form)
