"""XLSForm → instrument file: the door."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from instrumen.language.model import Kind
from instrumen.language.problems import Problem
from instrumen.language.xlsform.book import OWN_SHEETS, SHEETS, Book, Row
from instrumen.language.xlsform.choices import (
    Lists,
    read_lists,
    take_back_other,
    tell_as_written,
)
from instrumen.language.xlsform.columns import OWN
from instrumen.language.xlsform.defaults import is_worked_out
from instrumen.language.xlsform.expressions import Vocabulary
from instrumen.language.xlsform.items import sections
from instrumen.language.xlsform.languages import languages_of
from instrumen.language.xlsform.mending import mended
from instrumen.language.xlsform.names import Names, named, slug
from instrumen.language.xlsform.notes import Became, Note
from instrumen.language.xlsform.opening import open_book
from instrumen.language.xlsform.parts import Desk, Draft, put
from instrumen.language.xlsform.tree import OTHER, ROSTER, Item, every, survey_tree
from instrumen.language.yaml_writer import Value, comment_lines
from instrumen.messages import Catalog, catalog, msg

_KINDS = ("kind", "technique", "subject", "for")
_TITLES = ("short_title", "activity", "duration")
_SETTINGS = ("form_title", "form_id", "version", "default_language", "allow_choice_duplicates")


@dataclass(frozen=True, slots=True)
class Imported:
    """An XLSForm translated: the text of the instrument file, what is to be told about it, how
    many rows of which type became questions of which, and what `instrumen check` says of it."""

    yaml: str
    notes: tuple[Note, ...]
    types: Mapping[tuple[str, str], int]
    problems: tuple[Problem, ...]


def import_xlsform(
    path: Path, target: Path | None = None, words: Catalog | None = None
) -> Imported:
    """Translate the XLSForm at `path` (.xlsx, .xls, .md) into an instrument file.

    Nothing is written; `target` is only the name problems are reported under, `words` the
    language of the remarks in the file.

    Raises:
        XLSFormError: the file cannot be read as an XLSForm.
    """
    words = words or catalog("en")
    book = open_book(path)
    notes: list[Note] = []
    items = survey_tree(book.sheet("survey"), notes)
    languages = languages_of(book)
    names, lists = named(items, notes), read_lists(book, languages, notes)
    take_back_other(lists, every(items), languages)
    for row in book.sheet("survey").rows:
        if row.own("role") in (ROSTER, OTHER) and row.own("name"):
            names.referred[row.get("name")] = row.own("name")
    vocabulary = _vocabulary(items, names, lists)
    desk = Desk(path, names, lists, languages, vocabulary, words, notes)
    draft = _instrument(desk, book, items)
    _note_sheets(book, notes)
    file = target or path.with_suffix(".yaml")
    yaml, problems = mended(desk, draft, _heading(path, words), file)
    return Imported(yaml, tuple(notes), _types(items, draft, names), problems)


def _instrument(desk: Desk, book: Book, items: list[Item]) -> Draft:
    settings = next(iter(book.sheet("settings").rows), Row(0, {}))
    stem = slug(book.file.stem, "form")
    written = settings.get("form_id")
    draft = Draft(instrument=slug(written, stem) if written else stem)
    kinds = {str(kind) for kind in Kind}
    draft["kind"] = settings.own("kind") if settings.own("kind") in kinds else "questionnaire"
    draft["version"] = settings.get("version") or date.today().isoformat()
    put(draft, **{key: settings.own(key) for key in _KINDS[1:]})
    spoken = [*settings.own("languages").split(), *desk.languages.codes.values()]
    put(draft, languages=list(dict.fromkeys(spoken)))
    title = desk.text(settings, f"{OWN}title") or settings.get("form_title") or book.file.stem
    draft["title"] = title
    put(draft, **{key: desk.text(settings, OWN + key) for key in _TITLES})
    _note_settings(settings, desk.notes)
    referred = _referred(book)
    inside = sections(desk, items, title, referred)
    used = (item.type.argument for item in every(items) if item.name in referred)
    tell_as_written(desk.lists, used)
    put(draft, choices=_choices(desk.lists))
    for key in ("scales", "units"):
        put(draft, **{key: [_own_row(desk, row) for row in book.sheet(f"_{key}").rows]})
    draft["sections"] = inside
    return draft


def _choices(lists: Lists) -> dict[str, Value]:
    return {lists.names[name]: values for name, values in lists.values.items() if values}


def _vocabulary(items: list[Item], names: Names, lists: Lists) -> Vocabulary:
    """What questions may be compared with; an acknowledgement is `OK` in XLSForms and `ok` here."""
    choices: dict[str, dict[str, tuple[str, ...]]] = {}
    closed: set[str] = set()
    open_: set[str] = set()
    numbers: set[str] = set()
    for item in every(items):
        known = lists.known.get(item.type.argument)
        default, type_ = item.row.get("default"), item.row.get("type")
        fixed = not item.row.get("calculation") and not is_worked_out(default, type_)
        if known is not None and not item.holds:
            choices.setdefault(item.name, {}).update(known)
            (closed if fixed else open_).add(item.name)
            if item.type.or_other:
                choices[item.name].setdefault("other", ("other",))
        elif item.type.word == "acknowledge":
            choices[item.name] = {"OK": ("ok",)}
        elif item.type.word in ("integer", "decimal", "range") and fixed:
            numbers.add(item.name)
        else:
            open_.add(item.name)
    twice = {
        item.name: (lists.names[item.type.argument], lists.twice[item.type.argument])
        for item in every(items)
        if item.type.word == "select_one" and item.type.argument in lists.twice
    }
    return Vocabulary(names, choices, frozenset(closed - open_), frozenset(numbers - open_), twice)


def _own_row(desk: Desk, row: Row) -> Draft:
    """A scale or a unit: its sheet has the keys as headings."""
    draft = Draft()
    for key, _language in row.cells:
        match key:
            case "rows" | "themes" | "indicators":
                draft[key] = row.get(key).split()
            case "label" | "hint":
                draft["label" if key == "label" else "note"] = desk.text(row, key)
            case _:
                draft[key] = row.get(key)
    return draft


def _referred(book: Book) -> frozenset[str]:
    """Every name that stands in `${…}`, or at the end of a path, anywhere in the form."""
    pattern = re.compile(r"\$\{\s*(?:last-saved#)?([^{}\s]+)\s*\}|/([\w.-]+)")
    return frozenset(
        found[1] or found[2]
        for row in book.sheet("survey").rows
        for text in row.cells.values()
        for found in pattern.finditer(text)
    )


def _types(items: list[Item], draft: Draft, names: Names) -> Mapping[tuple[str, str], int]:
    """How many questions of which type became which."""
    made = dict(_made(draft["sections"]))
    counts: Counter[tuple[str, str]] = Counter()
    for item in every(items):
        word = item.row.get("type").split(" ")[0] if not item.holds else item.type.word
        became = made.get(names.of_row[item.row.number], "")
        if not became and item.holds:
            became = "section"
        counts[word, became.split(" ")[0]] += 1
    return counts


def _made(value: Value) -> Iterator[tuple[str, str]]:
    inner = getattr(value, "value", value)
    if isinstance(inner, Mapping):
        if isinstance(inner.get("name"), str):
            yield (
                str(inner["name"]),
                str(inner.get("type", "likert" if "title" not in inner else "")),
            )
        for key in ("questions", "rows"):
            if key in inner:
                yield from _made(inner[key])
    elif isinstance(inner, list):
        for item in inner:
            yield from _made(item)


def _note_settings(settings: Row, notes: list[Note]) -> None:
    for (key, _language), value in settings.cells.items():
        if key not in _SETTINGS and not key.startswith(OWN):
            what = msg("{column} has no counterpart: {value}", column=key, value=value)
            notes.append(Note("settings", settings.number, Became.LEFT_OUT, what))
    if settings.number and not settings.get("version"):
        what = msg("the form has no version; today's date stands for it")
        notes.append(Note("settings", settings.number, Became.NEARLY, what))


def _note_sheets(book: Book, notes: list[Note]) -> None:
    for name, sheet in book.sheets.items():
        known = name in SHEETS[:4] or name in OWN_SHEETS or name.startswith("_")
        for row, text in sheet.loose if known else ():
            what = msg("a cell has no heading of its own: {value}", value=text)
            notes.append(Note(name, row, Became.LEFT_OUT, what))
        if not known and sheet.rows:
            what = msg("the sheet “{name}” has no counterpart; it is left out", name=name)
            notes.append(Note(name, 0, Became.LEFT_OUT, what))


def _heading(path: Path, words: Catalog) -> str:
    said = words.t("From the XLSForm {file}. A remark above a question says what is different.",
                   file=path.name)  # fmt: skip
    return "".join(f"{line}\n" for line in comment_lines(said)) + "\n"
