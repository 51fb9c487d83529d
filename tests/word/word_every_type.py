"""The madrasah of `tests/acceptance/madrasah`: an instrument with every type of question, filled in
by four people to four ends. A sheet for observations asks the very same questions."""

import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from word_school import SteadyClock

from instrumen.analysis.coding import code_span
from instrumen.analysis.findings import write_finding
from instrumen.fieldwork.consent import give_consent
from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import Filling, begin
from instrumen.fieldwork.targets import Target, targets
from instrumen.language.model import Missing
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.transcripts.interview import conduct

YAML = Path(__file__).parents[1] / "acceptance" / "madrasah"
PHOTO = "ruang kelas.jpg"
HOSTILE = '[bold]<w:p>&amp; "=HYPERLINK(1)" ${lama} \x00\x1b[31m \U0001f600 ]]> %s {x}'
HIDDEN, ASIDE, HALFWAY = "TOPIK-TERSEMBUNYI", "ROMBEL-HILANG", "CERITA-SETENGAH"
SHEET_HEAD = {
    "instrument": "lembar",
    "kind": "observation",
    "technique": "O",
    "subject": "lesson",
    "title": "{id: Lembar serba jenis, en: Sheet of every kind}",
}

TYPED = {
    "siap": "ya",
    "pelajaran": "IPA",
    "cerita": HOSTILE,
    "lama": "12",
    "gaji": "3,5",
    "puas": "7,5",
    "prov": "p_timur",
    "kota_asal": "k_gunung",
    "media": "m_layar m_kartu other",
    "media_other": "Radio & kaset",
    "tujuan": "j_lulus j_paham",
    "senang": "s_4",
    "baris_a": "s_3",
    "baris_b": "s_1",
    "lulus": "2009",
    "mulai": "2010-07",
    "hari": "2010-07-19",
    "jam": "07:15",
    "saat": "2026-05-04T13:30",
    "peta": "-7.25 112.75 12 5",
    "banyak": "3",
    "rombel[1]/nama_rombel": "VII-A",
    "rombel[1]/ruang": "y_kode",
    "rombel[2]/nama_rombel": "VII-B",
    "rombel[2]/ruang": "t_kode",
    "rombel[3]/nama_rombel": ASIDE,
    "rombel[3]/ruang": "t_kode",
}


@dataclass(frozen=True)
class Madrasah:
    """The folder of the study, and the photo somebody gave as an answer."""

    folder: Path
    photo: Path


def build(folder: Path) -> Madrasah:
    """The whole study: four questionnaires, four sheets, an interview, a document."""
    shutil.copytree(YAML, folder)
    _write_sheet(folder / "questionnaires")
    photo = folder.parent / PHOTO
    photo.write_bytes(b"\xff\xd8 not a photo at all")
    made = Madrasah(folder, photo)
    with open_study(
        folder, actor="R1", clock=SteadyClock(), rng=random.Random(7), installation="test"
    ) as study:
        for number in range(1, 5):
            _person(study, f"G-0{number}", number)
        wanted = {target.key: target for target in targets(study)}
        for instrument in ("angket", "lembar"):
            of = {number: wanted[instrument, f"G-0{number}", ""] for number in range(1, 5)}
            _complete(study, of[1], made)
            _with_missing(study, of[2])
            _broken_off(study, of[3])
            _left(study, of[4])
        _talk(study, wanted["pedoman", "G-01", ""])
        _document(study, wanted["dokumen", "mts-rekaan", "D-01"], made)
    return made


def _write_sheet(folder: Path) -> None:
    text = (folder / "angket.yaml").read_text(encoding="utf-8")
    for key, value in SHEET_HEAD.items():
        text = re.sub(rf"^{key}: .*", f"{key}: {value}", text, count=1, flags=re.MULTILINE)
    (folder / "lembar.yaml").write_text(text, encoding="utf-8")


def _person(study: Study, code: str, number: int) -> None:
    name = {"nama": f"Guru Rekaan {number}"}
    add_respondent(study, "mts-rekaan", {"peran": "guru"}, name, code=code)
    scopes = {"ikut": True, "kutip": True}
    give_consent(study, code, scopes, language="id", how="signed", instrument="angket")


def _type(filling: Filling, path: str, typed: str) -> None:
    answered = filling.answer_text(path, typed, overriding=True)
    assert answered.kept, (path, [str(finding.message) for finding in answered.findings])


def _complete(study: Study, target: Target, made: Madrasah) -> None:
    """Everything answered; one class put aside, a training masked after its words were coded."""
    filling = begin(study, target)
    for path, typed in TYPED.items():
        filling.move_to(path)
        _type(filling, path, typed)
    _type(filling, "foto", str(made.photo))
    filling.set_count("rombel[1]/tugas", 2)
    for member, title, minutes in ((1, "Peta", "30"), (2, "Puisi", "45")):
        _type(filling, f"rombel[1]/tugas[{member}]/judul", title)
        _type(filling, f"rombel[1]/tugas[{member}]/menit", minutes)
    _type(filling, "banyak", "2")
    _type(filling, "pelatihan", "y_kode")
    _type(filling, "topik", HIDDEN)
    _type(filling, "tahun_latih", "2019")
    if target.instrument == "angket":
        _quote(study, filling.response.id)
    _type(filling, "pelatihan", "t_kode")
    filling.finish()


def _quote(study: Study, response: str) -> None:
    for path, length in (("cerita", 6), ("topik", len(HIDDEN))):
        code_span(study, f"answer:{response}/{path}", 0, length, "k.waktu")
    statement = {"id": "Waktu guru sempit.", "en": "Teachers have little time."}
    write_finding(study, "kerja", statement, codes=["k.waktu"])


def _with_missing(study: Study, target: Target) -> None:
    filling = begin(study, target)
    _type(filling, "siap", "ya")
    _type(filling, "prov", "p_barat")
    for path, kind in (
        ("lama", Missing.DONT_KNOW),
        ("gaji", Missing.REFUSED),
        ("kota_asal", Missing.NOT_APPLICABLE),
    ):
        assert filling.answer_missing(path, kind).kept
    _type(filling, "pelatihan", "t_kode")
    filling.finish()


def _broken_off(study: Study, target: Target) -> None:
    filling = begin(study, target)
    for path, typed in (("siap", "ya"), ("lama", "30"), ("gaji", "1")):
        _type(filling, path, typed)
    filling.move_to("puas")
    filling.finish(Disposition.PARTIAL)


def _left(study: Study, target: Target) -> None:
    filling = begin(study, target)
    _type(filling, "siap", "ya")
    _type(filling, "cerita", HALFWAY)
    filling.move_to("gaji")
    filling.end_session("later")


def _talk(study: Study, target: Target) -> None:
    talk = conduct(study, begin(study, target))
    talk.add_turn("Bagaimana?", "P", question="keseharian")
    talk.add_turn("Pagi sekali.", "R", question="keseharian")
    for path, typed in (("keadaan", "t_ramai"), ("sela", "3"), ("kesan", "KESAN-SENDIRI")):
        _type(talk.filling, path, typed)
    talk.filling.finish()


def _document(study: Study, target: Target, made: Madrasah) -> None:
    filling = begin(study, target)
    for path, typed in (
        ("keadaan", "d_ada"),
        ("tanggal", "2026-01"),
        ("pindaian", str(made.photo)),
        ("ringkasan", "Jadwal rapi"),
    ):
        _type(filling, path, typed)
    filling.finish()
