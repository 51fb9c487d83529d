"""The findings in the order of the document, each with the number it bears everywhere in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from instrumen.analysis.findings import Finding, findings
from instrumen.analysis.spread import Spread, spread, spread_word
from instrumen.analysis.texts import CitableText
from instrumen.export.word.blocks import Ref
from instrumen.export.word.brief import Brief
from instrumen.export.word.wording import of_all
from instrumen.language.design import Focus, Theme


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding as the document shows it. `focus` is None for themes that describe the state
    under no focus of their own."""

    number: int
    focus: Focus | None
    theme: Theme
    finding: Finding
    spread: Spread

    @property
    def anchor(self) -> str:
        """The bookmark that covers its word and number."""
        return "finding_" + "".join(c if c.isalnum() else "_" for c in self.finding.id)


@dataclass(frozen=True, slots=True)
class FocusThemes:
    """A focus with its themes; None: the themes that belong to all of them."""

    focus: Focus | None
    themes: tuple[Theme, ...]


def by_focus(brief: Brief) -> tuple[FocusThemes, ...]:
    """Foci in the order of the study, then the themes of none."""
    design = brief.design
    groups = [
        FocusThemes(focus, tuple(theme for theme in design.themes if theme.focus == focus.name))
        for focus in design.foci
    ]
    named = {focus.name for focus in design.foci}
    rest = tuple(theme for theme in design.themes if theme.focus not in named)
    return (*groups, FocusThemes(None, rest)) if rest else tuple(groups)


def findings_in_order(brief: Brief) -> Iterator[tuple[Focus | None, Theme, Finding]]:
    """Every finding with its focus and theme: focus by focus, theme by theme, by its number in
    the theme."""
    every = findings(brief.study)
    for group in by_focus(brief):
        for theme in group.themes:
            yield from ((group.focus, theme, each) for each in every if each.theme == theme.name)


def numbered_findings(brief: Brief) -> Iterator[Numbered]:
    """Every finding in the order of the document."""
    for number, (focus, theme, found) in enumerate(findings_in_order(brief), 1):
        counted = spread(brief.study, found.codes, corpus=brief.corpus, coded=brief.material.coded)
        yield Numbered(number, focus, theme, found, counted)


def quoted_texts(brief: Brief) -> tuple[CitableText, ...]:
    """The texts whose words the findings of the document quote, in its order."""
    if "findings" not in brief.parts:
        return ()
    chosen = (brief.chosen[found.id] for _focus, _theme, found in findings_in_order(brief))
    shown = (each for found in chosen for each in (*found.supporting, *found.contrary))
    return tuple({each.ref: each.text for each in shown}.values())


def reference(brief: Brief, found: Numbered) -> Ref:
    """`Temuan 3`, following the finding when numbers change."""
    return Ref(f"{brief.catalog.t('Finding')} {found.number}", found.anchor)


def spread_words(brief: Brief, counted: Spread) -> str:
    """`9 dari 16 (56,3%), sekitar separuh`: the number, and the word the study binds to it."""
    if not counted.of:
        return brief.catalog.t("nobody was asked")
    word = brief.say(spread_word(brief.design, counted.n, counted.of))
    return ", ".join(filter(None, (of_all(counted.n, counted.of, brief.catalog), word)))
