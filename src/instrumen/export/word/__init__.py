"""The Word document: transcripts and summarised findings per theme, for a supervisor's desk.

report = export_word(study, None, language="id")
report.path, report.left_out, report.warnings
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from instrumen.analysis.corpus import read_corpus
from instrumen.export.word.brief import Brief
from instrumen.export.word.document import Cancelled, Document, Progress
from instrumen.export.word.left_out import LeftOut, left_out
from instrumen.export.word.package import (
    ExportError,
    Properties,
    free_name,
    skeleton,
    write_package,
)
from instrumen.export.word.parts import ALL, PARTS
from instrumen.export.word.privacy import Mask, mask_for
from instrumen.export.word.stamp import Stamp, data_stamp
from instrumen.fieldwork.population import identities
from instrumen.language.design import Profile
from instrumen.messages import Message, catalog, msg
from instrumen.store.study import Study

__all__ = [
    "ALL",
    "PARTS",
    "ExportError",
    "ExportReport",
    "LeftOut",
    "export_word",
    "would_leave_out",
]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What became of an export. `path` is None when it was cancelled, and then no file is
    there. `pages` is an estimate; `warnings` are things to look at before handing it in."""

    path: Path | None
    pages: int
    left_out: tuple[LeftOut, ...]
    warnings: tuple[Message, ...]


def export_word(
    study: Study,
    target: Path | None = None,
    *,
    language: str = "id",
    names: bool = False,
    parts: Iterable[str] = ALL,
    profile: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the document of a study.

    `target` is the file wanted (default: `exports/laporan-id.docx` in the study's folder); a
    file that is there already is left alone and a numbered name taken. `language` is that of the
    document. `names`: with the names of respondents, else codes only and names masked wherever
    they occur. `parts` are names of `PARTS`, `profile` one of the study file's. `progress` is
    told steps done, steps in all and the title of the part in hand; `cancelled` is asked now and
    then. The same data give the same bytes. Raises ExportError.
    """
    brief = _brief(study, language, names, parts, profile)
    stamp = data_stamp(study)
    mask = _mask(brief)
    made = skeleton(brief.profile, _properties(brief, stamp))
    document = Document(brief, mask, stamp, made.references)
    path = free_name(target or _default_target(brief))
    body = document.body(progress or _unheard, cancelled or _never)
    try:
        write_package(path, made, document.front, body, document.end)
    except Cancelled:
        return ExportReport(None, 0, (), ())
    return ExportReport(path, document.pages, document.left_out, tuple(brief.warnings.values()))


def would_leave_out(
    study: Study,
    *,
    language: str = "id",
    names: bool = False,
    parts: Iterable[str] = ALL,
    profile: str | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[LeftOut, ...]:
    """What `export_word` with the same arguments would leave out, counted without making the
    document. Empty when it was cancelled. Raises ExportError."""
    brief = _brief(study, language, names, parts, profile)
    return left_out(brief, _mask(brief), cancelled or _never)


def _brief(
    study: Study, language: str, names: bool, parts: Iterable[str], profile: str | None
) -> Brief:
    return Brief(
        study=study,
        language=language,
        catalog=catalog(language),
        profile=_profile(study, profile),
        parts=_checked_parts(parts),
        corpus=read_corpus(study),
        identities=identities(study) if names else {},
    )


def _checked_parts(parts: Iterable[str]) -> frozenset[str]:
    wanted = frozenset(parts)
    for name in sorted(wanted - ALL):
        raise ExportError(
            msg(
                "There is no part “{name}”. The parts: {known}.",
                name=name,
                known=", ".join(part.name for part in PARTS),
            )
        )
    return wanted


def _profile(study: Study, name: str | None) -> Profile:
    profiles = study.design.profiles
    wanted = name or study.design.profile
    if wanted not in profiles:
        known = ", ".join(profiles)
        raise ExportError(
            msg("There is no profile “{name}”. The profiles: {known}.", name=wanted, known=known)
        )
    return profiles[wanted]


def _mask(brief: Brief) -> Mask:
    """The mask of a document: nothing is masked in a copy with names."""
    design = brief.design
    public = [text(language) for text in design.facts.values() for language in design.languages]
    public += [*design.collectors.values(), *(site.label(brief.language) for site in design.sites)]
    return mask_for(
        () if brief.identities else identities(brief.study).values(),
        public,
        name_mark=brief.catalog.t("[name]"),
        number_mark=brief.catalog.t("[number]"),
    )


def _properties(brief: Brief, stamp: Stamp) -> Properties:
    design, catalog = brief.design, brief.catalog
    researcher = design.facts.get("peneliti")
    return Properties(
        title=brief.say(design.title),
        author=brief.say(researcher) if researcher else "",
        language=brief.language,
        date=stamp.date,
        header=brief.say(design.title),
        warning=catalog.t("Fictitious data") if design.fictitious else "",
        comments=catalog.t("Data stamp {digest}", digest=stamp.digest),
    )


def _default_target(brief: Brief) -> Path:
    return brief.study.folder / "exports" / f"{brief.catalog.t('report')}-{brief.language}.docx"


def _unheard(done: int, total: int, title: str) -> None:
    """Nobody wants to know."""


def _never() -> bool:
    return False
