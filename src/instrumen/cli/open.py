"""`instrumen [STUDY]`: the screens."""

from pathlib import Path

import click

from instrumen.cli.options import chosen_catalog, chosen_language

DESIGN = "study.yaml"


def open_screens(folder: Path) -> int:
    """Open the terminal UI on a study folder; the exit code is the screens'."""
    if not (folder / DESIGN).is_file():
        click.echo(
            chosen_catalog().t(
                "There is no study in {folder}: no {file} there. Start one with “instrumen new "
                "DIR”, or look at one with “instrumen demo DIR”.",
                folder=folder.resolve(),
                file=DESIGN,
            ),
            err=True,
        )
        return 1
    from instrumen.tui import run

    return run(folder, language=chosen_language())
