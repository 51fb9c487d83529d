"""Print what the tests know about expressions into docs/expressions.md.

    python -m scripts.expressions            write the tables anew
    python -m scripts.expressions --check    change nothing; exit 1 when the file is stale

A table stands between `<!-- name -->` and `<!-- end -->`; everything else is written by hand.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

from instrumen.language import checks
from instrumen.language.expression.functions import FAMILIES as FUNCTIONS
from instrumen.language.expression.functions import Function, Of

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "expressions.md"
TABLES = (ROOT / "tests" / "engine", ROOT / "tests" / "xlsform")

_BLOCK = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def updated(text: str) -> str:
    """The document with every table as the tests have it now. Raises KeyError for the name of a
    table that nobody makes."""
    makers = {
        "functions": functions,
        "disagreements": disagreements,
        "javarosa": javarosa,
        "checks": checked,
    }
    return _BLOCK.sub(
        lambda found: found[1] + "\n".join(makers[found[2]]()) + "\n" + found[3], text
    )


def functions() -> Iterator[str]:
    """Every family: how its functions are written, then what they give."""
    for family, rows in _table("expression_rows").FAMILIES.items():
        yield f"### {family.capitalize()}"
        yield ""
        written = [signature(function) for function in FUNCTIONS.get(family, ())]
        if written:
            yield from ("```", *written, "```", "")
        yield from markdown(
            ("Expression", "Gives", "Said by"),
            ((_code(source), _value(value), said) for source, value, said in rows),
        )
        yield ""


def disagreements() -> Iterator[str]:
    """The truth table of what the engines of ODK do differently."""
    yield from markdown(
        ("Case", "JavaRosa (Collect)", "Web Forms", "Here", "Why"),
        (
            (row.case, row.javarosa, row.web_forms, f"**{row.here}**", row.why)
            for row in _table("disagreements").DISAGREEMENTS
        ),
    )


def javarosa() -> Iterator[str]:
    """What is done otherwise than in JavaRosa."""
    yield from markdown(
        ("Name", "Case", "JavaRosa (Collect)", "Here", "Why", "Said by"),
        (
            (
                row.name,
                _code(row.case) if row.expression else row.case,
                _code(row.javarosa) if row.expression else row.javarosa,
                f"**{_code(row.here) if row.expression else row.here}**",
                row.why,
                row.source,
            )
            for row in _table("javarosa_disagreements").DISAGREEMENTS
        ),
    )


def checked() -> Iterator[str]:
    """What each check looks for: the first paragraph of its module."""
    for check in checks.CHECKS:
        module = sys.modules[check.__module__]
        about = " ".join((module.__doc__ or "").split("\n\n", maxsplit=1)[0].split())
        yield f"- `{check.__module__.rpartition('.')[2]}`: {about}"


def signature(function: Function) -> str:
    """`substr(text, number, [number]) → text`."""
    listed = [
        str(kind) if place < function.least else f"[{kind}]"
        for place, kind in enumerate(function.arguments)
    ]
    if function.most is None:
        listed.append("…")
    result = "" if function.result is Of.ANY else f" → {function.result}"
    return f"{function.name}({', '.join(listed)}){result}"


def markdown(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _code(source: str) -> str:
    return f"`{source}`"


def _value(value: object) -> str:
    if value == "":
        return "*blank*"
    return str(value).lower() if isinstance(value, bool) else _code(str(value))


def _table(name: str) -> ModuleType:
    sys.path[:0] = [str(folder) for folder in TABLES if str(folder) not in sys.path]
    return __import__(name)


def main() -> int:
    """Write or check; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when stale")
    check = parser.parse_args().check
    text = DOCUMENT.read_text(encoding="utf-8")
    new = updated(text)
    if check and new != text:
        print(f"{DOCUMENT.name} is stale: run python -m scripts.expressions", file=sys.stderr)
        return 1
    if not check:
        DOCUMENT.write_text(new, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
