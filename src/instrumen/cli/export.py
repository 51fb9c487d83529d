"""`instrumen export …`: what the program writes for people."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrumen.cli.options import chosen_catalog, study_option
from instrumen.messages import LANGUAGES, Catalog

if TYPE_CHECKING:
    from instrumen.export.word import ExportReport
    from instrumen.export.word.document import Progress
    from instrumen.export.xlsform import Roster
    from instrumen.language.design import Design
    from instrumen.language.model import Instrument
    from instrumen.store.study import Study


@click.group("export")
def command() -> None:
    """Write documents and data for people and other programs."""


@command.command("word")
@study_option
@click.option("--lang", type=click.Choice(LANGUAGES), default="id", show_default=True,
              help="Language of the document.")  # fmt: skip
@click.option("--names", is_flag=True, help="With the names of respondents (confidential).")
@click.option("--profile", help="A format profile of the study file (default: the study's own).")
@click.option("--parts", help="Only these parts, separated by commas.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="The file to write (default: in the study's exports folder).")  # fmt: skip
def word(
    study_folder: Path,
    lang: str,
    names: bool,
    profile: str | None,
    parts: str | None,
    output: Path | None,
) -> None:
    """Write the Word document: transcripts and summarised findings per theme.

    A file that is there already is never written over: the new one gets a number.
    """
    from instrumen.export.word import ALL, export_word
    from instrumen.store.opening import open_study

    wanted = [name.strip() for name in parts.split(",")] if parts else ALL
    with open_study(study_folder) as study, _progress_bar() as progress:
        report = export_word(
            study, output, language=lang, names=names, parts=wanted, profile=profile,
            progress=progress,
        )  # fmt: skip
    _say(report)


@contextmanager
def _progress_bar() -> Iterator["Progress"]:
    """A bar on a terminal, nothing elsewhere."""
    with click.progressbar(
        length=1, file=sys.stderr, hidden=not sys.stderr.isatty(), item_show_func=lambda part: part
    ) as bar:

        def progress(done: int, total: int, title: str) -> None:
            bar.length = total
            bar.update(done - bar.pos, title)

        yield progress


def _say(report: "ExportReport") -> None:
    """Where the document is, what it leaves out, what to look at."""
    catalog = chosen_catalog()
    click.echo(catalog.t("The document is in {path}.", path=report.path))
    for entry in report.left_out:
        click.echo(
            catalog.t(
                "Left out: {what}, {why}: {count}",
                what=entry.what,
                why=entry.why,
                count=entry.count,
            )
        )
    for warning in report.warnings:
        click.echo(catalog.t("Look at: {warning}", warning=warning))


@command.command("xlsform")
@click.argument("instrument", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="The workbook to write (default: beside INSTRUMENT, with .xlsx).")  # fmt: skip
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def xlsform(instrument: Path, output: Path | None, force: bool) -> None:
    """Write the instrument file INSTRUMENT as an XLSForm, for ODK, KoboToolbox and SurveyCTO.

    `instrumen import xlsform` reads it back without loss. In a study, what the form looks up of
    the roster is written to NAME-media/roster.csv: respondent codes and the fields the form uses,
    no names.
    """
    from instrumen.cli.import_ import note_lines
    from instrumen.export.xlsform import export_form, roster_of
    from instrumen.language.loader import load_instrument

    catalog = chosen_catalog()
    target = output or instrument.with_suffix(".xlsx")
    with _study_of(instrument) as study:
        for path in (target, roster_of(target)) if study else (target,):
            if path.exists() and not force:
                raise click.ClickException(
                    catalog.t("{path} is there already. Use --force to write over it.", path=path)
                )
        report = export_form(load_instrument(instrument), target, study)
    for line in note_lines(report.notes, catalog):
        click.echo(line)
    click.echo(catalog.t("The form is in {path}.", path=report.path))
    for line in _about_roster(report.roster, catalog):
        click.echo(line)


@contextmanager
def _study_of(instrument: Path) -> "Iterator[Study | None]":
    """The study an instrument file belongs to, where one has been begun."""
    from instrumen.language.check import study_folder_of
    from instrumen.store.opening import open_study
    from instrumen.store.study import DATABASE

    folder = study_folder_of(instrument)
    if folder is None or not (folder / DATABASE).exists():
        yield None
        return
    with open_study(folder) as study:
        yield study


def _about_roster(roster: "Roster | None", catalog: Catalog) -> Iterator[str]:
    """Whom and what the table beside the form holds."""
    if roster is None:
        return
    yield catalog.plural(
        "{path} goes with it: {n} person by code, with {fields}.",
        "{path} goes with it: {n} people by code, with {fields}.",
        roster.people,
        path=roster.path,
        fields=", ".join(roster.fields),
    )
    if roster.withheld:
        yield catalog.t(
            "Left out of it, since these fields tell who somebody is: {fields}.",
            fields=", ".join(roster.withheld),
        )
    if roster.guarded:
        yield catalog.plural(
            "{n} cell begins with an apostrophe, or a spreadsheet would take it for a formula.",
            "{n} cells begin with an apostrophe, or a spreadsheet would take them for formulas.",
            roster.guarded,
        )


@command.command("blank")
@click.argument("instrument")
@study_option
@click.option("--lang", type=click.Choice(LANGUAGES), default="id", show_default=True,
              help="Language of the form.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="The file to write (default: in the study's exports folder).")  # fmt: skip
def blank(instrument: str, study_folder: Path, lang: str, output: Path | None) -> None:
    """Write INSTRUMENT as a form to print and fill in by hand (Word).

    INSTRUMENT is an instrument of the study by its id, or an instrument file. What is asked only
    in some cases says so in words. A file that is there already is never written over.
    """
    from instrumen.export.word.blank import export_blank

    found, design = _instrument(instrument, study_folder)
    folder = design.file.parent / "exports" if design else Path()
    target = output or folder / f"{found.id}-{lang}.docx"
    path = export_blank(found, target, design=design, language=lang)
    click.echo(chosen_catalog().t("The form is in {path}.", path=path))


def _instrument(wanted: str, study_folder: Path) -> "tuple[Instrument, Design | None]":
    """An instrument by file or by id, and the study it belongs to, if any."""
    from instrumen.language.check import study_folder_of
    from instrumen.language.loader import load_instrument
    from instrumen.language.study_file import load_design, read_design

    file = Path(wanted)
    if file.is_file():
        folder = study_folder_of(file)
        return load_instrument(file), read_design(folder)[0] if folder else None
    design = load_design(study_folder)
    if wanted not in design.instrument:
        raise click.ClickException(
            chosen_catalog().t(
                "There is no file and no instrument “{name}”. The instruments: {known}.",
                name=wanted,
                known=", ".join(design.instrument),
            )
        )
    return design.instrument[wanted], design
