"""Regular expressions that cannot hang: matched by sets of states (Thompson, "Regular Expression
Search Algorithm", CACM 1968), so the time grows with the text, never exponentially.

The notation is Java's as far as ODK's documentation of `regex` uses it: literals, `.`, classes,
groups, `|`, `* + ? {m,n}`, `^ $`, `\\d \\w \\s \\p{L}`, `(?i)` in front. Looking around, word
boundaries and back references are refused with a sentence. A match is always of the whole text.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from instrumen.messages import Message, msg

MOST_STATES = 3_000
_DEEPEST = 40
_MOST_REMEMBERED = 5_000

Test = Callable[[str], bool]


class Pattern:
    """A compiled pattern."""

    def __init__(self, states: "list[_State]", start: int, fold: bool) -> None:
        self._states = states
        self._fold = fold
        self._start = self._reach({start}, at_start=True)
        self._steps: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        here = self._start
        for character in text.lower() if self._fold else text:
            here = self._step(here, character)
            if not here:
                return False
        return _ACCEPT in self._reach(here, at_start=not text, at_end=True)

    def _step(self, here: frozenset[int], character: str) -> frozenset[int]:
        known = self._steps.get((here, character))
        if known is None:
            states = self._states
            passed = {
                states[one].follows[0]
                for one in here
                if (test := states[one].test) is not None and test(character)
            }
            known = self._reach(passed)
            if len(self._steps) > _MOST_REMEMBERED:
                self._steps.clear()
            self._steps[here, character] = known
        return known

    def _reach(
        self, from_: "set[int] | frozenset[int]", at_start: bool = False, at_end: bool = False
    ) -> frozenset[int]:
        """All states that can be reached without a character."""
        found: set[int] = set()
        waiting = list(from_)
        while waiting:
            here = waiting.pop()
            if here in found:
                continue
            found.add(here)
            state = self._states[here]
            if state.test is None and state.passes(at_start, at_end):
                waiting.extend(state.follows)
        return frozenset(found)


@lru_cache(maxsize=256)
def pattern_of(source: str) -> Pattern | Message:
    """The pattern written in `source`, or one sentence on what cannot be used in it."""
    fold = source.startswith("(?i)")
    try:
        tree = _Reader(source, fold).whole()
        builder = _Builder()
        return Pattern(builder.states, builder.build(tree, _ACCEPT), fold)
    except _Unusable as stop:
        return stop.why


class _Unusable(Exception):
    def __init__(self, why: Message) -> None:
        self.why = why


# The tree: what the reader makes of the text.
class _One(NamedTuple):
    test: Test


class _Edge(NamedTuple):
    sign: str  # ^ or $


class _Row(NamedTuple):
    parts: "tuple[_Tree, ...]"


class _Either(NamedTuple):
    branches: "tuple[_Tree, ...]"


class _Times(NamedTuple):
    body: "_Tree"
    least: int
    most: int | None


_Tree = _One | _Edge | _Row | _Either | _Times


class _State(NamedTuple):
    """Goes on to `follows` when `test` holds for the next character; without a test at once,
    but only at the start (`^`) or end (`$`) when `only_at` says so."""

    test: Test | None
    follows: list[int]
    only_at: str = ""

    def passes(self, at_start: bool, at_end: bool) -> bool:
        return {"": True, "^": at_start, "$": at_end}[self.only_at]


_ACCEPT = 0


class _Builder:
    """Builds the states from the end to the beginning."""

    def __init__(self) -> None:
        self.states = [_State(None, [])]

    def add(self, test: Test | None, follows: list[int], only_at: str = "") -> int:
        if len(self.states) >= MOST_STATES:
            raise _Unusable(msg("This pattern repeats too much: use smaller numbers in braces."))
        self.states.append(_State(test, follows, only_at))
        return len(self.states) - 1

    def build(self, tree: _Tree, then: int) -> int:
        """The state to begin in so that, after what `tree` matches, `then` follows."""
        match tree:
            case _One(test):
                return self.add(test, [then])
            case _Edge(sign):
                return self.add(None, [then], sign)
            case _Row(parts):
                for part in reversed(parts):
                    then = self.build(part, then)
                return then
            case _Either(branches):
                return self.add(None, [self.build(branch, then) for branch in branches])
            case _Times(body, least, most):
                return self.times(body, least, most, then)

    def times(self, body: _Tree, least: int, most: int | None, then: int) -> int:
        if most is None:
            loop = self.add(None, [then])
            self.states[loop].follows.append(self.build(body, loop))
            then = loop
        else:
            for _ in range(most - least):
                then = self.add(None, [then, self.build(body, then)])
        for _ in range(least):
            then = self.build(body, then)
        return then


class _Reader:
    def __init__(self, source: str, fold: bool) -> None:
        self.source = source
        self.fold = fold
        self.at = len("(?i)") if fold else 0
        self.depth = 0

    def whole(self) -> _Tree:
        tree = self.either()
        if self.at < len(self.source):
            raise _Unusable(msg("The bracket ) closes nothing in this pattern."))
        return tree

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def take(self) -> str:
        character = self.peek()
        if not character:
            raise _Unusable(msg("This pattern ends too early."))
        self.at += 1
        return character

    def either(self) -> _Tree:
        """row ('|' row)*"""
        branches = [self.row()]
        while self.peek() == "|":
            self.take()
            branches.append(self.row())
        return branches[0] if len(branches) == 1 else _Either(tuple(branches))

    def row(self) -> _Tree:
        """(atom times?)*"""
        parts: list[_Tree] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        return _Row(tuple(parts))

    def repeated(self, body: _Tree) -> _Tree:
        """'*' | '+' | '?' | '{' m (',' n?)? '}', each with '?' behind it or not"""
        while (sign := self.peek()) and sign in "*+?{":
            self.take()
            least, most = self.braces() if sign == "{" else _BOUNDS[sign]
            if self.peek() == "+":
                raise _unsupported("++")
            if self.peek() == "?":
                self.take()  # lazy: the same for a match of the whole text
            body = _Times(body, least, most)
        return body

    def braces(self) -> tuple[int, int | None]:
        inside, closed, _ = self.source[self.at :].partition("}")
        first, comma, last = inside.partition(",")
        fits = closed and first.isdecimal() and (not last or last.isdecimal())
        if not fits or len(inside) > 9 or (last and int(last) < int(first)):
            raise _Unusable(msg("The numbers in braces {{{inside}}} make no sense.", inside=inside))
        self.at += len(inside) + 1
        return int(first), (int(last) if last else None) if comma else int(first)

    def atom(self) -> _Tree:
        character = self.take()
        match character:
            case "(":
                return self.group()
            case "[":
                return _One(self.class_())
            case ".":
                return _One(lambda other: other not in "\n\r")
            case "^" | "$":
                return _Edge(character)
            case "\\":
                return _One(self.escape())
            case "*" | "+" | "?":
                raise _Unusable(msg("There is nothing before {sign} to repeat.", sign=character))
        return _One(self.folded(character).__eq__)

    def folded(self, character: str) -> str:
        return character.lower() if self.fold else character

    def group(self) -> _Tree:
        """'(' ('?:')? either ')'"""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Unusable(msg("Brackets are nested too deep in this pattern."))
        if self.peek() == "?":
            if self.source[self.at : self.at + 2] != "?:":
                raise _unsupported("(?")
            self.at += 2
        inside = self.either()
        if self.peek() != ")":
            raise _Unusable(msg("A bracket ( is never closed in this pattern."))
        self.take()
        self.depth -= 1
        return inside

    def class_(self) -> Test:
        """'[' '^'? (character | range | escape)+ ']'"""
        negated = self.peek() == "^"
        if negated:
            self.take()
        tests: list[Test] = []
        while self.peek() != "]" or not tests:
            tests.append(self.member())
        self.take()
        members = tuple(tests)
        if negated:
            return lambda character: not any(test(character) for test in members)
        return lambda character: any(test(character) for test in members)

    def member(self) -> Test:
        if self.peek() == "\\":
            self.take()
            return self.escape()
        first = self.folded(self.take())
        if self.peek() != "-" or self.source[self.at + 1 : self.at + 2] in ("]", ""):
            return first.__eq__
        self.take()
        last = self.folded(self.take())
        if last == "\\":
            last = self.take()
        if last < first:
            raise _Unusable(msg("The range {range} runs backwards.", range=f"{first}-{last}"))
        return lambda character: first <= character <= last

    def escape(self) -> Test:
        """What follows a backslash."""
        letter = self.take()
        if letter in "dDwWsS":
            return _negated(_KINDS[letter.lower()], letter.isupper())
        if letter in "pP":
            return _negated(self.property(), letter == "P")
        if letter in _CONTROLS:
            return _CONTROLS[letter].__eq__
        if letter in "xu":
            digits = self.source[self.at : self.at + (2 if letter == "x" else 4)]
            self.at += len(digits)
            return self.code_point(digits)
        if letter.isalnum():
            raise _unsupported(f"\\{letter}")
        return letter.__eq__

    def code_point(self, digits: str) -> Test:
        try:
            return chr(int(digits, 16)).__eq__
        except ValueError:
            raise _unsupported(f"\\x{digits}") from None

    def property(self) -> Test:
        """'{' name '}': a Unicode category such as L, Lu, N"""
        name, closed, _ = self.source[self.at :].partition("}")
        self.at += len(name) + 1
        category = name.removeprefix("{").removeprefix("Is")
        if not closed or not name.startswith("{") or not 1 <= len(category) <= 2:
            raise _unsupported("\\p")
        wanted = category.capitalize()
        return lambda character: unicodedata.category(character).startswith(wanted)


_BOUNDS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
# As in Java, these are the ASCII letters, digits and spaces.
_KINDS: dict[str, Test] = {
    "d": lambda character: "0" <= character <= "9",
    "w": lambda character: character == "_" or (character.isascii() and character.isalnum()),
    "s": lambda character: character in " \t\n\x0b\f\r",
}


def _negated(test: Test, negate: bool) -> Test:
    return (lambda character: not test(character)) if negate else test


def _unsupported(sign: str) -> _Unusable:
    return _Unusable(msg("{sign} cannot be used in a pattern here.", sign=sign))
