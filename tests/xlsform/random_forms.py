"""Random forms and answers for comparing two engines: every case follows from its number."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

LABEL = "label::Indonesia (id)"
CHOICES = ("ya", "tidak", "ragu")
HEADER = ("type", "name", LABEL, "relevant", "constraint", "calculation", "required",
          "choice_filter", "default")  # fmt: skip
_KINDS = ("integer", "decimal", "select_one", "select_multiple", "text", "date", "calculate")
_ANSWERS = {
    "integer": ("0", "1", "5", "10", "-3", ""),
    "decimal": ("0.5", "2.25", "7.0", "-1.5", ""),
    "select_one": (*CHOICES, ""),
    "select_multiple": ("ya", "ya tidak", "ragu", "tidak ragu", ""),
    "text": ("ya", "12", "Ab c", "a-b", ""),
    "date": ("2026-01-05", "2025-12-31", "2026-06-30", ""),
}


@dataclass(frozen=True, slots=True)
class RandomForm:
    """A form in Markdown; the kind and the label of each question by name."""

    markdown: str
    kinds: dict[str, str]
    labels: dict[str, str]


def random_form(seed: int, questions: int = 12) -> RandomForm:
    """A form whose rules look at earlier questions."""
    draw = random.Random(f"form {seed}")
    kinds: dict[str, str] = {}
    rows = []
    for number in range(questions):
        kind, name = draw.choice(_KINDS), f"q{number}"
        write = _Expressions(draw, kinds)
        row = {"name": name, LABEL: f"L {name}"}
        row["type"] = f"{kind} pilihan" if kind.startswith("select") else kind
        if kinds and draw.random() < 0.4:
            row[LABEL] = f"L {name} ${{{draw.choice(list(kinds))}}}"
        if kinds and draw.random() < 0.5:
            row["relevant"] = write.truth(2)
        if kind == "calculate":
            row["calculation"] = draw.choice([write.number, write.text, write.truth])(3)
        elif draw.random() < 0.3:
            row["required"] = draw.choice(["yes", write.truth(1)])
        if kind in ("integer", "decimal") and draw.random() < 0.4:
            row["constraint"] = f". {draw.choice(['>', '<=', '!='])} {write.number(1)}"
        rows.append(row)
        kinds[name] = kind
    labels = {row["name"]: row[LABEL] for row in rows}
    table = [f"| | {' | '.join(row.get(key, '') for key in HEADER)} |" for row in rows]
    lists = [f"| | pilihan | {name} | {name.title()} |" for name in CHOICES]
    lines = ["| survey |", f"| | {' | '.join(HEADER)} |", *table, "| choices |"]
    return RandomForm(
        "\n".join([*lines, f"| | list_name | name | {LABEL} |", *lists]), kinds, labels
    )


def random_answers(form: RandomForm, seed: int, count: int) -> list[tuple[str, str]]:
    """Questions answered one after another, blanks among them."""
    draw = random.Random(f"answers {seed}")
    asked = [name for name, kind in form.kinds.items() if kind in _ANSWERS]
    if not asked:
        return []
    return [
        (name, draw.choice(_ANSWERS[form.kinds[name]]))
        for name in (draw.choice(asked) for _ in range(count))
    ]


@dataclass(frozen=True, slots=True)
class _Expressions:
    """Random expressions over the questions so far; `deep` bounds how they nest."""

    draw: random.Random
    kinds: dict[str, str]
    one: ClassVar[tuple[str, ...]] = ("'1'",)

    def number(self, deep: int) -> str:
        """An expression that gives a number."""
        if deep == 0:
            return self._of(("integer", "decimal"), ("0", "1", "5", "2.5"))
        one, other, n = self.number, self.number, deep - 1
        makers: tuple[Callable[[], str], ...] = (
            lambda: one(0),
            lambda: f"({one(n)} {self.draw.choice(['+', '-', '*', 'div', 'mod'])} {other(n)})",
            lambda: f"{self.draw.choice(['int', 'abs', 'number'])}({one(n)})",
            lambda: f"round({one(n)}, {self.draw.choice('012')})",
            lambda: f"coalesce({one(n)}, {other(n)})",
            lambda: f"if({self.truth(n)}, {one(n)}, {other(n)})",
            lambda: f"min({one(n)}, {other(n)})",
            lambda: f"max(1, {other(n)})",  # of negatives only: see `disagreements`
            lambda: f"string-length({self.text(n)})",
            lambda: f"count-selected({self._of(('select_multiple',), self.one)})",
            lambda: f"number({self.text(0)})",
            lambda: f"-{one(0)}",
        )
        return self.draw.choice(makers)()

    def text(self, deep: int) -> str:
        """An expression that gives a text."""
        if deep == 0:
            kinds = ("text", "select_one", "select_multiple")
            return self._of(kinds, ("'ya'", "'ragu'", "''"))
        one, n = self.text, deep - 1
        makers: tuple[Callable[[], str], ...] = (
            lambda: one(0),
            lambda: f"concat({one(n)}, {one(n)})",
            lambda: f"substr({one(n)}, {self.draw.choice('012')}, {self.draw.choice('234')})",
            lambda: f"coalesce({one(n)}, {one(n)})",
            lambda: f"if({self.truth(n)}, {one(n)}, {one(n)})",
            lambda: f"substring-before({one(n)}, 'a')",
            lambda: f"substring-after({one(n)}, 'a')",
            lambda: f"translate({one(n)}, 'ab', 'xy')",
            lambda: f"normalize-space({one(n)})",
            lambda: f"join('-', {one(n)}, {one(n)})",
            lambda: f"string({self.number(0)})",
        )
        return self.draw.choice(makers)()

    def truth(self, deep: int) -> str:
        """An expression that is true or false."""
        n = max(0, deep - 1)
        compare = self.draw.choice(["=", "!=", "<", "<=", ">", ">="])
        same = self.draw.choice(["=", "!="])
        choice = self.draw.choice(CHOICES)
        many = self._of(("select_multiple", "select_one"), ("'ya ragu'",))
        makers: tuple[Callable[[], str], ...] = (
            lambda: f"{self.number(n)} {compare} {self.number(n)}",
            lambda: f"{self.text(n)} {same} {self.text(n)}",
            lambda: f"selected({many}, '{choice}')",
            lambda: (
                f"({self.truth(n)} {self.draw.choice(['and', 'or'])} {self.truth(n)})"
                if deep
                else "true()"
            ),
            lambda: f"not({self.truth(n)})" if deep else "false()",
            lambda: (
                f"{self.draw.choice(['contains', 'starts-with', 'ends-with'])}"
                f"({self.text(n)}, {self.text(0)})"
            ),
            lambda: f"regex({self.text(0)}, '[a-z]+')",
            lambda: (
                f"{self._of(('date',), ())} {compare} date('2026-01-05')"
                if "date" in self.kinds.values()
                else "true()"
            ),
            lambda: f"boolean({self.number(n)})",
        )
        return self.draw.choice(makers)()

    def _of(self, kinds: tuple[str, ...], literals: tuple[str, ...]) -> str:
        names = [f"${{{name}}}" for name, kind in self.kinds.items() if kind in kinds]
        if names and (not literals or self.draw.random() < 0.75):
            return self.draw.choice(names)
        return self.draw.choice(literals)
