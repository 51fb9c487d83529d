"""Under every table of figures: why answers are missing, each of the six kinds by its name."""

from collections.abc import Callable

from word_reader import Docx
from word_school import add_person, target

from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.responses import begin
from instrumen.language.model import Missing
from instrumen.store.study import Study


def test_six_kinds_of_no_answer_have_six_names(study: Study, written: Callable[..., Docx]) -> None:
    for code, answers, stopped in (
        ("G-01", {"sertifikat": "ya", "tahun_sertifikat": Missing.DONT_KNOW}, ""),
        ("G-02", {"sertifikat": "tidak", "m1": Missing.NOT_APPLICABLE}, ""),
        ("G-03", {"sertifikat": Missing.REFUSED, "m1": "ss"}, ""),
        ("G-04", {"sertifikat": "ya"}, "tahun_sertifikat"),
        ("P-01", {"sertifikat": "ya", "tahun_sertifikat": 2015}, ""),
    ):
        add_person(study, code)
        filling = begin(study, target(study, "angket", code))
        for path, value in answers.items():
            if isinstance(value, Missing):
                assert filling.answer_missing(path, value).kept
            else:
                assert filling.answer(path, value).kept
        if stopped:
            filling.move_to(stopped)
        filling.finish(Disposition.PARTIAL if stopped else Disposition.COMPLETE)
    notes = "\n".join(written(parts={"questionnaires"}, language="en").paragraphs("Note"))
    for said in (
        "Missing: refused 1.",
        "Missing: don't know 1, skipped 1, not relevant 2.",
        "not applicable 1, skipped 2, not reached 1",
    ):
        assert said in notes
