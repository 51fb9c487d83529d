"""Problems as text: `file:line:column: error: what: what to do`, the line itself, a caret."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from instrumen.language.problems import Problem, Severity
from instrumen.language.yaml_reader import MOST_BYTES, clean_source, read_source
from instrumen.messages import Catalog
from instrumen.text import keep

WIDEST = 100
_CUT = "…"


def render(problem: Problem, catalog: Catalog, source_line: str = "") -> str:
    """A problem in the catalogue's language; with the line it stands on, that line and a caret
    under the place follow."""
    first = f"{_place(problem)}: {_severity(problem, catalog)}: {_sentence(problem, catalog)}"
    if not source_line.strip():
        return first
    line, caret = _with_caret(source_line, problem.mark.column, problem.mark.length)
    return f"{first}\n  {line}\n  {caret}"


def render_all(problems: Iterable[Problem], catalog: Catalog) -> Iterator[str]:
    """Problems one after another, each with its line of the file."""
    for problem in problems:
        yield render(problem, catalog, source_line(problem))


def source_line(problem: Problem) -> str:
    """The line of the file a problem stands on; empty when it cannot be read."""
    lines = _lines(problem.file)
    return lines[problem.mark.line - 1] if 0 < problem.mark.line <= len(lines) else ""


def as_record(problem: Problem, catalog: Catalog) -> dict[str, str | int]:
    """A problem for scripts: the keys of `instrumen check --json`."""
    return {
        "file": str(problem.file),
        "line": problem.mark.line,
        "column": problem.mark.column,
        "length": problem.mark.length,
        "severity": str(problem.severity),
        "rule": problem.rule,
        "what": _said(catalog.say(problem.what)),
        "todo": _said(catalog.say(problem.todo)) if problem.todo else "",
    }


@lru_cache(maxsize=1)
def _lines(file: Path) -> tuple[str, ...]:
    source, problems = read_source(file)
    if source is None and any(problem.rule == "encoding" for problem in problems):
        with suppress(OSError):
            source = clean_source(file.read_bytes()[:MOST_BYTES].decode("cp1252", "replace"))
    return tuple(source.split("\n")) if source else ()


def _place(problem: Problem) -> str:
    return f"{_said(str(problem.file))}:{problem.mark.line}:{problem.mark.column}"


def _severity(problem: Problem, catalog: Catalog) -> str:
    return catalog.t("error") if problem.severity is Severity.ERROR else catalog.t("warning")


def _sentence(problem: Problem, catalog: Catalog) -> str:
    what = _said(catalog.say(problem.what))
    if problem.todo is None:
        return what
    return f"{what.rstrip('.')}: {_said(catalog.say(problem.todo))}"


def _said(text: str) -> str:
    """A sentence on one line; texts of the file inside it may hold anything."""
    return " ".join(keep(text).split())


def _with_caret(line: str, column: int, length: int) -> tuple[str, str]:
    """The part of a line around a column, and the carets below it."""
    line = keep(line).replace("\t", " ")
    start = min(column - 1, len(line))
    from_ = 0 if len(line) <= WIDEST else max(0, min(start - WIDEST // 3, len(line) - WIDEST))
    shown = line[from_ : from_ + WIDEST]
    before, under = shown[: start - from_], shown[start - from_ : start - from_ + length]
    head = _CUT if from_ else ""
    tail = _CUT if from_ + WIDEST < len(line) else ""
    caret = " " * (_cells(head) + _cells(before)) + "^" * max(1, _cells(under))
    return f"{head}{shown}{tail}", caret


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide characters, none for marks that
    combine with the one before."""
    wide = sum(1 for sign in text if unicodedata.east_asian_width(sign) in "WF")
    return len(text) + wide - sum(1 for sign in text if unicodedata.combining(sign))
