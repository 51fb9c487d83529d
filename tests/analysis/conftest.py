"""A small fictitious school with one instrument of every kind, and hands to collect data in it."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from instrumen.fieldwork.consent import give_consent, withdraw
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import Filling, begin, resume
from instrumen.fieldwork.targets import Target, group_target, targets
from instrumen.language.model import Missing
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.transcripts.interview import Interview, conduct
from instrumen.transcripts.reading import Turn

SCHOOL = Path(__file__).parent / "school"

ANGKET, PEDOMAN, LEMBAR, DOKUMEN = "angket", "pedoman", "lembar", "dokumen"


class QuietClock:
    """A clock that moves on by one second whenever it is looked at."""

    def __init__(self) -> None:
        self.seconds = 0

    def now(self) -> datetime:
        self.seconds += 1
        begin_ = datetime(2026, 5, 4, 8, 0, tzinfo=timezone(timedelta(hours=7)))
        return begin_ + timedelta(seconds=self.seconds)

    def elapsed(self) -> int:
        self.seconds += 1
        return self.seconds * 1000


class Field:
    """The study with short words for what happens in the field."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def person(
        self, code: str, *, quotable: bool | None = True, site: str = "smp-a", **fields: str
    ) -> str:
        """Add a teacher (or who `fields` says), with consent unless `quotable` is None."""
        row = {"jabatan": "guru", **fields}
        add_respondent(self.study, site, row, {"nama": f"{code} Contoh"}, code=code)
        if quotable is not None:
            scopes = {"ikut": True, "kutip": quotable}
            give_consent(self.study, code, scopes, language="id", how="signed", instrument=ANGKET)
        return code

    def withdraw(self, code: str, *scopes: str) -> None:
        withdraw(self.study, code, scopes, by="R1", reach="all" if "ikut" in scopes else "")

    def target(self, instrument: str, subject: str, unit: str = "") -> Target:
        return next(each for each in targets(self.study) if each.key == (instrument, subject, unit))

    def answers(
        self,
        instrument: str,
        subject: str,
        answers: Mapping[str, object],
        *,
        unit: str = "",
        outcome: Disposition | None = Disposition.COMPLETE,
        members: Mapping[str, int] | None = None,
        at: str = "",
    ) -> Filling:
        """Fill in an instrument; a Missing is a missing code. `outcome` None leaves it begun."""
        filling = begin(self.study, self.target(instrument, subject, unit))
        for path, count in (members or {}).items():
            filling.set_count(path, count)
        for path, value in answers.items():
            if isinstance(value, Missing):
                assert filling.answer_missing(path, value).kept, path
            else:
                assert filling.answer(path, value, overriding=True).kept, path  # type: ignore[arg-type]
        if at:
            filling.move_to(at)
        if outcome is not None:
            filling.finish(outcome)
        return filling

    def interview(
        self, code: str, words: Sequence[str] = (), *, question: str = "hambatan_utama"
    ) -> tuple[Interview, list[Turn]]:
        """Interview somebody: each of `words` is a turn of the respondent on `question`. The
        interview is complete; more turns may follow."""
        interview = conduct(self.study, begin(self.study, self.target(PEDOMAN, code)))
        turns = [interview.add_turn(body, "R", question=question) for body in words]
        interview.filling.finish(Disposition.COMPLETE)
        return interview, turns

    def group_interview(self, *codes: str) -> Interview:
        target = group_target(self.study, PEDOMAN, "smp-a")
        interview = conduct(self.study, begin(self.study, target, respondents=codes))
        interview.filling.finish(Disposition.COMPLETE)
        return interview

    def resumed(self, interview: Interview) -> Interview:
        """The next session of an interview."""
        return conduct(self.study, resume(self.study, interview.response))

    def count(self, query: str, *parameters: object) -> int:
        """A count straight from the tables."""
        row = self.study.row(query, parameters)
        assert row is not None
        return int(str(row[0]))


@pytest.fixture
def field(tmp_path: Path) -> Iterator[Field]:
    with open_school(tmp_path) as study:
        yield Field(study)


def open_school(folder: Path) -> Study:
    """The school's study, made in `folder`."""
    (folder / "questionnaires").mkdir(exist_ok=True)
    for file in SCHOOL.rglob("*.yaml"):
        copy = folder / file.relative_to(SCHOOL)
        copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    return open_study(
        folder, actor="R1", clock=QuietClock(), rng=random.Random(1), installation="test"
    )
