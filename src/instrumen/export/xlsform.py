"""An XLSForm for the field: the workbook, and in the folder `NAME-media` beside it, where ODK's
programs look for such files, `roster.csv` with what the form looks up.

The table holds respondent codes and exactly the fields that the form uses, of those people alone
whom the instrument is for; never a field that tells who somebody is.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from instrumen.engine import holds
from instrumen.fieldwork.population import Respondent, respondents
from instrumen.fieldwork.scope import subject_scope
from instrumen.language.model import Instrument
from instrumen.language.xlsform.exporting.fields import KEY, TABLE
from instrumen.language.xlsform.notes import Note
from instrumen.language.xlsform.workbook import export_xlsform
from instrumen.store.study import Study

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Roster:
    """The table beside a form: where it is, whom and what it holds (`fields` beside the code),
    which fields it must not hold, and how many cells got an apostrophe in front, since a
    spreadsheet would have taken them for formulas."""

    path: Path
    people: int
    fields: tuple[str, ...]
    withheld: tuple[str, ...]
    guarded: int


@dataclass(frozen=True, slots=True)
class FormReport:
    """What was written; `roster` is None where the form looks nothing up or there is no study."""

    path: Path
    notes: tuple[Note, ...]
    roster: Roster | None


def export_form(instrument: Instrument, target: Path, study: Study | None = None) -> FormReport:
    """Write an instrument as an XLSForm and, of a study, the table it needs.

    Raises:
        XLSFormError: the workbook cannot be written.
        OSError: the table cannot be written.
    """
    written = export_xlsform(instrument, target)
    roster = None
    if study is not None and written.looked_up:
        language = next(iter(instrument.languages), "")
        path = roster_of(target)
        path.parent.mkdir(exist_ok=True)
        roster = _write_roster(study, instrument, written.looked_up, path, language)
    return FormReport(target, written.notes, roster)


def roster_of(form: Path) -> Path:
    """Where the table of a form is."""
    return form.with_name(f"{form.stem}-media") / f"{TABLE}.csv"


def _write_roster(
    study: Study, instrument: Instrument, wanted: Sequence[str], path: Path, language: str
) -> Roster:
    identity = {field.name for field in study.design.roster if field.identity}
    fields = tuple(name for name in wanted if name not in identity)
    people, guarded = 0, 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow((KEY, *fields))
        for code, values in _rows(study, instrument, fields, language):
            safe = [_guarded(value) for value in values]
            table.writerow((code, *safe))
            people += 1
            guarded += sum(one != other for one, other in zip(safe, values, strict=True))
    return Roster(path, people, fields, tuple(name for name in wanted if name in identity), guarded)


def _rows(
    study: Study, instrument: Instrument, fields: Sequence[str], language: str
) -> Iterator[tuple[str, list[str]]]:
    facts = {name: text(language) for name, text in study.design.facts.items()}
    for person in respondents(study):
        if person.eligible:
            scope = facts | _scope(study, person, language)
            if instrument.for_ is None or holds(instrument.for_, scope):
                yield person.code, [_text(scope.get(name, "")) for name in fields]


def _scope(study: Study, person: Respondent, language: str) -> dict[str, object]:
    about = [(person.code, person.fields)]
    return subject_scope(study.design, person.site, about, language=language)


def _text(value: object) -> str:
    """A value as expressions know it: numbers without a needless decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None or value != value else str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
