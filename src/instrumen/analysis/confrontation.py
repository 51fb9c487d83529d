"""Confrontation: a claim a row, a source a column. The verdicts are the researcher's; beside
each stand the figures the program works out from the places the study file names for it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from instrumen.analysis.assessments import OVERALL, Assessed, Assessment, assessments
from instrumen.analysis.coding import Coding
from instrumen.analysis.datasets import Datasets
from instrumen.analysis.figures import Summary, decimal, summary
from instrumen.analysis.frequencies import ItemTable
from instrumen.analysis.quotations import Material, read_material
from instrumen.analysis.scales import ScaleSummary, indicator_summary
from instrumen.analysis.texts import TEXT_TYPES, CitableText
from instrumen.fieldwork.population import field_text, respondents
from instrumen.fieldwork.progress import template_path
from instrumen.language.design import Claim, RosterField, Source
from instrumen.language.model import Instrument, Question
from instrumen.language.text import Text, text_of
from instrumen.messages import Catalog
from instrumen.store.study import Study

ROSTER = "roster"
"""The technique under which the study file asks for counts of the roster."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many carry one value."""

    label: Text
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What the data of one source show at one place: counts `of` how many, figures of numbers,
    or lines as noted from a document."""

    technique: str
    place: str
    label: Text
    counts: tuple[Count, ...] = ()
    of: int = 0
    figures: Summary | None = None
    attainment: float | None = None
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One source of one claim: what was recorded about it, and the figures beside."""

    source: Source
    assessment: Assessment | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Confrontation:
    """One claim with its sources, in the order of the study file."""

    claim: Claim
    cells: tuple[Cell, ...]
    assessed: Assessed

    @property
    def overall(self) -> Assessment | None:
        """What was recorded about the claim as a whole."""
        return self.assessed.by_source.get(OVERALL)

    @property
    def explained(self) -> bool:
        """Whether nothing contradicts the claim, or somebody wrote why."""
        return not self.assessed.unexplained


def confront(
    study: Study,
    claims: Iterable[str] | None = None,
    datasets: Datasets | None = None,
    material: Material | None = None,
) -> tuple[Confrontation, ...]:
    """Every claim of the study file (or those named) beside every one of its sources. `datasets`
    and `material` when the caller has read them already."""
    wanted = None if claims is None else frozenset(claims)
    recorded = assessments(study)
    bench = _Bench(study, datasets or Datasets(study), material)
    return tuple(
        Confrontation(
            claim,
            tuple(
                Cell(source, recorded[claim.name].by_source.get(source.technique),
                     bench.figures(source))
                for source in claim.sources
            ),
            recorded[claim.name],
        )
        for claim in study.design.claims
        if wanted is None or claim.name in wanted
    )  # fmt: skip


def figure_text(figure: Figure, catalog: Catalog) -> str:
    """A figure in one line: `Sudah 34, Belum 10 (n = 44)`."""
    language = catalog.language
    parts = [f"{count.label(language)} {count.n}" for count in figure.counts if count.n]
    parts += [line(language) for line in figure.lines]
    if figure.figures:
        parts.append(_numbers(figure.figures, figure.attainment, catalog))
    body = "; ".join(parts) if figure.lines else ", ".join(parts)
    return f"{body} (n = {figure.of})".lstrip() if figure.of else body


def _numbers(figures: Summary, attainment: float | None, catalog: Catalog) -> str:
    def written(number: float, digits: int = 2) -> str:
        return decimal(number, digits, catalog.language)

    if attainment is not None:
        return catalog.t(
            "mean {mean}, attainment {percent} %",
            mean=written(figures.mean),
            percent=written(attainment, 1),
        )
    return catalog.t(
        "mean {mean}, from {least} to {most}",
        mean=written(figures.mean),
        least=written(figures.least, _digits(figures.least)),
        most=written(figures.most, _digits(figures.most)),
    )


def _digits(number: float) -> int:
    return 0 if number == int(number) else 2


