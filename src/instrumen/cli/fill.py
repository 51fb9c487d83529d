"""`instrumen fill INSTRUMENT --respondent R`: one instrument of one person, on screens or by
plain lines."""

from pathlib import Path

import click

from instrumen.cli.options import chosen_catalog, chosen_language, study_option
from instrumen.fieldwork.targets import Target


@click.command("fill")
@click.argument("instrument")
@click.option("--respondent", "-r", default="", help="Code of the respondent, like G-07.")
@click.option("--site", default="", help="Site, for what is not about a person.")
@click.option("--unit", default="", help="Unit, for document sheets: D-04.")
@click.option("--plain", is_flag=True, help="Plain lines instead of screens.")
@study_option
@click.pass_context
def command(
    ctx: click.Context,
    instrument: str,
    respondent: str,
    site: str,
    unit: str,
    plain: bool,
    study_folder: Path,
) -> None:
    """Fill in INSTRUMENT for a respondent; goes on where it was left."""
    from instrumen.fieldwork.targets import TargetKey

    key = TargetKey(instrument, respondent or site, unit)
    if plain:
        ctx.exit(_fill_by_lines(study_folder, key))
    from instrumen.tui import run

    ctx.exit(run(study_folder, language=chosen_language(), opening=key))


def _fill_by_lines(folder: Path, key: tuple[str, str, str]) -> int:
    from instrumen.fieldwork.consent import needs_consent
    from instrumen.fieldwork.dispositions import disposition_word
    from instrumen.fieldwork.responses import begin, find, resume
    from instrumen.store.opening import open_study
    from instrumen.tui.desk import Desk
    from instrumen.tui.line_mode import ask_consent, converse

    with open_study(folder) as study:
        desk = Desk(study, chosen_language())
        target = wanted_target(desk.study, key)
        code = target.respondent
        try:
            asked = code is not None and needs_consent(study, code, target.instrument)
            if asked and not ask_consent(desk, target, _ask, click.echo):
                return 0
            earlier = find(study, target)
            filling = (
                resume(study, earlier[-1].id, language=desk.language)
                if earlier
                else begin(study, target, language=desk.language)
            )
            outcome = converse(desk, filling, _ask, click.echo)
        except (EOFError, KeyboardInterrupt):
            click.echo(chosen_catalog().t("Left; every answer given is saved."))
            return 0
        if outcome is not None:
            click.echo(desk.say(disposition_word(outcome)))
        return 0


def wanted_target(study: object, key: tuple[str, str, str]) -> Target:
    """The target of that name; a ClickException says which there are."""
    from instrumen.fieldwork.targets import targets
    from instrumen.store.study import Study

    assert isinstance(study, Study)
    catalog = chosen_catalog()
    instrument, subject, unit = key
    if instrument not in study.design.instrument:
        known = ", ".join(study.design.instrument)
        raise click.ClickException(
            catalog.t(
                "There is no instrument {name}. There are: {known}.", name=instrument, known=known
            )
        )
    for target in targets(study):
        if (target.instrument, target.subject, target.unit) == key:
            return target
    raise click.ClickException(
        catalog.t(
            "{instrument} is not for {subject}. Look at “instrumen status”, or give a code with "
            "--respondent.",
            instrument=instrument,
            subject=" ".join(part for part in (subject, unit) if part) or "?",
        )
    )


def _ask(prompt: str) -> str:
    return input(prompt)
