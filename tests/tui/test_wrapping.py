"""Text breaks into lines that lose nothing, at any width."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from instrumen.tui.safe import clean
from instrumen.tui.widgets.wrapping import cells, cut, wrap


def lines_of(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_breaks_at_spaces():
    assert lines_of("satu dua tiga", 8) == ["satu dua", "tiga"]


def test_a_word_longer_than_the_line_is_broken():
    assert lines_of("abcdefgh", 3) == ["abc", "def", "gh"]


def test_line_ends_are_kept():
    assert lines_of("a\n\nb", 10) == ["a", "", "b"]


def test_wide_characters_take_two_cells():
    assert lines_of("日本語 日本", 6) == ["日本語", "日本"]


@given(st.text(max_size=200), st.integers(2, 60))
def test_every_line_fits_and_only_spaces_and_line_ends_are_left_out(text: str, width: int):
    text = clean(text)
    spans = wrap(text, width)
    assert all(cells(text[start:end]) <= width for start, end in spans)
    between = [text[a:b] for (_, a), (b, _) in pairwise(spans)]
    assert all(gap == "\n" or not gap.strip(" ") for gap in between)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)


@given(st.text(max_size=80), st.integers(1, 30))
def test_cut_fits(text: str, width: int):
    assert cells(cut(text, width)) <= width


def test_characters_of_no_width_do_not_make_endless_lines():
    assert len(wrap("\u200d" * 10_000, 10)) > 100
