"""How the shipped instruments behave while they are filled in."""

from collections.abc import Mapping
from datetime import date

import pytest

from instrumen.engine import FormState, Refused
from instrumen.language import Design
from instrumen.language.model import Missing

TODAY = date(2026, 5, 4)
HEAD_ONLY = ["WK01", "WK03", "WK06", "WK07", "WK09", "WK13"]


def form_of(design: Design, instrument: str, **roster: object) -> FormState:
    return FormState(design.instrument[instrument], roster=roster, language="id", today=TODAY)


def fill(form: FormState, answers: Mapping[str, object]) -> None:
    for path, value in answers.items():
        form.set(path, value)  # type: ignore[arg-type]


def rules(form: FormState, path: str) -> list[tuple[str, bool]]:
    """Rule and softness of what is wrong at a path."""
    return [(finding.rule, finding.soft) for finding in form.problems(path)]


@pytest.fixture
def teacher(design: Design) -> FormState:
    return form_of(design, "angket-guru", jabatan="guru", usia=40, tugas="Guru Mapel", kode="G-07")


def teach(form: FormState, *subjects: tuple[str, int, str]) -> None:
    """Subjects with their hours, and whether they are those of the degree."""
    form.set_count("mengajar", len(subjects))
    for number, (subject, hours, own) in enumerate(subjects, 1):
        member = f"mengajar[{number}]"
        fill(
            form,
            {f"{member}/mapel_ajar": subject, f"{member}/jam": hours, f"{member}/sesuai": own},
        )


class TestTeachersQuestionnaire:
    def test_a_changed_mind_brings_hidden_answers_back(self, teacher: FormState) -> None:
        fill(teacher, {"status_sertifikat": "ya", "tahun_sertifikat": 2015})
        teacher.set("status_sertifikat", "tidak")
        assert not teacher.is_relevant("tahun_sertifikat")
        assert teacher.value("tahun_sertifikat") is None
        assert teacher.is_relevant("alasan_belum")
        teacher.set("status_sertifikat", "ya")
        assert teacher.value("tahun_sertifikat") == 2015
        assert not teacher.is_relevant("alasan_belum")

    @pytest.mark.parametrize("year", [2005, 2027])
    def test_a_certificate_cannot_be_of_another_time(self, teacher: FormState, year: int) -> None:
        teacher.set("status_sertifikat", "ya")
        with pytest.raises(Refused):
            teacher.set("tahun_sertifikat", year)

    def test_too_many_years_are_refused_and_an_early_start_is_doubted(
        self, teacher: FormState
    ) -> None:
        with pytest.raises(Refused):
            teacher.set("lama_mengajar", 46)
        teacher.set("lama_mengajar", 20)
        assert rules(teacher, "lama_mengajar") == [("constraint", True)]
        teacher.set("lama_mengajar", 19)
        assert rules(teacher, "lama_mengajar") == []

    def test_nothing_is_doubted_when_the_age_is_not_known(self, design: Design) -> None:
        form = form_of(design, "angket-guru", jabatan="guru")
        form.set("lama_mengajar", 44)
        assert rules(form, "lama_mengajar") == []

    def test_hours_of_the_certified(self, teacher: FormState) -> None:
        fill(teacher, {"status_sertifikat": "ya", "jam_total": 20})
        assert rules(teacher, "jam_total") == [("constraint", True)]
        assert teacher.is_relevant("pemenuhan_jam")
        with pytest.raises(Refused):
            teacher.set("pemenuhan_jam", ["belum", "tugas"])
        teacher.set("jam_total", 24)
        assert not teacher.is_relevant("pemenuhan_jam")
        fill(teacher, {"status_sertifikat": "tidak", "jam_total": 12})
        assert rules(teacher, "jam_total") == []

    def test_the_hours_of_all_subjects_add_up(self, teacher: FormState) -> None:
        teacher.set("jam_total", 24)
        teach(teacher, ("big", 18, "ya"), ("sbd", 4, "tidak"))
        assert rules(teacher, "mengajar") == [("constraint", True)]
        teacher.set("mengajar[2]/jam", 6)
        assert rules(teacher, "mengajar") == []

    def test_a_subject_listed_twice_is_doubted(self, teacher: FormState) -> None:
        teach(teacher, ("big", 18, "ya"), ("big", 6, "ya"))
        assert rules(teacher, "mengajar") == [("constraint", True)]
        teach(teacher, ("lain", 18, "ya"), ("lain", 6, "ya"))
        assert rules(teacher, "mengajar") == []

    def test_teaching_out_of_field(self, teacher: FormState) -> None:
        teach(teacher, ("big", 18, "ya"))
        assert (teacher.value("luar_bidang"), teacher.value("jam_luar_bidang")) == (0, 0)
        assert not teacher.is_relevant("alasan_luar_bidang")
        assert not teacher.is_relevant("kd_bidang")
        teach(teacher, ("big", 12, "ya"), ("sbd", 6, "tidak"), ("prk", 4, "tidak"))
        assert (teacher.value("luar_bidang"), teacher.value("jam_luar_bidang")) == (2, 10)
        assert teacher.is_relevant("alasan_luar_bidang")
        assert teacher.is_relevant("kd_bidang")

    def test_three_methods_are_ranked(self, teacher: FormState) -> None:
        for short in (["ceramah"], ["ceramah", "tanya", "ceramah"]):
            with pytest.raises(Refused):
                teacher.set("metode_urut", short)
        teacher.set("metode_urut", ["ceramah", "tanya", "lain"])
        assert teacher.is_relevant("metode_lain")

    def test_no_media_excludes_media(self, teacher: FormState) -> None:
        with pytest.raises(Refused):
            teacher.set("media_dipakai", ["tidak_ada", "lcd"])
        teacher.set("media_dipakai", ["tidak_ada"])
        assert teacher.value("media_dipakai") == ["tidak_ada"]

    def test_trainings_are_counted_and_unknown_lengths_left_out(self, teacher: FormState) -> None:
        teacher.set("ikut_pelatihan", "ya")
        teacher.set_count("pelatihan", 3)
        fill(teacher, {"pelatihan[1]/jp": 32, "pelatihan[2]/jp": 10})
        teacher.set_missing("pelatihan[3]/jp", Missing.DONT_KNOW)
        assert (teacher.value("jumlah_pelatihan"), teacher.value("jp_total")) == (3, 42)
        with pytest.raises(Refused):
            teacher.set("pelatihan[1]/tahun", 2022)
        teacher.set("pelatihan[1]/tahun", 2023)

    def test_only_agreed_obstacles_can_be_the_main_one(self, teacher: FormState) -> None:
        teacher.set("kd_dana", "s")
        assert not teacher.is_relevant("kendala_utama")
        assert teacher.value("kendala_utama_akhir") == "dana"
        assert teacher.is_relevant("kendala_cerita")
        fill(teacher, {"kd_waktu": "ss", "kd_tik": "ks"})
        assert teacher.is_relevant("kendala_utama")
        assert [choice.name for choice in teacher.choices("kendala_utama")] == ["dana", "waktu"]
        teacher.set("kendala_utama", "waktu")
        assert teacher.value("kendala_utama_akhir") == "waktu"
        with pytest.raises(Refused):
            teacher.set("kendala_utama", "tik")

    def test_a_missing_code_is_only_taken_where_it_is_offered(self, teacher: FormState) -> None:
        teacher.set_missing("sk01a", Missing.NOT_APPLICABLE)
        assert teacher.value("sk01a") is None
        with pytest.raises(Refused):
            teacher.set_missing("sk01a", Missing.REFUSED)

    def test_an_appointment_in_the_past_is_doubted(self, teacher: FormState) -> None:
        fill(teacher, {"bersedia_wawancara": "ya", "waktu_wawancara": "2026-05-03T10:00"})
        assert rules(teacher, "waktu_wawancara") == [("constraint", True)]
        teacher.set("waktu_wawancara", "2026-05-04T10:00")
        assert rules(teacher, "waktu_wawancara") == []

    def test_labels_pipe_what_is_known(self, teacher: FormState) -> None:
        assert "Guru Mapel" in teacher.label("data_benar")
        assert "G-07" in teacher.label("penutup")
        teacher.set_count("mengajar", 2)
        assert teacher.label("mengajar[2]/mapel_ajar") == "Mata pelajaran ke-2"


