"""Spaces that are none, in places where YAML counts on spaces."""

import re

from instrumen.language.problems import Mark
from instrumen.language.strange_signs import NOTHING, SPACES, WRITE_ANEW, plain, strange_sign
from instrumen.language.yaml_mistakes.scene import KEYS, Mistake
from instrumen.messages import Message, msg

_GAP = f"[ {SPACES}{NOTHING}]"
_WORD = f"[\\w.{NOTHING}-]+"
_KEY = re.compile(f"^{_GAP}*(?:-{_GAP}+)*(?P<key>{_WORD}){_GAP}*:(?:{_GAP}+|$)")
_BRACE = re.compile(f"^{_GAP}*(?:-{_GAP}+)+(?=[{{])")
_IN_BRACES = re.compile(f"(?:[{{]|,{_GAP}){_GAP}*(?P<key>{_WORD}){_GAP}*:{_GAP}+")
_ANY = re.compile(f"[{SPACES}{NOTHING}]")


def strange_spaces(lines: list[str]) -> Mistake | None:
    """Lines whose indentation, dash, key or colon has a sign in it that is no plain space: told
    at the first, with all of them as they were meant."""
    found = [(number, *place) for number, line in enumerate(lines) if (place := _place(line))]
    if not found:
        return None
    number, at, what, _ = found[0]
    if len(found) > 1:
        what = msg("{what}, and likewise on {n} more lines", what=what, n=len(found) - 1)
    mended = {number: line for number, _, _, line in found}
    return Mistake(Mark(number + 1, at + 1), what, WRITE_ANEW, mended)


def _place(line: str) -> tuple[int, Message, str] | None:
    """Where the first such sign stands, what it is, and the line without."""
    if not _ANY.search(line):
        return None
    for found in (_KEY.match(line), _BRACE.match(line), *_IN_BRACES.finditer(line)):
        strange = strange_sign(found[0]) if found else None
        if found and strange and (found.re is _BRACE or plain(found["key"]) in KEYS):
            start, end = found.span()
            return (
                start + strange[0],
                strange[1],
                line[:start] + plain(line[start:end]) + line[end:],
            )
    return None