class _Bench:
    """What a confrontation reads once and uses for every claim."""

    def __init__(self, study: Study, datasets: Datasets, material: Material | None) -> None:
        self.study = study
        self.datasets = datasets
        self._material = material

    @cached_property
    def material(self) -> Material:
        """Texts, codings and codes: only places that are answered in words need them."""
        return self._material or read_material(self.study, self.datasets.corpus)

    @cached_property
    def labels(self) -> Mapping[str, Text]:
        """The codes in words."""
        return {code.name: code.label for code in self.material.codes}

    @cached_property
    def coded(self) -> Mapping[str, tuple[Coding, ...]]:
        """The codings by ref."""
        found: dict[str, list[Coding]] = defaultdict(list)
        for each in self.material.coded:
            found[each.ref].append(each)
        return {ref: tuple(group) for ref, group in found.items()}

    @cached_property
    def texts(self) -> Mapping[tuple[str, str], tuple[CitableText, ...]]:
        """What respondents said and wrote, by instrument and question."""
        found: dict[tuple[str, str], list[CitableText]] = defaultdict(list)
        for text in self.material.texts.values():
            if self.material.corpus.counted(text.respondent):
                found[text.instrument, template_path(text.question)].append(text)
        return {place: tuple(group) for place, group in found.items()}

    def figures(self, source: Source) -> tuple[Figure, ...]:
        """The figures of every place a source names."""
        return tuple(
            figure for place in source.places for figure in self._at(source.technique, place)
        )

    def _at(self, technique: str, place: str) -> Iterable[Figure]:
        if technique == ROSTER:
            yield from _roster(self.study, place)
            return
        for instrument in self.study.design.instruments:
            if instrument.technique == technique:
                yield from self._in(instrument, place)

    def _in(self, instrument: Instrument, place: str) -> Iterable[Figure]:
        for unit in instrument.units:
            if unit.name == place:
                yield from self._documents(instrument, place, unit.label)
        data = self.datasets.of(instrument.id)
        whole = indicator_summary(self.study, instrument.id, place, data)
        if whole is not None:
            yield _of_scale(instrument.technique, whole)
        for table in self.datasets.tables(instrument.id):
            named = place in (table.path, table.question.name, table.number)
            single = place in table.question.indicators and not (
                whole and table.path in whole.scale.rows
            )
            if named or single:
                yield _of_table(instrument.technique, table)
        for path, question in instrument.questions.items():
            named = place in (path, question.name, question.number, *question.indicators)
            if named and question.type in TEXT_TYPES:
                yield self._words(instrument, path, question)

    def _words(self, instrument: Instrument, path: str, question: Question) -> Figure:
        """Who spoke or wrote on a question, and what of it was coded: distinct people."""
        texts = self.texts.get((instrument.id, path), ())
        people = {
            (each.code, each.respondent) for text in texts for each in self.coded.get(text.ref, ())
        }
        by_code = Counter(code for code, _person in people)
        ordered = sorted(by_code.items(), key=lambda item: (-item[1], item[0]))
        return Figure(
            technique=instrument.technique,
            place=path,
            label=question.label,
            counts=tuple(Count(self.labels.get(code, text_of(code)), n) for code, n in ordered),
            of=len({text.respondent for text in texts}),
        )

    def _documents(self, instrument: Instrument, unit: str, label: Text) -> Iterable[Figure]:
        for each in self.datasets.of(instrument.id):
            if each.unit == unit:
                yield Figure(
                    technique=instrument.technique, place=unit, label=label,
                    lines=each.noted_figures(),
                )  # fmt: skip


def _roster(study: Study, name: str) -> Iterable[Figure]:
    field = next((each for each in study.design.roster if each.name == name), None)
    if field is None:
        return
    people = [person for person in respondents(study) if person.eligible]
    values = [person.fields[name] for person in people if person.fields.get(name) not in (None, "")]
    if field.type in ("integer", "year"):
        numbers = [float(value) for value in values if isinstance(value, int | float)]
        yield Figure(technique=ROSTER, place=name, label=field.label, of=len(numbers),
                     figures=summary(numbers))  # fmt: skip
        return
    items = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    yield Figure(
        technique=ROSTER,
        place=name,
        label=field.label,
        counts=_ordered(study, field, Counter(map(str, items))),
        of=len(values),
    )


def _ordered(study: Study, field: RosterField, counts: Counter[str]) -> tuple[Count, ...]:
    names = [*(name for name in field.values if name in counts),
             *sorted(set(counts) - set(field.values))]  # fmt: skip
    return tuple(
        Count(field.values.get(name) or text_of(field_text(field, name, "")), counts[name])
        for name in names
    )


def _of_table(technique: str, table: ItemTable) -> Figure:
    return Figure(
        technique=technique,
        place=table.path,
        label=table.label,
        counts=tuple(Count(choice.label, choice.n) for choice in table.choices),
        of=table.valid,
        figures=None if table.question.reverse else table.figures,
        attainment=None if table.question.reverse else table.attainment,
    )


def _of_scale(technique: str, scale: ScaleSummary) -> Figure:
    return Figure(
        technique=technique,
        place=scale.scale.name,
        label=scale.label,
        of=len(scale.scores),
        figures=scale.figures,
        attainment=scale.attainment,
    )
