"""`instrumen import …`: what other programs wrote, for this one."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrumen.cli.options import chosen_catalog
from instrumen.messages import Catalog

if TYPE_CHECKING:
    from instrumen.language.problems import Problem
    from instrumen.language.xlsform.importing import Imported
    from instrumen.language.xlsform.notes import Note


@click.group("import")
def command() -> None:
    """Read what other programs wrote: forms of ODK, KoboToolbox and SurveyCTO."""


@command.command("xlsform")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="The instrument file to write (default: beside FILE, with .yaml).")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def xlsform(file: Path, output: Path | None, force: bool) -> None:
    """Translate the XLSForm FILE (.xlsx, .xls or .md) into an instrument file.

    Says what became of what; nothing is left out without a word. The file can be used at once:
    a rule that cannot be carried over stands in it as a remark.
    """
    from instrumen.language.xlsform.importing import import_xlsform

    catalog = chosen_catalog()
    target = output or file.with_suffix(".yaml")
    if target.exists() and not force:
        raise click.ClickException(
            catalog.t("{path} is there already. Use --force to write over it.", path=target)
        )
    done = import_xlsform(file, target, catalog)
    target.write_text(done.yaml, encoding="utf-8")
    for line in _report(done, catalog):
        click.echo(line)
    for line in _look_at(done.problems, catalog):
        click.echo(line)
    click.echo(catalog.t("The instrument is in {path}.", path=target))


def _report(done: "Imported", catalog: Catalog) -> Iterator[str]:
    """The types first, then what is different, in the order of the rows."""
    for (word, became), n in sorted(done.types.items()):
        yield f"{n:5} × {word} → {became or '–'}"
    yield from note_lines(done.notes, catalog)


def note_lines(notes: "tuple[Note, ...]", catalog: Catalog) -> Iterator[str]:
    """What is different on the other side, a line each."""
    from instrumen.language.xlsform.notes import joined

    words = {
        "changed": catalog.t("changed"),
        "nearly": catalog.t("nearly the same"),
        "left-out": catalog.t("left out"),
    }
    for told in joined(notes):
        yield f"{told.place}: {words[told.became]}: {catalog.say(told.what)}"


def _look_at(problems: "tuple[Problem, ...]", catalog: Catalog) -> Iterator[str]:
    """The warnings of the written file; of many of a kind the first, and where the others are."""
    from instrumen.language.report import render
    from instrumen.language.xlsform.notes import spans

    alike: dict[str, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(problem.rule, []).append(problem)
    for first, *others in alike.values():
        yield render(first, catalog)
        if others:
            lines = ", ".join(spans(sorted({problem.mark.line for problem in others})))
            yield "  " + catalog.t("The same kind on lines {lines}.", lines=lines)
