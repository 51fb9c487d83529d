"""`instrumen status`: how far the fieldwork has come."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from instrumen.cli.options import chosen_catalog, chosen_language, json_option, study_option

if TYPE_CHECKING:
    from instrumen.fieldwork.coverage import CoverageRow
    from instrumen.store.study import Study


@click.command("status")
@study_option
@json_option
def command(study_folder: Path, as_json: bool) -> None:
    """Say how far the fieldwork has come: site, instrument, group, disposition."""
    from instrumen.fieldwork.coverage import coverage
    from instrumen.store.opening import open_study

    with open_study(study_folder) as study:
        rows = coverage(study)
        if as_json:
            click.echo(json.dumps(_for_scripts(study, rows), ensure_ascii=False, indent=2))
            return
        for line in _for_people(study, rows):
            click.echo(line)


def _for_scripts(study: "Study", rows: "Iterable[CoverageRow]") -> dict[str, Any]:
    from instrumen.fieldwork.outcomes import outcomes

    by_instrument: dict[str, Counter[str]] = {}
    for row in rows:
        by_instrument.setdefault(row.instrument, Counter()).update(_counts(row))
    return {
        "study": study.design.title(chosen_language()),
        "respondents": _population(study),
        "instruments": {
            name: {"total": counts.total(), "dispositions": dict(counts)}
            for name, counts in by_instrument.items()
        },
        "answers": {
            name: {outcome.value: n for outcome, n in counts.items()}
            for name, counts in outcomes(study).items()
        },
        "coverage": [
            {
                "site": row.site,
                "instrument": row.instrument,
                "group": row.group,
                "total": row.total,
                "dispositions": _counts(row),
                "appointments": row.appointments,
            }
            for row in rows
        ],
        **_versions(study),
    }


def _population(study: "Study") -> dict[str, Any]:
    from instrumen.fieldwork.population import groups_present, respondents

    people = respondents(study)
    return {
        "total": len(people),
        "eligible": sum(person.eligible for person in people),
        "groups": dict(groups_present(people)),
        "sites": dict(Counter(person.site for person in people)),
    }


def _versions(study: "Study") -> dict[str, Any]:
    """Instruments that changed since they were answered, questions that wait for a decision."""
    from instrumen.fieldwork.instrument_changes import changes_since
    from instrumen.fieldwork.versions import waiting

    return {
        "outdated": [
            {
                "instrument": one.instrument.id,
                "version": one.earlier.version,
                "responses": one.responses,
                "effect": one.worst.value,
            }
            for one in changes_since(study)
        ],
        "waiting": [
            {
                "instrument": one.instrument.id,
                "question": one.path,
                "version": one.earlier.version,
                "effect": one.effect.value,
                "answers": one.answers,
            }
            for one in waiting(study)
        ],
    }


def _for_people(study: "Study", rows: "Iterable[CoverageRow]") -> Iterator[str]:
    from instrumen.fieldwork.dispositions import disposition_word
    from instrumen.fieldwork.instrument_changes import changes_since, sentence
    from instrumen.fieldwork.population import respondents
    from instrumen.fieldwork.versions import waiting

    words, language = chosen_catalog(), chosen_language()
    yield study.design.title(language)
    n = len(respondents(study))
    yield words.plural("{n} person in the population", "{n} people in the population", n)
    groups = {group.name: group.label(language) for group in study.design.groups}
    sites = {site.name: site.label(language) for site in study.design.sites}
    site = instrument = ""
    order = {name: number for number, name in enumerate(sites)}
    for row in sorted(rows, key=lambda row: order.get(row.site, len(order))):
        if row.site != site and len(sites) > 1:
            yield f"\n{sites.get(row.site, row.site)}"
        if (row.site, row.instrument) != (site, instrument):
            title = study.design.instrument[row.instrument]
            yield f"\n{(title.short_title or title.title)(language)}"
        site, instrument = row.site, row.instrument
        outcomes = (f"{words.say(disposition_word(d))} {count}" for d, count in row.by.items())
        group = groups.get(row.group, words.t("documents"))
        yield f"  {group:<24} {row.total:>5}   {', '.join(outcomes)}"
    yield from _answers(study)
    yield from (f"\n{words.say(sentence(one))}" for one in changes_since(study))
    apart = len({(one.instrument.id, one.path) for one in waiting(study)})
    if apart:
        yield words.plural(
            "{n} question is counted apart by version until you decide: “instrumen diff” says "
            "which, “instrumen join” counts them together.",
            "{n} questions are counted apart by version until you decide: “instrumen diff” says "
            "which, “instrumen join” counts them together.",
            apart,
        )


def _answers(study: "Study") -> Iterator[str]:
    """By instrument, how many questions were answered, and why the others were not."""
    from instrumen.analysis.frequencies import missing_label
    from instrumen.fieldwork.outcomes import outcomes

    words, counted = chosen_catalog(), outcomes(study)
    if counted:
        yield f"\n{words.t('Questions answered, and why others were not')}"
    for instrument in study.design.instruments:
        if instrument.id in counted:
            title = (instrument.short_title or instrument.title)(chosen_language())
            said = (f"{words.say(missing_label(o))} {n}" for o, n in counted[instrument.id].items())
            yield f"  {title}: {', '.join(said)}"


def _counts(row: "CoverageRow") -> dict[str, int]:
    return {disposition.value: count for disposition, count in row.by.items()}
