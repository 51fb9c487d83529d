"""`instrumen backup`: a copy of everything collected, made while the study may be open."""

from pathlib import Path

import click

from instrumen.cli.options import chosen_catalog, study_option


@click.command("backup")
@study_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write (default: in the study's backups folder).",
)
def command(study_folder: Path, output: Path | None) -> None:
    """Copy the study's database to a safe place."""
    from instrumen.store.backups import back_up, copy_to
    from instrumen.store.opening import open_study

    words = chosen_catalog()
    if output is not None and output.exists():
        raise click.ClickException(
            words.t("{file} is there already; choose another name.", file=output)
        )
    with open_study(study_folder) as study:
        if output is not None:
            copy_to(study.connection, output)
            file = output
        else:
            made = back_up(study, force=True)
            assert made is not None  # with `force` there always is one
            file = made.file
    click.echo(words.t("The backup is in {file}.", file=file))
