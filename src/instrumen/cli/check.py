"""`instrumen check PATH...`: everything that is wrong with instruments and studies, at once."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from instrumen.cli.options import chosen_catalog, json_option
from instrumen.messages import Catalog


@click.command("check")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, type=click.Path(path_type=Path), required=True
)
@json_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Say what is wrong with instrument files and studies, all at once.

    PATH is an instrument file, study.yaml, or a folder (a study, or one with instrument files).
    Exit code 1 when there is any error, 0 when there are only warnings or nothing.
    """
    from instrumen.language.check import check_path
    from instrumen.language.loader import has_errors

    catalog = chosen_catalog()
    problems = tuple(problem for path in paths for problem in check_path(path))
    if as_json:
        from instrumen.language.report import as_record

        records = [as_record(problem, catalog) for problem in problems]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        from instrumen.language.report import render_all

        for text in (*render_all(problems, catalog), *_summary(len(problems), catalog)):
            click.echo(text)
    ctx.exit(1 if has_errors(problems) else 0)


def _summary(n: int, catalog: Catalog) -> Iterator[str]:
    if n == 0:
        yield catalog.t("Nothing is wrong.")
    else:
        yield catalog.plural("{n} problem.", "{n} problems.", n)
