"""What every chapter is told: the study, the reader's language, what may be shown."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from instrumen.analysis.confrontation import Confrontation, confront
from instrumen.analysis.corpus import Corpus
from instrumen.analysis.datasets import Datasets
from instrumen.analysis.findings import findings
from instrumen.analysis.frequencies import ItemTable
from instrumen.analysis.other_answers import AnswerCount, answer_counts
from instrumen.analysis.quotations import Chosen, Material, quotations, read_material
from instrumen.analysis.scales import ScaleSummary
from instrumen.analysis.texts import CitableText
from instrumen.export.word.blocks import Inline, Link, Run
from instrumen.language.design import Code, Design, Profile
from instrumen.language.model import Kind
from instrumen.language.text import Text
from instrumen.messages import Catalog, Message, msg
from instrumen.store.study import Study

_RECOGNISED = 3
"""In a group of fewer people than this, a code tells everybody at the school who is meant."""

_SHEETS = {Kind.OBSERVATION: "observations", Kind.DOCUMENT: "documents"}


@dataclass(frozen=True, slots=True)
class Figures:
    """What the questions of one instrument gave: closed ones and numbers, their scales, others."""

    items: tuple[ItemTable, ...]
    scales: tuple[ScaleSummary, ...]
    others: tuple[AnswerCount, ...]

    @property
    def responses(self) -> int:
        """How many responses there are: the rows of a question, all its versions together."""
        rows: Counter[str] = Counter()
        counted = [(table.path, table.rows) for table in self.items]
        for path, n in (*counted, *((other.path, other.rows) for other in self.others)):
            if "/" not in path:
                rows[path] += n
        return max(rows.values(), default=0)


@dataclass(frozen=True, kw_only=True)
class Brief:
    """One export. `identities` is empty unless names were asked for; `warnings` collects what a
    person should look at before handing the document in, each sentence once."""

    study: Study
    language: str
    catalog: Catalog
    profile: Profile
    parts: frozenset[str]
    corpus: Corpus
    identities: Mapping[str, Mapping[str, str]]
    warnings: dict[str, Message] = field(default_factory=dict)

    @property
    def design(self) -> Design:
        """The design of the study."""
        return self.study.design

    @cached_property
    def codes(self) -> Mapping[str, Code]:
        """The codebook by name."""
        return {code.name: code for code in self.material.codes}

    @cached_property
    def material(self) -> Material:
        """What quotations are made of, read once."""
        return read_material(self.study, self.corpus)

    @cached_property
    def chosen(self) -> Mapping[str, Chosen]:
        """The quotations of every finding, by its id."""
        return {
            finding.id: quotations(self.study, finding, material=self.material)
            for finding in findings(self.study)
        }

    @cached_property
    def datasets(self) -> Datasets:
        """The responses and their figures, read once."""
        return Datasets(self.study, self.corpus)

    @cached_property
    def confrontations(self) -> tuple[Confrontation, ...]:
        """Every claim beside its sources."""
        return confront(self.study, None, self.datasets, self.material)

    @cached_property
    def figures(self) -> Mapping[str, Figures]:
        """The figures of every questionnaire that somebody has answered, by id."""
        found = {
            instrument.id: Figures(
                tuple(table for table in self.datasets.tables(instrument.id) if table.rows),
                tuple(scale for scale in self.datasets.scales(instrument.id) if scale.figures),
                answer_counts(self.study, instrument.id, data=self.datasets.of(instrument.id)),
            )
            for instrument in self.design.instruments
            if instrument.kind is Kind.QUESTIONNAIRE
        }
        return {name: figures for name, figures in found.items() if figures.responses}

    @cached_property
    def codes_of(self) -> Mapping[str, tuple[str, ...]]:
        """The codes on each text, by ref."""
        found: dict[str, dict[str, None]] = {}
        for coding in self.material.coded:
            found.setdefault(coding.ref, {})[coding.code] = None
        return {ref: tuple(names) for ref, names in found.items()}

    def say(self, text: Text) -> str:
        """A text of the study in the document's language; one that was not translated is named
        in the report."""
        if text and not text.has(self.language):
            words = _shortened(text(self.language))
            self._warn(msg("Not translated: “{text}”", text=words))
        return text(self.language)

    def citation(self, text: CitableText) -> Inline:
        """The citation of a text, as a link to where the document shows it."""
        self._mind_small_group(text.group)
        return Link(text.citation, text.bookmark) if self._shows(text) else Run(text.citation)

    def stands_among_answers(self, text: CitableText) -> bool:
        """Whether a quoted text is neither a turn nor on a sheet the document prints."""
        return not text.ref.startswith("turn:") and self._sheet_of(text) not in self.parts

    def _warn(self, message: Message) -> None:
        self.warnings[str(message)] = message

    def _mind_small_group(self, group: str) -> None:
        size = sum(person.group == group for person in self.corpus.people.values())
        if 0 < size < _RECOGNISED:
            self._warn(
                msg(
                    "{group}: fewer than three people; show them their quotations before the "
                    "document is handed on.",
                    group=self.group(group),
                )
            )

    def _shows(self, text: CitableText) -> bool:
        if text.ref.startswith("turn:"):
            return "transcripts" in self.parts
        return "answers" in self.parts or self._sheet_of(text) in self.parts

    def _sheet_of(self, text: CitableText) -> str:
        """The part of the document that prints the response of a written answer; '' for none."""
        origin = self.corpus.origins[text.response]
        printed = origin.counts and all(map(self.corpus.counted, origin.respondents))
        return _SHEETS.get(origin.kind, "") if origin.kind and printed else ""

    def group(self, name: str) -> str:
        """The label of a group of respondents."""
        return next((self.say(g.label) for g in self.design.groups if g.name == name), name)

    def site(self, name: str) -> str:
        """The label of a site."""
        return next((self.say(s.label) for s in self.design.sites if s.name == name), name)

    def instrument(self, name: str) -> str:
        """The title of an instrument."""
        found = self.design.instrument.get(name)
        return self.say(found.title) if found else name

    def short_instrument(self, name: str) -> str:
        """The title of an instrument for narrow places."""
        found = self.design.instrument.get(name)
        return self.say(found.short_title or found.title) if found else name

    def code(self, name: str) -> str:
        """The label of a code."""
        found = self.codes.get(name)
        return self.say(found.label) if found else name

    def person(self, code: str) -> str:
        """A respondent as the document calls them: the code, with the name only on request."""
        kept = self.identities.get(code, {})
        fields = (field.name for field in self.design.roster if field.identity)
        name = next((kept[field] for field in fields if kept.get(field)), "")
        return f"{code} ({name})" if name else code


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
