"""The doors of the program: here errors become sentences, and nothing else gets out."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from instrumen.cli.options import chosen_catalog


@contextmanager
def said_to_people() -> Iterator[None]:
    """Print what went wrong inside as one sentence each and leave with exit code 1; for a
    mistake of the program itself with 70 and the place, never with anybody's data."""
    try:
        yield
    except (SystemExit, KeyboardInterrupt, click.exceptions.Exit):
        raise
    except Exception as error:
        for line in _sentences(error):
            click.echo(line, err=True)
        sys.exit(1 if _is_expected(error) else 70)


def _is_expected(error: Exception) -> bool:
    return hasattr(error, "problems") or hasattr(error, "message")


def _sentences(error: Exception) -> Iterator[str]:
    catalog = chosen_catalog()
    problems = getattr(error, "problems", None)
    message = getattr(error, "message", None)
    if problems:
        from instrumen.language.report import render

        yield from (render(problem, catalog) for problem in problems)
    elif message is not None:
        yield catalog.say(message)
    else:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        yield catalog.t(
            "This is a mistake of the program, not yours: {kind} at {file}:{line}. What was "
            "saved is safe. Please report it with these words.",
            kind=type(error).__name__,
            file=Path(frame.filename).name,
            line=frame.lineno,
        )
