"""`instrumen new DIR`: a study of one's own, begun from the shipped instruments."""

import shutil
from pathlib import Path

import click

from instrumen.cli.options import chosen_catalog
from instrumen.shipped import shipped_folder


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


def copy_shipped(folder: Path) -> None:
    """Copy the shipped study file and instruments into `folder`, which is made if need be."""
    shipped = shipped_folder()
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(shipped / "study.yaml", folder / "study.yaml")
    shutil.copytree(
        shipped / "questionnaires",
        folder / "questionnaires",
        ignore=shutil.ignore_patterns(".*"),
        dirs_exist_ok=True,
    )
