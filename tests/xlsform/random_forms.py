"""Random forms for comparing two engines: every one follows from its number.

Its rules look at what was asked before: questions of the form and of the same member, and the
members of repeats further up.
"""

import random
from dataclasses import dataclass, field, replace

from random_expressions import NUMBERS, SELECTS, Asked, Expressions
from sheet_forms import LABEL, Row, SheetForm

_KINDS = ("integer", "integer", "decimal", "select_one", "select_one", "select_multiple", "text",
          "date", "calculate", "calculate", "calculate")  # fmt: skip
_DEFAULTS = {
    "integer": ("5", "int(3.5)"), "decimal": ("2.5",), "text": ("ya", "Ab c"),
    "date": ("2026-01-05",), "select_one": ("ya", "ragu"), "select_multiple": ("ya ragu", "tidak"),
}  # fmt: skip
_CONSTRAINTS = {
    "text": ("regex(., '[a-z]+')", "string-length(.) < 4", ". != 'ya'"),
    "date": (". >= date('2026-01-01')",),
    "select_one": (". != 'ragu'",),
    "select_multiple": ("count-selected(.) <= 2", "not(selected(., 'tidak'))"),
}


def random_form(seed: int, questions: int = 15) -> SheetForm:
    """The form with this number."""
    writer = _Writer(random.Random(f"form {seed}"), questions)
    while writer.left > 0:
        writer.item()
    return SheetForm(tuple(writer.rows))


