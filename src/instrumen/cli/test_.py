"""`instrumen test FILE...`: what an instrument is expected to do, and whether it does."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrumen.cli.options import chosen_catalog, chosen_language, json_option

if TYPE_CHECKING:
    from instrumen.engine.rehearsal import Report, Surroundings
    from instrumen.language.problems import Problem


@click.command("test")
@click.argument(
    "paths", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path), required=True
)
@click.option("--branches/--no-branches", default=True,
              help="Whether to list the branches that no test reaches.")  # fmt: skip
@json_option
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], branches: bool, as_json: bool) -> None:
    """Play the answer scripts of instruments and say what is not as expected.

    FILE is an instrument (its script NAME.test.yaml lies beside it), a script, or a folder. Exit
    code 1 when an expectation does not hold.
    """
    played = [_play(script) for path in paths for script in _scripts(path)]
    if as_json:
        found = [_record(script, problems, report) for script, problems, report in played]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for script, problems, report in played:
            for line in _lines(script, problems, report, branches):
                click.echo(line)
    well = all(report is not None and not report.failures for _, _, report in played)
    ctx.exit(0 if well else 1)


Played = tuple[Path, "tuple[Problem, ...]", "Report | None"]


def _scripts(path: Path) -> list[Path]:
    """The scripts a path leads to; a folder's own, or those of a study's instruments."""
    from instrumen.engine.scripts import ENDING, script_of
    from instrumen.language.study_file import INSTRUMENTS_FOLDER

    if not path.is_dir():
        return [path if path.name.endswith(ENDING) else script_of(path)]
    found = sorted((*path.glob(f"*{ENDING}"), *path.glob(f"{INSTRUMENTS_FOLDER}/*{ENDING}")))
    if found:
        return found
    catalog = chosen_catalog()
    raise click.ClickException(
        catalog.t("There is no answer script ({ending}) in {folder}.", ending=ENDING, folder=path)
    )


def _play(path: Path) -> Played:
    """A script with its instrument: what is wrong with either, or what came of it."""
    from instrumen.engine.rehearsal import rehearse
    from instrumen.engine.scripts import instrument_of, read_script
    from instrumen.language.check import study_folder_of
    from instrumen.language.loader import has_errors, read_instrument
    from instrumen.language.study_file import read_scope

    script, problems = read_script(path)
    file = instrument_of(path)
    folder = study_folder_of(file)
    instrument, wrong = (
        read_instrument(file, read_scope(folder)) if folder else read_instrument(file)
    )
    errors = tuple(each for each in (*wrong, *problems) if has_errors((each,)))
    if script is None or instrument is None:
        return path, errors, None
    return path, errors, rehearse(instrument, script, _surroundings(folder))


def _surroundings(folder: Path | None) -> "Surroundings":
    """The study around an instrument, as far as it can be read."""
    from instrumen.engine.rehearsal import ALONE, Surroundings
    from instrumen.fieldwork.scope import field_labels, written_scope
    from instrumen.language.study_file import read_design

    design = read_design(folder)[0] if folder else None
    if design is None:
        return ALONE
    return Surroundings(
        facts=design.facts,
        fields=lambda roster: written_scope(design, roster, chosen_language()),
        labels=lambda roster: field_labels(design, roster),
    )


def _lines(
    script: Path, problems: Iterable["Problem"], report: "Report | None", branches: bool
) -> Iterator[str]:
    from instrumen.language.report import render, render_all

    catalog = chosen_catalog()
    yield from render_all(problems, catalog)
    if report is None:
        yield catalog.t("{file}: not played.", file=script.name)
        return
    for failure in report.failures:
        yield catalog.t("Test “{name}”:", name=failure.case)
        yield from render_all((failure.problem,), catalog)
    if branches:
        yield from (render(problem, catalog) for problem in report.unreached)
    yield catalog.t(
        "{file}: {passed} of {tests} tests passed, {expectations} expectations; {reached} of "
        "{branches} branches reached.",
        file=script.name,
        passed=report.tests - report.failed,
        tests=report.tests,
        expectations=report.expectations,
        reached=report.reached,
        branches=report.branches,
    )


def _record(script: Path, problems: Iterable["Problem"], report: "Report | None") -> dict[str, Any]:
    from instrumen.language.report import as_record

    catalog = chosen_catalog()
    record: dict[str, Any] = {
        "script": str(script),
        "problems": [as_record(problem, catalog) for problem in problems],
    }
    if report is None:
        return record
    return record | {
        "tests": report.tests,
        "failed": report.failed,
        "expectations": report.expectations,
        "failures": [
            {"test": failure.case, **as_record(failure.problem, catalog)}
            for failure in report.failures
        ],
        "branches": report.branches,
        "reached": report.reached,
        "unreached": [as_record(problem, catalog) for problem in report.unreached],
    }
