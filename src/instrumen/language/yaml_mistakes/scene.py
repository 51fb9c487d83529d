"""What is known of a mistake when it is looked for, and what is said of one that was found."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from instrumen.language.problems import Mark
from instrumen.language.reading.choices import CHOICE_KEYS
from instrumen.language.reading.instrument import HEADER_KEYS, SECTION_KEYS
from instrumen.language.reading.items import MATRIX_KEYS, REPEAT_KEYS
from instrumen.language.reading.questions import CHECK_KEYS, QUESTION_KEYS
from instrumen.messages import Message

KEYS = QUESTION_KEYS.union(
    HEADER_KEYS, SECTION_KEYS, REPEAT_KEYS, MATRIX_KEYS, CHECK_KEYS, CHOICE_KEYS
)
"""The words that stand before a colon in instruments. Where a line could be a text or a key with
a slip in it, they decide."""

KEY = r"[^\s:#'\"{}\[\],&*!|>%@`-][^\s:#'\"{}\[\],]*"
PAIR = re.compile(rf"^(?P<lead>\s*(?:- +)*{KEY}\s*:\s+)(?P<value>\S(?:.*\S)?)\s*$")
ITEM = re.compile(r"^(?P<lead>\s*(?:- +)+)(?P<value>\S(?:.*\S)?)\s*$")
LEAD = re.compile(r"^\s*(?:- +)*")


@dataclass(frozen=True, slots=True)
class LastScalar:
    """The last text in quotation marks before the error; lines and column count from 0."""

    line: int
    column: int
    style: str
    last_line: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where, what, what to do; and the lines (numbered from 0) with which reading can go on,
    none when it was not clear what was meant. `spacing` says that it is about the spaces at the
    beginning of lines: what is wrong with them further down may come of the same."""

    mark: Mark
    what: Message
    todo: Message
    mended: Mapping[int, str] = field(default_factory=dict)
    spacing: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """Where libyaml stopped (`line`, `column` from 0), where what it was reading began, its
    words, and the text around."""

    lines: list[str]
    line: int
    column: int
    begin: int
    begin_column: int
    words: str
    context: str
    last: LastScalar | None

    @property
    def text(self) -> str:
        """The line on which reading stopped."""
        return self.lines[self.line]

    @property
    def near(self) -> Iterator[tuple[int, str]]:
        """The lines on which the mistake may be: where reading stopped, the one before, and
        where what was being read began; each with its number."""
        for number in dict.fromkeys((self.line, self.line - 1, self.begin)):
            if number >= 0:
                yield number, self.lines[number]


def indent(line: str) -> str:
    """What a line begins with that cannot be seen."""
    return "".join(takewhile(str.isspace, line))


def quoted(text: str) -> str:
    """A text in single quotation marks, as YAML wants it."""
    return "'" + text.replace("'", "''") + "'"


def is_text(line: str) -> bool:
    """Whether a line says something: neither blank nor a remark."""
    return bool(line.strip()) and not line.lstrip().startswith("#")