@dataclass(slots=True)
class _Writer:
    """A form being written: `chain` and `groups` around the next row, `counted` whether a repeat
    around has its number of members from an answer, `always` whether nothing around has a
    condition."""

    draw: random.Random
    left: int
    rows: list[Row] = field(default_factory=list)
    known: list[Asked] = field(default_factory=list)
    chain: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    counted: bool = False
    always: bool = True
    held: int = 0

    def item(self) -> None:
        """One question, group or repeat."""
        chance = self.draw.random()
        if chance < 0.16 and len(self.chain) < 2 and self.left > 2:
            self._repeat()
        elif chance < 0.26 and not self.groups and self.left > 1:
            self._group()
        else:
            self._question()

    @property
    def write(self) -> Expressions:
        """Expressions as seen from the next row."""
        return Expressions(self.draw, tuple(self.known), self.chain, self.groups)

    def _repeat(self) -> None:
        name = f"r{self._number()}"
        outside = (self.chain, self.groups, self.counted, self.always)
        row = {"type": "begin repeat", "name": name}
        self._condition(row)
        self.always &= "relevant" not in row
        if self.counted or self.draw.random() < 0.4:
            row["repeat_count"] = self._count()
            self.counted = True
        self.rows.append(row)
        self.chain, self.groups = (*self.chain, name), ()
        self._inside(self.draw.choice((2, 3, 4)))
        self.rows.append({"type": "end repeat"})
        self.chain, self.groups, self.counted, self.always = outside

    def _group(self) -> None:
        name, outside = f"g{self._number()}", (self.groups, self.always)
        row = {"type": "begin group", "name": name}
        self._condition(row)
        self.always &= "relevant" not in row
        self.rows.append(row)
        self.groups = (*self.groups, name)
        self._inside(self.draw.choice((1, 2, 3)))
        self.rows.append({"type": "end group"})
        self.groups, self.always = outside

    def _count(self) -> str:
        """How many members there are. A question alone must always be shown: `hidden-count`."""
        counts = ["1", "2", "3"]
        for asked in self.write.near(("integer",)):
            number = f"${{{asked.name}}}"
            counts += [number if asked.always else f"coalesce({number}, 0)"]
        return self.draw.choice(counts)

    def _inside(self, items: int) -> None:
        self._question()
        for _ in range(items - 1):
            self.item()

    def _question(self) -> None:
        self.left -= 1
        kind, name, listed = self.draw.choice(_KINDS), f"q{self._number()}", ""
        row = {"name": name, "type": kind}
        if kind in SELECTS:
            listed = self._list(row)
        row[LABEL] = f"L {name}"
        piped = self.write.near(("integer", "decimal", "text", "select_one", "date"))
        if piped and self.draw.random() < 0.4:
            row[LABEL] += f" ${{{self.draw.choice(piped).name}}}"
        self._condition(row)
        if kind == "calculate":
            kind = self._calculation(row)
        else:
            self._rules(row, kind, listed)
        self.rows.append(row)
        always = self.always and "relevant" not in row
        filtered = "choice_filter" in row
        self.known.append(Asked(name, kind, self.chain, self.groups, listed, always, filtered))

    def _calculation(self, row: Row) -> str:
        """What the row calculates; the kind of the result."""
        write = self.write
        # Only answers that are always shown, of this member: `once-of-what-is-hidden`,
        # `once-too-early`, `first-member`.
        once = self.draw.random() < 0.1 and self.always and "relevant" not in row
        if once:
            near = (each for each in self.known if each.chain == self.chain[: len(each.chain)])
            asked = (each for each in near if each.kind not in ("number", "words", "truth"))
            write = replace(write, known=tuple(each for each in asked if each.always))
        kind = self.draw.choice(("number", "words", "truth"))
        makers = {"number": write.number, "words": write.text, "truth": write.truth}
        row["calculation"] = makers[kind](2)
        if once:
            row["calculation"] = f"once({row['calculation']})"
        return kind

    def _list(self, row: Row) -> str:
        """The list of a select; below a cascade the one that hangs on it."""
        above = {asked.listed: asked for asked in self._always("select_one")}
        listed = self.draw.choice(("pilihan", "kabupaten"))
        if "kabupaten" in above and self.draw.random() < 0.7:
            listed = "kelas" if "sekolah" in above and self.draw.random() < 0.6 else "sekolah"
            held = above["sekolah" if listed == "kelas" else "kabupaten"].name
            row["choice_filter"] = self.draw.choice(
                [f"di = ${{{held}}}", f"di = ${{{held}}} or ${{{held}}} = ''"]
            )
        elif listed == "pilihan" and (
            several := [each for each in self._always("select_multiple") if each.listed == listed]
        ):
            if self.draw.random() < 0.5:
                row["choice_filter"] = f"selected(${{{self.draw.choice(several).name}}}, name)"
        elif listed == "pilihan" and self.draw.random() < 0.25:
            row["type"] += " alasan or_other"
            return "alasan"
        row["type"] += f" {listed}"
        return listed

    def _always(self, kind: str) -> list[Asked]:
        """Questions that may decide on choices. One that may be hidden is `filter-by-hidden`."""
        return [asked for asked in self.write.near((kind,)) if asked.always]

    def _rules(self, row: Row, kind: str, listed: str) -> None:
        draw, write = self.draw, self.write
        if draw.random() < 0.3:
            row["required"] = draw.choice(["yes", write.truth(1)])
        if "choice_filter" in row:
            return
        if kind in NUMBERS and draw.random() < 0.3:
            compare = draw.choice((">", "<=", "!="))
            row["constraint"] = f". {compare} {replace(write, candidate=True).number(1)}"
        elif kind in _CONSTRAINTS and listed in ("", "pilihan") and draw.random() < 0.3:
            row["constraint"] = draw.choice(_CONSTRAINTS[kind])
        if listed in ("", "pilihan") and draw.random() < 0.15 and not self.counted:
            nested = len(self.chain) > 1  # a static one only: `default-of-a-nested-member`
            row["default"] = _DEFAULTS[kind][0] if nested else draw.choice(_DEFAULTS[kind])

    def _condition(self, row: Row) -> None:
        if self.known and self.draw.random() < 0.4:
            row["relevant"] = self.write.truth(2)

    def _number(self) -> int:
        self.held += 1
        return self.held
