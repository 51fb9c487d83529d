"""`trigger`: the questions whose change sets another one."""

import re
from collections.abc import Iterator

from instrumen.language.expression.syntax import Expression, Reference
from instrumen.language.nodes import Scalar
from instrumen.language.places import locate
from instrumen.language.reading.entry import Entry
from instrumen.messages import msg

_SEPARATED = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
_NAMED = re.compile(r"\$\{\s*([^{}\s]+)\s*\}|([^${}\s]+)")


def read_trigger(entry: Entry) -> tuple[Expression, ...]:
    """References to the questions named: `jam`, `${jam}`, `${jam}, ${hari}` (as XLSForm has it),
    or a list of these. Each is there once."""
    found: dict[str, Expression] = {}
    for scalar in entry.scalars("trigger"):
        for reference in _references(entry, scalar):
            assert isinstance(reference.root, Reference)
            found.setdefault(reference.root.name, reference)
    return tuple(found.values())


def _references(entry: Entry, scalar: Scalar) -> Iterator[Expression]:
    lines = entry.context.lines
    for part in _SEPARATED.finditer(scalar.value):
        mark = locate(lines, scalar.content_mark, scalar.value, part.start(), len(part[0]))
        named = _NAMED.fullmatch(part[0])
        if named is None:
            entry.context.error(
                mark,
                "trigger",
                msg("“{text}” is not the name of one question", text=part[0][:60]),
                msg("Write “trigger: NAME”, or “trigger: [NAME, NAME]”."),
            )
        else:
            yield Expression(part[0], Reference(named[1] or named[2], 0), mark)
