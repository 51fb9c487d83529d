"""Respondent codes: `G-07`. Drawn at random, because the official list is sorted by rank and a
code in the order of the list would give people away; never used a second time."""

import random
from collections.abc import Collection

from instrumen.store.study import Study

_DIGITS = 2


def used(study: Study) -> frozenset[str]:
    """Every code that ever was: of people there now, and of people taken out again."""
    rows = study.rows("SELECT DISTINCT subject FROM events WHERE kind='respondent.added'")
    return frozenset(str(code) for (code,) in rows)


def draw(rng: random.Random, prefix: str, count: int, taken: Collection[str]) -> tuple[str, ...]:
    """`count` new codes of a group in random order: the lowest numbers not taken yet."""
    numbers = _numbers(prefix, taken)
    free: list[int] = []
    candidate = 0
    while len(free) < count:
        candidate += 1
        if candidate not in numbers:
            free.append(candidate)
    rng.shuffle(free)
    return tuple(f"{prefix}-{number:0{_DIGITS}d}" for number in free)


def _numbers(prefix: str, taken: Collection[str]) -> frozenset[int]:
    begin = prefix + "-"
    ends = (code[len(begin) :] for code in taken if code.startswith(begin))
    return frozenset(int(end) for end in ends if end.isdecimal())
