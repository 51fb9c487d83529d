"""A mapping of the file, read key by key: every method returns a value that can be used, and
notes in the context what was wrong."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from instrumen.language.expression.syntax import Expression
from instrumen.language.meant import did_you_mean, nearest
from instrumen.language.nodes import Mapping, Node, Scalar, Sequence, scalars
from instrumen.language.problems import Mark
from instrumen.language.reading.context import Context
from instrumen.language.reading.texts import is_empty, read_text, short
from instrumen.language.strange_signs import CURLY_QUOTES, WRITE_ANEW, plain, strange_sign
from instrumen.language.text import EMPTY, Text
from instrumen.messages import Message, msg

E = TypeVar("E", bound=StrEnum)

# A question's name becomes a column of tables and a variable of statistics programs.
VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
# Other names: codes like `u.a.kursus`, units like `D-04`, choices like `1`.
SLUG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")

_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_YES = frozenset({"yes", "true", "ya"})
_NO = frozenset({"no", "false", "tidak"})


@dataclass(slots=True)
class Entry:
    """One mapping and the keys it may have; `what` says what it describes ("a choice")."""

    context: Context
    mapping: Mapping
    what: Message
    values: dict[str, Node]
    keys: dict[str, Scalar]

    @property
    def mark(self) -> Mark:
        """Where its name stands, else where it begins."""
        name = self.values.get("name")
        return name.mark if isinstance(name, Scalar) else self.mapping.mark

    def has(self, key: str) -> bool:
        """Whether the key is there with something behind it."""
        return key in self.values

    def at(self, key: str) -> Mark:
        """Where the value of a key stands; the entry's own place when there is none."""
        value = self.values.get(key)
        return value.mark if value is not None else self.mark

    def require(self, *keys: str) -> bool:
        """Note an error for each key that is not there; whether all are. Where a line of the
        entry is broken, the key may be on that line."""
        missing = [key for key in keys if self._lacks(key)]
        if missing and self._is_broken():
            return False
        for key in missing:
            empty = self.keys.get(key)
            self.context.error(
                empty.mark if empty else self.mark,
                "missing-key",
                msg("“{key}” of {what} is empty", key=key, what=self.what)
                if empty
                else msg("{what} has no “{key}”", key=key, what=self.what),
                msg("Write “{key}: …”.", key=key),
            )
        return not missing

    def _lacks(self, key: str) -> bool:
        value = self.values.get(key)
        return value is None or (isinstance(value, Scalar) and not value.value.strip())

    def _is_broken(self) -> bool:
        last = max(scalar.line for scalar in scalars(self.mapping)) if self.mapping.pairs else 0
        return self.context.is_broken(self.mapping.line, max(last, self.mapping.line) + 1)

    def string(self, key: str, default: str = "") -> str:
        """A text that is the same in every language, as written."""
        scalar = self.scalar(key)
        return default if scalar is None else scalar.value

    def name(self, key: str = "name", pattern: re.Pattern[str] = SLUG) -> str:
        """A name other things refer to. One that is not allowed is noted and used all the same,
        so that what refers to it is not noted too; empty when there is none."""
        scalar = self.code(key)
        if scalar is None:
            self.require(key)
            self.context.use("unread", "", self.mark)
            return ""
        if pattern.fullmatch(scalar.value):
            return scalar.value
        self.context.error(scalar.mark, "name", *_bad_name(scalar.value, pattern))
        return scalar.value

    def text(self, key: str) -> Text:
        """A text in one or more languages."""
        value = self.values.get(key)
        return EMPTY if value is None else read_text(self.context, value)

    def flag(self, key: str, default: bool = False) -> bool:
        """yes or no (also true, false, ya, tidak)."""
        scalar = self.code(key)
        if scalar is None:
            return default
        found = truth(scalar.value)
        if found is None:
            self._wrong(key, scalar, msg("yes or no"))
        return default if found is None else found

    def number(self, key: str) -> float | None:
        """A number with a decimal point."""
        scalar = self.code(key)
        if scalar is None:
            return None
        try:
            found = float(scalar.value) if len(scalar.value) < 40 else math.nan
        except ValueError:
            found = math.nan
        if not math.isfinite(found) or "_" in scalar.value:
            wanted = msg("a number")
            if _DECIMAL_COMMA.fullmatch(scalar.value):
                wanted = msg("a number with a decimal point, no comma")
            self._wrong(key, scalar, wanted)
            return None
        return found

    def integer(self, key: str, least: int = 0) -> int | None:
        """A whole number of at least `least`."""
        scalar = self.code(key)
        if scalar is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", scalar.value):
            self._wrong(key, scalar, msg("a whole number"))
            return None
        found = int(scalar.value)
        if found < least:
            self._wrong(key, scalar, msg("a whole number of at least {least}", least=least))
            return None
        return found

    def one_of(self, key: str, kinds: type[E], default: E) -> E:
        """One of the words of an enumeration."""
        return kinds(self.word(key, tuple(kinds), default))

    def word(self, key: str, words: tuple[str, ...], default: str) -> str:
        """One of some words."""
        scalar = self.code(key)
        if scalar is None or scalar.value in words:
            return default if scalar is None else scalar.value
        self.context.error(
            scalar.mark,
            "unknown-word",
            msg("“{word}” is no {key}", word=scalar.value, key=key),
            did_you_mean(scalar.value, words),
        )
        return default

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        return tuple(scalar.value for scalar in self.scalars(key))

    def names(self, key: str, role: str) -> tuple[str, ...]:
        """A list of names that something else explains; each use is noted with its role."""
        found = self.scalars(key)
        if not found:
            return ()
        for scalar in found:
            self.context.use(role, scalar.value, scalar.mark)
        return tuple(dict.fromkeys(scalar.value for scalar in found))

    def expression(self, key: str) -> Expression | None:
        """An expression."""
        scalar = self.scalar(key)
        return None if scalar is None else self.context.expression(scalar)

    def scalar(self, key: str) -> Scalar | None:
        """The one text behind a key; None when there is none, or a list or mapping."""
        value = self.values.get(key)
        if value is None or isinstance(value, Scalar):
            return value
        self._wrong(key, value, msg("one text"))
        return None

    def code(self, key: str) -> Scalar | None:
        """The one word behind a key, for machines to read: typographic quotation marks around it
        and signs that cannot be seen are noted and taken out."""
        scalar = self.scalar(key)
        if scalar is None:
            return None
        bare = plain(scalar.value).strip(" " + CURLY_QUOTES)
        if bare == scalar.value or not bare:
            return scalar
        strange = strange_sign(scalar.value)
        if strange:
            mark = self.context.within_text(scalar, strange[0], 1)
            self.context.error(mark, "character", strange[1], WRITE_ANEW)
        else:
            self.context.error(
                scalar.mark,
                "character",
                msg("the quotation marks here are typographic ones"),
                msg("Write {word} without quotation marks.", word=bare[:60]),
            )
        cleaned = scalar._replace(value=bare, verbatim=False)
        self.values[key] = cleaned
        return cleaned

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """The texts of a list."""
        value = self.values.get(key)
        match value:
            case None:
                return ()
            case Scalar():
                return (value,)
            case Sequence():
                found = tuple(item for item in value.items if isinstance(item, Scalar))
                if len(found) == len(value.items):
                    return found
        self._wrong(key, value, msg("a list of texts"))
        return ()

    def entries(self, key: str, what: Message, known: frozenset[str]) -> "Iterator[Entry]":
        """The mappings of a list."""
        words = False
        for item in self.items(key):
            # Words in place of entries: told at the first of them.
            if not (words and isinstance(item, Scalar)):
                entry = open_entry(self.context, item, what, known)
                if entry is not None:
                    yield entry
            words = words or isinstance(item, Scalar)

    def items(self, key: str) -> tuple[Node, ...]:
        """The nodes of a list."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, Sequence):
            return value.items
        self._wrong(key, value, msg("a list (lines that begin with “- ”)"))
        return ()

    def pairs(self, key: str) -> tuple[tuple[Scalar, Node], ...]:
        """The keys and values of a mapping."""
        value = self.values.get(key)
        if value is None:
            return ()
        if isinstance(value, Mapping):
            return value.pairs
        self._wrong(key, value, msg("keys with values (“key: value”)"))
        return ()

    def _wrong(self, key: str, node: Node, wanted: Message) -> None:
        self.context.error(
            node.mark,
            "wrong-type",
            msg("“{key}” of {what} must be {wanted}", key=key, what=self.what, wanted=wanted),
            msg("Here stands “{text}”.", text=short(node.value))
            if isinstance(node, Scalar)
            else None,
        )


def open_entry(
    context: Context,
    node: Node,
    what: Message,
    known: frozenset[str] | None,
    misplaced: frozenset[str] = frozenset(),
) -> Entry | None:
    """A mapping ready to be read; None, with the problem noted, when the node is no mapping.
    Keys outside `known` are noted; `known` None allows all. Those in `misplaced` are wrong too,
    but the reader has words of its own for them."""
    if not isinstance(node, Mapping):
        context.error(
            node.mark,
            "wrong-type",
            msg("{what} must be written as keys with values", what=what),
            msg("Write “key: value” lines, or {…}."),
        )
        return None
    keys = {key.value: key for key, _ in node.pairs}
    values = {key.value: value for key, value in node.pairs if not is_empty(value)}
    entry = Entry(context, node, what, values, keys)
    for key in () if known is None else keys.keys() - known - misplaced:
        _unknown_key(entry, key, known or frozenset(), misplaced)
    return entry


def take_for(entry: Entry, key: str, meant: str) -> None:
    """Read on as if a key that is none had been written as it was meant, if that is not there."""
    if meant and meant not in entry.keys and key in entry.values:
        entry.values[meant] = entry.values[key]
        entry.keys[meant] = entry.keys[key]


def is_cut_off(entry: Entry, key: str) -> bool:
    """Whether a key of {…} has no colon behind it: `{label: Ya, betul}`."""
    scalar = entry.keys[key]
    line = entry.context.lines[scalar.line - 1] if scalar.line <= len(entry.context.lines) else ""
    behind = line[scalar.column - 1 + scalar.length :].lstrip()
    return key not in entry.values and bool(behind) and behind[0] != ":"


def refuse_cut_off(entry: Entry, key: str) -> None:
    """Note a comma inside {…} that ended a text."""
    todo = msg("Put the whole text in quotation marks.")
    if key.isdigit():
        todo = msg("Write a decimal point, no comma; put a text with a comma in quotation marks.")
    entry.context.error(
        entry.keys[key].mark,
        "comma",
        msg("a comma inside braces ends the text: “{text}” is cut off", text=short(key)),
        todo,
    )


def truth(word: str) -> bool | None:
    """What yes, no, true, false, ya, tidak mean; None for any other word."""
    lower = word.lower()
    return True if lower in _YES else False if lower in _NO else None


def _unknown_key(entry: Entry, key: str, known: frozenset[str], misplaced: frozenset[str]) -> None:
    if entry.context.full:
        return
    if is_cut_off(entry, key):
        refuse_cut_off(entry, key)
        return
    meant = nearest(key, (known | misplaced) - entry.keys.keys())
    if meant in misplaced:
        take_for(entry, key, meant)
        return
    free, taken = known - entry.keys.keys(), nearest(key, known & entry.keys.keys())
    otherwise = msg("Remove it, or look it up in docs/instruments.md.")
    if taken:
        line = entry.keys[taken].line
        otherwise = msg("“{name}” is here already, on line {line}.", name=taken, line=line)
    entry.context.error(
        entry.keys[key].mark,
        "unknown-key",
        msg("{what} has no key “{key}”", what=entry.what, key=short(key)),
        did_you_mean(key, free, otherwise),
    )
    take_for(entry, key, meant)


def _bad_name(name: str, pattern: re.Pattern[str]) -> tuple[Message, Message]:
    what = msg("“{name}” cannot be a name", name=short(name))
    slug = re.sub(r"\W+", "_", name.strip(), flags=re.ASCII).strip("_")
    if " " in name and pattern.fullmatch(slug):
        return what, msg("Names have no spaces: {name}, for example.", name=slug)
    if pattern is VARIABLE:
        return what, msg("Use letters a–z, digits and _, a letter first, at most 64.")
    return what, msg("Use letters a–z, digits, “_”, “-” and “.”, no spaces, at most 64.")
