"""Whether a default is taken as written or worked out: pyxform's rule, which decides what every
program does with it.

Source: pyxform 4.5, `default_is_dynamic` and the words it parses expressions into. The rule looks
at words alone: `5 - 3` is worked out, `5-3` (a number and another) and `smp-3` (a name) are not.
"""

import re

_DATE, _TIME = r"-?\d{4}-\d\d-\d\d", r"\d\d:\d\d:\d\d(?:\.\s+)?(?:[+-]\d\d:\d\d|Z)?"
_NAME = r"[^\W\d][\w.-]*"
# At each place the first that fits is the next word.
_WORDS = re.compile(
    rf"{_DATE}T{_TIME}|{_DATE}|{_TIME}|-?\d+\.\d*|-?\.\d+|-?\d+"
    r"|(?P<minus>-)|(?P<worked_out>[*+|]| mod | div )| and | or "
    r"|\"[^\"]*\"|'[^']*'|\s+"
    rf"|(?P<reference>\$\{{(?:last-saved\#)?{_NAME}\}})"
    rf"|(?P<call>{_NAME}(?::{_NAME})?\()|{_NAME}(?::{_NAME})?|."
)
_WITH_MINUS = ("date", "dateTime", "geopoint", "geotrace", "geoshape")


def is_worked_out(default: str, type_: str) -> bool:
    """Whether the default of a question, of the type its row says, is an expression."""
    for found in _WORDS.finditer(default):
        if found.lastgroup == "minus" and type_ in _WITH_MINUS:
            return False
        if found.lastgroup:
            return True
    return False
