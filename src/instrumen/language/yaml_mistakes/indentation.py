"""Tabs, and lines that begin in a column where nothing above begins."""

from collections.abc import Iterator
from typing import NamedTuple

from instrumen.language.problems import Mark
from instrumen.language.reading.instrument import HEADER_KEYS
from instrumen.language.yaml_mistakes.scene import (
    KEYS,
    LEAD,
    PAIR,
    Mistake,
    Scene,
    indent,
    is_text,
)
from instrumen.messages import msg

_WIDTHS = (2, 4, 8)
_WORDS = (
    "mapping values", "expected '-'", "expected key", "<document start>", "expected <block end>",
)  # fmt: skip


class Column(NamedTuple):
    """A column (from 0) in which something began that still goes on, and the line it is on;
    `dash` says that it is a list."""

    column: int
    line: int
    dash: bool


def tab(scene: Scene) -> Mistake | None:
    """Tabs at the beginning of lines: told once, for all of them."""
    if "\t" not in indent(scene.text):
        return None
    lines = [number for number, line in enumerate(scene.lines) if "\t" in indent(line)]
    what = msg("the line is indented with a tab")
    if len(lines) > 1:
        what = msg("this line and {n} more are indented with tabs", n=len(lines) - 1)
    return Mistake(
        Mark(scene.line + 1, scene.text.index("\t") + 1),
        what,
        msg("Indent with spaces only, two for each level."),
        _without_tabs(scene.lines, lines),
        spacing=True,
    )


def _without_tabs(lines: list[str], tabbed: list[int]) -> dict[int, str]:
    """The lines with as many spaces for a tab as make the most of them fit their neighbours."""

    def spaced(width: int) -> dict[int, str]:
        return {n: indent(lines[n]).expandtabs(width) + lines[n].lstrip() for n in tabbed}

    def fits(width: int) -> int:
        made = spaced(width)
        return sum(
            len(indent(line)) in _columns(made.get(number - 1, lines[number - 1]))
            for number, line in made.items()
            if number > 0
        )

    return spaced(max(_WIDTHS, key=fits))


def indentation(scene: Scene) -> Mistake | None:
    """A line that begins in a column where nothing above it begins."""
    if not any(word in scene.words for word in _WORDS):
        return None
    if missing := _missing_dash(scene):
        return missing
    blamed = _at_the_margin(scene.lines, scene.line)
    number = scene.line if blamed is None else blamed
    line = scene.lines[number]
    here, dash = len(indent(line)), line.lstrip().startswith("- ")
    fitting = [found for found in _open_columns(scene.lines, number) if found.dash is dash]
    unlike = blamed is None and any(found.column == here for found in fitting)
    if not fitting or unlike:
        return _somewhere(number, here, dash)
    # What was pasted at the margin belongs to what stands just above.
    wanted = fitting[0] if here == 0 else min(fitting, key=lambda one: abs(one.column - here))
    return Mistake(
        Mark(number + 1, here + 1),
        msg("the number of spaces before this line ({n}) is not right", n=here),
        msg(
            "Write {n} spaces, as before line {line}; lines below that belong to it move along.",
            n=wanted.column,
            line=wanted.line + 1,
        ),
        _moved(scene.lines, number, wanted.column - here),
        spacing=True,
    )


def _missing_dash(scene: Scene) -> Mistake | None:
    """The first entry of a list without its “- ”: the second one is where YAML stumbles."""
    here = len(indent(scene.text))
    above = [found for found in _open_columns(scene.lines, scene.line) if found.column < here]
    if not scene.text.lstrip().startswith("- ") or not above:
        return None
    first = next(n for n in range(above[0].line + 1, scene.line + 1) if is_text(scene.lines[n]))
    line = scene.lines[first]
    key = line.strip()
    if len(indent(line)) != here + 2 or key.startswith("- "):
        return None
    return Mistake(
        Mark(first + 1, here + 3),
        msg("the “- ” that begins an entry of a list is missing here"),
        msg("Write “- {key}”, as on line {line}.", key=key[:40], line=scene.line + 1),
        {first: f"{' ' * here}- {key}"},
        spacing=True,
    )


def _somewhere(number: int, here: int, dash: bool) -> Mistake:
    todo = msg("Give keys of the same thing the same number of spaces at the beginning.")
    if dash:
        todo = msg("Begin every entry of a list with “- ”, all with the same number of spaces.")
    return Mistake(
        Mark(number + 1, here + 1),
        msg("the line does not begin in the same column as the lines it belongs to"),
        todo,
        spacing=True,
    )


def _open_columns(lines: list[str], number: int) -> Iterator[Column]:
    """The columns that something above begins in and has not ended, from the nearest."""
    least = 1_000_000
    for above in range(number - 1, -1, -1):
        if least > 0 and is_text(lines[above]):
            for column in sorted(_columns(lines[above]), reverse=True):
                if column < least:
                    least = column
                    yield Column(column, above, lines[above][column:].startswith("- "))


def _columns(line: str) -> list[int]:
    """Where a line's dashes and its key begin."""
    lead = LEAD.match(line)
    assert lead is not None
    dashes = [at for at, sign in enumerate(lead[0]) if sign == "-"]
    return [*dashes, lead.end()]


def _at_the_margin(lines: list[str], number: int) -> int | None:
    """The line that stands at the margin by mistake, between this one and an earlier one like it,
    and so has ended what both belong to; None when there is none."""
    here, dash = len(indent(lines[number])), lines[number].lstrip().startswith("- ")
    at_margin = None
    for above in range(number - 1, -1, -1):
        column = len(indent(lines[above]))
        if not is_text(lines[above]):
            continue
        if column == here and lines[above].lstrip().startswith("- ") is dash:
            return at_margin
        if column == 0:
            key = lines[above].partition(":")[0].strip()
            if at_margin is not None or key in HEADER_KEYS or key not in KEYS:
                return None
            at_margin = above
    return None


def _moved(lines: list[str], number: int, by: int) -> dict[int, str]:
    """The line and what belongs to it with more, or less, spaces before them."""
    here = len(indent(lines[number]))
    if PAIR.match(lines[number]) is None and not lines[number].rstrip().endswith(":"):
        return {}
    moved = {}
    for at in range(number, len(lines)):
        column = len(indent(lines[at]))
        if at > number and is_text(lines[at]) and (column <= here or column == here + by):
            break
        if is_text(lines[at]):
            moved[at] = " " * max(0, column + by) + lines[at].lstrip()
    return moved
