"""A small school with interviews, a lesson, a document, answers, codings and a finding."""

import random
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

from instrumen.analysis.assessments import assess
from instrumen.analysis.coding import code_span
from instrumen.analysis.findings import Finding, write_finding
from instrumen.fieldwork.consent import give_consent
from instrumen.fieldwork.dispositions import Disposition, set_disposition
from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import Target, targets
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.transcripts.interview import Interview, conduct
from instrumen.transcripts.reading import Turn

SCHOOL = Path(__file__).parents[1] / "analysis" / "school"

NAMES = {
    "KS-01": "Dra. Melati Rekaan, M.Pd.",
    "G-01": "Anggrek Rekaan, S.Pd.",
    "G-02": "Bakung Rekaan",
    "G-03": "Cempaka Rekaan",
    "G-04": "Dahlia Rekaan",
    "P-01": "Kenanga Rekaan",
}
SECOND_PROFILE = """
  tesis:
    margins: [4, 3, 3, 4]
    font: Times New Roman
    size: 12
    line_spacing: 2
    table_caption: {id: Tabel, en: Table}
    figure_caption: {id: Gambar, en: Figure}
    appendix_word: {id: Lampiran, en: Appendix}
    appendix_numbering: A
    page_numbers: restart
    block_quote_words: 8
    heading_numbering: arabic
"""


class SteadyClock:
    """A clock that moves on by one second whenever it is looked at."""

    def __init__(self) -> None:
        self.seconds = 0

    def now(self) -> datetime:
        self.seconds += 1
        begun = datetime(2026, 5, 4, 8, 0, tzinfo=timezone(timedelta(hours=7)))
        return begun + timedelta(seconds=self.seconds)

    def elapsed(self) -> int:
        return self.seconds * 1000


def open_school(folder: Path) -> Study:
    """An empty study of the school in `folder`, with a second profile."""
    shutil.copytree(SCHOOL, folder, dirs_exist_ok=True)
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(SECOND_PROFILE)
    return open_study(
        folder, actor="R1", clock=SteadyClock(), rng=random.Random(7), installation="test"
    )


def add_person(study: Study, code: str, *, quotable: bool = True) -> None:
    """Somebody of the school, with consent to take part."""
    position = {"KS": "kepala", "G": "guru", "P": "pegawai"}[code.partition("-")[0]]
    add_respondent(study, "smp-a", {"jabatan": position}, {"nama": NAMES[code]}, code=code)
    scopes = {"ikut": True, "kutip": quotable}
    give_consent(study, code, scopes, language="id", how="signed", instrument="angket")


def target(study: Study, instrument: str, subject: str, unit: str = "") -> Target:
    """What is wanted of a subject."""
    return next(each for each in targets(study) if each.key == (instrument, subject, unit))


def interview(study: Study, code: str, *words: str) -> tuple[Interview, list[Turn]]:
    """A complete interview: a question of the interviewer before each of `words`."""
    talk = conduct(study, begin(study, target(study, "pedoman", code)))
    turns = []
    for body in words:
        talk.add_turn("Bagaimana?", "P", question="hambatan_utama")
        turns.append(talk.add_turn(body, "R", question="hambatan_utama"))
    talk.filling.finish(Disposition.COMPLETE)
    return talk, turns


def code_words(study: Study, turn: Turn, words: str, code: str) -> None:
    """Give `words` of a turn a code."""
    start = turn.body.index(words)
    code_span(study, turn.ref, start, start + len(words), code)


def fill(study: Study, instrument: str, subject: str, answers: dict[str, object], unit: str = "",
         members: dict[str, int] | None = None) -> None:  # fmt: skip
    """A complete response."""
    filling = begin(study, target(study, instrument, subject, unit))
    for path, count in (members or {}).items():
        filling.set_count(path, count)
    for path, value in answers.items():
        assert filling.answer(path, value, overriding=True).kept, path  # type: ignore[arg-type]
    filling.finish(Disposition.COMPLETE)


SHORT = "Waktunya habis untuk laporan"
LONG = "Alatnya cuma dua, jadi kami bergantian, dan sering rusak juga waktu mau dipakai"
AGAINST = "Waktu saya cukup"
SECRET = "ini jangan ditulis"
OPEN_ANSWER = "Terlalu banyak laporan yang sama"


def populate(study: Study) -> Finding:
    """Six people; three interviews, three questionnaires, a lesson, a document; two findings."""
    for code in NAMES:
        add_person(study, code, quotable=code != "G-03")
    _, first = interview(study, "G-01", f"{SHORT}. Begitu.", f"Kalau ditanya, {SECRET}.")
    _, second = interview(study, "G-02", f"{LONG}.", f"{AGAINST}, seperti kata Anggrek Rekaan.")
    _, third = interview(study, "G-03", "Waktu saya tidak ada sama sekali")
    code_words(study, first[0], SHORT, "h.waktu")
    code_words(study, first[1], SECRET, "x.rahasia")
    code_words(study, second[0], LONG, "h.alat")
    code_words(study, second[1], AGAINST, "c.kelompok")
    code_words(study, third[0], "tidak ada sama sekali", "h.waktu")
    _fill_in(study)
    assess(study, "c1", "A", "contradicts", "satu orang belum")
    refused = target(study, "angket", "G-04")
    set_disposition(study, refused, Disposition.REFUSAL, reason="sibuk")
    statement = {"id": "Waktu guru habis.", "en": "Teachers run out of time."}
    found = write_finding(
        study, "hambatan", statement, codes=["h.waktu", "h.alat"], contrary_codes=["c.kelompok"]
    )
    assert isinstance(found, Finding)
    return found


def _fill_in(study: Study) -> None:
    grid = {"m1": "ss", "m2": "ts", "m3": "s", "m4": "s"}
    answers = {"sertifikat": "ya", "tahun_sertifikat": 2019, **grid, "media": ["papan", "lcd"]}
    fill(study, "angket", "G-01", {**answers, "cerita": OPEN_ANSWER})
    fill(study, "angket", "G-02", {"sertifikat": "tidak", **grid, "media": ["buku"]})
    fill(study, "angket", "P-01", {"sertifikat": "tidak"})
    ref = f"answer:{study.row('SELECT response FROM answers WHERE path=?', ('cerita',))[0]}/cerita"  # type: ignore[index]
    code_span(study, ref, 0, len(OPEN_ANSWER), "h.waktu")
    lesson = {"menit[1]/kegiatan": "ceramah", "menit[2]/kegiatan": "kelompok"}
    fill(study, "lembar", "G-01", {**lesson, "deskripsi": "Guru berdiri di depan"},
         members={"menit": 2})  # fmt: skip
    fill(study, "dokumen", "smp-a", {"ringkasan": "Tiga dari empat"}, unit="D-01")
