"""No stored text reaches a widget but through the screen gate.

Textual reads markup in plain strings: a stray `[/]` in an answer would end the program. So only a
few modules may touch Textual's own widgets, and those take `Content` or cleaned text.
"""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import instrumen.tui
from instrumen.tui.safe import clean, content, line, plain

TUI = Path(instrumen.tui.__file__).parent
MODULES = sorted(TUI.rglob("*.py"))
# The only module that may use widgets of Textual that take text.
FIELDS = TUI / "widgets" / "fields.py"
# Names whose plain `str` Textual reads as markup.
MARKUP = {"from_markup", "notify", "border_title", "border_subtitle", "tooltip", "sub_title"}


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_widgets_of_textual_that_take_text_are_used_in_one_place(module: Path):
    imported = {
        node.module
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom) and node.module
    }
    taken = {name for name in imported if name.startswith("textual.widgets")}
    assert not taken or module == FIELDS


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_nothing_that_reads_markup_is_used(module: Path):
    used = {node.attr for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)}
    assert not used & MARKUP


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_content_is_made_of_literals_outside_the_gate(module: Path):
    """`Content(x)` of anything but a literal (or blanks) belongs into `safe`."""
    if module.stem == "safe":
        return
    for node in ast.walk(tree(module)):
        is_content = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if is_content and node.func.id == "Content" and node.args:
            assert _is_harmless(node.args[0]), f"{module.name}:{node.lineno}"


def _is_harmless(argument: ast.expr) -> bool:
    """A literal, a constant of the module, or a literal times a number (blanks)."""
    if isinstance(argument, ast.BinOp):
        return _is_harmless(argument.left)
    if isinstance(argument, ast.Name):
        return argument.id.isupper()
    return isinstance(argument, ast.Constant)


@given(st.text())
def test_the_gate_keeps_every_offset(text: str):
    assert len(clean(text)) == len(text)
    assert len(content(text).plain) == len(text)


@given(st.text(alphabet=st.characters(codec="utf-16", exclude_categories=["Cc", "Cf", "Zl", "Zp"])))
def test_ordinary_text_is_shown_as_it_is(text: str):
    assert clean(text) == text.replace("\ufffe", "�").replace("\uffff", "�")


@pytest.mark.parametrize("text", ["[/]", "[red]x", "[b]", "[link=x]y[/link]", "$accent", "\\["])
def test_markup_is_text(text: str):
    assert content(text).plain == text
    assert plain(text) == text


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\x00b", "a\u202eb", "\ud800", "\x9b1m", "a\rb"])
def test_what_would_garble_the_terminal_is_marked(text: str):
    assert "�" in clean(text)
    assert not set("\x1b\x00\u202e\ud800\x9b\r") & set(clean(text))


def test_one_line_has_no_line_end():
    assert line("a\nb").plain == "a b"
