"""What a YAML file is made of: scalars, sequences and mappings that know where they stand.

Scalars are text and nothing else: `no`, `08` and `1:20` are the very characters that were
written. Lines and columns count from 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from instrumen.language.problems import Mark


class Scalar(NamedTuple):
    """One text. `style` is '' (plain), `'`, `"`, `|` or `>`; `length` is how many characters of
    the line are meant, 1 when it goes over several lines; `verbatim` says that it stands in the
    file character by character as in `value`, on one line."""

    value: str
    line: int
    column: int
    length: int = 1
    style: str = ""
    verbatim: bool = False

    @property
    def mark(self) -> Mark:
        """Where it begins, its quotation mark included."""
        return Mark(self.line, self.column, self.length)

    @property
    def content_mark(self) -> Mark:
        """Where its first character stands. The mark is as long as `value` when an offset in
        `value` is an offset on this line; of a text that had to be unfolded it is 1 long."""
        if not self.verbatim:
            return Mark(self.line, self.column)
        return Mark(self.line, self.column + (1 if self.style else 0), len(self.value))


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list: `- a` lines or `[a, b]`."""

    items: "tuple[Node, ...]"
    line: int
    column: int

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return Mark(self.line, self.column)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; no key occurs twice."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    line: int
    column: int

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return Mark(self.line, self.column)

    def get(self, key: str) -> "Node | None":
        """The value of `key`; None when there is none."""
        return next((value for found, value in self.pairs if found.value == key), None)


Node = Scalar | Sequence | Mapping


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar below `node`, keys included, in the order of the file."""
    pending: list[Node] = [node]
    while pending:
        current = pending.pop()
        match current:
            case Scalar():
                yield current
            case Sequence():
                pending.extend(reversed(current.items))
            case Mapping():
                for key, value in reversed(current.pairs):
                    pending += (value, key)
