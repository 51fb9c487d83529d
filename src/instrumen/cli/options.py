"""Options that several commands share."""

import locale
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from instrumen.messages import LANGUAGES, SOURCE_LANGUAGE, Catalog, catalog

F = TypeVar("F", bound=Callable[..., Any])

_VARIABLE = "INSTRUMEN_LANG"


def chosen_language() -> str:
    """The user's language: `INSTRUMEN_LANG`, else the system's, else English."""
    wanted = os.environ.get(_VARIABLE, "") or _system_language()
    return wanted if wanted in LANGUAGES else SOURCE_LANGUAGE


def chosen_catalog() -> Catalog:
    """The catalogue of the user's language."""
    return catalog(chosen_language())


def language_option(function: F) -> F:
    """`--language`: for this run, what `INSTRUMEN_LANG` says."""
    option = click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        expose_value=False,
        is_eager=True,
        callback=_choose,
        help="Language of screens and messages (or set INSTRUMEN_LANG).",
    )
    return option(function)


def study_option(function: F) -> F:
    """`--study DIR`, handed on as `study_folder`."""
    option = click.option(
        "--study",
        "study_folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path(),
        help="Folder of the study (default: this one).",
    )
    return option(function)


def json_option(function: F) -> F:
    """`--json`: for scripts, handed on as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")(function)


def _choose(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        os.environ[_VARIABLE] = value


def _system_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name][:2].lower()
    return (locale.getlocale()[0] or "")[:2].lower()
