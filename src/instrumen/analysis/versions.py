"""The instrument a response was asked with, and names of places in it."""

import re

from instrumen.language.model import Instrument
from instrumen.store.study import Study

_MEMBER = re.compile(r"\[\d+\]")


def template(path: str) -> str:
    """The path of a question without the numbers of members: `pelatihan[2]/tahun` becomes
    `pelatihan/tahun`."""
    return _MEMBER.sub("", path)


def asked(study: Study, instrument: str, digest: str) -> Instrument | None:
    """The version of an instrument with this hash, else the study's present one; None when the
    study has neither."""
    for known in study.design.instruments:
        if known.hash == digest:
            return known
    return study.design.instrument.get(instrument)