class TestStaffQuestionnaire:
    def test_help_given_is_asked_about(self, design: Design) -> None:
        form = form_of(design, "angket-pegawai", jabatan="pegawai")
        assert not form.is_relevant("bantu_berapa")
        form.set("bantu_guru", ["tidak_ada"])
        assert not form.is_relevant("bantu_berapa")
        form.set("bantu_guru", ["alat", "cetak"])
        assert form.is_relevant("bantu_berapa")
        assert form.is_relevant("bantu_cerita")

    @pytest.mark.parametrize(
        ("duty", "asked"), [("satpam", True), ("tu", True), ("operator", False), ("lain", False)]
    )
    def test_who_sees_students_leave(self, design: Design, duty: str, asked: bool) -> None:
        form = form_of(design, "angket-pegawai", jabatan="pegawai")
        form.set("bidang", duty)
        assert form.is_relevant("siswa_keluar") is asked


class TestLeadershipInterview:
    @pytest.mark.parametrize(
        ("post", "left_out"), [("wakil_kepala", HEAD_ONLY), ("kepala_sekolah", [])]
    )
    def test_deputies_are_asked_less(self, design: Design, post: str, left_out: list[str]) -> None:
        form = form_of(design, "pedoman-wawancara-kepala-sekolah", jabatan=post)
        asked = [step.number for step in form.steps() if step.number]
        everything = [f"WK{number:02}" for number in range(1, 15)]
        assert asked == [number for number in everything if number not in left_out]


