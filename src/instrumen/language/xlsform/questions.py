"""One row of the survey sheet → one question."""

import re

from instrumen.language.model import Type
from instrumen.language.xlsform.book import Row
from instrumen.language.xlsform.choices import add_list_from_file
from instrumen.language.xlsform.defaults import is_worked_out
from instrumen.language.xlsform.notes import Became, Note
from instrumen.language.xlsform.parts import (
    OF_QUESTIONS,
    Desk,
    Draft,
    head,
    placed,
    put,
    rules,
    set_default,
    set_trigger,
    tags,
    unsaid,
)
from instrumen.language.xlsform.tree import Item
from instrumen.language.xlsform.types import CONSTRAINED, EXTERNAL, METADATA
from instrumen.language.yaml_writer import Value
from instrumen.messages import msg

_SELECTS = ("select_one", "select_multiple", "rank", "likert")
_PARAMETER = re.compile(r"([\w-]+)\s*=\s*('[^']*'|\"[^\"]*\"|[^\s,;]+)")
_PRECISIONS = {"month-year": "month", "year": "year"}
_SHOWN = ("minimal", "quick", "compact", "likert", "horizontal", "columns", "autocomplete")


def question(desk: Desk, item: Item, referred: frozenset[str]) -> Value | None:
    """The question of a row; None when nothing here corresponds to it. `referred` are the names
    that rules and labels of the form use."""
    row, word = item.row, item.row.own("type") or item.type.word
    if not item.type.known:
        _note_unknown(desk, row)
        word = "text"
    elif not word:
        what = msg("the type “{type}” has no counterpart", type=row.get("type"))
        desk.note(row.number, Became.LEFT_OUT, what)
        return None
    elif word in METADATA:
        return _metadata(desk, item, word, referred)
    elif not item.type.exact:
        _note_type(desk, item, word)
    if word == "calculate" or _only_shows(item, word):
        return _calculate(desk, item, word)
    return placed(row, _asked(desk, item, word))


def _asked(desk: Desk, item: Item, word: str) -> Draft:
    row = item.row
    if word in _SELECTS:
        draft, word = _select(desk, item, word)
    else:
        draft = head(desk, item, word)
    if "label" not in draft:
        draft["label"] = desk.text(row, "hint") or item.name or draft["name"]
        if word != "note" or not draft.get("hint"):
            what = msg("it has no label; its name stands for it")
            desk.note(row.number, Became.NEARLY, what)
    _traits(desk, item, word, draft)
    put(draft, constraint=CONSTRAINED.get(row.get("type").lower(), ""))
    rules(desk, item, word, draft)
    if row.get("calculation") and "calculation" not in draft:
        put(draft, calculation=desk.expression(row, "calculation", item.name))
    set_trigger(desk, row, draft)
    if row.get("read_only").lower() in ("yes", "true", "true()") and word != "note":
        what = msg("read_only has no counterpart: the answer can be changed")
        desk.note(row.number, Became.NEARLY, what)
    selects = {"choice_filter"} if word in _SELECTS else set()
    unsaid(desk, row, OF_QUESTIONS | selects)
    return draft


def _select(desk: Desk, item: Item, word: str) -> tuple[Draft, str]:
    """A question with a list; a text when the list is nowhere."""
    row, listed = item.row, item.type.argument
    if item.type.from_file:
        found = _parameters(item)
        columns = (found.get("value", "name"), found.get("label", "label"))
        add_list_from_file(
            desk.lists, desk.form, listed, columns, desk.languages, desk.notes, row.number
        )
    if listed not in desk.lists.names:
        what = msg("the list “{list}” is not there; the question is asked as a text",
                   list=listed.removeprefix(EXTERNAL))  # fmt: skip
        desk.note(row.number, Became.NEARLY, what)
        return head(desk, item, "text"), "text"
    draft = head(desk, item, f"{word} {desk.lists.names[listed]}")
    put(draft, choice_filter=desk.expression(row, "choice_filter", item.name))
    if item.type.or_other or row.own("or_other"):
        draft["or_other"] = "yes"
    if _parameters(item).get("randomize", "").lower() == "true":
        draft["randomize"] = "yes"
    put(draft, top=row.own("top"))
    return draft, word


