"""Spread: how many people of how many. n of N counts distinct respondents, never turns or
codings, and N is named with its group.

N is everybody who answered, completely or in part, an instrument that can carry the codes: one
that asks for words on a theme of theirs, or in which one of them was found. In a group interview
it is the speaker who counts. Who withdrew or was never eligible is in neither number.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from instrumen.analysis.codebook import codebook, with_children
from instrumen.analysis.coding import Coding, codings
from instrumen.analysis.corpus import Corpus, Origin, read_corpus
from instrumen.analysis.texts import TEXT_TYPES
from instrumen.language.design import Band, Design
from instrumen.language.model import Instrument
from instrumen.language.text import EMPTY, Text
from instrumen.store.study import Study


@dataclass(frozen=True, slots=True)
class GroupCount:
    """n of N in one group of respondents."""

    group: str
    n: int
    of: int


@dataclass(frozen=True, slots=True)
class Spread:
    """n of N, over all and by group (groups nobody of whom was asked are left out).
    `respondents` are the n, `asked` the N, by code; `techniques` those they were asked with."""

    n: int
    of: int
    by_group: tuple[GroupCount, ...]
    respondents: tuple[str, ...]
    asked: tuple[str, ...]
    techniques: tuple[str, ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """Groups that were asked and of whom nobody is among the n."""
        return tuple(count.group for count in self.by_group if count.n == 0)


def spread(
    study: Study,
    codes: Iterable[str],
    *,
    techniques: Collection[str] | None = None,
    site: str | None = None,
    corpus: Corpus | None = None,
    coded: Iterable[Coding] | None = None,
) -> Spread:
    """How many distinct respondents carry one of `codes` or a code below one, of how many asked.

    `techniques` and `site` narrow both numbers. `coded` are the study's codings when the caller
    has read them already.
    """
    known = corpus or read_corpus(study)
    names = with_children(codebook(study), codes)
    carriers = [each for each in (codings(study, corpus=known) if coded is None else coded)
                if each.code in names]  # fmt: skip
    origins = _asked_with(study, known, names, carriers, techniques, site)
    asked = {person for origin in origins.values() for person in origin.respondents}
    counted = {code for code in asked if known.counted(code)}
    saying = {each.respondent for each in carriers if each.response in origins}
    return _spread(study.design, known, saying & counted, counted, origins.values())


def spread_word(design: Design, n: int, of: int) -> Text:
    """The word the study file binds to a share (`sebagian besar` from 60 %); nothing when nobody
    was asked. Bounds are lower bounds in percent: source, the study's own `spread_words`."""
    return _band(design.spread_words, 100 * n, of) if of else EMPTY


def attainment_word(design: Design, percent: float) -> Text:
    """The word the study file binds to an attainment in percent."""
    return _band(design.attainment, percent, 1)


def _band(bands: Iterable[Band], hundredfold: float, of: int) -> Text:
    ordered = sorted(bands, key=lambda band: -band.least)
    return next((band.label for band in ordered if hundredfold >= band.least * of), EMPTY)


def _asked_with(
    study: Study,
    corpus: Corpus,
    names: Collection[str],
    carriers: Iterable[Coding],
    techniques: Collection[str] | None,
    site: str | None,
) -> dict[str, Origin]:
    themes = {code.theme for code in codebook(study) if code.name in names}
    able = {each.id for each in study.design.instruments if _can_carry(each, themes, names)}
    able |= {
        corpus.origins[each.response].instrument
        for each in carriers
        if each.respondent and each.response in corpus.origins
    }
    return {
        response: origin
        for response, origin in corpus.origins.items()
        if origin.counts
        and origin.instrument in able
        and (techniques is None or origin.technique in techniques)
        and (site is None or origin.site == site)
    }


def _can_carry(instrument: Instrument, themes: Collection[str], codes: Collection[str]) -> bool:
    """Whether an instrument asks for words on one of the themes. Codes that belong to no theme
    can turn up wherever words are asked for."""
    return any(
        "" in themes or set(question.themes) & set(themes) or set(question.codes) & set(codes)
        for question in instrument.questions.values()
        if question.type in TEXT_TYPES
    )


def _spread(
    design: Design,
    corpus: Corpus,
    saying: Collection[str],
    asked: Collection[str],
    origins: Iterable[Origin],
) -> Spread:
    def count(group: str, people: Collection[str]) -> int:
        return sum(corpus.group_of(code) == group for code in people)

    groups = [group.name for group in design.groups]
    return Spread(
        n=len(saying),
        of=len(asked),
        by_group=tuple(
            GroupCount(group, count(group, saying), count(group, asked))
            for group in groups
            if count(group, asked)
        ),
        respondents=tuple(sorted(saying)),
        asked=tuple(sorted(asked)),
        techniques=tuple(sorted({origin.technique for origin in origins})),
    )