class TestObservation:
    def lesson(self, design: Design, *activities: str, **roster: object) -> FormState:
        form = form_of(design, "lembar-observasi", instance=2, **roster)
        fill(form, {"siswa_daftar": 32, "siswa_hadir": 30})
        if activities:
            form.set_count("cuplikan", len(activities))
        for number, activity in enumerate(activities, 1):
            form.set(f"cuplikan[{number}]/kegiatan", activity)
        return form

    def test_marks_are_five_minutes_apart(self, design: Design) -> None:
        form = self.lesson(design, *["ceramah"] * 7)
        assert [form.value(f"cuplikan[{n}]/menit") for n in range(1, 8)] == [
            0,
            5,
            10,
            15,
            20,
            25,
            30,
        ]

    def test_shares_of_the_lesson(self, design: Design) -> None:
        form = self.lesson(
            design,
            "ceramah",
            "menulis",
            "tanya",
            "kelompok",
            "ceramah",
            "presentasi",
            "peralihan",
            "kosong",
        )
        assert form.value("porsi_ceramah") == pytest.approx(3 / 8)
        assert form.value("porsi_aktif") == pytest.approx(2 / 8)
        fill(form, {"cuplikan[1]/tidak_fokus": 2, "cuplikan[2]/tidak_fokus": 5})
        fill(form, {"cuplikan[3]/keluar": 1, "cuplikan[4]/keluar": 2})
        assert form.value("rata_tidak_fokus") == pytest.approx(3.5)
        assert form.value("total_keluar") == 3

    def test_no_more_students_than_there_are(self, design: Design) -> None:
        form = self.lesson(design, *["ceramah"] * 6)
        for path, value in {"siswa_hadir": 33, "cuplikan[1]/keluar": 31}.items():
            with pytest.raises(Refused):
                form.set(path, value)

    def test_number_and_match_with_the_degree_are_filled_in(self, design: Design) -> None:
        form = self.lesson(design, linier="tidak")
        assert form.value("ke") == 2
        assert form.value("sesuai_bidang") == "tidak"
        form.set("sesuai_bidang", "ya")
        assert rules(form, "sesuai_bidang") == [("constraint", True)]

    def test_times_of_the_lesson(self, design: Design) -> None:
        form = self.lesson(design)
        form.set("mulai", "07:30")
        with pytest.raises(Refused):
            form.set("selesai", "07:30")
        form.set("selesai", "07:50")
        assert rules(form, "selesai") == [("constraint", True)]
        for end in ("08:00", "09:30"):
            form.set("selesai", end)
            assert rules(form, "selesai") == []

    @pytest.mark.parametrize(("name", "usual"), [("VIII B", True), ("IX-C", True), ("8B", False)])
    def test_names_of_classes(self, design: Design, name: str, usual: bool) -> None:
        form = self.lesson(design)
        form.set("kelas", name)
        assert (rules(form, "kelas") == []) is usual

    def test_clear_scores_need_evidence_once_the_notes_are_written(self, design: Design) -> None:
        form = self.lesson(design)
        fill(form, {"ob_tujuan": "2", "ob_awal": "1", "ob_beda": "0"})
        assert form.is_relevant("ob_tujuan_bukti")
        assert not form.is_relevant("ob_awal_bukti")
        assert rules(form, "ob_tujuan") == []
        form.set("deskripsi", "Guru membuka pelajaran.")
        assert rules(form, "ob_tujuan") == [("constraint", True)]
        assert rules(form, "ob_awal") == []
        fill(form, {"ob_tujuan_bukti": "Tujuan ditulis.", "ob_beda_bukti": "Soal sama."})
        assert rules(form, "ob_tujuan") == rules(form, "ob_beda") == []

    def test_only_what_is_there_can_be_used(self, design: Design) -> None:
        form = self.lesson(design)
        form.set("media_ada", ["papan", "lcd"])
        assert [choice.name for choice in form.choices("media_pakai")] == ["papan", "lcd"]
        with pytest.raises(Refused):
            form.set("media_pakai", ["papan", "tv"])


class TestDocumentSheet:
    def test_a_document_of_the_school(self, design: Design) -> None:
        form = form_of(design, "lembar-dokumentasi", unit="D-04", unit_label="Rekap sertifikat")
        assert form.value("nama_dok") == "Rekap sertifikat"
        assert form.value("tanggal_lihat") == "2026-05-04"
        assert not form.is_relevant("dg_modul")
        form.set("keberadaan", "tidak")
        assert not form.is_relevant("isi")
        form.set("keberadaan", "sebagian")
        assert form.is_relevant("isi")
        form.set("klaim", ["c2"])
        assert form.is_required("arah")

    def test_documents_of_a_teacher(self, design: Design) -> None:
        form = form_of(design, "lembar-dokumentasi", unit="DG")
        assert not form.is_relevant("nama_dok")
        form.set("dg_modul", "tidak")
        assert not form.is_relevant("dg_modul_asal")
        form.set("dg_modul", "ada")
        assert form.is_relevant("dg_modul_asal")
