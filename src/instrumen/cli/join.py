"""`instrumen join INSTRUMENT QUESTION...`: count versions of a question together."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from instrumen.cli.options import chosen_catalog, study_option

if TYPE_CHECKING:
    from instrumen.fieldwork.versions import Waiting


@click.command("join")
@click.argument("instrument")
@click.argument("questions", metavar="QUESTION...", nargs=-1, required=True)
@click.option("--reason", required=True, help="Why they may be counted together; it is kept.")
@click.option("--undo", is_flag=True, help="Count the versions apart again.")
@study_option
def command(
    instrument: str, questions: tuple[str, ...], reason: str, undo: bool, study_folder: Path
) -> None:
    """Count the answers to earlier versions of a question together with the present ones.

    QUESTION is a name or a printed number. “instrumen diff” says what waits for such a decision.
    """
    from instrumen.fieldwork.versions import join, separate
    from instrumen.store.opening import open_study

    catalog = chosen_catalog()
    with open_study(study_folder) as study, study.together():
        for question in questions:
            if undo:
                separate(study, instrument, question, reason)
                click.echo(catalog.t("{question}: versions counted apart", question=question))
                continue
            for joined in join(study, instrument, question, reason):
                click.echo(_said(joined))


def _said(joined: "Waiting") -> str:
    catalog = chosen_catalog()
    return catalog.plural(
        "{question}: {n} answer to version {old} counted with version {new}",
        "{question}: {n} answers to version {old} counted with version {new}",
        joined.answers,
        question=joined.path,
        old=joined.earlier.version,
        new=joined.instrument.version,
    )
