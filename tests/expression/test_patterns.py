"""Patterns for `regex`: what they match, what is refused, and that they never hang."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrumen.language.expression.pattern import Pattern, pattern_of
from instrumen.messages import Message

literals = st.sampled_from(["a", "b", "c", ".", "[ab]", "[^a]", "[a-b]", "\\d", "\\w", "1", "a?"])


def grown(below: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    times = st.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{2,}", "*?"])
    return st.one_of(
        st.tuples(below, below).map("".join),
        st.tuples(below, below).map("|".join),
        st.tuples(below, times).map(lambda parts: f"(?:{parts[0]}){parts[1]}"),
        below.map(lambda inside: f"({inside})"),
        below.map(lambda inside: f"^{inside}$"),
    )


@given(
    st.recursive(literals, grown, max_leaves=6),
    st.lists(st.text("abc1 ", max_size=6), min_size=4, max_size=4),
)
def test_matches_what_python_matches(source: str, texts: list[str]) -> None:
    pattern = pattern_of(source)
    assert isinstance(pattern, Pattern)
    for text in texts:
        assert pattern.matches(text) == bool(re.fullmatch(source, text, re.ASCII)), (source, text)


MATCHES = [
    ("[A-Z]{2}[0-9]+", "AB12", True),
    ("[A-Z]{2}[0-9]+", "A12", False),
    ("(?i)[A-Z]b", "aB", True),
    ("(?i)\\D", "1", False),
    ("\\p{Lu}\\p{L}+", "Élan", True),
    ("\\P{L}", "a", False),
    ("[^@\\s]+@[^@\\s]+\\.[a-z]{2,}", "rina@contoh.id", True),
    ("08[0-9]{8,11}", "081234567890", True),
    ("\\u0041\\x42", "AB", True),
    ("[\\-\\]]+", "-]", True),
    (".", "\n", False),
    ("\\.", "x", False),
    ("a{2,}", "aaa", True),
    ("\\d", "٣", False),  # Java's \d is ASCII
]


@pytest.mark.parametrize(("source", "text", "matches"), MATCHES)
def test_table(source: str, text: str, matches: bool) -> None:
    pattern = pattern_of(source)
    assert isinstance(pattern, Pattern)
    assert pattern.matches(text) is matches


@pytest.mark.parametrize(
    "source",
    ["(", ")", "a)", "[a", "*", "a{2,1}", "a{x}", "(?=a)", "\\1", "\\b", "[b-a]", "a++", "\\",
     "(" * 60 + ")" * 60, "(a{99}){99}", "\\p{Cyrillic}", "\\uzzzz"],
)  # fmt: skip
def test_what_cannot_be_used_is_said(source: str) -> None:
    assert isinstance(pattern_of(source), Message)


@pytest.mark.parametrize("source", ["(a+)+$", "(a|aa)+", "(a*)*b", "a*a*a*a*a*a*a*b", "(.*,){12}x"])
def test_no_pattern_hangs(source: str) -> None:
    pattern = pattern_of(source)
    assert isinstance(pattern, Pattern)
    begun = time.perf_counter()
    assert not pattern.matches("a" * 20_000 + "!")
    assert time.perf_counter() - begun < 2


@given(st.text("ab()[]{}*+?|\\^$.,-0123pLdx:", max_size=30), st.text("ab(0", max_size=10))
def test_any_pattern_is_used_or_refused(source: str, text: str) -> None:
    pattern = pattern_of(source)
    if isinstance(pattern, Pattern):
        pattern.matches(text)
