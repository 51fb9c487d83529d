"""The door to a study: `study.yaml`, its instruments and its consent, checked against each
other."""

from dataclasses import dataclass, replace
from pathlib import Path

from instrumen.language.cache import read_with_cache
from instrumen.language.checks.scope import ANYWHERE, Scope
from instrumen.language.checks.study_file import (
    check_consent,
    check_sources,
    check_study,
    scope_of,
)
from instrumen.language.design import Consent, Design
from instrumen.language.loader import (
    Problems,
    Reader,
    has_errors,
    read_instrument_file,
    read_instrument_text,
    sorted_problems,
)
from instrumen.language.model import Instrument, Kind
from instrumen.language.problems import Mark, Problem, StudyFileError
from instrumen.language.reading.consent import is_consent, may_be_consent, read_consent
from instrumen.language.reading.context import Context, Use
from instrumen.language.reading.study import read_study
from instrumen.language.sidecar import Whole, is_beside, with_sidecars
from instrumen.language.study_texts import consent_with_translations, study_with_translations
from instrumen.language.yaml_reader import read_source, read_yaml
from instrumen.messages import msg

STUDY_FILE = "study.yaml"
INSTRUMENTS_FOLDER = "questionnaires"


def load_design(folder: Path | str, cache: Path | None = None) -> Design:
    """The study in a folder: `study.yaml` and `questionnaires/*.yaml`. Instruments that were read
    before come from the folder `cache`, if one is named.

    Raises:
        StudyFileError: it cannot be used; `.problems` has all reasons, file by file.
    """
    design, problems = read_design(Path(folder), cache)
    if design is None:
        raise StudyFileError(problems)
    return design


def read_design(folder: Path, cache: Path | None = None) -> tuple[Design | None, Problems]:
    """As `load_design`, with the problems as values: None when one of them is an error."""
    study = _read_study_file(folder / STUDY_FILE)
    scope = scope_of(study.design) if study.design else ANYWHERE
    instruments: list[Instrument] = []
    consents: list[Consent] = []
    problems: list[Problem] = []
    for file in instrument_files(folder):
        found = _read_member(file, scope, study.design, _reader(cache))
        problems += found.problems
        match found.content:
            case Instrument() as instrument:
                problems += _same_id(instrument, instruments)
                instruments.append(instrument)
            case Consent() as consent:
                problems += _second_consent(file, consents)
                consents.append(consent)
    if study.design is None:
        return None, (*study.problems, *problems)
    design = replace(
        study.design,
        instruments=tuple(sorted(instruments, key=_by_kind)),
        consent=consents[0] if consents else None,
    )
    # A broken instrument is told of once, not again at every claim that relies on it.
    if not has_errors(problems):
        study.problems += check_sources(design, study.uses)
    in_order = (*sorted_problems(study.problems), *problems)
    return (None if has_errors(in_order) else design), in_order


def read_scope(folder: Path) -> Scope:
    """What a study provides for its instruments; nothing known when it has no usable file."""
    design = _read_study_file(folder / STUDY_FILE).design
    return scope_of(design) if design else ANYWHERE


def read_consent_file(path: Path, folder: Path) -> Problems:
    """The problems of a consent, with the facts of the study in `folder`."""
    return _read_member(path, ANYWHERE, _read_study_file(folder / STUDY_FILE).design).problems


def instrument_files(folder: Path) -> tuple[Path, ...]:
    """The YAML files under `questionnaires/` by name, without what lies beside instruments: answer
    scripts (`NAME.test.yaml`) and translations (`NAME.id.yaml`)."""
    inside = folder / INSTRUMENTS_FOLDER
    found = [*inside.glob("*.yaml"), *inside.glob("*.yml")]
    return tuple(sorted(file for file in found if file.is_file() and not is_beside(file)))


@dataclass(slots=True)
class _StudyFile:
    design: Design | None
    problems: list[Problem]
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class _Member:
    content: Instrument | Consent | None
    problems: Problems


def _read_study_file(path: Path) -> _StudyFile:
    alone, unreadable = read_source(path)
    if alone is None:
        return _StudyFile(None, list(unreadable))
    whole = with_sidecars(alone, path)
    root, problems = read_yaml(whole.source, path)
    if root is None:
        return _StudyFile(None, [*whole.problems, *map(whole.placed, problems)])
    context = Context(path, tuple(whole.source.split("\n")), list(problems))
    design = read_study(context, study_with_translations(context, root))
    uses = tuple(context.uses)
    if design is not None:
        context.problems.extend(check_study(design, whole.source, uses))
    return _StudyFile(design, [*whole.problems, *map(whole.placed, context.problems)], uses)


def _reader(cache: Path | None) -> Reader:
    if cache is None:
        return read_instrument_text
    return lambda source, file, scope: read_with_cache(source, file, cache, scope)


def _read_member(
    path: Path, scope: Scope, design: Design | None, read: Reader = read_instrument_text
) -> _Member:
    """An instrument or the consent; which it is, its top key says."""
    source, unreadable = read_source(path)
    if source is None:
        return _Member(None, unreadable)
    root, _problems = read_yaml(source, path) if may_be_consent(source) else (None, ())
    if root is None or not is_consent(root):
        return _Member(*read_instrument_file(source, path, scope, read))
    return _read_consent_member(with_sidecars(source, path), path, design)


def _read_consent_member(whole: Whole, path: Path, design: Design | None) -> _Member:
    root, problems = read_yaml(whole.source, path)
    if root is None:
        return _Member(None, (*whole.problems, *map(whole.placed, problems)))
    context = Context(path, tuple(whole.source.split("\n")), list(problems))
    consent = read_consent(context, consent_with_translations(context, root), whole.source)
    if consent is not None and design is not None:
        context.problems.extend(check_consent(design, consent, path, tuple(context.uses)))
    placed = (*whole.problems, *map(whole.placed, context.problems))
    return _Member(consent, sorted_problems(placed))


def _by_kind(instrument: Instrument) -> tuple[int, str]:
    return list(Kind).index(instrument.kind), instrument.file.name


def _same_id(instrument: Instrument, others: list[Instrument]) -> list[Problem]:
    other = next((other for other in others if other.id == instrument.id), None)
    if other is None:
        return []
    what = msg("{file} has the same id “{id}”", file=other.file.name, id=instrument.id)
    todo = msg("Give one of them another “instrument:”.")
    return [Problem(instrument.file, Mark(1, 1), "duplicate-name", what, todo)]


def _second_consent(file: Path, others: list[Consent]) -> list[Problem]:
    if not others:
        return []
    what = msg("the study has a consent already, “{id}”", id=others[0].id)
    return [Problem(file, Mark(1, 1), "second-consent", what, msg("Keep one of the two files."))]
