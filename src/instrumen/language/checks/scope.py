"""What an instrument may name that it does not explain itself: its study."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What every study provides, whatever its roster holds: the respondent's code, the unit of a
# document sheet and its label, the name of the site, which observation or round it is, the year
# of the study.
BUILT_IN = frozenset({"kode", "unit", "unit_label", "sekolah", "instance", "tahun"})
# In the labels of a repeat: the member's number.
POSITION = "position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The names of a study.

    `fields` are roster fields and derived ones, each with the values it may have (none: any);
    `identity` those that instruments never see. `known` false: nothing is known of the study,
    and a name that is nowhere explained is only a warning.
    """

    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    identity: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    known: bool = True

    @property
    def pipeable(self) -> frozenset[str]:
        """The names that a text or a rule may use besides the questions."""
        return BUILT_IN | self.facts | self.fields.keys()


ANYWHERE = Scope(known=False)
