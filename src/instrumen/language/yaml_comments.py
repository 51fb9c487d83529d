"""`label: Nomor #1`: YAML takes ` #` for the beginning of a remark, and the text ends there."""

import re
from collections.abc import Iterator
from pathlib import Path

from instrumen.language.nodes import Node, scalars
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.messages import msg

# A remark that begins without a space after the sign, as remarks seldom do.
_TIGHT = re.compile(r"[ \t](#[^\s#])")


def lost_texts(source: str, root: Node, file: Path) -> Iterator[Problem]:
    """A warning for each text without quotation marks that is followed by ` #` and a letter."""
    if _TIGHT.search(source) is None:
        return
    places = {
        (number, found.start(1) + 1)
        for number, line in enumerate(source.split("\n"), 1)
        for found in _TIGHT.finditer(line)
    }
    for scalar in scalars(root):
        column = scalar.column + scalar.length + 1
        if not scalar.style and scalar.verbatim and (scalar.line, column) in places:
            yield Problem(
                file,
                Mark(scalar.line, column),
                "remark",
                msg("the text ends here: what follows “ #” is a remark and is not read"),
                msg("Put the whole text in quotation marks; begin remarks with “# ”."),
                Severity.WARNING,
            )
