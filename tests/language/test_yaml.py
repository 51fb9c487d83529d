"""YAML as text: nothing is reinterpreted, nothing dangerous is accepted, mistakes are told in
words a person without YAML understands."""

from pathlib import Path

import pytest

from instrumen.language.canonical import fingerprint
from instrumen.language.nodes import Mapping, Node, Scalar, Sequence
from instrumen.language.problems import Problem
from instrumen.language.yaml_reader import MOST_BYTES, read_source, read_yaml

FILE = Path("berkas.yaml")


def tree(source: str) -> Node:
    node, problems = read_yaml(source, FILE)
    assert problems == ()
    assert node is not None
    return node


def problems(source: str) -> tuple[Problem, ...]:
    return read_yaml(source, FILE)[1]


def value(source: str) -> str:
    node = tree(source)
    assert isinstance(node, Mapping)
    found = node.get("a")
    assert isinstance(found, Scalar)
    return found.value


@pytest.mark.parametrize("word", ["no", "08", "1:20", "1e3", "0o17", "2026-02-31", "~", "1_000"])
def test_plain_words_stay_the_characters_that_were_written(word: str) -> None:
    assert value(f"a: {word}") == word


def test_every_node_knows_its_line_and_column() -> None:
    root = tree("a: x\nb:\n  - {c: 'yy'}\n")
    assert isinstance(root, Mapping)
    items = root.get("b")
    assert isinstance(items, Sequence)
    inner = items.items[0]
    assert isinstance(inner, Mapping)
    key, text = inner.pairs[0]
    assert isinstance(text, Scalar)
    assert (key.line, key.column) == (3, 6)
    assert (text.mark.line, text.mark.column, text.mark.length) == (3, 9, 4)
    assert (text.content_mark.column, text.content_mark.length) == (10, 2)


def test_a_duplicate_key_names_both_lines() -> None:
    found = problems("a: 1\nb: 2\na: 3\n")
    assert [problem.mark.line for problem in found] == [3]
    assert "1" in str(found[0].what)
    assert found[0].rule == "duplicate-key"


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("a: &x 1", (1, 4), "anchor"),
        ("b: 1\na: *x", (2, 4), "alias"),
        ("a: !!python/name:os 1", (1, 4), "tags"),
        ("<<: {a: 1}", (1, 1), "merge"),
        ("a: 1\n---\nb: 2", (2, 1), "more than one document"),
        ("a:\n\t- b", (2, 1), "tab"),
        ("a:b\nc: d", (1, 2), "space is missing"),
        ("a: satu: dua", (1, 8), "colon"),
        ("a: 'satu\nb: 2", (1, 4), "not closed"),
        ('a: "satu\nb: 2\nc: "tiga"\nd: 4', (1, 4), "not closed"),
        ("a: '' = ${x}", (1, 4), "goes on behind"),
        ("a: > 5", (1, 4), "cannot begin with >"),
        ("a: @guru", (1, 4), "cannot begin with @"),
        ("a: {b: 1\nc: 2", (1, 4), "not closed"),
        ("a: {for: ${b} = 'x', c: d}", (1, 10), "needs quotation marks"),
        ("a: {c: sum(${b}) = 3}", (1, 12), "needs quotation marks"),
        ("a: {id: Ya: oke, en: Yes}", (1, 9), "needs quotation marks"),
        ('a: "C:\\qux"', (1, 7), "backslash"),
        ("- name: a\n   type: b", (2, 4), "number of spaces"),
        ("a: 1\nlepas\nb: 2", (2, 1), "no “key: value”"),
        ("a: x\x07y", (1, 5), "U+0007"),
        ('a: "x\\x07y"', (1, 4), "control character"),
        ("a: x\u2028y", (1, 5), "U+2028"),
        ("", (1, 1), "empty"),
        ("a: " + "[" * 30, (1, 23), "levels"),
    ],
)
def test_a_mistake_is_told_in_plain_words_where_it_is(
    source: str, place: tuple[int, int], words: str
) -> None:
    found = problems(source)
    assert len(found) == 1
    assert (found[0].mark.line, found[0].mark.column) == place
    assert words in str(found[0].what)


def test_reading_goes_on_behind_a_mistake() -> None:
    source = "a: satu: dua\nb: {c: ${d}}\ne: 'f\ng: 1\ng: 2\n"
    assert [problem.mark.line for problem in problems(source)] == [1, 2, 3, 5]


def test_a_text_cut_off_by_a_remark_is_a_warning_and_a_remark_is_none() -> None:
    (found,) = problems("a: Nomor #1\nb: 2 # catatan\nc: >-\n  lihat #3\n")
    assert (found.mark.line, found.mark.column) == (1, 10)
    assert found.severity == "warning"


def test_a_hundred_thousand_brackets_do_no_harm() -> None:
    assert len(problems("a: " + "[" * 100_000)) == 1
    assert problems("{" * 100_000) != ()


def test_a_file_is_refused_when_too_large_or_not_utf8_or_missing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: " + b"x" * MOST_BYTES)
    assert "1 MB" in str(read_source(path)[1][0].what)
    path.write_bytes(b"a: 1\nb: caf\xe9\n")
    (found,) = read_source(path)[1]
    assert (found.mark.line, found.mark.column) == (2, 7)
    assert "no such file" in str(read_source(tmp_path / "y.yaml")[1][0].what)
    assert read_source(tmp_path)[0] is None


def test_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read_source(path) == ("a: 1\nb: 2\n", ())


def test_the_fingerprint_sees_content_and_order_but_not_spacing() -> None:
    first = fingerprint(tree("a: x\nb: [1, 2]  # satu\n"))
    assert first == fingerprint(tree("# lain\n'a':   \"x\"\nb:\n  - 1\n  - '2'\n"))
    assert first != fingerprint(tree("a: x\nb: [2, 1]\n"))
    assert first != fingerprint(tree("b: [1, 2]\na: x\n"))
