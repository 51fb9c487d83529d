"""The door to instrument files: text → nodes → dataclasses → checks."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from instrumen.language.checks import check_instrument
from instrumen.language.checks.scope import ANYWHERE, Scope
from instrumen.language.garbage import no_collection
from instrumen.language.model import Instrument
from instrumen.language.problems import InstrumentError, Problem, Severity
from instrumen.language.reading.context import MOST_PROBLEMS, SYNTAX, Context
from instrumen.language.reading.instrument import read_header
from instrumen.language.sidecar import with_sidecars
from instrumen.language.translations import merged
from instrumen.language.yaml_reader import clean_source, read_source, read_yaml

Problems = tuple[Problem, ...]
UNBUILDABLE = SYNTAX | {
    "expression", "unknown-type", "wrong-type", "unknown-list", "no-list",
    "unknown-function", "arguments",
}  # fmt: skip
"""The rules of problems with which a part of an instrument is lost, or cannot be run."""

Reader = Callable[[str, Path, Scope], tuple[Instrument | None, Problems]]


def load_instrument(path: Path | str, scope: Scope = ANYWHERE) -> Instrument:
    """The instrument in a YAML file.

    `scope` is what its study provides (roster fields, themes, …); left out, names that are no
    question of the file are taken to come from a study.

    Raises:
        InstrumentError: the file cannot be used; `.problems` has all reasons and warnings.
    """
    instrument, problems = read_instrument(Path(path), scope)
    if instrument is None:
        raise InstrumentError(problems)
    return instrument


def read_instrument(path: Path, scope: Scope = ANYWHERE) -> tuple[Instrument | None, Problems]:
    """As `load_instrument`, with the problems as values: None when one of them is an error."""
    source, problems = read_source(path)
    return (None, problems) if source is None else read_instrument_file(source, path, scope)


def read_instrument_text(
    source: str, file: Path, scope: Scope = ANYWHERE, most: int = MOST_PROBLEMS
) -> tuple[Instrument | None, Problems]:
    """The instrument a YAML text describes; `file` is only for the problems, of which there are
    about `most` at the most. From `instrument.source` this gives the very same instrument again."""
    with no_collection():
        instrument, problems = _built(clean_source(source), file, scope, most)
    return (None if has_errors(problems) else instrument), problems


def read_kept_text(source: str, file: Path) -> tuple[Instrument | None, Problems]:
    """The instrument of a text that was accepted once, perhaps by another version of the program
    with other checks: what is found now are warnings. Errors are only what cannot be built as it
    stands: what is no right YAML, an expression that cannot be read or run, no such type."""
    with no_collection():
        instrument, found = _built(clean_source(source), file, ANYWHERE)
    problems = tuple(
        problem if problem.rule in UNBUILDABLE else replace(problem, severity=Severity.WARNING)
        for problem in found
    )
    return (None if has_errors(problems) else instrument), problems


def read_instrument_file(
    source: str, path: Path, scope: Scope = ANYWHERE, read: Reader = read_instrument_text
) -> tuple[Instrument | None, Problems]:
    """The instrument in a file whose text is known, with the translations that lie beside it.
    `read` is what reads the text (see `cache`)."""
    whole = with_sidecars(source, path)
    instrument, problems = read(whole.source, path, scope)
    in_order = sorted_problems((*whole.problems, *(whole.placed(problem) for problem in problems)))
    return (None if has_errors(in_order) else instrument), in_order


def _built(
    source: str, file: Path, scope: Scope, most: int = MOST_PROBLEMS
) -> tuple[Instrument | None, Problems]:
    """What can be made of a text, right or not, and all that is wrong with it."""
    root, problems = read_yaml(source, file)
    if root is None:
        return None, problems
    context = Context(file, tuple(source.split("\n")), list(problems), most=most)
    instrument = read_header(context, merged(context, root), source)
    found = list(context.problems)
    if instrument is not None:
        found += check_instrument(instrument, tuple(context.uses), scope, most)
    return instrument, sorted_problems(found)


def sorted_problems(problems: Iterable[Problem]) -> Problems:
    """The problems of one file from top to bottom."""
    return tuple(sorted(problems, key=lambda found: found.mark))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
