"""The simulated people: what they are like and what is true of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

Fact = object


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who answers. The traits lie between 0 and 1 and drive every answer:

    - `competence`: how well one teaches or works; rows of a scale follow it.
    - `candour`: how willing to say what is unpleasant; the lower, the more refusals.
    - `diligence`: how patient with forms; the lower, the more is left blank.

    `facts` are true of the person (roster fields, and what only the simulation knows); `words`
    are what the person would call them.
    """

    code: str
    competence: float
    candour: float
    diligence: float
    facts: Mapping[str, Fact]
    words: Mapping[str, str]

    def fact(self, name: str, position: int = 1) -> Fact | None:
        """A fact by name; of a list its item number `position`, the last one when there are
        fewer. None when it is not known."""
        found = self.facts.get(name)
        if isinstance(found, list | tuple):
            return found[min(position, len(found)) - 1] if found else None
        return None if found == "" else found


def person_of(
    code: str,
    facts: Mapping[str, Fact],
    words: Mapping[str, str],
    seed: int,
    *,
    able: bool = True,
) -> Person:
    """The person behind a respondent code, the same for the same seed. Who is `able` (say,
    certified) is a little more competent on average."""
    rng = Random(f"{seed} {code}")
    return Person(
        code=code,
        competence=_trait(rng, 0.68 if able else 0.6),
        candour=_trait(rng, 0.75),
        diligence=_trait(rng, 0.7),
        facts=facts,
        words=words,
    )


def _trait(rng: Random, mean: float) -> float:
    return min(1.0, max(0.0, rng.gauss(mean, 0.13)))
