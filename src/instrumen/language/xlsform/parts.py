"""The parts of a question that are said the same way for all types: texts, rules, tags."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from instrumen.language.xlsform.book import Row
from instrumen.language.xlsform.choices import Lists
from instrumen.language.xlsform.columns import MEDIA, OWN
from instrumen.language.xlsform.defaults import is_worked_out
from instrumen.language.xlsform.expressions import (
    Untranslated,
    Vocabulary,
    piped,
    references,
    translated,
)
from instrumen.language.xlsform.languages import Languages
from instrumen.language.xlsform.names import Names
from instrumen.language.xlsform.notes import Became, Note
from instrumen.language.xlsform.tree import Item
from instrumen.language.yaml_writer import Flow, Value
from instrumen.messages import Catalog, Message, msg

_TAGS = ("themes", "indicators", "claims", "codes")
# The columns of the survey sheet that are carried, or told of where they are: of all rows, of
# questions, of repeats.
_OF_ALL = frozenset({"type", "name", "label", "relevant", "appearance", "disabled", *MEDIA})
OF_GROUPS = frozenset({"hint"})
OF_REPEATS = frozenset({"hint", "repeat_count", "constraint", "constraint_message"})
OF_QUESTIONS = frozenset({
    "hint", "guidance_hint", "required", "required_message", "constraint", "constraint_message",
    "calculation", "trigger", "default", "parameters", "read_only",
})  # fmt: skip
_NOTHING = ("no", "false", "false()", "FALSE")
_TEXT_LIKE = ("text", "open")


class Draft(dict[str, Value]):
    """A part of the file to be; `row` is the row of the survey sheet it came from (0: none)."""

    row: int = 0


@dataclass(slots=True)
class Desk:
    """What translating one form needs at hand."""

    form: Path
    names: Names
    lists: Lists
    languages: Languages
    words: Vocabulary
    catalog: Catalog
    notes: list[Note] = field(default_factory=list)
    remarks: dict[int, list[str]] = field(default_factory=dict)

    def note(self, row: int, became: Became, what: Message, remark: bool | None = None) -> None:
        """Tell it in the report; and above the question in the file, unless it merely has
        another form now (or `remark` decides)."""
        self.notes.append(Note("survey", row, became, what))
        if became is not Became.CHANGED if remark is None else remark:
            said = self.catalog.t("Row {row}: {what}", row=row, what=what)
            self.remarks.setdefault(row, []).append(said)

    def name(self, item: Item) -> str:
        """The name an item has now."""
        return self.names.of_row[item.row.number]

    def text(self, row: Row, key: str) -> Value:
        """A text in its languages; '' when there is none."""
        texts = row.texts(key)
        return self.languages.text({name: piped(t, self.names) for name, t in texts.items()})

    def expression(self, row: Row, key: str, own: str = "") -> str:
        """A rule; '' when there is none, or none that can be used here."""
        source = row.own(key) or row.get(key)
        if not source:
            return ""
        found = translated(source, self.words, own)
        if isinstance(found, Untranslated):
            what = msg("{column} cannot be used here ({why}): {source}",
                       column=key, why=found.why, source=source)  # fmt: skip
            self.note(row.number, Became.LEFT_OUT, what)
            return ""
        if found.settled:
            what = msg(
                "{comparisons} is the same whatever is answered; true() or false() stands for "
                "it in {column}: {source}",
                comparisons=", ".join(found.settled), column=key, source=source,
            )  # fmt: skip
            self.note(row.number, Became.CHANGED, what, remark=True)
        return found.text


def placed(row: Row, draft: Draft) -> Draft:
    """The draft of an item with the row it came from: remarks about the row stand above it."""
    draft.row = row.number
    return draft


def put(draft: dict[str, Value], **values: Value) -> None:
    """Set the keys whose values hold anything."""
    draft.update({key: value for key, value in values.items() if value})


def head(desk: Desk, item: Item, type_: str) -> Draft:
    """Name, number, type, label and hint: what every item begins with."""
    row, made = item.row, Draft(name=desk.name(item))
    put(made, number=row.own("number"))
    made["type"] = type_
    put(made, label=desk.text(row, "label"), hint=desk.text(row, "hint"))
    without_media(desk, row)
    return made


def without_media(desk: Desk, row: Row) -> None:
    """Tell of pictures and sounds."""
    for key in MEDIA:
        for language, file in row.texts(key).items():
            of = f"{key}::{language}" if language else key
            what = msg("{column} ({file}) is left out: there are no media in a terminal",
                       column=of, file=file)  # fmt: skip
            desk.note(row.number, Became.LEFT_OUT, what)


def rules(desk: Desk, item: Item, type_: str, draft: Draft) -> None:
    """relevant, required, constraints, missing codes, default, tags of a question."""
    row, own = item.row, item.name
    put(draft, relevant=desk.expression(row, "relevant", own))
    _required(desk, row, own, draft)
    checks(desk, row, own, draft)
    put(draft, missing=row.own("missing").split())
    set_default(desk, row, type_, draft)
    put(draft, listen_for=desk.text(row, "guidance_hint"))
    tags(row, draft)
    put(draft, probes=list(_probes(desk, item)))


def set_trigger(desk: Desk, row: Row, draft: Draft) -> None:
    """The names of the questions that set this one. Without any there is no calculation either:
    it would be worked out all the time."""
    found = list(dict.fromkeys(references(row.get("trigger"), desk.names)))
    put(draft, trigger=found[0] if len(found) == 1 else [*found])
    if row.get("trigger") and not found:
        what = msg("{column} has no counterpart: {value}",
                   column="trigger", value=row.get("trigger"))  # fmt: skip
        desk.note(row.number, Became.LEFT_OUT, what)
        if row.get("calculation"):
            without(desk, row, "calculation", "trigger")
            draft.pop("calculation", None)


def tags(row: Row, draft: Draft) -> None:
    """themes, indicators, claims, codes."""
    put(draft, **{key: row.own(key).split() for key in _TAGS})


def unsaid(desk: Desk, row: Row, known: frozenset[str] = frozenset()) -> None:
    """Tell of the columns nothing here corresponds to; `known` are those that are carried."""
    for (key, _language), text in row.cells.items():
        if key not in _OF_ALL | known and not key.startswith(OWN) and text not in _NOTHING:
            what = msg("{column} has no counterpart: {value}", column=key, value=text)
            desk.note(row.number, Became.LEFT_OUT, what)


def _required(desk: Desk, row: Row, own: str, draft: Draft) -> None:
    found = row.own("required")
    source = found if found == "no" else desk.expression(row, "required", own)
    if source not in ("", "no", "false()"):
        draft["required"] = "yes" if source == "true()" else source
        put(draft, required_message=desk.text(row, "required_message"))
    elif row.texts("required_message") and not found:
        without(desk, row, "required_message", "required")


def checks(desk: Desk, row: Row, own: str, draft: Draft) -> None:
    """`constraint`, or the several of our own columns."""
    count = row.own("checks")
    if count.isdecimal() and len(count) < 3:
        found = [_own_check(desk, row, own, number) for number in range(1, int(count) + 1)]
        put(draft, constraints=found)
        return
    constraint = desk.expression(row, "constraint", own)
    message = desk.text(row, "constraint_message")
    if constraint:
        put(draft, constraint=constraint, constraint_message=message)
    elif message and not row.get("constraint"):
        without(desk, row, "constraint_message", "constraint")


def without(desk: Desk, row: Row, key: str, rule: str) -> None:
    """Tell of what is left out with the rule it belongs to."""
    what = msg(
        "{column} is left out, since there is no {rule}: {value}",
        column=key, rule=rule, value=" | ".join(row.texts(key).values()),
    )  # fmt: skip
    desk.note(row.number, Became.LEFT_OUT, what)


def _own_check(desk: Desk, row: Row, own: str, number: int) -> Draft:
    draft = Draft(constraint=desk.expression(row, f"constraint_{number}", own))
    put(draft, severity=row.own(f"severity_{number}"))
    put(draft, message=desk.text(row, f"{OWN}message_{number}"))
    return draft


def set_default(desk: Desk, row: Row, type_: str, draft: Draft) -> None:
    """A default as typed, or worked out. A text that is worked out would be taken as typed, so
    that is a calculation; beside a trigger, which has one already, it cannot be."""
    source = row.own("default") or row.get("default")
    if not source or type_ in ("note", "calculate"):
        return
    if row.own("default"):
        draft["default"] = source
    elif not is_worked_out(source, row.get("type")):
        draft["default"] = _static(desk, row, source, type_)
    elif found := desk.expression(row, "default", ""):
        as_typed = type_ in _TEXT_LIKE and "${" not in found
        if as_typed and row.get("trigger"):
            what = msg("beside a trigger the default {source} is left out", source=source)
            desk.note(row.number, Became.LEFT_OUT, what)
        elif as_typed:
            draft["calculation"] = found if found.startswith("once(") else f"once({found})"
            what = msg("the default {source} is worked out by a calculation", source=source)
            desk.note(row.number, Became.CHANGED, what)
        else:
            draft["default"] = found if "${" in found or "(" in found else f"({found})"


def _static(desk: Desk, row: Row, source: str, type_: str) -> str:
    """A default as typed. Quotation marks belong to a text, as elsewhere, and to nothing else."""
    quoted = len(source) > 1 and source[0] == source[-1] and source[0] in "'\""
    if quoted and type_ and type_ not in _TEXT_LIKE:
        source = source[1:-1]
    known = desk.words.choices.get(row.get("name"), {})
    if not known or source in known:
        return known.get(source, (source,))[0]
    return " ".join(known.get(word, (word,))[0] for word in source.split())


def _probes(desk: Desk, item: Item) -> Iterator[Flow]:
    for row in item.probes:
        probe = Flow({"name": row.own("name"), "label": desk.text(row, "label")})
        if row.texts("guidance_hint"):
            probe["listen_for"] = desk.text(row, "guidance_hint")
        yield probe
