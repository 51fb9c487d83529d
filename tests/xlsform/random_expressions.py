"""Random expressions over the questions of a form so far, for `random_forms`.

What the two engines are known to do differently is not drawn: `javarosa_disagreements` names it
and shows it on forms of its own.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from sheet_forms import LISTS

NUMBERS = ("integer", "decimal", "number")  # the last: a calculation that gives one
SELECTS = ("select_one", "select_multiple")
TEXTS = ("text", *SELECTS, "words")  # the last: a calculation that gives a text
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a random form. `chain` are the repeats it stands in, `groups` the groups
    between the innermost of them and it, `listed` the list of a select; `always` tells that it is
    shown whatever is answered, `filtered` that its choices depend on answers."""

    name: str
    kind: str
    chain: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    listed: str = ""
    always: bool = False
    filtered: bool = False

    @property
    def step(self) -> str:
        """The way to it from its member."""
        return "/".join([*self.groups, self.name])


@dataclass(frozen=True, slots=True)
class Expressions:
    """Expressions as seen from a place: `chain` and `groups` as of `Asked`, `known` the questions
    before it, `candidate` whether `.` is a candidate answer. The argument of each is how deep it
    may nest."""

    draw: random.Random
    known: tuple[Asked, ...]
    chain: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    candidate: bool = False

    def near(self, kinds: tuple[str, ...], listed: str = "") -> list[Asked]:
        """The questions that have one answer from here: of the form, or of this member."""
        return [
            asked
            for asked in self.known
            if asked.kind in kinds
            and (not listed or asked.listed == listed)
            and asked.chain == self.chain[: len(asked.chain)]
        ]

    def far(self, kinds: tuple[str, ...]) -> list[Asked]:
        """The questions that have an answer for each member of some repeat."""
        return [
            asked
            for asked in self.known
            if asked.kind in kinds and asked.chain != self.chain[: len(asked.chain)]
        ]

    def number(self, deep: int) -> str:
        """An expression that gives a number."""
        if deep == 0:
            return self._one(NUMBERS, ("0", "1", "5", "2.5"))
        n, pick = deep - 1, self.draw.choice
        several = self._one(("select_multiple",), ("'1'",))
        makers: list[Callable[[], str]] = [
            lambda: self.number(0),
            lambda: f"({self.number(n)} {pick(['+', '-', '*', 'mod'])} {self.number(n)})",
            lambda: f"({self.number(n)} div {pick(['2', '0.5', '-4'])})",
            lambda: f"{pick(['int', 'abs', 'number'])}({self.number(n)})",
            lambda: f"round({self.number(n)}, {pick('012')})",
            lambda: f"coalesce({self.number(n)}, {self.number(n)})",
            lambda: f"if({self.truth(n)}, {self.number(n)}, {self.number(n)})",
            lambda: f"min({self.number(n)}, {self.number(n)})",
            lambda: f"max(1, {self.number(n)})",
            lambda: f"string-length({self.text(n)})",
            lambda: f"count-selected({several})",
            lambda: f"number({self.text(0)})",
            lambda: f"-{self.number(0)}",
        ]
        if self.near(("date",)):
            makers += [self.of_days] * 3
        makers += [self.of_numbers] * 6 * bool(self.far(NUMBERS))
        makers += [self.of_members] * 4 * bool(self.far((*NUMBERS, *TEXTS)))
        makers += [self.place] * 2 * bool(self.chain)
        return pick(makers)()

    def text(self, deep: int) -> str:
        """An expression that gives a text."""
        if deep == 0:
            return self._one(TEXTS, ("'ya'", "'ragu'", "''"), "pilihan")
        n, pick = deep - 1, self.draw.choice
        makers: list[Callable[[], str]] = [
            lambda: self.text(0),
            lambda: f"concat({self.text(n)}, {self.text(n)})",
            lambda: f"substr({self.text(n)}, {pick('012')}, {pick('234')})",
            lambda: f"coalesce({self.text(n)}, {self.text(n)})",
            lambda: f"if({self.truth(n)}, {self.text(n)}, {self.text(n)})",
            lambda: f"{pick(['substring-before', 'substring-after'])}({self.text(n)}, 'a')",
            lambda: f"translate({self.text(n)}, 'ab', 'xy')",
            lambda: f"normalize-space({self.text(n)})",
            lambda: f"join('-', {self.text(n)}, {self.text(n)})",
            lambda: f"string({self.number(0)})",
        ]
        if days := self.near(("date",)):
            pattern = pick(["%Y-%m-%d", "%d/%n/%y", "%e.%m"])
            makers.append(lambda: f"format-date(${{{pick(days).name}}}, '{pattern}')")
        if several := self.near(("select_multiple",)):
            makers += [lambda: f"selected-at(${{{pick(several).name}}}, {pick('012')})"] * 2
        # To ask for the name of a choice shows the question: JavaRosa takes back what is filtered
        # away, even where nobody is shown it.
        plain = (asked for asked in self.near(("select_one",)) if not asked.filtered)
        chosen = [asked for asked in plain if asked.listed != "alasan"]
        if chosen:
            makers += [lambda: _choice_name(pick(chosen).name)] * 2
        makers += [self.of_texts] * 6 * bool(self.far(TEXTS))
        return pick(makers)()

    def truth(self, deep: int) -> str:
        """An expression that is true or false."""
        n, pick = max(0, deep - 1), self.draw.choice
        many = self._one(SELECTS, ("'ya ragu'",), "pilihan")
        makers: list[Callable[[], str]] = [
            lambda: f"{self.number(n)} {pick(_COMPARISONS)} {self.number(n)}",
            lambda: f"{self.text(n)} {pick(['=', '!='])} {self.text(n)}",
            lambda: f"selected({many}, '{pick(LISTS['pilihan'])}')",
            lambda: f"regex({self.text(0)}, '[a-z]+')",
            lambda: f"boolean({self.number(n)})",
            lambda: f"{pick(['contains', 'starts-with', 'ends-with'])}({self.text(n)}, 'a')",
        ]
        if deep:
            makers += [
                lambda: f"({self.truth(n)} {pick(['and', 'or'])} {self.truth(n)})",
                lambda: f"not({self.truth(n)})",
            ]
        if days := self.near(("date",)):
            makers.append(lambda: f"${{{pick(days).name}}} {pick(_COMPARISONS)} {self.day()}")
        if chosen := self.near(("select_one",)):
            makers += [lambda: self._chosen(pick(chosen))] * 3
        return pick(makers)()

    def day(self) -> str:
        """A day."""
        others = [f"${{{asked.name}}}" for asked in self.near(("date",))]
        return self.draw.choice(["date('2026-01-05')", "date('2025-12-31')", *others])

    def of_days(self) -> str:
        """A number from days."""
        made = [f"({self.day()} - {self.day()})", f"({self.day()} + 1)", f"number({self.day()})"]
        return self.draw.choice([*made, f"decimal-date-time({self.day()})"])

    def of_numbers(self) -> str:
        """A number from the numbers that members of a repeat have."""
        pick = self.draw.choice
        asked = pick(self.far(NUMBERS))
        n, above = f"${{{asked.name}}}", f"[. > {pick('015')}]"
        if self.candidate:
            above = ""  # `dot-in-a-constraint`
        made = [
            f"sum({n})", f"count({n})", f"min({n})", f"count-non-empty({n})",
            f"sum({n}{above})", f"count({n}{above})", f"min({n}{above})",
        ]  # fmt: skip
        if asked.kind != "number":  # never negative in members: `greatest-of-negatives`
            made += [f"round(max({n}), 2)", f"round(max({n}{above}), 1)"]
        if len(asked.chain) == 1 and not self.chain:
            repeat = f"${{{asked.chain[0]}}}"
            made += [
                f"indexed-repeat({n}, {repeat}, {pick('123')})",
                f"indexed-repeat({n}, {repeat}, {self.number(0)})",
                f"sum({repeat}[{asked.step} > 1]/{asked.step})",
                f"coalesce({repeat}[position() = {pick('123')}]/{asked.step}, 0)",
                f"sum({repeat}[position() < {pick('23')}]/{asked.step})",
                f"count({repeat}[{n} > {pick('01')}])",
            ]
        return pick(made)

    def of_members(self) -> str:
        """How many members there are of which something is true."""
        pick = self.draw.choice
        asked = pick(self.far((*NUMBERS, *TEXTS)))
        repeat = f"${{{asked.chain[-1]}}}"
        made = [f"count(${{{asked.name}}})"]
        if not asked.filtered:  # `emptied-list`
            made.append(f"count-non-empty(${{{asked.name}}})")
        if not self.chain:
            step = asked.step
            made += [f"count({repeat})", f"count({repeat}[{step} != ''])"]
        if asked.kind in SELECTS and not self.chain:
            made.append(f"count({repeat}[selected({step}, '{pick(LISTS[asked.listed])}')])")
        return pick(made)

    def of_texts(self) -> str:
        """A text from the texts that members of a repeat have."""
        pick = self.draw.choice
        asked = pick(self.far(TEXTS))
        t = f"${{{asked.name}}}"
        made = [f"join(', ', {t})", f"join('', {t}[. != ''])", f"concat({t})"]
        if len(asked.chain) == 1 and not self.chain:
            made += [
                f"indexed-repeat({t}, ${{{asked.chain[0]}}}, {pick('123')})",
                f"string(${{{asked.chain[0]}}}[position() = {pick('12')}]/{asked.step})",
            ]
        return pick(made)

    def place(self) -> str:
        """Something about the place of the member this stands in, and about the one before."""
        up = "/".join([".."] * (len(self.groups) + 1))
        made = [f"position({up})"]
        same = [asked for asked in self.near(NUMBERS) if asked.chain == self.chain]
        if len(self.chain) == 1 and same:
            asked, repeat = self.draw.choice(same), f"${{{self.chain[0]}}}"
            before = f"position({up}) - 1"
            made += [
                f"if({before} > 0, indexed-repeat(${{{asked.name}}}, {repeat}, {before}), 0)",
                f"indexed-repeat(${{{asked.name}}}, {repeat}, {self.draw.choice('12')})",
            ]
        return self.draw.choice(made)

    def _chosen(self, asked: Asked) -> str:
        choice = self.draw.choice(LISTS[asked.listed])
        return self.draw.choice(
            [f"${{{asked.name}}} = '{choice}'", f"selected(${{{asked.name}}}, '{choice}')"]
        )

    def _one(self, kinds: tuple[str, ...], literals: tuple[str, ...], listed: str = "") -> str:
        found = [
            asked
            for asked in self.near(kinds)
            if not listed or asked.kind not in SELECTS or asked.listed == listed
        ]
        if found and self.draw.random() < 0.75:
            return f"${{{self.draw.choice(found).name}}}"
        return self.draw.choice(literals)


def _choice_name(name: str) -> str:
    return f"jr:choice-name(${{{name}}}, '${{{name}}}')"
