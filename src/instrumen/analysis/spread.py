"""Spread: how many people of how many. n of N counts distinct respondents, never turns or
codings, and N is named with its group.

N is everybody who answered, completely or in part, an instrument that can carry the codes (one
that asks for words on a theme of theirs, or names them at a question), and whoever said it
unasked. In a group interview it is the speaker who counts. Who withdrew or was never eligible is
in neither number.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from instrumen.analysis.codebook import codebook, with_children
from instrumen.analysis.coding import Coding, codings
from instrumen.analysis.corpus import Corpus, Origin, read_corpus
from instrumen.analysis.texts import TEXT_TYPES
from instrumen.language.design import Band, Code, Design
from instrumen.language.model import Question, Type
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
    `respondents` are the n, `asked` the N, sorted; `techniques` those they spoke through."""

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
    codes_known = codebook(study)
    names = with_children(codes_known, codes)
    origins = {
        response: origin
        for response, origin in known.origins.items()
        if origin.counts
        and (techniques is None or origin.technique in techniques)
        and (site is None or origin.site == site)
    }
    carriers = [
        each
        for each in (codings(study, corpus=known) if coded is None else coded)
        if each.code in names and each.response in origins and known.counted(each.respondent)
    ]
    able = _able(study.design, codes_known, names)
    asked_in = [origin for origin in origins.values() if origin.instrument in able]
    asked = {code for origin in asked_in for code in origin.respondents if known.counted(code)}
    saying = {each.respondent for each in carriers}
    spoke_in = [*asked_in, *(origins[each.response] for each in carriers)]
    return _spread(study.design, known, saying, asked | saying, spoke_in)


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


def _able(design: Design, known: Iterable[Code], names: Collection[str]) -> frozenset[str]:
    """The instruments that can carry the codes. Codes that belong to no theme can turn up
    wherever people speak or write freely."""
    codes = {code.name: code for code in known}
    themes = {codes[name].theme for name in names if name in codes}
    named = frozenset(names)
    while above := {codes[name].parent for name in named if name in codes} - named - {""}:
        named |= above
    return frozenset(
        instrument.id
        for instrument in design.instruments
        if any(_asks(question, themes, named) for question in instrument.questions.values())
    )


def _asks(question: Question, themes: Collection[str], codes: Collection[str]) -> bool:
    if question.type not in TEXT_TYPES:
        return False
    free = question.long or question.type is Type.OPEN
    on_theme = "" in themes or not set(question.themes).isdisjoint(themes)
    return (free and on_theme) or not set(question.codes).isdisjoint(codes)


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
