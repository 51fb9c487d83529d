"""`instrumen diff OLD NEW`: what changed in an instrument, and what that does to answers."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrumen.cli.options import chosen_catalog, json_option, study_option

if TYPE_CHECKING:
    from instrumen.fieldwork.instrument_changes import Outdated
    from instrumen.fieldwork.versions import Waiting
    from instrumen.language.changes import Change
    from instrumen.language.model import Instrument


@click.command("diff")
@click.argument("old", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", required=False, type=click.Path(path_type=Path, dir_okay=False))
@study_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, old: Path | None, new: Path | None, study_folder: Path, as_json: bool
) -> None:
    """Say what changed between two versions of an instrument, the gravest first.

    Each change is safe, other wording, needs mapping, or destructive for answers already stored.
    OLD and NEW are instrument files; without them: what changed in the study since its responses
    were begun. Exit code 1 when a change needs mapping or is destructive.
    """
    if old is None:
        ctx.exit(_since(study_folder, as_json))
    if new is None:
        raise click.UsageError(chosen_catalog().t("Two files are compared: name the new one too."))
    ctx.exit(_between(old, new, as_json))


def _between(old: Path, new: Path, as_json: bool) -> int:
    from instrumen.language.changes import changes
    from instrumen.language.loader import load_instrument

    before, now = load_instrument(old), load_instrument(new)
    found = changes(before, now)
    if as_json:
        _print_json([_record(change, before, now) for change in found])
    else:
        for line in _lines(found, before, now, (0,) * len(found)):
            click.echo(line)
    return _exit_code(found)


def _since(folder: Path, as_json: bool) -> int:
    from instrumen.fieldwork.instrument_changes import changes_since
    from instrumen.fieldwork.versions import waiting
    from instrumen.store.opening import open_study

    with open_study(folder) as study:
        found = changes_since(study)
        apart = waiting(study)
    if as_json:
        _print_json([_outdated_record(one, apart) for one in found])
    elif not found:
        click.echo(chosen_catalog().t("Every response has the version its instrument has now."))
    else:
        for one in found:
            for line in _outdated_lines(one):
                click.echo(line)
        for line in _waiting_lines(apart):
            click.echo(line)
    return max((_exit_code(one.changes) for one in found), default=0)


def _outdated_lines(outdated: "Outdated") -> Iterator[str]:
    catalog, earlier, now = chosen_catalog(), outdated.earlier, outdated.instrument
    yield catalog.plural(
        "{instrument}: {n} response has version {old}, the file has {new}",
        "{instrument}: {n} responses have version {old}, the file has {new}",
        outdated.responses,
        instrument=now.id,
        old=_version(earlier),
        new=_version(now),
    )
    yield from _lines(outdated.changes, earlier, now, outdated.answers)


def _waiting_lines(apart: Iterable["Waiting"]) -> Iterator[str]:
    """What is counted apart until somebody decides, a line a question and version."""
    catalog = chosen_catalog()
    for at, one in enumerate(apart):
        if at == 0:
            yield catalog.t(
                "Counted apart until you decide (instrumen join INSTRUMENT QUESTION --reason …):"
            )
        n = catalog.plural("{n} answer", "{n} answers", one.answers)
        yield catalog.t(
            "  {instrument} {question}, version {old}: {effect} [{answers}]",
            instrument=one.instrument.id,
            question=one.path,
            old=_version(one.earlier),
            effect=one.effect.word,
            answers=n,
        )


def _version(instrument: "Instrument") -> str:
    return f"{instrument.version} ({instrument.hash[:8]})"


def _lines(
    found: Iterable["Change"],
    old: "Instrument",
    new: "Instrument",
    answers: Iterable[int],
) -> Iterator[str]:
    catalog, none = chosen_catalog(), True
    for change, n in zip(found, answers, strict=True):
        none = False
        file = old.file if change.gone else new.file
        said = f"{file}:{change.mark.line}: {catalog.say(change.effect.word)}: "
        said += catalog.say(change.what)
        if n:
            said += f" [{catalog.plural('{n} answer', '{n} answers', n)}]"
        yield said
    if none:
        yield catalog.t("Nothing has changed.")


def _exit_code(found: Iterable["Change"]) -> int:
    from instrumen.language.changes import Effect, worst

    return 1 if worst(found).weight >= Effect.MAPPING.weight else 0


def _record(
    change: "Change", old: "Instrument", new: "Instrument", answers: int = 0
) -> dict[str, Any]:
    return {
        "effect": change.effect.value,
        "rule": change.rule,
        "path": change.path,
        "file": str(old.file if change.gone else new.file),
        "line": change.mark.line,
        "what": chosen_catalog().say(change.what),
        "answers": answers,
    }


def _outdated_record(one: "Outdated", apart: Iterable["Waiting"]) -> dict[str, Any]:
    earlier, now = one.earlier, one.instrument
    concerned = zip(one.changes, one.answers, strict=True)
    return {
        "instrument": now.id,
        "old": {"version": earlier.version, "hash": earlier.hash},
        "new": {"version": now.version, "hash": now.hash},
        "responses": one.responses,
        "effect": one.worst.value,
        "changes": [_record(change, earlier, now, n) for change, n in concerned],
        "waiting": [each.path for each in apart if each.earlier.hash == earlier.hash],
    }


def _print_json(found: list[dict[str, Any]]) -> None:
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
