"""`instrumen new DIR`: a study of one's own, begun from the shipped instruments."""

from pathlib import Path

import click

from instrumen.cli.options import chosen_catalog
from instrumen.shipped import copy_shipped


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Start a study from the shipped instruments."""
    catalog = chosen_catalog()
    if (folder / "study.yaml").exists() or (folder / "questionnaires").exists():
        raise click.ClickException(
            catalog.t("{folder} holds a study already; choose another folder.", folder=folder)
        )
    copy_shipped(folder)
    click.echo(
        catalog.t(
            "The study is in {folder}. Write your school and your questions into study.yaml and "
            "questionnaires/, then: instrumen check {folder}",
            folder=folder,
        )
    )
