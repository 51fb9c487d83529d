"""Everything the study knows about a theme, side by side: what was said for and against, by how
many of how many, what the questionnaires count, and the claims confronted."""

from collections.abc import Iterable
from dataclasses import dataclass

from instrumen.analysis.codebook import with_children
from instrumen.analysis.confrontation import Confrontation, confront
from instrumen.analysis.datasets import Datasets
from instrumen.analysis.findings import findings
from instrumen.analysis.frequencies import ItemTable
from instrumen.analysis.quotations import (
    Material,
    Quotation,
    Stance,
    of_codes,
    of_finding,
    read_material,
)
from instrumen.analysis.scales import ScaleSummary
from instrumen.analysis.spread import Spread, spread
from instrumen.language.model import Instrument
from instrumen.store.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentFigures:
    """The figures of one instrument on a theme, as far as there are any: tables of its questions,
    and scales all of whose rows belong to the theme."""

    instrument: Instrument
    items: tuple[ItemTable, ...]
    scales: tuple[ScaleSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What there is on a theme. `spread` is over all its supporting codes; `silent` are the
    groups that were asked and did not speak of it."""

    theme: str
    supporting: tuple[Quotation, ...]
    contrary: tuple[Quotation, ...]
    spread: Spread
    figures: tuple[InstrumentFigures, ...]
    claims: tuple[Confrontation, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Groups that were asked and of whom nobody carries a code of the theme."""
        return self.spread.silent


def gather(study: Study, theme: str, material: Material | None = None) -> Evidence:
    """Gather the evidence on a theme. What its findings name as contrary codes, or was chosen by
    hand against them, is contrary; everything else coded under the theme supports."""
    known = material or read_material(study)
    against = contrary_codes(study, theme, known)
    names = [code.name for code in known.codes if code.theme == theme and code.name not in against]
    contrary = contrary_quotations(study, theme, known)
    datasets = Datasets(study, known.corpus)
    taken = {(each.ref, each.start, each.end) for each in contrary}
    supporting = [
        each
        for each in of_codes(study, known, names, Stance.SUPPORTS)
        if (each.ref, each.start, each.end) not in taken and not set(each.codes) <= against
    ]
    claims = [claim.name for claim in study.design.claims if theme in claim.themes]
    return Evidence(
        theme=theme,
        supporting=tuple(supporting),
        contrary=contrary,
        spread=spread(study, names, corpus=known.corpus, coded=known.coded),
        figures=tuple(_figures(study, theme, datasets)),
        claims=confront(study, claims, datasets, known) if claims else (),
    )


def contrary_codes(study: Study, theme: str, material: Material) -> frozenset[str]:
    """The codes that speak against a finding of the theme, with those below them."""
    named = [code for each in findings(study, theme) for code in each.contrary_codes]
    return with_children(material.codes, named)


def contrary_quotations(study: Study, theme: str, material: Material) -> tuple[Quotation, ...]:
    """What speaks against the findings of a theme, coded or chosen by hand."""
    found = {
        (each.ref, each.start, each.end): each
        for finding in findings(study, theme)
        for each in of_finding(study, finding, material)
        if each.stance is Stance.CONTRADICTS
    }
    return tuple(found.values())


def _figures(study: Study, theme: str, datasets: Datasets) -> Iterable[InstrumentFigures]:
    for instrument in study.design.instruments:
        on_theme = {
            path for path, question in instrument.questions.items() if theme in question.themes
        }
        if not on_theme:
            continue
        tables = datasets.tables(instrument.id)
        items = tuple(table for table in tables if table.rows and table.path in on_theme)
        whole = tuple(
            scale
            for scale in datasets.scales(instrument.id)
            if scale.figures and set(scale.scale.rows) <= on_theme
        )
        if items or whole:
            yield InstrumentFigures(instrument=instrument, items=items, scales=whole)
