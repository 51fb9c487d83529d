"""What was probably meant where YAML's own reader gave up: its errors in the words of people who
write with a plain editor, and the mended line, so that reading can go on behind it.

The mended lines live in memory only; nobody's file is changed.
"""

from collections.abc import Callable

import yaml

from instrumen.language.problems import Mark
from instrumen.language.yaml_mistakes import braces, indentation, lines, quotes
from instrumen.language.yaml_mistakes.scene import KEYS, LastScalar, Mistake, Scene
from instrumen.language.yaml_mistakes.spaces import strange_spaces
from instrumen.messages import msg

__all__ = ["KEYS", "LastScalar", "Mistake", "explain", "strange_spaces"]

# Nobody writes longer lines; looking through one again and again takes too long.
_LONGEST = 2_000

_RECOGNISERS: tuple[Callable[[Scene], Mistake | None], ...] = (
    lines.fence,
    indentation.tab,
    braces.reference,
    quotes.never_closed,
    quotes.backslash,
    lines.no_space_after_colon,
    lines.dash,
    braces.without_braces,
    quotes.colon,
    quotes.text_goes_on,
    braces.text_in_brackets,
    quotes.special_beginning,
    braces.separator,
    braces.unclosed,
    braces.inside,
    lines.loose,
    indentation.indentation,
)


def explain(error: yaml.YAMLError, lines: list[str], last: LastScalar | None) -> Mistake:
    """The mistake behind an error of libyaml (or of PyYAML's own reader)."""
    scene = _scene(error, lines, last)
    if any(len(line) > _LONGEST for _, line in scene.near):
        return _unknown(scene)
    for recognise in _RECOGNISERS:
        mistake = recognise(scene)
        if mistake is not None:
            return mistake
    return _unknown(scene)


def _scene(error: yaml.YAMLError, lines: list[str], last: LastScalar | None) -> Scene:
    mark = getattr(error, "problem_mark", None)
    begin = getattr(error, "context_mark", None) or mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    return Scene(
        lines,
        line,
        mark.column if mark and mark.line == line else len(lines[line]),
        min(begin.line, line) if begin else 0,
        begin.column if begin else 0,
        str(getattr(error, "problem", None) or ""),
        str(getattr(error, "context", None) or ""),
        last,
    )


def _unknown(scene: Scene) -> Mistake:
    return Mistake(
        Mark(scene.line + 1, scene.column + 1),
        msg("this cannot be read as YAML ({words})", words=scene.words or "?"),
        msg("Check colons, brackets, quotation marks and the indentation here and just above."),
    )
