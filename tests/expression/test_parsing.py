"""Text → tree → text; what is refused, where, and with which words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instrumen.language.expression import (
    FUNCTIONS,
    ExpressionProblem,
    parse_expression,
    print_expression,
    references,
    walk,
)
from instrumen.language.expression.syntax import (
    Binary,
    Call,
    Child,
    Expression,
    Filter,
    Name,
    Node,
    Number,
    Parent,
    Reference,
    Self,
    String,
    Unary,
)
from instrumen.language.problems import Mark

HERE = Mark(3, 7)

names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,5}", fullmatch=True).filter(
    lambda name: name not in ("and", "or", "div", "mod")
)
texts = st.text(st.characters(exclude_characters="'", exclude_categories=["Cs"]), max_size=8)
leaves = st.one_of(
    st.floats(0, 1e15, allow_nan=False).map(lambda value: Number(abs(value), 0)),
    texts.map(lambda value: String(value, 0)),
    names.map(lambda name: Reference(name, 0)),
    names.map(lambda name: Name(name, 0)),
    st.just(Self(0)),
    st.just(Parent(0)),
)
bases = st.one_of(names.map(lambda name: Reference(name, 0)), names.map(lambda name: Name(name, 0)))


def branches(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    operators = st.sampled_from(
        ["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "|"]
    )
    return st.one_of(
        st.builds(Binary, operators, below, below, st.just(0)),
        st.builds(Unary, below, st.just(0)),
        st.builds(Filter, bases, below, st.just(0)),
        st.builds(Child, bases, st.one_of(names, st.just("..")), st.just(0)),
        st.builds(
            lambda name, arguments: Call(name, tuple(arguments), 0),
            st.sampled_from(sorted(FUNCTIONS)),
            st.lists(below, max_size=3),
        ),
    )


trees = st.recursive(leaves, branches, max_leaves=12)


@given(trees)
def test_printing_and_parsing_again_gives_the_same_tree(tree: Node) -> None:
    parsed = parse_expression(print_expression(tree), HERE)
    assert isinstance(parsed, Expression), parsed
    assert parsed.root == tree


@given(st.text(max_size=60) | st.text("${}()[]'\"<>=!.,+-*/| abdivmodnort019", max_size=60))
def test_any_text_gives_an_expression_or_one_problem_inside_it(source: str) -> None:
    parsed = parse_expression(source, HERE)
    if isinstance(parsed, ExpressionProblem):
        assert 0 <= parsed.offset <= len(source)
        assert parsed.length >= 1
        assert str(parsed.message)
    else:
        again = parse_expression(print_expression(parsed.root), HERE)
        assert isinstance(again, Expression)
        assert again.root == parsed.root


STRENGTHS = [
    ("1 + 2 * 3", "1 + (2 * 3)"),
    ("1 - 2 - 3", "(1 - 2) - 3"),
    ("a or b and c", "a or (b and c)"),
    ("1 < 2 = 3", "(1 < 2) = 3"),
    ("-a * b", "(-a) * b"),
    ("-a | b", "-(a | b)"),
    ("- - 1", "-(-1)"),
    ("1 div 2 mod 3", "(1 div 2) mod 3"),
]


@pytest.mark.parametrize(("written", "meant"), STRENGTHS)
def test_what_binds_more_tightly(written: str, meant: str) -> None:
    one, other = parse_expression(written, HERE), parse_expression(meant, HERE)
    assert isinstance(one, Expression)
    assert isinstance(other, Expression)
    assert one.root == other.root


def test_nodes_know_where_they_stand() -> None:
    parsed = parse_expression("${a} = 'x' and  count-selected(.) > 2", HERE)
    assert isinstance(parsed, Expression)
    found = {print_expression(node): node.at for node in walk(parsed.root)}
    assert found["${a}"] == 0
    assert found["'x'"] == 7
    assert found["count-selected(.)"] == 16
    assert parsed.mark == HERE


def test_references_also_in_quotes() -> None:
    parsed = parse_expression("jr:choice-name(${a}, ' ${b} ') = ${c}[${d} > 1]", HERE)
    assert isinstance(parsed, Expression)
    assert [found.name for found in references(parsed.root)] == ["a", "b", "c", "d"]
    assert [found.at for found in references(parsed.root)][:2] == [15, 23]


# source, where (offset, length), what, what to do
PROBLEMS = [
    ("", 0, 1, "There is no expression here.", "Write one"),
    ("   ", 3, 1, "There is no expression here.", "Write one"),
    ("1 +", 3, 1, "ends too early", "Here goes a value"),
    ("(1 + 2", 0, 1, "( that opens here is never closed", "Write ) where it ends"),
    ("a[1", 1, 1, "[ that opens here is never closed", "Write ]"),
    ("1 2", 2, 1, "2 does not belong here", "an operator"),
    ("${a} ${b}", 5, 4, "${b} does not belong here", "an operator"),
    ("'a", 0, 2, "never closed", "after the last letter"),
    ("${a} = ‘a’", 7, 1, "typographic", "straight"),
    ("‘a’", 0, 1, "typographic", "Leave out"),
    ("${a} == 1", 5, 2, "== means nothing", "Write =."),
    ("a && b", 2, 2, "&& means nothing", "Write and."),
    ("a || b", 2, 2, "|| means nothing", "concat"),
    ("!a", 0, 1, "! means nothing", "not("),
    ("a <> 1", 2, 2, "<> means nothing", "Write !=."),
    ("5 % 2", 2, 1, "% means nothing", "Write mod."),
    ("$a", 0, 2, "not followed by a name", "Write ${a}."),
    ("${}", 0, 3, "no name", "Write ${name}."),
    ("${a b}", 0, 6, "not the name", "only the name"),
    ("/data/a", 0, 1, "path", "Write ${name}."),
    ("1)", 1, 1, "closes none that was opened", "Remove it"),
    ("f(1,)", 4, 1, ") does not belong", "a value"),
    ("'a'[1]", 3, 1, "[ does not belong", "operator"),
    ("${a}/1", 4, 1, "/ means nothing", "Write div."),
    ("${a}/'b'", 5, 3, "'b' does not belong", "name of a question"),
    ("and", 0, 3, "and does not belong", "a value"),
]


@pytest.mark.parametrize(("source", "offset", "length", "what", "todo"), PROBLEMS)
def test_a_problem_says_where_what_and_what_to_do(
    source: str, offset: int, length: int, what: str, todo: str | None
) -> None:
    problem = parse_expression(source, HERE)
    assert isinstance(problem, ExpressionProblem)
    assert (problem.offset, problem.length) == (offset, length)
    assert what in str(problem.message)
    assert (todo is None) if problem.todo is None else str(todo) in str(problem.todo)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("1" * 2001, "2000 characters"),
        ("+".join(["1"] * 101), "200 parts"),
        ("(" * 51 + "1" + ")" * 51, "50 deep"),
        ("-" * 51 + "1", "50 deep"),
        ("f(" * 51, "50 deep"),
        ("a[" * 51, "50 deep"),
    ],
)
def test_limits(source: str, what: str) -> None:
    problem = parse_expression(source, HERE)
    assert isinstance(problem, ExpressionProblem)
    assert what in str(problem.message)


@pytest.mark.parametrize("source", ["(" * 2000, "[" * 2000, "a" * 2000, "1 " * 1000, "'" * 1999])
def test_parsing_is_quick_whatever_the_text(source: str) -> None:
    begun = time.perf_counter()
    parse_expression(source, HERE)
    assert time.perf_counter() - begun < 0.5


def test_as_much_as_is_allowed() -> None:
    for source in ("(" * 50 + "1" + ")" * 50, "+".join(["1"] * 100)):
        assert isinstance(parse_expression(source, HERE), Expression)


def test_the_table_of_functions_is_complete() -> None:
    assert len(FUNCTIONS) == 73
    assert FUNCTIONS["coalesce"].takes(2)
    assert not FUNCTIONS["coalesce"].takes(3)
    weighted = FUNCTIONS["weighted-checklist"]
    assert [count for count in range(2, 9) if weighted.takes(count)] == [4, 6, 8]
    assert weighted.argument(6) is weighted.argument(2)
    repeat = FUNCTIONS["indexed-repeat"]
    assert [count for count in range(9) if repeat.takes(count)] == [3, 5, 7]
    assert repeat.argument(3) is repeat.argument(1)
