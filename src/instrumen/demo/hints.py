"""How a question is answered, where its type alone does not say: `demo/answers.yaml`.

angket-guru:
  facts: {style: {one_of: [a, b]}}            # drawn once for each response
  cases: [{name: x, share: 8, facts: {...}}]  # of every so many responses, so many
  answers:
    tahun_sertifikat: {between: [2008, 2024]}
    status_sertifikat: {from: sertifikasi}    # a fact of the person, `as:` other words
    mengajar: {times: subjects}               # a repeat: as many members as facts, or between
    metode_urut: {shares: {ceramah: 9, diskusi: 4}}
    kd_sarpras: {level: 4.2}                  # mean score of a scale's row
    jp: {missing: {dk: 10}, blank: 20}        # percent
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from instrumen.demo import texts
from instrumen.demo.texts import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """How one question is answered. Every part may be left out; `value` is taken literally."""

    value: Plain | None = None
    source: str = ""
    item: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    between: tuple[float, float] | None = None
    level: float | None = None
    times: str = ""
    by: str = ""
    blank: float | None = None
    missing: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A kind of response: how often it occurs, what is true of it, and what is answered."""

    name: str
    share: int
    facts: Mapping[str, Plain]
    hints: Mapping[str, Hint]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """The hints of one instrument, by template path."""

    facts: Mapping[str, Plain] = field(default_factory=dict)
    hints: Mapping[str, Hint] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()

    def drawn_facts(self, case: Case | None, rng: Random) -> dict[str, object]:
        """What is true of one response."""
        wanted = {**self.facts, **(case.facts if case else {})}
        return {name: _drawn(plain, rng) for name, plain in wanted.items()}

    def hints_of(self, case: Case | None) -> Mapping[str, Hint]:
        """The hints of a response of this case."""
        return {**self.hints, **case.hints} if case else self.hints


NO_HINT = Hint()


def hints_of(plain: Plain | None) -> Hints:
    """The hints of one instrument as `answers.yaml` holds them."""
    return Hints(
        facts=texts.table(plain, "facts"),
        hints=_hints(plain),
        cases=tuple(
            Case(
                name=texts.word(case, "name"),
                share=texts.count(case, "share", default=1),
                facts=texts.table(case, "facts"),
                hints=_hints(case),
            )
            for case in texts.items(plain, "cases")
        ),
    )


def _hints(plain: Plain | None) -> dict[str, Hint]:
    return {path: _hint(body) for path, body in texts.table(plain, "answers").items()}


def _hint(plain: Plain) -> Hint:
    if not isinstance(plain, dict):
        return Hint(value=plain)
    between = [float(end) for end in texts.words(plain, "between")]
    return Hint(
        value=plain.get("value"),
        source=texts.word(plain, "from"),
        item=texts.count(plain, "item"),
        words={key: str(value) for key, value in texts.table(plain, "as").items()},
        shares=_floats(plain, "shares"),
        between=(between[0], between[-1]) if between else None,
        level=texts.number(plain, "level") if "level" in plain else None,
        times=texts.word(plain, "times"),
        by=texts.word(plain, "by"),
        blank=texts.number(plain, "blank") if "blank" in plain else None,
        missing=_floats(plain, "missing"),
    )


def _floats(plain: Plain, key: str) -> dict[str, float]:
    return {name: float(str(share)) for name, share in texts.table(plain, key).items()}


def _drawn(plain: Plain, rng: Random) -> object:
    choices: Sequence[Plain] = texts.items(plain, "one_of")
    return rng.choice(choices) if choices else plain
