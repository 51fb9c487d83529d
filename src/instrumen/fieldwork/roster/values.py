"""From a cell to a value: numbers that are names, dates in every spelling, codes by their
patterns. What cannot be read is said and not stored."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from instrumen.fieldwork.population import FieldValue
from instrumen.fieldwork.roster.names import plain
from instrumen.language.design import Pattern, RosterField
from instrumen.messages import Message, msg

_BLANK = re.compile(r"[\s\-–—_.]*")
_SEPARATORS = re.compile(r"[;,/\n]")
_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
    "agu": 8, "agt": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11,
    "des": 12, "dec": 12,
}  # fmt: skip
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(7_000, 60_000)  # 1919 to 2064
_SPREADSHEET_DIGITS = 15  # as many as a spreadsheet keeps of a number


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a value (None: blank or not understood), and what there is to say."""

    value: FieldValue | None = None
    problem: Message | None = None
    damaged: bool = False


BLANK = Reading()


def clean(cell: str) -> str:
    """A cell without the spaces and the apostrophe a spreadsheet puts in front; a lone dash is
    blank. Line breaks inside are kept."""
    lines = (" ".join(line.split()) for line in cell.replace("\u00a0", " ").split("\n"))
    text = "\n".join(line for line in lines if line).lstrip("'’`")
    return "" if _BLANK.fullmatch(text) else text


def read_value(field: RosterField, cell: str, year: int) -> Reading:
    """The value of a cleaned cell by the type of its field; `year` is the study's."""
    if not cell:
        return BLANK
    if field.digits is not None:
        return read_number_name(cell, field.digits)
    match field.type:
        case "integer":
            return _integer(field, cell)
        case "year":
            return _year(field, cell, year)
        case "date":
            return _date(cell, year)
        case "code":
            return _code(field, cell)
        case "list":
            return _list(field, cell)
    return Reading(" ".join(cell.split()))


def read_number_name(cell: str, digits: int) -> Reading:
    """A number that is a name (NIP, NUPTK): exactly `digits` digits. One that a spreadsheet took
    for a quantity has lost its last digits: it is damaged, and nobody is recognised by it."""
    found = "".join(char for char in cell if char.isdigit())
    as_quantity = re.fullmatch(r"\d([.,]\d+)?[eE]\+?\d+", cell.replace(" ", "")) is not None
    lost = digits - _SPREADSHEET_DIGITS
    rounded = lost > 1 and len(found) == digits and found.endswith("0" * (lost - 1))
    if as_quantity or rounded:
        return Reading(problem=_damaged(), damaged=True)
    if not found:
        return BLANK
    if len(found) != digits:
        return Reading(
            problem=msg(
                "has {have} digits instead of {want}; it was not stored",
                have=len(found),
                want=digits,
            ),
            damaged=True,
        )
    return Reading(found)


def all_rounded(values: Iterable[str], digits: int) -> bool:
    """Whether every number of a column ends in the zeros a spreadsheet leaves behind: with one
    lost digit only the whole column tells."""
    seen = list(values)
    lost = digits - _SPREADSHEET_DIGITS
    return lost == 1 and len(seen) > 2 and all(value.endswith("0") for value in seen)


def match_code(field: RosterField, cell: str, *, whole: bool = False) -> str | None:
    """The code a spelling means: an exact pattern, the code itself or one of its labels, else
    (unless the `whole` spelling has to fit) the longest pattern that it begins with."""
    wanted = plain(cell)
    for pattern in field.patterns:
        if plain(pattern.text) == wanted:
            return pattern.value
    for value, label in field.values.items():
        if wanted in {plain(value), *map(plain, label.by_language.values())}:
            return value
    return None if whole else longest_prefix(field.patterns, wanted)


def longest_prefix(patterns: Iterable[Pattern], wanted: str) -> str | None:
    """The value of the longest prefix pattern that a plain text begins with."""
    begins = [p for p in patterns if p.prefix and wanted.startswith(plain(p.text))]
    best = max(begins, key=lambda pattern: len(plain(pattern.text)), default=None)
    return best.value if best else None


def raised(field: RosterField, cell: str) -> str | None:
    """The value another column lifts a field to (an additional duty makes a deputy), or None."""
    wanted = plain(cell)
    exact = (p.value for p in field.raises if wanted and plain(p.text) == wanted)
    return next(exact, None) or (longest_prefix(field.raises, wanted) if wanted else None)


