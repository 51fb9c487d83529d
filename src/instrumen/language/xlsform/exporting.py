"""Instrument → XLSForm: the sheets, as lists of rows.

What XLSForm has a word for is said in its words; everything else stands in columns that begin
with `instrumen::`, which pyxform lets pass and the import reads back, so that nothing is lost.
See `docs.md` for the conventions.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from instrumen.language.expression.printer import print_expression
from instrumen.language.expression.syntax import Expression, Node, String
from instrumen.language.expression.walk import references
from instrumen.language.model import (
    Check,
    Group,
    Instrument,
    Item,
    Matrix,
    Missing,
    Question,
    Repeat,
    Section,
    Type,
)
from instrumen.language.text import Text
from instrumen.language.xlsform.cells import Cells, Sheets, in_name, named, own, tag, type_of
from instrumen.language.xlsform.choices import MISSING_LIST
from instrumen.language.xlsform.columns import OWN
from instrumen.language.xlsform.exported_names import ExportedNames, Rewriting, exported_names
from instrumen.language.xlsform.languages import heading
from instrumen.language.xlsform.notes import Became, Note
from instrumen.messages import Message, catalog, msg

_PIPE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
_PRECISIONS = {"month": "month-year", "year": "year"}
_TAGS = ("themes", "indicators", "claims", "codes")
# As many members as a repeat may have that says nothing about it.
_MOST = 100


def export_sheets(instrument: Instrument) -> Sheets:
    """The sheets of an XLSForm that asks what `instrument` asks."""
    writer = _Writer(instrument, exported_names(instrument), Sheets(), _languages(instrument))
    for section in instrument.sections:
        writer.section(section)
    writer.begin_with_fields()
    writer.lists()
    writer.settings()
    writer.extras()
    return writer.sheets


def _languages(instrument: Instrument) -> tuple[str, ...]:
    return instrument.languages or tuple(code for code in instrument.title.by_language if code)


@dataclass(slots=True)
class _Writer:
    instrument: Instrument
    names: ExportedNames
    sheets: Sheets
    languages: tuple[str, ...]
    fields: dict[str, None] = field(default_factory=dict)
    missing: dict[tuple[Missing, ...], str] = field(default_factory=dict)

    # --- texts and rules -----------------------------------------------------------------

    def put(self, cells: Cells, key: str, text: Text, prefix: str = "") -> None:
        """A text in all languages."""
        for language in self.languages or ("",):
            if text.has(language) and (words := text(language)):
                of = f"{key}::{heading(language)}" if language else key
                cells[of] = _PIPE.sub(
                    lambda found: f"${{{self._referred(found[1], prefix)}}}", words
                )

    def rule(self, cells: Cells, key: str, rule: Expression | None, prefix: str) -> None:
        """An expression, and as it is written here when a path had to be taken."""
        if rule is None:
            return
        cells[key], plain = self._said(rule.root, prefix)
        if plain != cells[key]:
            cells[OWN + key] = plain

    def _said(self, root: Node, prefix: str) -> tuple[str, str]:
        for reference in references(root):
            self._referred(reference.name, prefix)
        return (
            print_expression(Rewriting(self.names, prefix, True).node(root)),
            print_expression(Rewriting(self.names, prefix, False).node(root)),
        )

    def _referred(self, name: str, prefix: str) -> str:
        """The name something has in the form; one of the study becomes a row of its own."""
        if name == "position" and prefix:
            return self.names.called(name, prefix)
        if self.names.find(name.removeprefix("last-saved#"), prefix) is None:
            self.fields[name] = None
        return self.names.called(name, prefix)

    def note(self, became: Became, what: str, name: str) -> None:
        """Tell something about the row that comes next."""
        said = _NOTES[what](name)
        self.sheets.notes.append(Note("survey", len(self.sheets.survey) + 2, became, said))

    # --- what holds something ------------------------------------------------------------

    def section(self, section: Section) -> None:
        """A section is a group at the top."""
        called = self.names.sections[section.name]
        cells = named("begin_group", called, section.name)
        self.put(cells, "label", section.title)
        self.rule(cells, "relevant", section.relevant, "")
        tag(cells, "themes", section.themes)
        self._enclose(cells, section.items, "", "end_group")

    def _enclose(self, cells: Cells, items: tuple[Item, ...], prefix: str, end: str) -> None:
        self.sheets.survey.append(cells)
        for item in items:
            self.item(item, prefix)
        self.sheets.survey.append({"type": end})

    def item(self, item: Item, prefix: str) -> None:
        """A question, or what holds questions."""
        called = self.names.places[prefix + item.name].called
        match item:
            case Question():
                self.question(item, prefix)
                self.reason_for_none(item, prefix)
            case Matrix():
                self.matrix(item, called, prefix)
            case Group():
                cells = named("begin_group", called, item.name)
                self.put(cells, "label", item.label, prefix)
                self.rule(cells, "relevant", item.relevant, prefix)
                self._enclose(cells, item.items, prefix, "end_group")
            case Repeat():
                self.repeat(item, called, prefix)

    def matrix(self, item: Matrix, called: str, prefix: str) -> None:
        """A table of statements; the reasons for no answer follow it."""
        cells = named("begin_group", called, item.name)
        self.put(cells, "label", item.label, prefix)
        self.rule(cells, "relevant", item.relevant, prefix)
        cells |= {"appearance": "table-list", f"{OWN}type": f"likert {item.choices}"}
        self.sheets.survey.append(cells)
        for row in item.rows:
            self.question(row, prefix, in_matrix=True)
        self.sheets.survey.append({"type": "end_group"})
        if any(row.missing for row in item.rows):
            reasons = named("begin_group", f"{called}_missing", "")
            reasons |= {"appearance": "field-list", f"{OWN}role": "companions"}
            self.rule(reasons, "relevant", item.relevant, prefix)
            self.sheets.survey.append(reasons)
            for row in item.rows:
                self.reason_for_none(row, prefix)
            self.sheets.survey.append({"type": "end_group"})

    def repeat(self, item: Repeat, called: str, prefix: str) -> None:
        """A repeat; its members' number is a calculation when texts say it."""
        cells = named("begin_repeat", called, item.name)
        self.put(cells, "label", item.label, prefix)
        self.rule(cells, "relevant", item.relevant, prefix)
        self.rule(cells, "repeat_count", item.count, prefix)
        own(cells, number=item.number)
        own(cells, min=str(item.least or ""), max=str(item.most) if item.most != _MOST else "")
        self.checks(cells, item.checks, prefix, plain=False)
        tag(cells, "themes", item.themes)
        tag(cells, "indicators", item.indicators)
        inside = f"{prefix}{item.name}/"
        at = len(self.sheets.survey) + 1
        self._enclose(cells, item.items, inside, "end_repeat")
        name = f"position_{called}"
        if any(f"${{{name}}}" in text for row in self.sheets.survey for text in row.values()):
            row = {"type": "calculate", "name": name, "calculation": "position(..)"}
            self.sheets.survey.insert(at, row | {f"{OWN}role": "roster", f"{OWN}name": "position"})

    # --- questions -----------------------------------------------------------------------

    def question(self, item: Question, prefix: str, in_matrix: bool = False) -> None:
        """The row of a question, and those of its probes."""
        cells = named(type_of(item), self.names.places[prefix + item.name].called, item.name)
        if item.type in (Type.OPEN, Type.LIKERT) and not in_matrix:
            own(cells, type=str(item.type))
        own(cells, number=item.number)
        self.put(cells, "label", item.label, prefix)
        self.put(cells, "hint", item.hint, prefix)
        self.put(cells, "guidance_hint", item.listen_for, prefix)
        self.rule(cells, "relevant", item.relevant, prefix)
        self.rule(cells, "calculation", item.calculation, prefix)
        self.rule(cells, "choice_filter", item.choice_filter, prefix)
        self._default(cells, item, prefix)
        self._required(cells, item, prefix)
        self.checks(cells, item.checks, prefix, exclusive=self._exclusive(item))
        self._traits(cells, item)
        own(cells, missing=" ".join(item.missing), reverse="yes" if item.reverse else "")
        for key in _TAGS:
            tag(cells, key, getattr(item, key))
        self.sheets.survey.append(cells)
        self._probes(item, cells, prefix)

    def _required(self, cells: Cells, item: Question, prefix: str) -> None:
        """Where a reason for no answer may be given, that question is the required one."""
        if item.required is None:
            return
        said, plain = self._said(item.required.root, prefix)
        required = "yes" if said == "true()" else said
        cells[f"{OWN}required" if item.missing else "required"] = required
        if plain != said:
            cells[f"{OWN}required"] = plain
        self.put(cells, "required_message", item.required_message, prefix)

    def _default(self, cells: Cells, item: Question, prefix: str) -> None:
        if item.default is None:
            return
        root = item.default.root
        if isinstance(root, String) and root.value == item.default.source:
            cells["default"] = root.value
        else:
            self.rule(cells, "default", item.default, prefix)

    def _traits(self, cells: Cells, item: Question) -> None:
        looks = [item.appearance] if item.appearance else []
        if item.long or item.type is Type.OPEN:
            looks.append("multiline")
        if item.precision in _PRECISIONS and item.type is Type.DATE:
            looks.insert(0, _PRECISIONS[item.precision])
            self.note(Became.NEARLY, "precision", item.name)
        if looks:
            cells["appearance"] = " ".join(looks)
        if item.type is Type.RANGE:
            step = 1.0 if item.step is None else item.step
            cells["parameters"] = f"start={item.start:g} end={item.end:g} step={step:g}"
        elif item.randomize:
            cells["parameters"] = "randomize=true"
        if item.top is not None:
            own(cells, top=str(item.top))
            self.note(Became.NEARLY, "top", item.name)

    def _exclusive(self, item: Question) -> tuple[str, ...]:
        if item.type is not Type.SELECT_MULTIPLE:
            return ()
        return tuple(one.name for one in self.instrument.choices_of(item) if one.exclusive)

    def checks(
        self, cells: Cells, checks: tuple[Check, ...], prefix: str,
        plain: bool = True, exclusive: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """All hard constraints as one; each by itself in columns of our own where that one does
        not say it all."""
        hard = [check for check in checks if not check.soft]
        said = [self._said(check.constraint.root, prefix)[0] for check in hard]
        said += [f"not(selected(., '{name}') and count-selected(.) > 1)" for name in exclusive]
        alone = len(said) == 1 or not said
        if plain and said:
            cells["constraint"] = said[0] if alone else " and ".join(f"({one})" for one in said)
            if hard:
                self.put(cells, "constraint_message", hard[0].message, prefix)
        rewritten = any(len(set(self._said(c.constraint.root, prefix))) > 1 for c in checks)
        if plain and len(checks) == len(hard) == len(said) and alone and not rewritten:
            return
        if checks or exclusive:
            own(cells, checks=str(len(checks)))
        for number, check in enumerate(checks, 1):
            cells[f"{OWN}constraint_{number}"] = self._said(check.constraint.root, prefix)[1]
            self.put(cells, f"{OWN}message_{number}", check.message, prefix)
            if check.soft:
                cells[f"{OWN}severity_{number}"] = "soft"
                self.note(Became.LEFT_OUT, "soft", cells["name"])

    def _probes(self, item: Question, asked: Cells, prefix: str) -> None:
        """Probes are notes below their question, where other programs show them."""
        for probe in item.probes:
            cells = {"type": "note", "name": f"{asked['name']}_probe_{in_name(probe.name)}"}
            cells |= {f"{OWN}role": "probe", f"{OWN}name": probe.name}
            self.put(cells, "label", probe.label, prefix)
            self.put(cells, "guidance_hint", probe.listen_for, prefix)
            if "relevant" in asked:
                cells["relevant"] = asked["relevant"]
            self.sheets.survey.append(cells)

    def reason_for_none(self, item: Question, prefix: str) -> None:
        """A question that is shown while another has no answer, and asks why."""
        if not item.missing:
            return
        called = self.names.places[prefix + item.name].called
        listed = MISSING_LIST + "_".join(item.missing)
        self.missing[item.missing] = listed
        cells = {"type": f"select_one {listed}", "name": f"{called}_missing"}
        blank = f"${{{called}}} = ''"
        asked = self._said(item.relevant.root, prefix)[0] if item.relevant else ""
        cells["relevant"] = f"{blank} and ({asked})" if asked else blank
        if item.required is not None:
            said = self._said(item.required.root, prefix)[0]
            cells["required"] = "yes" if said == "true()" else said
        for language in self.languages or ("",):
            words = catalog(language).t("{label}: why is there no answer?",
                                        label=item.label(language))  # fmt: skip
            cells[f"label::{heading(language)}" if language else "label"] = _PIPE.sub(
                lambda found: f"${{{self._referred(found[1], prefix)}}}", words
            )
        cells[f"{OWN}role"] = "missing"
        self.sheets.survey.append(cells)

    # --- the other sheets ----------------------------------------------------------------

    def begin_with_fields(self) -> None:
        """The fields of the roster that anything refers to, looked up by respondent code in
        `roster.csv`, stand before everything else."""
        if self.instrument.for_ is not None:
            self._said(self.instrument.for_.root, "")
        if not self.fields:
            return
        rows: list[Cells] = [{"type": "begin_group", "name": "instrumen_roster"}]
        kode: Cells = {"type": "text", "name": "kode"}
        for language in self.languages or ("",):
            of = f"label::{heading(language)}" if language else "label"
            rows[0][of] = catalog(language).t("Respondent")
            kode[of] = catalog(language).t("Code of the respondent")
        rows[0][f"{OWN}role"] = "roster"
        rows.append(kode)
        for name in self.fields:
            if name != "kode":
                found = f"pulldata('roster', '{name}', 'kode', ${{kode}})"
                rows.append({"type": "calculate", "name": name, "calculation": found})
        self.sheets.survey[:0] = [*rows, {"type": "end_group"}]
        self.sheets.notes[:] = [
            Note(note.sheet, note.row + len(rows) + 1, note.became, note.what)
            for note in self.sheets.notes
        ]
        what = msg("fields of the roster are looked up in roster.csv: {names}",
                   names=", ".join(self.fields))  # fmt: skip
        self.sheets.notes.append(Note("survey", 2, Became.NEARLY, what))

    def lists(self) -> None:
        """All lists of choices, those of reasons for no answer last."""
        for listed in self.instrument.choices.values():
            for choice in listed.choices:
                cells = {"list_name": listed.name, "name": choice.name}
                self.put(cells, "label", choice.label)
                if choice.score is not None:
                    cells["score"] = f"{choice.score:g}"
                if choice.exclusive:
                    cells["exclusive"] = "yes"
                self.sheets.choices.append(cells | dict(choice.extra))
        for codes, listed_as in self.missing.items():
            for code in codes:
                cells = {"list_name": listed_as, "name": code.value}
                for language in self.languages or ("",):
                    of = f"label::{heading(language)}" if language else "label"
                    cells[of] = catalog(language).say(_REASONS[code])
                self.sheets.choices.append(cells)

    def settings(self) -> None:
        """One row: what the head of the file says."""
        instrument = self.instrument
        first = next(iter(self.languages), "")
        cells = {"form_title": instrument.title(first), "form_id": instrument.id}
        cells["version"] = instrument.version
        if first:
            cells["default_language"] = heading(first)
        own(cells, kind=str(instrument.kind), subject=str(instrument.subject))
        own(cells, technique=instrument.technique)
        if instrument.for_ is not None:
            cells[f"{OWN}for"] = print_expression(instrument.for_.root)
        for key in ("title", "short_title", "activity", "duration"):
            self.put(cells, OWN + key, getattr(instrument, key))
        self.sheets.settings.append(cells)

    def extras(self) -> None:
        """Scales and units, on sheets of their own."""
        for scale in self.instrument.scales:
            cells = {"name": scale.name, "rows": " ".join(scale.rows)}
            self.put(cells, "label", scale.label)
            self.sheets.scales.append(cells)
        for unit in self.instrument.units:
            cells = {"name": unit.name, "subject": str(unit.subject)}
            if unit.for_ is not None:
                cells["for"] = print_expression(unit.for_.root)
            self.put(cells, "label", unit.label)
            self.put(cells, "hint", unit.note)
            cells |= {"themes": " ".join(unit.themes), "indicators": " ".join(unit.indicators)}
            self.sheets.units.append(cells)


_REASONS = {
    Missing.DONT_KNOW: msg("Does not know"),
    Missing.REFUSED: msg("Does not want to answer"),
    Missing.NOT_APPLICABLE: msg("Does not apply"),
}
_NOTES: Mapping[str, Callable[[str], Message]] = {
    "precision": lambda name: msg("other programs store a whole date for “{name}”", name=name),
    "top": lambda name: msg("other programs want all choices of “{name}” ranked", name=name),
    "soft": lambda name: msg("other programs do not warn about “{name}”", name=name),
}
