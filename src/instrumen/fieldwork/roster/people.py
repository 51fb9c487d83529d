"""From rows to people: which rows are people at all, what their cells say, and which rows are
the same person once more."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from instrumen.fieldwork.population import FieldValue
from instrumen.fieldwork.roster.headings import Column, Header
from instrumen.fieldwork.roster.names import bare_name, is_title, plain
from instrumen.fieldwork.roster.table import Row
from instrumen.fieldwork.roster.values import Reading, clean, raised, read_number_name, read_value
from instrumen.language.design import Design, RosterField
from instrumen.messages import Message, msg

# Words that begin a row below (or between) the people of a list.
_FOOTER = (
    "jumlah", "total", "mengetahui", "menyetujui", "catatan", "keterangan", "lakilaki",
    "perempuan", "kepalasekolah", "nip", "dibuatdi", "operator", "rekap", "sum", "approved",
)  # fmt: skip
_PLACE_AND_DATE = re.compile(r"[A-Za-z .]+,\s*\d{1,2}\s+[A-Za-z]+\s+\d{4}")
_DIGITS_IN_NAME = re.compile(
    r"(?:N\.?I\.?P\.?\s*:?\s*)?(\d[\d .]{13,}\d)|N\.?I\.?P\.?\s*[:.]\s*-?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person as the file tells. `fields` and `identity` hold only what the file says;
    `damaged` names identity fields whose number is damaged, hence not stored."""

    line: int
    site: str
    fields: Mapping[str, FieldValue]
    identity: Mapping[str, str]
    damaged: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a row: the line and the column (from 1; 0: the whole row).
    `left_out`: the row is not used."""

    line: int
    column: int
    what: Message
    left_out: bool = False


@dataclass(slots=True)
class People:
    """The people of a file, the lines passed over, and what there is to say."""

    rows: list[RosterRow] = field(default_factory=list)
    passed_over: list[int] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_people(design: Design, header: Header, rows: Sequence[Row]) -> People:
    """The people below a header. Their site is left blank."""
    people = People()
    name = name_field(design)
    after_gap = ended = False
    for written in rows[header.data :]:
        row = _rejoined(written, header, name)
        if row.filled == 0:
            after_gap = True
        elif _repeats_header(row, header):
            people.passed_over.append(row.line)
        elif _continues(row, header, name) and people.rows and not (after_gap or ended):
            people.rows[-1] = _filled_down(design, header, people, row)
        elif _is_person(row, header, name, strict=ended or after_gap):
            people.rows.append(_person(design, header, row, people))
            after_gap = False
        else:
            people.passed_over.append(row.line)
            ended = ended or len(people.rows) > 0
    return people


def same_person(one: RosterRow, other: RosterRow, numbers: Sequence[str], name: str) -> bool:
    """Whether two rows are one person: a number in common, or the same name and no number that
    speaks against it."""
    for number in numbers:
        mine, theirs = one.identity.get(number), other.identity.get(number)
        if mine and theirs:
            return mine == theirs
    return bare_name(one.identity.get(name, "")) == bare_name(other.identity.get(name, ""))


def joined(one: RosterRow, other: RosterRow) -> tuple[RosterRow, tuple[str, ...]]:
    """Two rows of one person as one, and the fields in which they disagree (the first counts).
    Lists are put together, blanks filled."""
    fields, disagree = dict(one.fields), []
    for name, value in other.fields.items():
        known = fields.get(name)
        if known is None:
            fields[name] = value
        elif isinstance(known, tuple) and isinstance(value, tuple):
            fields[name] = tuple(dict.fromkeys((*known, *value)))
        elif known != value:
            disagree.append(name)
    merged = replace(one, fields=fields, identity={**other.identity, **one.identity},
                     code=one.code or other.code)  # fmt: skip
    return merged, tuple(disagree)


def name_field(design: Design) -> RosterField | None:
    """The field people are called by: the first identity field that is no number."""
    return next((f for f in design.roster if f.identity and f.digits is None), None)


def _name_cell(row: Row, header: Header, name: RosterField | None) -> str:
    columns = header.of(name.name) if name else ()
    return next((text for c in columns if (text := clean(row.cell(c.index)))), "")


def _rejoined(row: Row, header: Header, name: RosterField | None) -> Row:
    """`Nama, S.Pd` without quotation marks splits a row of a CSV in two: put it together."""
    columns = header.of(name.name) if name else ()
    cells = list(row.cells)
    for column in columns[:1]:
        at = column.index
        while len(cells) > header.width and at + 1 < len(cells) and is_title(cells[at + 1]):
            cells[at : at + 2] = [f"{cells[at]},{cells[at + 1]}"]
    return Row(row.line, tuple(cells))


def _repeats_header(row: Row, header: Header) -> bool:
    """The header again, at the top of another page."""
    again = [c for c in header.columns if plain(row.cell(c.index)) == plain(c.heading)]
    return len(again) > 1 and len(again) == len(header.columns)


def _continues(row: Row, header: Header, name: RosterField | None) -> bool:
    """Merged cells: the name is blank, something that is kept is not, and it is no footer."""
    if _name_cell(row, header, name) or _is_footer(row):
        return False
    kept = [c for c in header.columns if clean(row.cell(c.index))]
    numbered = header.numbering is not None and clean(row.cell(header.numbering))
    return bool(kept) and not numbered and all(not c.field.identity for c in kept)


def _is_person(row: Row, header: Header, name: RosterField | None, *, strict: bool) -> bool:
    """A name and something else beside it. Below the list (`strict`) a row must also have
    everything the study requires, so that a signature is no person."""
    if not any(char.isalpha() for char in _name_cell(row, header, name)) or _is_footer(row):
        return False
    kept = [c for c in header.columns if clean(row.cell(c.index))]
    numbered = header.numbering is not None and clean(row.cell(header.numbering))
    if not numbered and len(kept) < 2 and len(header.columns) > 2:
        return False
    required = {c.field.name for c in header.columns if c.field.required}
    return not strict or required <= {c.field.name for c in kept}


def _is_footer(row: Row) -> bool:
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    first = plain(filled[0]) if filled else ""
    if _PLACE_AND_DATE.fullmatch(filled[0] if filled else ""):
        return True
    return first.startswith(_FOOTER) and len(filled) <= 3


def _person(design: Design, header: Header, row: Row, people: People) -> RosterRow:
    fields: dict[str, FieldValue] = {}
    identity: dict[str, str] = {}
    damaged: list[str] = []
    for known in design.roster:
        for column in header.of(known.name):
            cell = clean(row.cell(column.index))
            reading = _read(design, column, cell, identity)
            if reading.problem is not None:
                people.remarks.append(_remark(row.line, column, reading.problem))
            if reading.damaged:
                damaged.append(known.name)
            if reading.value is not None:
                _keep(column, cell, reading.value, fields, identity)
                break
    _raise(design, fields)
    _titles(design, header, row, identity)
    code = fields.pop("kode", "")
    return RosterRow(line=row.line, site="", fields=fields, identity=identity,
                     damaged=tuple(damaged), code=str(code))  # fmt: skip


def _read(design: Design, column: Column, cell: str, identity: dict[str, str]) -> Reading:
    """The value of a cell. A name may carry a number below it (`Nama/NIP`), and a column of one
    number may hold another (`NIP/NUPTK`): these go where they belong."""
    known = column.field
    if known.identity and known.digits is None:
        text, numbers = _split_name(cell)
        for number in numbers:
            _place_number(design, number, identity)
        return Reading(text or None)
    if known.digits is not None and known.name not in identity:
        for line in cell.split("\n"):
            other = _other_number(design, known, line)
            if other is not None:
                identity.setdefault(other.name, _digits(line))
        own = next((x for x in cell.split("\n") if not _other_number(design, known, x)), "")
        return read_value(known, own, design.year)
    return read_value(known, cell, design.year) if known.name not in identity else Reading()


def _split_name(cell: str) -> tuple[str, list[str]]:
    numbers = [match[1] for match in _DIGITS_IN_NAME.finditer(cell) if match[1]]
    text = _DIGITS_IN_NAME.sub("", cell).strip(" ,/\n-")
    return " ".join(text.split()), numbers


def _place_number(design: Design, number: str, identity: dict[str, str]) -> None:
    for known in design.roster:
        if known.digits == len(_digits(number)):
            reading = read_number_name(number, known.digits)
            if isinstance(reading.value, str):
                identity.setdefault(known.name, reading.value)


def _other_number(design: Design, own: RosterField, cell: str) -> RosterField | None:
    """The other number field whose length a cell has."""
    length = len(_digits(cell)) if "," not in cell else 0
    others = (f for f in design.roster if f.digits == length and f.name != own.name)
    return next(others, None) if length and length != own.digits else None


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _keep(
    column: Column,
    cell: str,
    value: FieldValue,
    fields: dict[str, FieldValue],
    identity: dict[str, str],
) -> None:
    known = column.field
    if known.identity:
        identity.setdefault(known.name, str(value))
        return
    fields[known.name] = value
    if known.keep_wording_as:
        fields.setdefault(known.keep_wording_as, " ".join(cell.split()))


def _raise(design: Design, fields: dict[str, FieldValue]) -> None:
    for known in design.roster:
        if known.raised_by and known.name in fields:
            higher = raised(known, str(fields.get(known.raised_by, "")))
            if higher is not None:
                fields[known.name] = higher


def _titles(design: Design, header: Header, row: Row, identity: dict[str, str]) -> None:
    """Titles in columns of their own are put around the name."""
    name = name_field(design)
    if name is None or name.name not in identity:
        return
    front = clean(row.cell(header.front)) if header.front is not None else ""
    back = clean(row.cell(header.back)) if header.back is not None else ""
    whole = " ".join(filter(None, (front, identity[name.name])))
    identity[name.name] = f"{whole}, {back}" if back else whole


def _filled_down(design: Design, header: Header, people: People, row: Row) -> RosterRow:
    """A row whose name is merged with the one above: one more subject, one more duty."""
    more = _person(design, header, row, people)
    merged, disagree = joined(people.rows[-1], more)
    for name in disagree:
        people.remarks.append(Remark(row.line, 0, disagreement(design, name, merged.line)))
    return merged


def disagreement(design: Design, name: str, line: int) -> Message:
    """What is said when two rows of one person do not say the same."""
    return msg("the same person as in line {line}, with another {field}; the first counts",
               line=line, field=name)  # fmt: skip


def _remark(line: int, column: Column, what: Message) -> Remark:
    return Remark(line, column.index + 1, msg("{column}: {what}", column=column.heading, what=what))
