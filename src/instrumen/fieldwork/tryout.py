"""Trying an instrument out: filled in like any other, saved nowhere, read again when its file
changes, with the answers and the place kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from instrumen.engine import FormState
from instrumen.fieldwork.responses import Filling, begin
from instrumen.fieldwork.scope import field_labels, written_scope
from instrumen.fieldwork.targets import Target
from instrumen.language.check import study_folder_of
from instrumen.language.checks.scope import ANYWHERE, Scope
from instrumen.language.design import Design, Site
from instrumen.language.loader import Problems, has_errors, read_instrument
from instrumen.language.model import Instrument
from instrumen.language.sidecar import sidecars_of
from instrumen.language.study_file import STUDY_FILE, read_design, read_scope
from instrumen.language.text import Text
from instrumen.store.clock import Clock
from instrumen.store.memory import open_in_memory
from instrumen.store.study import Study

_SITE = "contoh"
_NOBODY: Mapping[str, str] = MappingProxyType({})

Signature = tuple[tuple[str, int, int], ...]


class Tryout:
    """An instrument file being tried out. `roster` are roster fields of the person asked, by name
    (also `kode`, `unit`, `instance`); `study` is in memory and is to be closed."""

    def __init__(
        self,
        file: Path,
        *,
        roster: Mapping[str, str] = _NOBODY,
        language: str = "id",
        clock: Clock | None = None,
    ) -> None:
        self.file = file.resolve()
        self.roster = roster
        self.language = language
        self.filling: Filling | None = None
        self.problems: Problems = ()
        self._folder = study_folder_of(self.file)
        self._seen: Signature = ()
        self._last: Signature = ()
        self._around: _Around | None = None
        self.study = open_in_memory(self.file.parent, _bare_design(None), clock=clock)

    def changed(self) -> bool:
        """Whether the file, its translations or its study file were written since `read`. To be
        asked again and again: a file that is still being written has not changed yet."""
        now = self._signature()
        settled, self._last = now == self._last, now
        return settled and now != self._seen and self.file.is_file()

    def read(self) -> Filling | None:
        """Read the file and begin anew, with the answers, notes and the place there were; None
        when the file has errors (see `problems`) or nothing of it is shown."""
        self._seen = self._signature()
        instrument, self.problems = self._read_instrument()
        if instrument is None:
            return None
        before = self.filling
        fresh = _begin(self.study, self._design(instrument), instrument, self.roster, self.language)
        if not fresh.form.steps():
            return None
        if before is not None:
            _carry_over(before, fresh)
        self.filling = fresh
        return fresh

    def _read_instrument(self) -> tuple[Instrument | None, Problems]:
        around = self._study_around()
        instrument, problems = read_instrument(self.file, around.scope if around else ANYWHERE)
        return (None if has_errors(problems) else instrument), problems

    def _study_around(self) -> "_Around | None":
        """The study the file lies in, read again only when its study file was written: reading a
        whole study takes longer than anybody who has just saved a line wants to wait."""
        if self._folder is None:
            return None
        written = _state(self._folder / STUDY_FILE)
        if self._around is None or self._around.written != written:
            self._around = _Around(written, read_scope(self._folder))
        return self._around

    def _design(self, instrument: Instrument) -> Design:
        """The study's own design, or one that knows nothing, with this instrument."""
        around = self._study_around()
        if around is not None and self._folder is not None and around.design is None:
            around.design = read_design(self._folder)[0]
        known = (around and around.design) or _bare_design(instrument)
        others = tuple(one for one in known.instruments if one.id != instrument.id)
        return replace(known, instruments=(instrument, *others))

    def _signature(self) -> Signature:
        study_file = self._folder / STUDY_FILE if self._folder else None
        study = (study_file, *sidecars_of(study_file)) if study_file else ()
        found = []
        for file in (self.file, *sidecars_of(self.file), *study):
            state = _state(file)
            # An editor may be putting a new file in its place just now.
            if state is not None:
                found.append((str(file), *state))
        return tuple(found)


@dataclass(slots=True)
class _Around:
    """What the study provides, as its study file stood when it was `written`; `design` once it
    was read without errors."""

    written: tuple[int, int] | None
    scope: Scope
    design: Design | None = None


def _state(file: Path) -> tuple[int, int] | None:
    """When a file was written and how long it is; None when it is not there."""
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def _begin(
    study: Study,
    design: Design,
    instrument: Instrument,
    roster: Mapping[str, str],
    language: str,
) -> Filling:
    """A response of nobody, with the roster fields that were given."""
    study.design = design
    unit = roster.get("unit", instrument.units[0].name if instrument.units else "")
    known = {"kode": _sample_code(design), **roster}
    written = {**known, "unit": unit} if unit else known
    target = Target(
        instrument=instrument.id,
        subject_kind=instrument.subject,
        subject="",
        site=design.sites[0].name,
        group="",
        respondent=None,
        unit=unit,
    )
    begun = begin(study, target, language=language)
    form = FormState(
        instrument,
        roster=written_scope(design, written, language),
        language=language,
        facts=design.facts,
        today=study.clock.now().date(),
        roster_labels=field_labels(design, written),
    )
    return Filling(study, begun.response, form, begun.session)


def _sample_code(design: Design) -> str:
    """A code as people have, of nobody: texts that pipe it read as they will."""
    prefix = next((group.prefix for group in design.groups), "")
    return f"{prefix}-00" if prefix else "00"


def _carry_over(before: Filling, fresh: Filling) -> None:
    """Answers whose questions are still there, notes, and the place: the same step, else the
    nearest before it that is left."""
    fresh.form.restore(before.form.answers(), before.form.counts())
    for path, text in before.remarks().items():
        fresh.remark(path, text)
    draft = before.draft_of(before.position)
    if draft is not None:
        fresh.draft(before.position, *draft)
    paths = [step.path for step in before.form.steps()]
    there = {step.path for step in fresh.form.steps()}
    here = paths.index(before.position) if before.position in paths else 0
    left = [path for path in paths[: here + 1] if path in there]
    if left:
        fresh.move_to(left[-1])


def _bare_design(instrument: Instrument | None) -> Design:
    """A study that provides nothing, for an instrument file that lies in none."""
    title = instrument.title if instrument else Text()
    return Design(
        file=Path(STUDY_FILE),
        title=title,
        year=date.today().year,
        languages=instrument.languages if instrument else (),
        facts={},
        sites=(Site(name=_SITE, label=Text()),),
        groups=(),
        roster=(),
        derived=(),
        foci=(),
        themes=(),
        indicators=(),
        codes=(),
        claims=(),
        coding_rules=(),
        profiles={},
        profile="",
        citation="",
        attainment=(),
        spread_words=(),
        scale_answered_share=1.0,
        collectors={},
        ineligible={},
    )
