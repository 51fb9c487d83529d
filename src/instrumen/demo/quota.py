"""Shares that come out even: so many of each kind, whatever the number of people."""

from collections.abc import Mapping
from random import Random


def apportion(counts: Mapping[str, int], total: int) -> dict[str, int]:
    """How many of `total` fall to each key, in proportion to `counts`: largest remainders
    (Hamilton's method), ties to the key that comes first. Adds up to `total` exactly."""
    whole = sum(counts.values())
    if whole == 0 or total <= 0:
        return dict.fromkeys(counts, 0)
    exact = {key: total * count / whole for key, count in counts.items()}
    shares = {key: int(share) for key, share in exact.items()}
    by_remainder = sorted(counts, key=lambda key: shares[key] - exact[key])
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def dealt(counts: Mapping[str, int], total: int) -> list[str]:
    """`total` keys in the order of `counts`, as many of each as its share."""
    return [key for key, share in apportion(counts, total).items() for _ in range(share)]


def shuffled(counts: Mapping[str, int], total: int, rng: Random) -> list[str]:
    """As `dealt`, in random order."""
    keys = dealt(counts, total)
    rng.shuffle(keys)
    return keys


def scaled(count: int, of: int, total: int) -> int:
    """`count` of `of` for another total, rounded half up; at least 1 where there was one and
    there is anybody."""
    if count == 0 or total == 0:
        return 0
    return max(1, min(total, (count * total * 2 + of) // (of * 2)))
