"""The choices sheet → lists of choices; also lists that stand in a file beside the form."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instrumen.language.model import OTHER
from instrumen.language.xlsform.book import Book, Row, Sheet, sheet_of
from instrumen.language.xlsform.columns import FURTHER, MEDIA, OWN, TRANSLATABLE
from instrumen.language.xlsform.languages import Languages
from instrumen.language.xlsform.names import free, slug
from instrumen.language.xlsform.notes import Became, Note
from instrumen.language.xlsform.tree import Item
from instrumen.language.xlsform.types import EXTERNAL
from instrumen.language.yaml_writer import Flow, Value
from instrumen.messages import catalog, msg

MISSING_LIST = "instrumen_missing_"
UNITS_LIST = "instrumen_units"
WRITTEN = "written"
_OURS = ("score", "exclusive")
MOST_FROM_FILE = 2_000


@dataclass(slots=True)
class Lists:
    """The lists by name as written: what goes into YAML, the names they have there, and their
    choices as written with the names these have (several where a choice occurs several times;
    then the column `twice` tells of each what was written)."""

    values: dict[str, list[Value]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    known: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    twice: dict[str, str] = field(default_factory=dict)


def read_lists(book: Book, languages: Languages, notes: list[Note]) -> Lists:
    """The lists of the sheets `choices` and `external_choices`."""
    lists = Lists()
    for name in ("choices", "external_choices"):
        sheet = book.sheet(name)
        _note_columns(sheet, notes)
        for listed, rows in _by_list(sheet, notes).items():
            if listed.startswith(MISSING_LIST) or listed == UNITS_LIST:
                continue  # what questions offer by `missing`, and the sheet `_units` tells
            external = EXTERNAL if name == "external_choices" else ""
            _add(lists, external + listed, rows, sheet, languages, notes)
    return lists


def tell_as_written(lists: Lists, used: Iterable[str]) -> None:
    """Put what was written into the column `twice` of the lists that rules refer to."""
    for name in lists.twice.keys() & set(used):
        written = {new: old for old, names in lists.known[name].items() for new in names}
        for choice in lists.values.get(name, ()):
            if isinstance(choice, Flow):
                choice[lists.twice[name]] = written[str(choice["name"])]


def take_back_other(lists: Lists, items: Iterable[Item], languages: Languages) -> None:
    """Lists without the choice that an export adds for `or_other`, and not the copies it makes
    (`or_other_of` in `exporting.lists`). What somebody has changed since stays."""
    added: dict[str, set[str]] = {}
    for item in items:
        added.setdefault(item.type.argument, set()).add(item.row.own("or_other"))
    codes = languages.codes or {"": ""}
    label = languages.text({name: catalog(code).t("Other") for name, code in codes.items()})
    for name, marks in added.items():
        choices = lists.values.get(name)
        mark, _, original = min(marks).partition(" ")
        if not choices or len(marks) > 1 or mark != "added":
            continue
        if choices[-1] == {"name": OTHER, "label": label}:
            choices.pop()
        if original and choices == lists.values.get(original):
            del lists.values[name]
            lists.names[name] = lists.names[original]


def add_list_from_file(
    lists: Lists, form: Path, file: str, columns: tuple[str, str], languages: Languages,
    notes: list[Note], row: int,
) -> bool:  # fmt: skip
    """The list in a CSV file beside the form (also in FORM-media); whether it was found.
    `columns` are those that hold name and label."""
    if file in lists.values:
        return True
    grid = _csv_beside(form, file)
    if not grid:
        return False
    value, label = columns
    heads = ["name" if head == value else "label" if head == label else head for head in grid[0]]
    sheet = sheet_of("choices", [heads, *grid[1 : MOST_FROM_FILE + 1]])
    if len(grid) > MOST_FROM_FILE + 1:
        what = msg(
            "{file} has more than {n} rows; only those are read", file=file, n=MOST_FROM_FILE
        )
        notes.append(Note("survey", row, Became.LEFT_OUT, what))
    _add(lists, file, list(sheet.rows), sheet, languages, notes)
    return True


def _csv_beside(form: Path, file: str) -> list[list[str]]:
    if Path(file).name != file or not file.lower().endswith(".csv"):
        return []
    for folder in (form.parent, form.parent / f"{form.stem}-media"):
        try:
            with (folder / file).open(encoding="utf-8-sig", newline="") as stream:
                return list(csv.reader(stream))
        except (OSError, UnicodeDecodeError, csv.Error):
            continue
    return []


def _by_list(sheet: Sheet, notes: list[Note]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in sheet.rows:
        name = row.get("list_name")
        if name and row.get("name"):
            found.setdefault(name, []).append(row)
        else:
            what = msg("this choice has no list or no name; it is left out")
            notes.append(Note(sheet.name, row.number, Became.LEFT_OUT, what))
    return found


def _add(
    lists: Lists, name: str, rows: Iterable[Row], sheet: Sheet, languages: Languages,
    notes: list[Note],
) -> None:  # fmt: skip
    wanted = slug(name.removeprefix(EXTERNAL).removesuffix(".csv"), "list")
    lists.names[name] = free(wanted, lists.names.values())
    columns = _columns(sheet)
    taken: set[str] = set()
    choices: list[Flow] = []
    known = lists.known.setdefault(name, {})
    for row in rows:
        written = row.get("name")
        called = free(slug(written, "choice"), taken)
        if called != written:
            what = msg("choices have other names now: {value}", value=f"{written} → {called}")
            notes.append(Note(sheet.name, row.number, Became.CHANGED, what))
        known[written] = (*known.get(written, ()), called)
        taken.add(called)
        choices.append(_choice(row, called, columns, languages))
    lists.values[name] = [*choices]
    if any(len(names) > 1 for names in known.values()):
        lists.twice[name] = free(WRITTEN, columns.values())


def _choice(row: Row, name: str, columns: Mapping[str, str], languages: Languages) -> Flow:
    label = row.texts("label")
    found = Flow({"name": name, "label": languages.text(label) if label else name})
    for written, key in columns.items():
        if text := row.get(written):
            found[key] = text
    return found


def _columns(sheet: Sheet) -> dict[str, str]:
    """Further columns: as written → the key in YAML. `score` and `exclusive` are ours only when
    they hold what those keys hold."""
    found = {}
    for key, _language in sheet.columns:
        if key in ("list_name", "name") or key in TRANSLATABLE or key.startswith(OWN):
            continue
        clash = key in _OURS and not all(_fits(key, row.get(key)) for row in sheet.rows)
        found[key] = f"{key}_" if clash else key.removeprefix(FURTHER)
    return found


def _fits(key: str, text: str) -> bool:
    if not text or key == "exclusive":
        return text in ("", "yes", "no")
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _note_columns(sheet: Sheet, notes: list[Note]) -> None:
    """Of columns of choices that are neither labels nor something filters may use."""
    for key in dict.fromkeys(place.key for place in sheet.columns if place.key != "label"):
        if key in TRANSLATABLE and any(row.texts(key) for row in sheet.rows):
            what = msg("the column “{column}” of the choices has no counterpart", column=key)
            if key in MEDIA:
                what = msg("pictures and sounds of choices ({column}) are left out", column=key)
            notes.append(Note(sheet.name, 0, Became.LEFT_OUT, what))
