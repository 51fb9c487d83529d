"""Two versions of an instrument: what changed, and what that does to answers already stored.

Every change has an **effect**. *Safe*: stored answers mean what they meant. *Wording*: they do,
but people were asked in other words. *Mapping*: somebody must say what they mean now, or whether
they still hold (a choice that has another name, a narrower rule). *Destructive*: they have no
place any more (a question or choice that is gone, another type).
"""

from instrumen.language.changes.change import Change, Effect, worst
from instrumen.language.changes.header import header_changes
from instrumen.language.changes.lists import list_changes
from instrumen.language.changes.places import place_changes
from instrumen.language.model import Instrument

__all__ = ["Change", "Effect", "changes", "worst"]


def changes(old: Instrument, new: Instrument) -> tuple[Change, ...]:
    """Every change from `old` to `new`, the gravest first, those of one effect in the order of
    the file. Nothing when both have the same hash."""
    if old.hash == new.hash:
        return ()
    found = (*header_changes(old, new), *list_changes(old, new), *place_changes(old, new))
    return tuple(sorted(found, key=lambda change: (-change.effect.weight, change.mark)))
