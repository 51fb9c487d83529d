"""What all readers of one file share: where problems go, what was used, what is declared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from instrumen.language.expression.parser import parse_expression
from instrumen.language.expression.problem import ExpressionProblem
from instrumen.language.expression.syntax import Expression, Node
from instrumen.language.meant import nearest
from instrumen.language.model import ChoiceList
from instrumen.language.nodes import Scalar
from instrumen.language.places import locate
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.messages import Message, msg

MOST_PROBLEMS = 200
"""How many warnings of a file are told, and how many errors at least."""
SYNTAX = frozenset({"yaml", "duplicate-key", "character"})
"""The rules of problems with which the text is no right YAML."""

_PIPE = re.compile(r"\$\{\s*([^{}\s]*)\s*(\}?)")
_SPACED = re.compile(r"\$\{[^{}]*\}")
_ALMOST = re.compile(r"(?<!\$)\{([A-Za-z]\w*)\}|\$\(([A-Za-z]\w*)\)|\$([A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class Use:
    """A name that was used and is explained elsewhere. `role` is `theme`, `indicator`, `claim`,
    `code` (all of the study file), `list` (of choices), `pipe` (`${name}` in a text), `almost_pipe`
    (`{name}` there); `prefix` is the path of the repeats around it, like `pelatihan/`. The role
    `unread` is for what could not be read, so that nobody knows what it would have explained:
    `name` is the list of choices it belongs to, if it does."""

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
    most: int = MOST_PROBLEMS

    def within(self, repeat: str) -> "Context":
        """The same one level deeper, inside a repeat."""
        return replace(self, prefix=f"{self.prefix}{repeat}/")

    @property
    def full(self) -> bool:
        """Whether so much is wrong that nothing more is noted."""
        return len(self.problems) >= 2 * self.most

    def is_broken(self, first: int, last: int) -> bool:
        """Whether one of these lines is no right YAML, and so read as it was probably meant."""
        return any(
            problem.rule in SYNTAX and first <= problem.mark.line <= last
            for problem in self.problems
        )

    def doubts_list(self, name: str) -> bool:
        """Whether a list of choices that is not there may be one that could not be read: its name
        was refused, or a line of the lists is broken."""
        meant = nearest(name, self.lists.keys())
        if meant:
            return self.is_refused(self.lists[meant].mark)
        return any(problem.rule in SYNTAX for problem in self.problems)

    def is_refused(self, mark: Mark) -> bool:
        """Whether something was found wrong with the name that stands here."""
        return any(problem.mark == mark and problem.rule == "name" for problem in self.problems)

    def error(self, mark: Mark, rule: str, what: Message, todo: Message | None = None) -> None:
        """Note an error, unless the line is broken already, or the file has so many."""
        if not self.full and not self.is_broken(mark.line, mark.line):
            self.problems.append(Problem(self.file, mark, rule, what, todo))

    def warn(self, mark: Mark, rule: str, what: Message, todo: Message | None = None) -> None:
        """Note a warning. Half of the room is left to errors: none is hidden by warnings."""
        if len(self.problems) < self.most and not self.is_broken(mark.line, mark.line):
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
            spaced = _SPACED.match(scalar.value, found.start())
            mark = self.within_text(scalar, found.start(), len((spaced or found)[0]))
            if found[1] and found[2]:
                self.use("pipe", found[1], mark)
            elif spaced and found[1]:
                self.error(
                    mark,
                    "piping",
                    msg("a name has no spaces"),
                    msg("Write ${name}, with the name alone between the braces."),
                )
            else:
                self.error(
                    mark,
                    "piping",
                    msg("a ${…} in this text is not complete"),
                    msg("Write ${name}, with a name and both braces."),
                )

    def almost_pipes(self, scalar: Scalar) -> None:
        """Note every `{name}`, `$(name)`, `$name` in a text: a slip when the name is one."""
        for found in _ALMOST.finditer(scalar.value):
            name = next(filter(None, found.groups()))
            mark = self.within_text(scalar, found.start(), len(found[0]))
            self.use("almost_pipe", name, mark)

    def within_text(self, scalar: Scalar, offset: int, length: int) -> Mark:
        """Where a part of a text stands in the file."""
        return locate(self.lines, scalar.content_mark, scalar.value, offset, length)


@lru_cache(maxsize=4096)
def parsed_root(source: str) -> Node | ExpressionProblem:
    """The tree of an expression, parsed once however often it is written."""
    parsed = parse_expression(source, Mark(1, 1))
    return parsed if isinstance(parsed, ExpressionProblem) else parsed.root
