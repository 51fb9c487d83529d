"""Made-up forms of any length, for measuring.

30 % of the questions have a condition on an earlier one, 10 % a constraint, 5 % are sums over
earlier ones, 10 % pipe an earlier answer into their label; 20 questions a section. What a question
refers to is at most 20 before it, so that the number of dependents does not grow with the form.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from instrumen.language.model import Instrument

MOST_ANSWERS = 500
Given = list[tuple[str, int | str, str]]


@dataclass(frozen=True)
class Planned:
    """One question of a made-up form. `needs` are earlier questions, by number."""

    number: int
    kind: str  # integer, select, sum
    condition: int | None = None
    constrained: bool = False
    adds: tuple[int, ...] = ()
    pipes: int | None = None

    @property
    def name(self) -> str:
        """`q17`."""
        return f"q{self.number}"


def plan(size: int, seed: int = 1) -> list[Planned]:
    """A form of `size` questions."""
    draws = random.Random(seed)
    made: list[Planned] = []
    for number in range(size):
        near = made[-20:]
        numbers = [one.number for one in near if one.kind == "integer"]
        if draws.random() < 0.05 and len(numbers) >= 3:
            adds = tuple(sorted(draws.sample(numbers, 3)))
            made.append(Planned(number, "sum", adds=adds))
            continue
        asked = [one.number for one in near if one.kind != "sum"]
        made.append(
            Planned(
                number,
                "select" if draws.random() < 0.3 else "integer",
                draws.choice(asked) if asked and draws.random() < 0.3 else None,
                draws.random() < 0.1,
                pipes=draws.choice(asked) if asked and draws.random() < 0.1 else None,
            )
        )
    return made


def as_yaml(form: list[Planned]) -> str:
    """The form as an instrument file."""
    kinds = {one.number: one.kind for one in form}
    lines = [
        "instrument: panjang", "kind: questionnaire", 'version: "1"', "title: Panjang",
        "languages: [id]", "choices:", "  ya_tidak:",
        "    - {name: ya, label: Ya}", "    - {name: tidak, label: Tidak}", "sections:",
    ]  # fmt: skip
    for one in form:
        if one.number % 20 == 0:
            section = one.number // 20
            lines += [
                f"  - name: bagian{section}",
                f"    title: Bagian {section}",
                "    questions:",
            ]
        lines += _question(one, kinds)
    return "\n".join(lines) + "\n"


def _question(one: Planned, kinds: dict[int, str]) -> Iterator[str]:
    yield f"      - name: {one.name}"
    if one.kind == "sum":
        yield "        type: calculate"
        yield f"        calculation: {' + '.join(f'${{q{n}}}' for n in one.adds)}"
        return
    yield f"        type: {'integer' if one.kind == 'integer' else 'select_one ya_tidak'}"
    piped = f" sesudah ${{q{one.pipes}}}" if one.pipes is not None else ""
    yield f"        label: Pertanyaan nomor {one.number}{piped}"
    if one.condition is not None:
        test = "> 10" if kinds[one.condition] == "integer" else "= 'ya'"
        yield f"        relevant: ${{q{one.condition}}} {test}"
    if one.constrained:
        limit = ". >= 0 and . <= 120" if one.kind == "integer" else ". = 'ya' or . = 'tidak'"
        yield f'        constraint: "{limit}"'


def answers(form: list[Planned], instrument: Instrument) -> Given:
    """What is answered: path, value, path of the next question. Paths are those the form itself
    hands out, as a screen has them."""
    draws = random.Random(2)
    paths = {path: path for path in instrument.questions}
    asked = [one for one in form if one.kind != "sum"]
    step = max(1, len(asked) // MOST_ANSWERS)
    following = {one.number: after.name for one, after in pairwise(asked)}
    return [
        (
            paths[one.name],
            draws.randrange(100) if one.kind == "integer" else draws.choice(["ya", "tidak"]),
            paths[following.get(one.number, one.name)],
        )
        for one in asked[::step][:MOST_ANSWERS]
    ]


def as_xlsform(form: list[Planned]) -> dict[str, list[dict[str, str]]]:
    """The form as the sheets of an XLSForm."""
    kinds = {one.number: one.kind for one in form}
    names = [{"list_name": "ya_tidak", "name": name, "label": name} for name in ("ya", "tidak")]
    settings = [{"form_title": "Panjang", "form_id": "panjang"}]
    return {
        "survey": [_row(one, kinds) for one in form],
        "choices": names,
        "settings": settings,
    }


def _row(one: Planned, kinds: dict[int, str]) -> dict[str, str]:
    keys = {"name": "name", "label": "label", "relevant": "relevant", "type": "type"}
    lines = (line.strip(" -").partition(": ") for line in _question(one, kinds))
    keys |= {"constraint": "constraint", "calculation": "calculation"}
    return {keys[key]: value.strip('"') for key, _, value in lines}
