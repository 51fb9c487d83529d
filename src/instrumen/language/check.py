"""Checking whatever a path leads to: an instrument, a consent, a study, a folder of them."""

from pathlib import Path

from instrumen.language.loader import Problems, read_instrument
from instrumen.language.problems import Mark, Problem, Severity
from instrumen.language.reading.consent import is_consent
from instrumen.language.sidecar import is_beside, is_script, translated_by
from instrumen.language.study_file import (
    INSTRUMENTS_FOLDER,
    STUDY_FILE,
    instrument_files,
    read_consent_file,
    read_design,
    read_scope,
)
from instrumen.language.yaml_reader import read_source, read_yaml
from instrumen.messages import msg


def check_path(path: Path) -> Problems:
    """All problems of a file or folder. An instrument that lies in a study (its folder, or the
    one above, holds `study.yaml`) is checked with the names of that study."""
    if path.is_dir():
        return _check_folder(path)
    if path.name == STUDY_FILE:
        return read_design(path.parent)[1]
    return _check_file(path)


def _check_folder(folder: Path) -> Problems:
    if (folder / STUDY_FILE).exists():
        return read_design(folder)[1]
    loose = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    inside = [*(file for file in loose if not is_beside(file)), *instrument_files(folder)]
    if not inside:
        what = msg("there is no YAML file in this folder and no {study}", study=STUDY_FILE)
        todo = msg("Name an instrument file, or the folder of a study.")
        return (Problem(folder, Mark(1, 1), "file", what, todo),)
    return tuple(problem for file in sorted(inside) for problem in _check_file(file))


def _check_file(path: Path) -> Problems:
    if is_script(path):
        what = msg("this is an answer script, no instrument")
        todo = msg("Play it with “instrumen test”.")
        return (Problem(path, Mark(1, 1), "file", what, todo, Severity.WARNING),)
    path = translated_by(path) or path
    if path.name == STUDY_FILE:
        return read_design(path.parent)[1]
    folder = study_folder_of(path)
    source, problems = read_source(path)
    if source is None:
        return problems
    if is_consent(read_yaml(source, path)[0]):
        return read_consent_file(path, folder or path.parent)
    return read_instrument(path, read_scope(folder))[1] if folder else read_instrument(path)[1]


def study_folder_of(path: Path) -> Path | None:
    """The study a file belongs to: its own folder, or the one above when it lies in
    `questionnaires/`; None when there is none."""
    here = path.resolve().parent
    for folder in (here, here.parent) if here.name == INSTRUMENTS_FOLDER else (here,):
        if (folder / STUDY_FILE).is_file():
            return folder
    return None
