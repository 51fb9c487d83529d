"""Reading a roster file into people, with everything there is to say about it. Nothing is stored
here, and nothing of a column that the study does not name leaves this module."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from instrumen.fieldwork.roster.headings import Header, Headings
from instrumen.fieldwork.roster.names import bare_name, plain
from instrumen.fieldwork.roster.people import (
    People,
    Remark,
    RosterRow,
    disagreement,
    joined,
    name_field,
    read_people,
    same_person,
)
from instrumen.fieldwork.roster.table import Row, read_table
from instrumen.fieldwork.roster.values import all_rounded
from instrumen.language.design import Design, Site
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.messages import Message, msg


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReading:
    """What a file says. `columns` are the headings that were recognised with their fields,
    `not_stored` those that were read past; `passed_over` are lines that are no people (totals,
    signatures). A problem that is an error means that the file, or the row, cannot be used."""

    file: Path
    rows: tuple[RosterRow, ...] = ()
    columns: Mapping[str, str]
    not_stored: tuple[str, ...] = ()
    passed_over: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_roster(path: Path, design: Design, site: str | None = None) -> RosterReading:
    """Read a roster (CSV with `,` `;` or tab; UTF-8, UTF-16 or Windows-1252). `site` is the site
    of all rows; without it a column of the file tells, or the study has only one."""
    headings = Headings(design)
    table, problems = read_table(path, headings.score)
    if problems:
        return RosterReading(file=path, columns={}, problems=problems)
    header = headings.header(table)
    if header is None:
        return RosterReading(file=path, columns={}, problems=(_no_header(path, design),))
    people = read_people(design, header, table)
    _sweep_rounded(design, people)
    site_column = _site_column(design, header, table, people)
    people.rows = list(_with_sites(design, table, people, site, site_column))
    people.rows = _merged(design, people)
    return RosterReading(
        file=path,
        rows=tuple(row for row in people.rows if row.site),
        columns={column.heading: column.field.name for column in header.columns},
        not_stored=tuple(h for h in header.unknown if h != _heading(table, header, site_column)),
        passed_over=tuple(people.passed_over),
        problems=tuple(_problem(path, remark) for remark in sorted(people.remarks, key=_place)),
    )


def find_site(design: Design, text: str) -> Site | None:
    """The site a list calls `text`: by its name, its label or one of its headings."""
    wanted = plain(text)
    for site in design.sites:
        spellings = (site.name, *site.label.by_language.values(), *site.headings)
        if wanted and wanted in map(plain, spellings):
            return site
    return None


def _sweep_rounded(design: Design, people: People) -> None:
    """Numbers of a length at which a spreadsheet loses one digit are damaged if all of them end
    in zero."""
    for known in design.roster:
        values = [r.identity[known.name] for r in people.rows if known.name in r.identity]
        if known.digits is None or not all_rounded(values, known.digits):
            continue
        for index, row in enumerate(people.rows):
            if known.name in row.identity:
                left = {k: v for k, v in row.identity.items() if k != known.name}
                damaged = (*row.damaged, known.name)
                people.rows[index] = replace(row, identity=left, damaged=damaged)
        people.remarks.append(Remark(people.rows[0].line, 0, _all_damaged(known.name)))


def _site_column(
    design: Design, header: Header, table: Sequence[Row], people: People
) -> int | None:
    """The column whose every cell names a site of the study."""
    lines = {row.line for row in people.rows}
    rows = [row for row in table[header.data :] if row.line in lines]
    for index in range(header.width):
        cells = [cell for row in rows if (cell := row.cell(index).strip())]
        if cells and all(find_site(design, cell) for cell in cells):
            return index
    return None


def _with_sites(
    design: Design, table: Sequence[Row], people: People, site: str | None, column: int | None
) -> Iterable[RosterRow]:
    cells = {row.line: row.cell(column) for row in table} if column is not None else {}
    only = design.sites[0].name if len(design.sites) == 1 else ""
    last = ""
    for row in people.rows:
        named = find_site(design, cells.get(row.line, ""))
        last = named.name if named else last
        where = site or last or only
        if not where:
            people.remarks.append(Remark(row.line, 0, _no_site(), left_out=True))
        fields = {k: v for k, v in row.fields.items() if not _is_site_name(design, v)}
        yield replace(row, site=where, fields=fields)


def _is_site_name(design: Design, value: object) -> bool:
    """The name of the site is kept as the respondent's site, not once more as a field."""
    return isinstance(value, str) and find_site(design, value) is not None


def _merged(design: Design, people: People) -> list[RosterRow]:
    """One row a person: two rows of one person (two subjects, two duties) are put together."""
    numbers = [known.name for known in design.roster if known.digits is not None]
    field = name_field(design)
    name = field.name if field else ""
    kept: list[RosterRow] = []
    by_key: dict[tuple[str, str], int] = {}
    for row in people.rows:
        keys = [(number, row.identity[number]) for number in numbers if number in row.identity]
        sure = next((by_key[key] for key in keys if key in by_key), None)
        keys.append((name, f"{row.site}/{bare_name(row.identity.get(name, ''))}"))
        at = by_key.get(keys[-1]) if sure is None else sure
        if at is not None and same_person(kept[at], row, numbers, name):
            kept[at] = _join(design, people, kept[at], row, sure=sure is not None)
        else:
            at = len(kept)
            kept.append(row)
        for key in keys:
            by_key.setdefault(key, at)
    return kept


def _join(
    design: Design, people: People, one: RosterRow, other: RosterRow, *, sure: bool
) -> RosterRow:
    merged, disagree = joined(one, other)
    if not sure:
        people.remarks.append(Remark(other.line, 0, _taken_for_one(one.line)))
    for field in disagree:
        people.remarks.append(Remark(other.line, 0, disagreement(design, field, one.line)))
    return merged


def _heading(table: Sequence[Row], header: Header, column: int | None) -> str:
    """The heading of the site's column, which is used after all."""
    if column is None or header.data == 0:
        return ""
    return " ".join(table[header.data - 1].cell(column).split())


def _place(remark: Remark) -> tuple[int, int]:
    return remark.line, remark.column


def _problem(path: Path, remark: Remark) -> Problem:
    mark = Mark(remark.line, max(remark.column, 1))
    severity = Severity.ERROR if remark.left_out else Severity.WARNING
    return Problem(path, mark, "roster", remark.what, severity=severity)


def _no_header(path: Path, design: Design) -> Problem:
    expected = ", ".join(known.headings[0] for known in design.roster if known.headings)
    return Problem(
        path, Mark(1, 1), "no-header",
        msg("No row names columns of the study."),
        msg("Give the columns headings such as: {headings}", headings=expected),
    )  # fmt: skip


def _no_site() -> Message:
    return msg("nobody knows which school this is; use --site, or a column with its name")


def _taken_for_one(line: int) -> Message:
    return msg("has the same name as line {line} and was taken for the same person; if they are "
               "two, give each a number (NIP)", line=line)  # fmt: skip


def _all_damaged(field: str) -> Message:
    return msg("every number under {field} ends in 0: a spreadsheet has taken them for "
               "quantities; none was stored", field=field)  # fmt: skip