def read_day(cell: str, year: int) -> str | None:
    """A date as ISO 8601 (`1980-12-31`, `2014-07`, `1980`): 31/12/1980, 31-12-80, 31 Desember
    1980, a spreadsheet's day number, a place in front of the date. None for anything else."""
    text = cell.rsplit("\n", maxsplit=1)[-1]
    if text.isdigit() and int(text) in _EXCEL_DAYS:
        return (_EXCEL_EPOCH + timedelta(days=int(text))).isoformat()
    iso = re.search(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", text)
    if iso:
        return _iso(int(iso[1]), int(iso[2]), int(iso[3]), year)
    numbers = re.search(r"(?<!\d)(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?!\d)", text)
    if numbers:
        return _iso(int(numbers[3]), int(numbers[2]), int(numbers[1]), year)
    words = re.search(r"(\d{1,2})[\s\-]+([A-Za-z]{3})[a-z]*\.?[\s\-]+(\d{4}|\d{2})(?!\d)", text)
    if words and words[2].lower() in _MONTHS:
        return _iso(int(words[3]), _MONTHS[words[2].lower()], int(words[1]), year)
    alone = re.fullmatch(r"(?:.*\D)?((?:19|20)\d\d)", text)
    return alone[1] if alone else None


def _iso(written: int, month: int, day: int, study_year: int) -> str | None:
    """Two digits of a year mean the latest such year that is not after the study."""
    year = written
    if written < 100:
        year = written + study_year // 100 * 100
        year -= 100 if year > study_year else 0
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _integer(field: RosterField, cell: str) -> Reading:
    number = re.match(r"\d+", cell)
    fraction = re.fullmatch(r"(\d+)[.,](\d+)", cell)
    if number is None or (fraction and int(fraction[2])):
        return Reading(problem=msg("“{text}” is no whole number", text=cell))
    value = int(number.group())
    return Reading(value) if _within(field, value) else Reading(problem=_outside(field, value))


def _year(field: RosterField, cell: str, study_year: int) -> Reading:
    day = read_day(cell, study_year)
    if day is None:
        return Reading(problem=msg("“{text}” is no date or year", text=cell))
    value = int(day[:4])
    return Reading(value) if _within(field, value) else Reading(problem=_outside(field, value))


def _date(cell: str, study_year: int) -> Reading:
    served = re.fullmatch(r"(\d{1,2})\s*(?:th|thn|tahun|y)\w*\.?\s*(?:(\d{1,2})\s*\w+\.?)?", cell)
    if served:  # a length of service, counted back from the middle of the study's year
        months = study_year * 12 + 6 - int(served[1]) * 12 - int(served[2] or 0)
        return Reading(f"{months // 12:04d}-{months % 12 + 1:02d}")
    day = read_day(cell, study_year)
    return Reading(day) if day else Reading(problem=msg("“{text}” is no date", text=cell))


def _code(field: RosterField, cell: str) -> Reading:
    value = match_code(field, cell)
    if value is None:
        return Reading(problem=msg("“{text}” is not known; add it to study.yaml", text=cell))
    return Reading(value)


def _list(field: RosterField, cell: str) -> Reading:
    pieces = [" ".join(piece.split()) for piece in _SEPARATORS.split(cell)]
    if not field.values:
        return Reading(tuple(piece for piece in pieces if piece))
    whole = match_code(field, cell, whole=True)
    if whole is not None:
        return Reading((whole,))
    readings = [_code(field, piece) for piece in pieces if piece]
    values = tuple(dict.fromkeys(r.value for r in readings if isinstance(r.value, str)))
    problem = next((r.problem for r in readings if r.problem), None)
    return Reading(values or None, problem)


def _within(field: RosterField, value: float) -> bool:
    return (field.least is None or value >= field.least) and (
        field.most is None or value <= field.most
    )


def _outside(field: RosterField, value: int) -> Message:
    return msg("{value} is not between {least} and {most}; it was not stored",
               value=value, least=_bound(field.least), most=_bound(field.most))  # fmt: skip


def _bound(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"


def _damaged() -> Message:
    return msg("was made a number by a spreadsheet and lost its last digits; it was not stored. "
               "Format the column as text and type it again")  # fmt: skip
