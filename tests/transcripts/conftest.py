"""A school with an interview guide, a teacher, a head, and a clock that can be wound."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import begin, resume
from instrumen.fieldwork.targets import group_target, targets
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.transcripts.interview import Interview, conduct

GUIDE = "pedoman"
SCHOOL = Path(__file__).parent.parent / "analysis" / "school"


class WoundClock:
    """Stands still until `pass_` is called; the wall clock may be set back without harm."""

    def __init__(self) -> None:
        self.milliseconds = 0
        self.wall = datetime(2026, 5, 4, 10, 0, tzinfo=timezone(timedelta(hours=7)))

    def now(self) -> datetime:
        return self.wall

    def elapsed(self) -> int:
        return self.milliseconds

    def pass_(self, seconds: float) -> None:
        self.milliseconds += int(seconds * 1000)
        self.wall += timedelta(seconds=seconds)


class Room:
    """A study in which G-01 and G-02 teach and KS-01 leads, and interviews are held."""

    def __init__(self, study: Study, clock: WoundClock) -> None:
        self.study = study
        self.clock = clock
        for code, task in (("G-01", "guru"), ("G-02", "guru"), ("KS-01", "kepala")):
            add_respondent(study, "smp-a", {"jabatan": task}, {"nama": "Rekaan"}, code=code)

    def interview(self, code: str = "G-01") -> Interview:
        target = next(t for t in targets(self.study) if (t.instrument, t.subject) == (GUIDE, code))
        return conduct(self.study, begin(self.study, target, place="ruang guru", recorded=True))

    def group(self, *codes: str) -> Interview:
        target = group_target(self.study, GUIDE, "smp-a")
        return conduct(self.study, begin(self.study, target, respondents=codes))

    def next_session(self, interview: Interview, **header: str) -> Interview:
        interview.filling.end_session("terputus")
        return conduct(self.study, resume(self.study, interview.response, **header))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "questionnaires").mkdir()
    for file in SCHOOL.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.relative_to(SCHOOL)).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def room(folder: Path) -> Iterator[Room]:
    clock = WoundClock()
    with open_study(
        folder, actor="R1", clock=clock, rng=random.Random(7), installation="test"
    ) as study:
        yield Room(study, clock)
