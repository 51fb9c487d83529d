"""A draft for a finding: extractive, put together from codings, never a claim of its own. The
same data give the same words. The researcher is the author."""

from collections.abc import Iterable
from dataclasses import dataclass

from instrumen.analysis.evidence import contrary_codes, contrary_quotations
from instrumen.analysis.quotations import (
    Material,
    Quotation,
    Stance,
    is_readable,
    of_codes,
    read_material,
)
from instrumen.analysis.spread import Spread, spread, spread_word
from instrumen.language.design import Code, Design
from instrumen.language.text import Text
from instrumen.messages import Catalog, catalog
from instrumen.store.study import Study

_A_SENTENCE = 20
"""Words of a sentence one likes to quote."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What is known of one code: how many of how many carry it, the word for that share, and a
    quotation, if one may be quoted."""

    code: Code
    spread: Spread
    word: Text
    quotation: Quotation | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal for a theme, the most widespread code first. `contrary` is the quotation that
    speaks against, `silent` the groups that were asked and did not speak of the theme."""

    theme: str
    lines: tuple[DraftLine, ...]
    contrary: Quotation | None
    silent: tuple[str, ...]


def draft(study: Study, theme: str, material: Material | None = None) -> Draft:
    """Put together what most respondents say on a theme, in their words."""
    known = material or read_material(study)
    against = contrary_codes(study, theme, known)
    names = [code.name for code in known.codes if code.theme == theme and code.name not in against]
    whole = spread(study, names, corpus=known.corpus, coded=known.coded)
    contrary = contrary_quotations(study, theme, known)
    lines = [
        _line(study, known, code)
        for code in known.codes
        if code.theme == theme and not code.parent and code.name not in against
    ]
    heard = [line for line in lines if line.spread.n]
    heard.sort(key=lambda line: (-line.spread.n, line.code.name))
    against_it = next((each for each in contrary if each.why_not is None), None)
    return Draft(theme, _spread_out(study, known, heard), against_it, whole.silent)


def draft_text(design: Design, proposal: Draft, language: str) -> str:
    """The draft as a paragraph a person can take over, word by word; '' when there is nothing."""
    speak = catalog(language)
    sentences = [_sentence(design, line, speak) for line in proposal.lines]
    if proposal.contrary is not None:
        sentences.append(
            speak.t("Against this: “{words}” {citation}.", words=proposal.contrary.words,
                    citation=proposal.contrary.citation)
        )  # fmt: skip
    if proposal.lines and proposal.silent:
        groups = ", ".join(_group(design, name, language) for name in proposal.silent)
        sentences.append(speak.t("Asked, but silent on this: {groups}.", groups=groups))
    return " ".join(sentences)


def spread_text(design: Design, found: Spread, language: str) -> str:
    """A spread in words, always with its numbers: `9 dari 14 (guru 8 dari 12, …)`."""
    speak = catalog(language)
    whole = speak.t("{n} of {of}", n=found.n, of=found.of)
    parts = [
        f"{_group(design, count.group, language)} {speak.t('{n} of {of}', n=count.n, of=count.of)}"
        for count in found.by_group
    ]
    return f"{whole} ({', '.join(parts)})" if parts else whole


def _line(study: Study, material: Material, code: Code) -> DraftLine:
    found = spread(study, [code.name], corpus=material.corpus, coded=material.coded)
    return DraftLine(code, found, spread_word(study.design, found.n, found.of), None)


def _spread_out(
    study: Study, material: Material, lines: Iterable[DraftLine]
) -> tuple[DraftLine, ...]:
    """Give each line a quotation, of somebody not quoted yet where there is one."""
    heard: set[str] = set()
    shown: list[DraftLine] = []
    for line in lines:
        found = of_codes(study, material, [line.code.name], Stance.SUPPORTS)
        allowed = [each for each in found if each.why_not is None]
        fresh = [each for each in allowed if each.text.respondent not in heard]
        best = next(iter(sorted(fresh or allowed, key=_rank)), None)
        if best is not None:
            heard.add(best.text.respondent)
        shown.append(DraftLine(line.code, line.spread, line.word, best))
    return tuple(shown)


def _rank(quotation: Quotation) -> tuple[bool, bool, int]:
    """Of a readable length, marked as a good quotation, about a sentence long."""
    length = len(quotation.words.split())
    return not is_readable(quotation), not quotation.text.marked, abs(length - _A_SENTENCE)


def _sentence(design: Design, line: DraftLine, speak: Catalog) -> str:
    what = speak.t(
        "{code}: {word}, {spread}",
        code=line.code.label(speak.language),
        word=line.word(speak.language),
        spread=spread_text(design, line.spread, speak.language),
    )
    if line.quotation is None:
        return f"{what}."
    return f"{what}: “{line.quotation.words}” {line.quotation.citation}."


def _group(design: Design, name: str, language: str) -> str:
    label = next((group.label for group in design.groups if group.name == name), None)
    return label(language) if label else name
