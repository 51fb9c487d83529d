"""docs/expressions.md says what the tests say."""

from scripts import expressions

from instrumen.language.expression import FUNCTIONS


def test_the_tables_are_as_the_tests_have_them() -> None:
    text = expressions.DOCUMENT.read_text(encoding="utf-8")
    assert expressions.updated(text) == text, "run python -m scripts.expressions"


def test_every_function_is_in_it() -> None:
    text = expressions.DOCUMENT.read_text(encoding="utf-8")
    assert [name for name in FUNCTIONS if f"\n{name}(" not in text] == []
