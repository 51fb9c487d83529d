"""The parts of a question that are said the same way for all types: texts, rules, tags."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instrumen.language.xlsform.book import Row
from instrumen.language.xlsform.choices import Lists
from instrumen.language.xlsform.columns import MEDIA, OWN
from instrumen.language.xlsform.expressions import (
    Untranslated,
    Vocabulary,
    is_expression,
    piped,
    translated,
)
from instrumen.language.xlsform.languages import Languages
from instrumen.language.xlsform.names import Names
from instrumen.language.xlsform.notes import Became, Note
from instrumen.language.xlsform.tree import Item
from instrumen.language.yaml_writer import Commented, Flow, Value
from instrumen.messages import Catalog, Message, msg

Draft = dict[str, Value]
_TAGS = ("themes", "indicators", "claims", "codes")
_UNSAID = ("read_only", "trigger", "save_to", "autoplay", "query", "intent", "rows")
_TEXT_LIKE = ("text", "open")


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

    def note(self, row: Row, became: Became, what: Message) -> None:
        """Tell it in the report and, unless it merely has another form now, in the file."""
        self.notes.append(Note("survey", row.number, became, what))
        if became is not Became.CHANGED:
            said = self.catalog.t("Row {row}: {what}", row=row.number, what=what)
            self.remarks.setdefault(row.number, []).append(said)

    def commented(self, row: Row, value: Draft) -> Value:
        """An item with what is to be remarked about its row above it."""
        remarks = self.remarks.get(row.number)
        return Commented(value, tuple(remarks)) if remarks else value

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
            self.note(row, Became.LEFT_OUT, what)
            return ""
        return found


def put(draft: Draft, **values: Value) -> None:
    """Set the keys whose values hold anything."""
    draft.update({key: value for key, value in values.items() if value})


def head(desk: Desk, item: Item, type_: str) -> Draft:
    """Name, number, type, label and hint: what every item begins with."""
    row, draft = item.row, {"name": desk.name(item)}
    made: Draft = dict(draft)
    put(made, number=row.own("number"))
    made["type"] = type_
    put(made, label=desk.text(row, "label"), hint=desk.text(row, "hint"))
    for key in MEDIA:
        for language, file in row.texts(key).items():
            of = f"{key}::{language}" if language else key
            what = msg("{column} ({file}) is left out: there are no media in a terminal",
                       column=of, file=file)  # fmt: skip
            desk.note(row, Became.LEFT_OUT, what)
    return made


def rules(desk: Desk, item: Item, type_: str, draft: Draft) -> None:
    """relevant, required, constraints, missing codes, default, tags of a question."""
    row, own = item.row, item.name
    put(draft, relevant=desk.expression(row, "relevant", own))
    _required(desk, row, own, draft)
    checks(desk, row, own, draft)
    put(draft, missing=row.own("missing").split())
    _default(desk, row, type_, draft)
    put(draft, listen_for=desk.text(row, "guidance_hint"))
    tags(row, draft)
    put(draft, probes=list(_probes(desk, item)))


def tags(row: Row, draft: Draft) -> None:
    """themes, indicators, claims, codes."""
    put(draft, **{key: row.own(key).split() for key in _TAGS})


def unsaid(desk: Desk, row: Row, known: tuple[str, ...] = ()) -> None:
    """Tell of the columns nothing here corresponds to."""
    for key in _UNSAID:
        if row.get(key) and key not in known:
            what = msg("{column} has no counterpart: {value}", column=key, value=row.get(key))
            desk.note(row, Became.LEFT_OUT, what)
    for (key, _language), text in row.cells.items():
        if "::" in key and not key.startswith(OWN):
            what = msg("{column} has no counterpart: {value}", column=key, value=text)
            desk.note(row, Became.LEFT_OUT, what)


def _required(desk: Desk, row: Row, own: str, draft: Draft) -> None:
    found = row.own("required")
    source = found if found == "no" else desk.expression(row, "required", own)
    if source not in ("", "no", "false()"):
        draft["required"] = "yes" if source == "true()" else source
        put(draft, required_message=desk.text(row, "required_message"))
    elif row.texts("required_message") and not found:
        what = msg("required_message is left out: the question is not required")
        desk.note(row, Became.LEFT_OUT, what)


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
        what = msg("constraint_message is left out: there is no constraint")
        desk.note(row, Became.LEFT_OUT, what)


def _own_check(desk: Desk, row: Row, own: str, number: int) -> Draft:
    draft: Draft = {"constraint": desk.expression(row, f"constraint_{number}", own)}
    put(draft, severity=row.own(f"severity_{number}"))
    put(draft, message=desk.text(row, f"{OWN}message_{number}"))
    return draft


def _default(desk: Desk, row: Row, type_: str, draft: Draft) -> None:
    source = row.own("default") or row.get("default")
    if not source or type_ in ("note", "calculate"):
        return
    if row.own("default"):
        draft["default"] = source
    elif not is_expression(source):
        draft["default"] = _static(desk, row, source)
    elif found := desk.expression(row, "default", ""):
        if type_ in _TEXT_LIKE and "${" not in found:
            draft["calculation"] = found if found.startswith("once(") else f"once({found})"
            what = msg("the default {source} is worked out by a calculation", source=source)
            desk.note(row, Became.CHANGED, what)
        else:
            draft["default"] = found


def _static(desk: Desk, row: Row, source: str) -> str:
    """A default as typed; quotation marks of XPath are no part of it."""
    if len(source) > 1 and source[0] == source[-1] and source[0] in "'\"":
        source = source[1:-1]
    renamed: Mapping[str, str] = desk.words.choices.get(row.get("name"), {})
    if not renamed:
        return source
    return renamed.get(source) or " ".join(renamed.get(word, word) for word in source.split())


def _probes(desk: Desk, item: Item) -> Iterator[Flow]:
    for row in item.probes:
        probe = Flow({"name": row.own("name"), "label": desk.text(row, "label")})
        if row.texts("guidance_hint"):
            probe["listen_for"] = desk.text(row, "guidance_hint")
        yield probe
