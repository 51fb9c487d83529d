"""Opening a study: soundness, schema, texts of instruments, backups, and what is refused."""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from instrumen.language import StudyFileError
from instrumen.store.backups import FOLDER, NEWEST, back_up, backups
from instrumen.store.events import Act
from instrumen.store.faults import StoreError
from instrumen.store.installation import installation_id
from instrumen.store.instruments import instrument_of
from instrumen.store.opening import open_study
from instrumen.store.schema import VERSION


class Days:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.day = datetime.fromisoformat("2026-05-04T08:00:00+07:00")

    def now(self) -> datetime:
        return self.day

    def elapsed(self) -> int:
        return 0


def answer(value: object) -> Act:
    return Act("answer.set", "r-1", "cerita", str(value))


def test_a_folder_without_a_study_file_is_refused_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError):
        open_study(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_closing_leaves_no_write_ahead_log(folder: Path) -> None:
    with open_study(folder) as study:
        study.record(answer(1))
    assert sorted(path.name for path in folder.glob("study.db*")) == ["study.db"]


def test_the_only_collector_is_taken_to_be_at_work(folder: Path) -> None:
    with open_study(folder) as study:
        assert study.actor == ""
    file = folder / "study.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(", R2: Budi Contoh", ""), encoding="utf-8")
    with open_study(folder) as study:
        assert study.actor == "R1"


def test_an_old_version_of_an_instrument_can_be_read_for_ever(folder: Path) -> None:
    file = folder / "questionnaires" / "angket.yaml"
    with open_study(folder) as study:
        old = study.design.instrument["angket"]
    changed = file.read_text(encoding="utf-8").replace("Bersertifikat?", "Sudah bersertifikat?")
    file.write_text(changed, encoding="utf-8")
    with open_study(folder) as study:
        new = study.design.instrument["angket"]
        assert new.hash != old.hash
        assert instrument_of(study, new.hash) is new
        kept = instrument_of(study, old.hash)
        assert kept.questions["sertifikat"].label("id") == "Bersertifikat?"
        assert kept.hash == old.hash
        with pytest.raises(StoreError):
            instrument_of(study, "0" * 64)


def test_remarks_and_spaces_make_no_new_version(folder: Path) -> None:
    file = folder / "questionnaires" / "angket.yaml"
    with open_study(folder) as study:
        before = study.design.instrument["angket"].hash
    file.write_text("# remark\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    with open_study(folder) as study:
        assert study.design.instrument["angket"].hash == before


def test_a_backup_is_made_when_something_happened_since_the_last(folder: Path) -> None:
    for value, expected in ((None, 0), (1, 0), (None, 1), (None, 1), (2, 1), (None, 2)):
        with open_study(folder) as study:
            assert len(backups(folder)) == expected
            if value is not None:
                study.record(answer(value))


def test_a_backup_is_a_whole_study_database(folder: Path) -> None:
    with open_study(folder) as study:
        study.record(answer("x"))
        made = back_up(study)  # while the study is open and its log not yet checkpointed
        assert made is not None
    shutil.copyfile(made.file, folder / "study.db")
    with open_study(folder) as study:
        assert study.row("SELECT value FROM answers") == ('"x"',)


def test_the_newest_backups_are_kept_and_one_a_day_of_two_weeks(folder: Path) -> None:
    clock = Days()
    with open_study(folder, clock=clock) as study:
        for day in range(20):
            for hour in range(3):
                clock.day = datetime.fromisoformat("2026-05-04T08:00:00+07:00") + timedelta(
                    days=day, hours=hour
                )
                study.record(answer(f"{day} {hour}"))
                back_up(study)
    kept = backups(folder)
    days = {backup.made.date() for backup in kept}
    assert kept[-NEWEST:] == tuple(sorted(kept))[-NEWEST:]
    assert len(days) == 15
    assert len(kept) == NEWEST + 11  # the newest ten lie on four days
    older = [backup for backup in kept if backup.made.date() not in {*sorted(days)[-4:]}]
    assert {backup.made.hour for backup in older} == {10}


def test_a_folder_that_takes_no_backup_keeps_nobody_from_working(folder: Path) -> None:
    with open_study(folder) as study:
        study.record(answer(1))
    (folder / FOLDER).write_text("a file is in the way", encoding="utf-8")
    with open_study(folder) as study:
        assert [str(note) for note in study.notes]
        study.record(answer(2))


def test_a_damaged_file_is_named_and_left_as_it_is(folder: Path) -> None:
    with open_study(folder) as study:
        study.record(answer(1))
    database = folder / "study.db"
    database.write_bytes(b"this is a text, not a database" * 100)
    before = database.read_bytes()
    with pytest.raises(StoreError, match="damaged or not a study database"):
        open_study(folder)
    assert database.read_bytes() == before


def test_after_a_crash_the_file_is_checked_before_the_first_question(folder: Path) -> None:
    with open_study(folder) as study:
        for number in range(300):
            study.record(answer("x" * 500 + str(number)))
    database = folder / "study.db"
    pages = bytearray(database.read_bytes())
    for offset in range(8 * 4096, len(pages), 4096):
        pages[offset : offset + 12] = b"\xff" * 12
    database.write_bytes(pages)
    (folder / "study.db-wal").write_bytes(b"\x00" * 64)
    with pytest.raises(StoreError, match="damaged"):
        open_study(folder)


def test_a_study_of_a_newer_program_is_refused(folder: Path) -> None:
    open_study(folder).close()
    with closing(sqlite3.connect(folder / "study.db")) as db:
        db.execute(f"PRAGMA user_version={VERSION + 1}")
    with pytest.raises(StoreError, match="newer version"):
        open_study(folder)


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE TRIGGER thief AFTER INSERT ON events BEGIN DELETE FROM drafts; END",
        "CREATE TABLE stranger (x)",
        "DROP TABLE drafts",
    ],
)
def test_a_database_with_something_planted_in_it_is_refused(folder: Path, planted: str) -> None:
    open_study(folder).close()
    with closing(sqlite3.connect(folder / "study.db")) as db:
        db.execute(planted)
    with pytest.raises(StoreError, match="not as this program makes it"):
        open_study(folder)


def test_a_table_of_an_older_program_is_made_again_from_the_log(folder: Path) -> None:
    with open_study(folder) as study:
        study.record(answer("kept"))
    with closing(sqlite3.connect(folder / "study.db")) as db:
        db.execute("DROP TABLE answers")
        db.execute("CREATE TABLE answers (response, path)")
    with open_study(folder) as study:
        assert study.row("SELECT path, value FROM answers") == ("cerita", '"kept"')


def test_an_installation_keeps_its_name(folder: Path) -> None:
    name = installation_id()
    assert re.fullmatch(r"[0-9a-f]{12}", name)
    assert installation_id() == name
    with open_study(folder) as study:
        assert study.record(answer(1)).events[0].installation == name
