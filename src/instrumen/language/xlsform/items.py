"""Groups, repeats and matrices; top-level groups become sections."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from instrumen.language.xlsform.names import free
from instrumen.language.xlsform.notes import Became
from instrumen.language.xlsform.parts import (
    OF_GROUPS,
    OF_REPEATS,
    Desk,
    Draft,
    checks,
    head,
    placed,
    put,
    tags,
    unsaid,
    without_media,
)
from instrumen.language.xlsform.questions import question, row_of_matrix
from instrumen.language.xlsform.tree import Item
from instrumen.language.xlsform.types import GROUP, TypeWord
from instrumen.language.yaml_writer import Value
from instrumen.messages import msg

_GRID_HEAD, _GRID_ROW = "label", "list-nolabel"


def sections(desk: Desk, items: list[Item], title: Value, referred: frozenset[str]) -> list[Value]:
    """The sections: each top-level group is one, what stands between them another."""
    found: list[Value] = []
    taken = {desk.name(item) for item in items if _is_section(item)}
    for loose in _runs(items):
        if _is_section(loose[0]):
            made = _section(desk, loose[0], referred)
        else:
            name = free("bagian" if "id" in desk.languages.codes.values() else "part", taken)
            taken.add(name)
            inside = _inside(desk, loose, referred)
            made = Draft(name=name, title=title, questions=inside) if inside else None
        if made is not None:
            found.append(made)
    return found


def _runs(items: list[Item]) -> list[list[Item]]:
    """The items one after another: a section alone, loose questions together."""
    runs: list[list[Item]] = []
    for item in items:
        if runs and not _is_section(item) and not _is_section(runs[-1][0]):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _is_section(item: Item) -> bool:
    return item.holds and not item.is_repeat and not _is_matrix(item)


def _section(desk: Desk, item: Item, referred: frozenset[str]) -> Value | None:
    row = item.row
    draft = Draft(name=desk.name(item))
    draft["title"] = desk.text(row, "label") or item.name
    put(draft, relevant=desk.expression(row, "relevant"))
    put(draft, themes=row.own("themes").split())
    inside = _inside(desk, item.children, referred)
    if not inside:
        _note_empty(desk, item)
        return None
    draft["questions"] = inside
    _note_appearance(desk, item)
    without_media(desk, row)
    unsaid(desk, row)
    return placed(row, draft)


def _inside(desk: Desk, items: Sequence[Item], referred: frozenset[str]) -> list[Value]:
    found = (_item(desk, item, referred) for item in _with_grids(items))
    return [value for value in found if value is not None]


def _item(desk: Desk, item: Item, referred: frozenset[str]) -> Value | None:
    if not item.holds:
        return question(desk, item, referred)
    if _is_matrix(item):
        return _matrix(desk, item)
    if item.is_repeat:
        return _repeat(desk, item, referred)
    return _group(desk, item, referred)


def _group(desk: Desk, item: Item, referred: frozenset[str]) -> Value | None:
    row = item.row
    draft = head(desk, item, "group")
    put(draft, relevant=desk.expression(row, "relevant"))
    draft["questions"] = _inside(desk, item.children, referred)
    if not draft["questions"]:
        _note_empty(desk, item)
        return None
    _note_appearance(desk, item)
    unsaid(desk, row, OF_GROUPS)
    return placed(row, draft)


def _repeat(desk: Desk, item: Item, referred: frozenset[str]) -> Value | None:
    row = item.row
    draft = head(desk, item, "repeat")
    draft.setdefault("label", item.name or draft["name"])
    if not item.type.exact:
        desk.note(
            row.number, Became.NEARLY, msg("a loop over choices is a repeat without names here")
        )
    put(draft, relevant=desk.expression(row, "relevant"))
    put(draft, min=row.own("min"), max=row.own("max"))
    put(draft, repeat_count=desk.expression(row, "repeat_count"))
    checks(desk, row, "", draft)
    tags(row, draft)
    inside = _inside(desk, item.children, referred)
    if not inside:
        _note_empty(desk, item)
        return None
    draft["questions"] = inside
    _note_appearance(desk, item)
    unsaid(desk, row, OF_REPEATS)
    return placed(row, draft)


def _is_matrix(item: Item) -> bool:
    """Several questions with one list, shown as a table: `table-list`, or the older pair of
    appearances `label` and `list-nolabel`."""
    rows = item.children
    if item.is_repeat or not item.holds or not rows:
        return False
    if item.row.own("type").startswith("likert"):
        return True
    if not _alike(rows):
        return False
    if any(row.row.get("choice_filter") or row.type.or_other for row in rows):
        return False
    return "table-list" in item.row.get("appearance") or _is_old_grid(rows)


def _with_grids(items: Sequence[Item]) -> Iterator[Item]:
    """The items of a group; a heading (`label`) with the rows below it (`list-nolabel`) is one."""
    waiting = list(items)
    while waiting:
        count = 1 + sum(1 for _ in takewhile(_is_grid_row, waiting[1:]))
        run, waiting = waiting[:count], waiting[count:]
        if count == len(items) or not _is_old_grid(run) or not _alike(run):
            yield from run
        else:
            yield Item(run[0].row, TypeWord(GROUP, boundary="begin"), run)


def _is_grid_row(item: Item) -> bool:
    return item.row.get("appearance") == _GRID_ROW


def _alike(rows: Sequence[Item]) -> bool:
    """Whether all are questions with one list."""
    same = len({(row.type.word, row.type.argument) for row in rows}) == 1
    return same and rows[0].type.word == "select_one" and not rows[0].type.from_file


def _is_old_grid(rows: list[Item]) -> bool:
    looks = [row.row.get("appearance") for row in rows]
    return len(looks) > 1 and looks[0] == _GRID_HEAD and set(looks[1:]) <= {_GRID_ROW}


def _matrix(desk: Desk, item: Item) -> Value:
    row, rows = item.row, item.children
    listed = rows[0].type.argument
    draft = head(desk, item, f"likert {desk.lists.names.get(listed, listed)}")
    if _is_old_grid(rows) and not row.own("type"):
        header, *rows = rows
        put(draft, label=desk.text(row, "label") or desk.text(header.row, "label"))
        what = msg("the heading row “{name}” of the table is no question here", name=header.name)
        desk.note(header.row.number, Became.CHANGED, what)
    draft.setdefault("label", item.name)
    put(draft, relevant=desk.expression(row, "relevant"))
    draft["rows"] = [row_of_matrix(desk, one) for one in rows]
    unsaid(desk, row, OF_GROUPS)
    return placed(row, draft)


def _note_empty(desk: Desk, item: Item) -> None:
    what = msg("the group “{name}” holds no question", name=item.name)
    desk.note(item.row.number, Became.LEFT_OUT, what)


def _note_appearance(desk: Desk, item: Item) -> None:
    appearance = item.row.get("appearance")
    if appearance and appearance.lower() not in ("field-list", "table-list"):
        what = msg("the appearance {name} changes nothing in a terminal", name=appearance)
        desk.note(item.row.number, Became.NEARLY, what)
