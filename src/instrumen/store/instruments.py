"""Instruments as they were when a response was begun: their texts are kept whole in the study."""

from functools import lru_cache
from pathlib import Path

from instrumen.language import read_kept_text
from instrumen.language.model import Instrument
from instrumen.language.problems import Severity
from instrumen.messages import msg
from instrumen.store.faults import StoreError
from instrumen.store.study import Study


def instrument_of(study: Study, digest: str) -> Instrument:
    """The instrument whose hash is `digest`: the current one, or the one kept in the study.
    Raises StoreError when the study does not hold it."""
    for instrument in study.design.instruments:
        if instrument.hash == digest:
            return instrument
    kept = study.row("SELECT source, name FROM texts WHERE hash=?", (digest,))
    if kept is None:
        raise StoreError(
            msg(
                "The text of an instrument is missing from the study ({digest}…). Its answers are "
                "safe; copy the questionnaires it was made with into questionnaires/.",
                digest=digest[:12],
            )
        )
    return _read(digest, str(kept[0]), f"{kept[1]}.yaml")


def keep_texts(study: Study) -> None:
    """Keep every instrument and the consent of the design under their hashes; those that are
    new are named in `study.new_texts`."""
    known = {str(row[0]) for row in study.rows("SELECT hash FROM texts")}
    for instrument in study.design.instruments:
        study.keep_text(
            "instrument", instrument.id, instrument.version, instrument.hash, instrument.source
        )
    hashes = {instrument.hash for instrument in study.design.instruments}
    study.new_texts = frozenset(hashes - known)
    consent = study.design.consent
    if consent is not None:
        study.keep_text("consent", consent.id, consent.version, consent.hash, consent.source)


@lru_cache(maxsize=64)
def _read(digest: str, source: str, name: str) -> Instrument:
    """A text that was accepted once: what today's checks have against it is no reason to keep
    anybody from the answers."""
    instrument, problems = read_kept_text(source, Path(name))
    if instrument is None:
        errors = (problem for problem in problems if problem.severity is Severity.ERROR)
        raise StoreError(
            msg(
                "The kept text of {name} cannot be read any more: {problem}",
                name=name,
                problem=next(errors).what,
            )
        )
    return instrument
