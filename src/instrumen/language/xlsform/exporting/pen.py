"""What writes texts, rules and rows: every part of an export works with one pen."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from instrumen.language.expression.printer import print_expression
from instrumen.language.expression.syntax import Expression, Node, Number
from instrumen.language.expression.walk import references
from instrumen.language.model import Instrument, Missing
from instrumen.language.text import Text
from instrumen.language.xlsform.columns import NO_PIPE, OWN
from instrumen.language.xlsform.exporting.cells import Cells, Sheets
from instrumen.language.xlsform.exporting.names import LAST_SAVED, ExportedNames
from instrumen.language.xlsform.exporting.rewriting import Rewriting
from instrumen.language.xlsform.languages import heading
from instrumen.language.xlsform.notes import Became, Note
from instrumen.messages import Message, catalog

_PIPE = re.compile(r"\$\{\s*((?:last-saved#)?[A-Za-z_][\w.-]*)\s*\}", re.ASCII)


class Said(NamedTuple):
    """An expression in the words of the form, and in ours."""

    there: str
    here: str


@dataclass(slots=True)
class Pen:
    """What is exported, and the sheets so far. `fields` are the names of the study that the form
    refers to, `missing` the lists of reasons for no answer by the reasons they hold."""

    instrument: Instrument
    names: ExportedNames
    languages: tuple[str, ...]
    sheets: Sheets = field(default_factory=Sheets)
    fields: dict[str, None] = field(default_factory=dict)
    missing: dict[tuple[Missing, ...], str] = field(default_factory=dict)

    def row(self, cells: Cells) -> None:
        """A row of the survey sheet."""
        self.sheets.survey.append(cells)

    def note(self, became: Became, what: Message) -> None:
        """Tell something about the row that comes next."""
        self.sheets.notes.append(Note("survey", len(self.sheets.survey) + 2, became, what))

    def text(self, cells: Cells, key: str, text: Text, prefix: str = "") -> None:
        """A text in all languages that it has."""
        for language in self.languages:
            if text.has(language) and (words := text(language)):
                cells[self._heading(key, language)] = self._piped(words, prefix)

    def words(self, cells: Cells, key: str, text: Text) -> None:
        """A text that no form shows: its pipes are words there."""
        for language in self.languages:
            if text.has(language) and (words := text(language)):
                cells[self._heading(key, language)] = as_words(words)

    def message(self, cells: Cells, key: str, message: Message) -> None:
        """A sentence of the program in all languages."""
        for language in self.languages:
            cells[self._heading(key, language)] = catalog(language).say(message)

    def rule(self, cells: Cells, key: str, rule: Expression | None, prefix: str) -> None:
        """An expression, and as it is written here when it had to be written otherwise."""
        if rule is not None:
            said = self.said(rule.root, prefix)
            cells[key] = said.there
            if said.here != said.there:
                cells[OWN + key] = said.here

    def said(self, root: Node, prefix: str) -> Said:
        """An expression; names of the study in it become fields of the form."""
        for reference in references(root):
            self._referred(reference.name, prefix)
        there, here = (Rewriting(self.names, prefix, paths).node(root) for paths in (True, False))
        return Said(print_expression(there), print_expression(here))

    def _heading(self, key: str, language: str) -> str:
        return f"{key}::{heading(language)}" if language else key

    def _piped(self, words: str, prefix: str) -> str:
        parts = _PIPE.split(words)  # text, name, text, name, …, text
        return "".join(
            f"${{{self._referred(part, prefix)}}}" if place % 2 else as_words(part)
            for place, part in enumerate(parts)
        )

    def _referred(self, name: str, prefix: str) -> str:
        called = self.names.called(name, prefix)
        plain = name.removeprefix(LAST_SAVED)
        if self.names.find(name, prefix) is None and called == name:
            self.fields[plain] = None
        return called


def as_words(text: str) -> str:
    """A text in which pyxform sees no `${…}`, of which it wants a question in every cell; it looks
    the same."""
    return text.replace("${", NO_PIPE)


def number(value: float) -> str:
    """A number as expressions and settings write it."""
    return print_expression(Number(value, 0))