def _traits(desk: Desk, item: Item, word: str, draft: Draft) -> None:
    """What parameters and appearance say, where it means something here."""
    row = item.row
    appearance = row.get("appearance").split()
    found = _parameters(item)
    if word == Type.RANGE:
        draft.update(start=found.pop("start", "1"), end=found.pop("end", "10"))
        step = found.pop("step", "1")
        put(draft, step="" if row.own("step") == "no" else step)
    for key in found.keys() - {"randomize", "seed", "value", "label"}:
        what = msg("the parameter {name} has no counterpart: {value}", name=key, value=found[key])
        desk.note(row.number, Became.LEFT_OUT, what)
    if "seed" in found:
        desk.note(row.number, Became.NEARLY, msg("each response has a seed of its own"))
    if word in (Type.TEXT, Type.OPEN) and "multiline" in appearance:
        appearance.remove("multiline")
        put(draft, long="yes" if word == Type.TEXT else "")
    if word == Type.DATE and appearance and appearance[0] in _PRECISIONS:
        draft["precision"] = _PRECISIONS[appearance.pop(0)]
    if appearance:
        draft["appearance"] = " ".join(appearance)
        if not any(one.startswith(_SHOWN) for one in appearance):
            what = msg("the appearance {name} changes nothing in a terminal", name=appearance[0])
            desk.note(row.number, Became.NEARLY, what, remark=False)
    if row.own("reverse"):
        draft["reverse"] = "yes"


def _only_shows(item: Item, word: str) -> bool:
    """A question that cannot be answered, only worked out: a calculation. Without label and hint
    nobody sees it (pyxform)."""
    row = item.row
    fixed = row.get("read_only").lower() in ("yes", "true", "true()")
    unseen = not row.texts("label") and not row.texts("hint")
    worked_out = bool(row.get("calculation") or (unseen and row.get("trigger")))
    return (fixed or unseen) and worked_out and word not in ("note", *_SELECTS)


def _calculate(desk: Desk, item: Item, word: str) -> Value | None:
    row = item.row
    draft = head(desk, item, "calculate")
    put(draft, relevant=desk.expression(row, "relevant", item.name))
    default, found = row.get("default"), desk.expression(row, "calculation", item.name)
    if row.get("trigger"):
        set_default(desk, row, "", draft)
    elif not found and default:
        worked_out = is_worked_out(default, row.get("type"))
        found = desk.expression(row, "default") if worked_out else _literal(default)
        found = found and f"once({found})"
    elif default and found:
        what = msg("its default is left out, the calculation counts: {value}", value=default)
        desk.note(row.number, Became.LEFT_OUT, what)
    elif not found and word == "calculate":
        desk.note(row.number, Became.NEARLY, msg("it calculates nothing; it is always blank"))
    put(draft, calculation=found)
    set_trigger(desk, row, draft)
    draft.setdefault("calculation", "''")
    if row.get("required") or row.get("constraint"):
        what = msg("required and constraint of what is calculated are left out")
        desk.note(row.number, Became.LEFT_OUT, what)
    tags(row, draft)
    unsaid(desk, row, OF_QUESTIONS)
    return placed(row, draft)


def _literal(text: str) -> str:
    return f"'{text}'" if "'" not in text else f'"{text}"'


def _metadata(desk: Desk, item: Item, word: str, referred: frozenset[str]) -> Value | None:
    """What a phone notes by itself: instrumen records it with every response, so a question
    stays only where a rule refers to it."""
    row = item.row
    if item.name not in referred and word.endswith("geopoint"):
        what = msg("“{type}” is left out: a terminal does not know where it is", type=word)
        desk.note(row.number, Became.LEFT_OUT, what)
        return None
    if item.name not in referred:
        what = msg("person, device and times are recorded anyway and need no question: {value}",
                   value=word)  # fmt: skip
        desk.notes.append(Note("survey", row.number, Became.CHANGED, what))
        return None
    calculation = METADATA[word]
    if not calculation:
        desk.note(row.number, Became.NEARLY, msg("“{type}” is always blank here", type=word))
    draft = Draft(name=desk.name(item), type="calculate")
    draft["calculation"] = calculation or "''"
    return placed(row, draft)


def _note_unknown(desk: Desk, row: Row) -> None:
    written = row.get("type")
    if written.startswith("cascading_select"):
        what = msg("“{type}” is asked as a text: cascades are selects with a choice_filter now",
                   type=written)  # fmt: skip
    else:
        what = msg("the type “{type}” is not known here; it is asked as a text", type=written)
    desk.note(row.number, Became.NEARLY, what)


def _note_type(desk: Desk, item: Item, word: str) -> None:
    what = msg("“{type}” is asked as {word}", type=item.row.get("type"), word=word)
    desk.note(item.row.number, Became.NEARLY, what)


def _parameters(item: Item) -> dict[str, str]:
    found = _PARAMETER.findall(item.row.get("parameters"))
    return {key.lower(): value.strip("'\"") for key, value in found}


def row_of_matrix(desk: Desk, item: Item) -> Value:
    """A row of a matrix: a question whose type and list are those of the matrix."""
    draft = _asked(desk, item, "select_one")
    for key in ("type", "randomize", "or_other", "appearance"):
        draft.pop(key, None)
    return placed(item.row, draft)
