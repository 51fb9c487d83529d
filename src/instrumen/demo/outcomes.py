"""How the visits to the fictitious people went: who completed an instrument, who refused, who
was not met. Shares come from `demo/staff.yaml`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from instrumen.demo import texts
from instrumen.demo.quota import dealt, scaled
from instrumen.demo.texts import Plain
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.targets import Target


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one target ended; `sessions` and `instances` are 1 or 2. `reason` says why not, or
    why the first session ended."""

    disposition: Disposition
    reason: str = ""
    sessions: int = 1
    instances: int = 1

    @property
    def responses(self) -> int:
        """How many responses there are in the end."""
        return self.instances if self.disposition in _MET else 0


_MET = frozenset({Disposition.COMPLETE, Disposition.PARTIAL, Disposition.WITHDRAWN})

COMPLETE = Outcome(Disposition.COMPLETE)


def dealt_outcomes(
    plan: Plain, targets: Sequence[Target], burden: Mapping[str, int], rng: Random
) -> list[Outcome]:
    """An outcome for each target of one instrument, in their order; all complete where the plan
    says nothing. Who is asked for little (`burden`: targets by subject) fails first, so that
    those who are interviewed and observed stay with the study."""
    outcomes = texts.table(plan, "outcomes")
    counts = {name: texts.count(body, "count") for name, body in outcomes.items()}
    of = sum(counts.values())
    if not of:
        return [COMPLETE] * len(targets)
    names = dealt(counts, len(targets))
    wanting = [name for name in names if name != Disposition.COMPLETE]
    order = sorted(
        range(len(targets)), key=lambda index: (burden[targets[index].subject], rng.random())
    )
    failed = dict(zip(order, reversed(wanting), strict=False))
    complete = [index for index in range(len(targets)) if index not in failed]
    split = complete[: scaled(texts.count(plan, "in_two_sessions", "count"), of, len(targets))]
    twice = complete[: scaled(texts.count(plan, "twice"), of, len(targets))]
    found = []
    for index in range(len(targets)):
        name = failed.get(index, Disposition.COMPLETE.value)
        reason = texts.word(outcomes, name, "reason")
        if index in split:
            reason = texts.word(plan, "in_two_sessions", "reason")
        found.append(Outcome(Disposition(name), reason, 1 + (index in split), 1 + (index in twice)))
    return found


def burden_of(targets: Sequence[Target]) -> Mapping[str, int]:
    """How many targets each subject has."""
    return Counter(target.subject for target in targets)
