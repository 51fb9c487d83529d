"""`instrumen roster import FILE`: the population from a list of the school."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrumen.cli.options import chosen_catalog, study_option

if TYPE_CHECKING:
    from instrumen.fieldwork.roster import RosterImported, RosterReading
    from instrumen.language.problems import Problem


@click.group("roster")
def command() -> None:
    """The population: everybody who works at the school."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@study_option
@click.option("--site", help="The site of everybody in the file (name in study.yaml).")
@click.option("--with-contact", is_flag=True, help="Keep phone numbers too, for callbacks.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@click.pass_context
def import_file(
    ctx: click.Context,
    file: Path,
    study_folder: Path,
    site: str | None,
    with_contact: bool,
    dry_run: bool,
) -> None:
    """Read the staff list FILE (CSV) into the study; people who are there are added to.

    Columns are recognised by their headings; those the study does not name are not stored.
    """
    from instrumen.fieldwork.roster import import_roster, read_roster
    from instrumen.store.opening import open_study

    with open_study(study_folder) as study:
        sites = [known.name for known in study.design.sites]
        if site is not None and site not in sites:
            words = chosen_catalog()
            known = ", ".join(sites)
            raise click.ClickException(
                words.t("There is no site {site}. There are: {sites}.", site=site, sites=known)
            )
        reading = read_roster(file, study.design, site)
        done = import_roster(study, reading, with_contact=with_contact, dry_run=dry_run)
    for line in _problems((*reading.problems, *done.problems)):
        click.echo(line, err=True)
    for line in _summary(reading, done, dry_run):
        click.echo(line)
    ctx.exit(0 if reading.rows else 1)


def _problems(problems: "Sequence[Problem]") -> Iterator[str]:
    words = chosen_catalog()
    for problem in problems:
        todo = f" {words.say(problem.todo)}" if problem.todo else ""
        mark = problem.mark
        place = f"{problem.file.name}:{mark.line}:{mark.column}"
        yield f"{place}: {words.say(problem.what)}{todo}"


def _summary(reading: "RosterReading", done: "RosterImported", dry_run: bool) -> Iterator[str]:
    words = chosen_catalog()
    if dry_run:
        yield words.t("Nothing was changed. This is what would be done:")
    if reading.columns:
        yield words.t("Columns read: {columns}", columns=", ".join(reading.columns))
    if reading.not_stored:
        yield words.t("Not stored: {columns}", columns=", ".join(reading.not_stored))
    if reading.passed_over:
        lines = ", ".join(map(str, reading.passed_over))
        yield words.t("Lines that are no people (totals, signatures): {lines}", lines=lines)
    yield words.t(
        "{added} new, {changed} changed, {unchanged} unchanged, {left_out} left out",
        added=len(done.added),
        changed=len(done.changed),
        unchanged=done.unchanged,
        left_out=len(done.left_out),
    )
    if done.gone:
        yield words.t(
            "Not on this list any more (nobody was deleted): {codes}", codes=", ".join(done.gone)
        )
