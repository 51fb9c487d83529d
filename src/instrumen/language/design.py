"""What a study is, as plain data: the result of reading `study.yaml` (and `persetujuan.yaml`).

Called *design* after the word for it in research: sites, population, foci, themes, indicators,
claims, codebook, the roster's columns, and how Word documents are to look.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from instrumen.language.expression.syntax import Expression
from instrumen.language.model import Instrument
from instrumen.language.problems import Mark
from instrumen.language.text import EMPTY, Text

_TOP = Mark(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A school or other place with a population of its own. `headings` are the names by which
    roster files call it; `context` is printed in the method chapter."""

    name: str
    label: Text
    place: Text = EMPTY
    context: Text = EMPTY
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentGroup:
    """A group that n of N is counted by. The first group whose `for_` holds is a person's;
    `prefix` begins the respondent codes (`G` gives G-01)."""

    name: str
    label: Text
    prefix: str
    for_: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A spelling met in roster files and the value it means. `text` is compared without case,
    spaces and punctuation; a `prefix` pattern matches the beginning."""

    text: str
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterField:
    """A column the study keeps; what is not named here is never stored.

    `type` is text, integer, year, date, code or list. `identity` fields go to the separable
    identity table. `scope` false keeps a field out of expressions and labels. `values` gives
    codes their labels, `patterns` maps what files say to codes, `raised_by` lets another column
    change the value (an additional duty makes a deputy of a teacher).
    """

    name: str
    type: str
    label: Text
    headings: tuple[str, ...]
    required: bool = False
    identity: bool = False
    digits: int | None = None
    least: float | None = None
    most: float | None = None
    default: str | None = None
    opt_in: bool = False
    keep_wording_as: str = ""
    values: Mapping[str, Text]
    patterns: tuple[Pattern, ...] = ()
    raised_by: str = ""
    raises: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedField:
    """A roster field computed from others (`usia` = year of the study − year of birth)."""

    name: str
    label: Text
    calculation: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """A research question (F1–F4), or a base or context that findings may be filed under."""

    name: str
    label: Text
    question: Text = EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of the codebook, tied to a focus (empty: all)."""

    name: str
    label: Text
    focus: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A row of the blueprint. `taxonomy` tells which table (`focus`, `sk`); `crosswalk` holds
    the numbers of other taxonomies (`pmn` → 1, 2)."""

    name: str
    label: Text
    taxonomy: str
    focus: str = ""
    dimension: Text = EMPTY
    crosswalk: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of the codebook; `u.a.kursus` is a child of `u.a`. Codes with an empty theme are
    cross-cutting. `exported` false: what carries it is never quoted."""

    name: str
    label: Text
    theme: str = ""
    parent: str = ""
    definition: Text = EMPTY
    include: Text = EMPTY
    exclude: Text = EMPTY
    example: str = ""
    attributes: tuple[str, ...] = ()
    exported: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where evidence for a claim is looked for: a technique code (A/G, W/KS, O, D, roster) and
    places in it (question, unit or indicator names)."""

    technique: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement to be confronted with every source."""

    name: str
    label: Text
    sources: tuple[Source, ...]
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a Word document looks: lengths in centimetres, sizes in points, names of numbering
    and caption words. `appendix_numbering` is `1` or `A`; `page_numbers` is `continue` or
    `restart` at the appendices."""

    name: str
    margins: tuple[float, float, float, float]
    font: str
    size: float
    line_spacing: float
    table_caption: Text
    figure_caption: Text
    appendix_word: Text
    appendix_numbering: str = "1"
    page_numbers: str = "continue"
    divider_page: bool = True
    block_quote_words: int = 40
    first_line_indent: float = 0.0
    heading_numbering: str = "roman"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One yes or no of the consent; `condition` true: without it nothing is asked."""

    name: str
    label: Text
    kinds: tuple[str, ...] = ()
    condition: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """The consent text. `hash` is the SHA-256 of its canonical form; `additions` are extra
    paragraphs by case (group, observation, insider, document); `reasons` for a refusal."""

    id: str
    version: str
    title: Text
    opening: Text
    points: tuple[Text, ...]
    scopes: tuple[Scope, ...]
    additions: Mapping[str, Text]
    reasons: Mapping[str, Text]
    receipt: Text
    source: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A word for a share or attainment, by its lower bound in percent."""

    least: float
    label: Text


@dataclass(frozen=True, kw_only=True)
class Design:
    """The whole of `study.yaml`. `facts` are free texts (peneliti, lembaga, surat_izin, kontak,
    tanggal_hapus, …) that consent, cover and labels may pipe; `approach`, `framework`,
    `references` are printed as typed."""

    file: Path
    title: Text
    year: int
    languages: tuple[str, ...]
    facts: Mapping[str, Text]
    sites: tuple[Site, ...]
    groups: tuple[RespondentGroup, ...]
    roster: tuple[RosterField, ...]
    derived: tuple[DerivedField, ...]
    foci: tuple[Focus, ...]
    themes: tuple[Theme, ...]
    indicators: tuple[Indicator, ...]
    codes: tuple[Code, ...]
    claims: tuple[Claim, ...]
    coding_rules: tuple[Text, ...]
    profiles: Mapping[str, Profile]
    profile: str
    citation: str
    attainment: tuple[Band, ...]
    spread_words: tuple[Band, ...]
    scale_answered_share: float
    collectors: Mapping[str, str]
    ineligible: Mapping[str, tuple[str, ...]]
    fictitious: bool = False
    consent: Consent | None = None
    instruments: tuple[Instrument, ...] = ()
    mark: Mark = _TOP
    id: str = ""

    @cached_property
    def instrument(self) -> Mapping[str, Instrument]:
        """The instruments by id."""
        return {instrument.id: instrument for instrument in self.instruments}

    @cached_property
    def theme(self) -> Mapping[str, Theme]:
        """The themes by name."""
        return {theme.name: theme for theme in self.themes}
