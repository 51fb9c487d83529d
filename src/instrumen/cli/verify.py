"""`instrumen verify`: whether log and tables agree."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrumen.cli.options import chosen_catalog, json_option, study_option

if TYPE_CHECKING:
    from instrumen.store.study import Study
    from instrumen.store.verifying import Verification


@click.command("verify")
@study_option
@json_option
@click.pass_context
def command(ctx: click.Context, study_folder: Path, as_json: bool) -> None:
    """Prove that the log is whole, the tables are what the log says, attached files unchanged."""
    from instrumen.fieldwork.attachments import verify_attachments
    from instrumen.store.opening import open_study

    with open_study(study_folder) as study:
        found = _verified(study)
        files = tuple(verify_attachments(study))
    words = chosen_catalog()
    problems = [words.say(problem) for problem in (*found.problems, *files)]
    if as_json:
        click.echo(json.dumps({**asdict(found), "problems": problems}, ensure_ascii=False))
    else:
        for line in problems:
            click.echo(line, err=True)
        click.echo(_summary(found))
    ctx.exit(1 if problems else 0)


def _verified(study: "Study") -> "Verification":
    from instrumen.store.verifying import verify

    label = chosen_catalog().t("Checking events")
    with click.progressbar(
        length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        return verify(study, show)


def _summary(found: "Verification") -> str:
    words = chosen_catalog()
    counts = {
        "events": found.events,
        "writers": found.writers,
        "tables": found.tables,
        "rows": found.rows,
        "texts": found.texts,
    }
    if found.problems:
        return words.t(
            "Log and tables do NOT agree: {problems} problems in {events} events. Do not go on "
            "with this copy; open the newest file of backups/ and compare.",
            problems=len(found.problems),
            events=found.events,
        )
    return words.t(
        "Log and tables agree: {events} events of {writers} writers, {tables} tables with {rows} "
        "rows, {texts} texts.",
        **counts,
    )
