"""Bars of block characters: how much of something is done."""

_FULL = "█"
_EMPTY = "░"


def bar(part: int, whole: int, width: int) -> str:
    """`██████░░░░`: at least one full cell when anything is done, one empty when anything is
    left."""
    if whole <= 0:
        return _EMPTY * width
    full = round(width * min(max(part, 0), whole) / whole)
    if 0 < part < whole:
        full = min(max(full, 1), width - 1)
    return _FULL * full + _EMPTY * (width - full)
