"""A complete fictitious study: roster, collected responses, codings, findings, Word files.

Everything is done through the doors the screens use, on a clock that walks through some weeks of
May; the same number of staff and the same seed give the same study, event by event.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from instrumen.analysis.coding import codings
from instrumen.analysis.findings import findings
from instrumen.demo import texts
from instrumen.demo.clock import ToldClock
from instrumen.demo.field import Field, Script, read_script
from instrumen.demo.folder import DemoError, prepare_folder
from instrumen.demo.interviews import play_group, play_interviews
from instrumen.demo.outcomes import burden_of, dealt_outcomes
from instrumen.demo.population import import_staff, people_of
from instrumen.demo.reasoning import code_what_was_said, conclude
from instrumen.demo.sheets import play_sheets
from instrumen.demo.staff import LEAST_STAFF, staff_of, write_list
from instrumen.fieldwork.coverage import CoverageRow, coverage
from instrumen.fieldwork.population import respondents
from instrumen.fieldwork.targets import Target, targets
from instrumen.language.design import Design
from instrumen.language.model import Instrument, Kind
from instrumen.messages import Message, msg
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.transcripts.reading import transcripts

Progress = Callable[[int, int, Message], None]
"""Told how many steps are done, how many there are, and what is being done."""

STAFF = 62
MOST_STAFF = 2_000
_INSTALLATION = "demo"
_FIRST_DAY = (5, 4)  # month and day; the year is the study's
# The order of the weeks: first everybody answers, then talks, is observed, shows documents.
_ORDER = (Kind.QUESTIONNAIRE, Kind.INTERVIEW, Kind.OBSERVATION, Kind.DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """What was made. `documents` are the Word files; `refused` says what the program would not
    take of the demo's own texts: nothing, but that in a very small school a finding may lack
    support and stays a draft."""

    folder: Path
    design: Design
    respondents: int
    coverage: tuple[CoverageRow, ...]
    turns: int
    codings: int
    findings: int
    documents: tuple[Path, ...]
    refused: tuple[Message, ...]


def build_demo(
    folder: Path,
    staff: int = STAFF,
    seed: int = 1,
    progress: Progress | None = None,
    *,
    languages: Sequence[str] = ("id", "en"),
) -> DemoReport:
    """Make a demo study in `folder` (a demo that is there is made anew) with Word documents in
    `languages`. Raises DemoError, StoreError, ProblemsError."""
    if not LEAST_STAFF <= staff <= MOST_STAFF:
        raise DemoError(
            msg("A demo school has {least} to {most} staff.", least=LEAST_STAFF, most=MOST_STAFF)
        )
    say = progress or (lambda done, total, what: None)
    script = read_script(prepare_folder(folder))
    clock = ToldClock(date(2000, *_FIRST_DAY))
    with open_study(folder, clock=clock, rng=Random(seed), installation=_INSTALLATION) as study:
        clock.begin(date(study.design.year, *_FIRST_DAY))
        study.actor = next(iter(study.design.collectors), study.actor)
        field = _populated(study, clock, script, staff, seed)
        refused = _played(field, say)
        documents = tuple(_exported(study, language, say) for language in languages)
        return DemoReport(
            folder=folder,
            design=study.design,
            respondents=len(respondents(study)),
            coverage=coverage(study),
            turns=sum(len(transcript.turns) for transcript in transcripts(study)),
            codings=len(codings(study)),
            findings=len(findings(study)),
            documents=documents,
            refused=refused,
        )


def _populated(study: Study, clock: ToldClock, script: Script, total: int, seed: int) -> Field:
    rng = Random(f"{seed} field")
    staff = staff_of(script.staff, total, study.design.year, rng)
    file = study.folder / texts.word(script.staff, "file", default="staff.csv")
    write_list(script.staff, staff, file)
    import_staff(study, file)
    language = study.design.languages[0]
    return Field(
        study=study,
        clock=clock,
        rng=rng,
        script=script,
        people=people_of(study, staff, seed, language),
        language=language,
        remarks=list(texts.words(script.answers, "remarks")),
    )


def _played(field: Field, say: Progress) -> tuple[Message, ...]:
    """Go through the weeks; the reasons why something of the texts was refused."""
    wanted = targets(field.study)
    burden = burden_of(wanted)
    steps = iter(range(1, len(wanted) + 1))
    field.tick = lambda: say(next(steps), len(wanted), msg("Visiting people and documents"))
    for kind in _ORDER:
        for instrument in field.study.design.instruments:
            if instrument.kind is kind:
                own = [target for target in wanted if target.instrument == instrument.id]
                _play(field, instrument, own, burden)
    say(0, 1, msg("Coding and concluding"))
    with field.study.together():
        refused = (*code_what_was_said(field, field.said), *conclude(field))
    say(1, 1, msg("Coding and concluding"))
    return refused


def _play(
    field: Field, instrument: Instrument, wanted: Sequence[Target], burden: Mapping[str, int]
) -> None:
    outcomes = dealt_outcomes(field.plan(instrument.id), wanted, burden, field.rng)
    if instrument.kind is not Kind.INTERVIEW:
        play_sheets(field, instrument.id, wanted, outcomes)
        return
    play_interviews(field, instrument.id, wanted, outcomes)
    if texts.count(field.plan(instrument.id), "group_of"):
        met = [t for t, outcome in zip(wanted, outcomes, strict=True) if outcome.responses]
        play_group(field, instrument.id, met)


def _exported(study: Study, language: str, say: Progress) -> Path:
    from instrumen.export.word import export_word

    def tell(done: int, total: int, _part: str) -> None:
        say(done, total, msg("Writing the Word document ({language})", language=language))

    path = export_word(study, language=language, progress=tell).path
    assert path is not None, "nobody cancels it"
    return path
