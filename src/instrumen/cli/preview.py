"""`instrumen preview FILE`: an instrument as it will look, while it is being written."""

from pathlib import Path

import click

from instrumen.cli.options import chosen_catalog, chosen_language


@click.command("preview")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--roster",
    "fields",
    multiple=True,
    metavar="NAME=VALUE",
    help="A roster field of the person who is asked, like jabatan=guru; also unit=D-04.",
)
@click.pass_context
def command(ctx: click.Context, file: Path, fields: tuple[str, ...]) -> None:
    """Show the instrument in FILE as it will be filled in; nothing is saved.

    Leave it open while you write: a change is shown within a second of saving, with the place and
    the answers kept. When the file has errors they are shown instead.
    """
    from instrumen.tui.preview import preview

    roster = dict(_pair(field) for field in fields)
    if not file.is_file():
        raise click.ClickException(chosen_catalog().t("There is no file {file}.", file=file))
    ctx.exit(preview(file, roster=roster, language=chosen_language()))


def _pair(field: str) -> tuple[str, str]:
    name, sign, value = field.partition("=")
    if not sign:
        raise click.UsageError(
            chosen_catalog().t("Write --roster NAME=VALUE, like --roster jabatan=guru.")
        )
    return name.strip(), value.strip()
