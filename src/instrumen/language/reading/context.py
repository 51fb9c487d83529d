"""What all readers of one file share: where problems go, what was used, what is declared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from instrumen.language.expression.parser import parse_expression
from instrumen.language.expression.problem import ExpressionProblem
from instrumen.language.expression.syntax import Expression, Node
from instrumen.language.model import ChoiceList
from instrumen.language.nodes import Scalar
from instrumen.language.places import locate
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.messages import Message, msg

MOST_PROBLEMS = 200

_PIPE = re.compile(r"\$\{\s*([^{}\s]*)\s*(\}?)")


@dataclass(frozen=True, slots=True)
class Use:
    """A name that was used and is explained elsewhere. `role` is `theme`, `indicator`, `claim`,
    `code` (all of the study file), `list` (of choices) or `pipe` (`${name}` in a text); `prefix`
    is the path of the repeats around it, like `pelatihan/`."""

    role: str
    name: str
    mark: Mark
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """Handed down from reader to reader; the two lists are shared by all that derive from it."""

    file: Path
    lines: tuple[str, ...]
    problems: list[Problem] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    lists: Mapping[str, ChoiceList] = field(default_factory=dict)
    prefix: str = ""

    def within(self, repeat: str) -> "Context":
        """The same one level deeper, inside a repeat."""
        return replace(self, prefix=f"{self.prefix}{repeat}/")

    @property
    def full(self) -> bool:
        """Whether so much is wrong that nothing more is noted."""
        return len(self.problems) >= MOST_PROBLEMS

    def error(self, mark: Mark, rule: str, what: Message, todo: Message | None = None) -> None:
        """Note an error; beyond the 200th of a file nothing more is noted."""
        if not self.full:
            self.problems.append(Problem(self.file, mark, rule, what, todo))

    def warn(self, mark: Mark, rule: str, what: Message, todo: Message | None = None) -> None:
        """Note a warning."""
        if not self.full:
            warning = Problem(self.file, mark, rule, what, todo, Severity.WARNING)
            self.problems.append(warning)

    def use(self, role: str, name: str, mark: Mark) -> None:
        """Note that a name is used here."""
        self.uses.append(Use(role, name, mark, self.prefix))

    def expression(self, scalar: Scalar) -> Expression | None:
        """The expression a scalar holds; None, with the problem noted, when it is none."""
        mark = scalar.content_mark
        parsed = parsed_root(scalar.value)
        if isinstance(parsed, ExpressionProblem):
            place = locate(self.lines, mark, scalar.value, parsed.offset, parsed.length)
            self.error(place, "expression", parsed.message, parsed.todo)
            return None
        return Expression(scalar.value, parsed, mark)

    def pipes(self, scalar: Scalar) -> None:
        """Note every `${name}` in a text; one without its closing brace is an error."""
        for found in _PIPE.finditer(scalar.value):
            mark = locate(
                self.lines, scalar.content_mark, scalar.value, found.start(), len(found[0])
            )
            if found[1] and found[2]:
                self.use("pipe", found[1], mark)
            else:
                self.error(
                    mark,
                    "piping",
                    msg("a ${…} in this text is not complete"),
                    msg("Write ${name}, with a name and both braces."),
                )


@lru_cache(maxsize=4096)
def parsed_root(source: str) -> Node | ExpressionProblem:
    """The tree of an expression, parsed once however often it is written."""
    parsed = parse_expression(source, Mark(1, 1))
    return parsed if isinstance(parsed, ExpressionProblem) else parsed.root
