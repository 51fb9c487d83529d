"""“Did you mean …?”"""

from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

from instrumen.language.synonyms import SYNONYMS
from instrumen.messages import Message, msg

_LONGEST = 64
_MANY = 100
_FEW = 12


def nearest(name: str, names: Collection[str], likeness: float = 0.6) -> str:
    """The name most like `name`: the same but for capitals, the same in Indonesian or in another
    program, or with at least this share of letters in common; empty when there is none."""
    if not names or len(name) > _LONGEST:
        return ""
    for other in (name.lower(), *SYNONYMS.get(name.lower(), ())):
        if other in names:
            return other
    return _nearest(name, names if isinstance(names, frozenset) else frozenset(names), likeness)


def did_you_mean(
    name: str, names: Collection[str], otherwise: Message | None = None
) -> Message | None:
    """“Did you mean …?”; when nothing is like it, `otherwise`, else the names when they are few."""
    meant = nearest(name, names)
    if meant:
        return msg("Did you mean “{name}”?", name=meant)
    if otherwise is None and 0 < len(names) <= _FEW:
        in_order = sorted(names) if isinstance(names, frozenset) else names
        return msg("Possible are: {names}.", names=", ".join(in_order))
    return otherwise


@lru_cache(maxsize=1024)
def _nearest(name: str, names: frozenset[str], likeness: float) -> str:
    """Comparing letter by letter is slow: of many names only those that begin and are about as
    long as `name` are compared."""
    candidates: Collection[str] = names
    if len(names) > _MANY:
        alike = (other for other in names if other[:1] == name[:1])
        candidates = [other for other in alike if abs(len(other) - len(name)) <= 2]
    small = {other.lower(): other for other in sorted(candidates)[:_MANY]}
    found = get_close_matches(name.lower(), small, n=1, cutoff=likeness)
    return small[found[0]] if found else ""
