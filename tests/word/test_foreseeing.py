"""What a document would leave out is known before it is written; the file leaves out just that."""

from pathlib import Path

import pytest
from word_reader import Docx
from word_school import add_person, interview, populate

from instrumen.export.word import ALL, ExportError, LeftOut, export_word, would_leave_out
from instrumen.fieldwork.consent import withdraw
from instrumen.store.opening import open_study
from instrumen.store.study import Study

OPTIONS: tuple[dict[str, object], ...] = (
    {},
    {"names": True},
    {"language": "en"},
    {"parts": ("findings",)},
    {"parts": ("findings", "answers")},
    {"parts": ("transcripts", "documents"), "names": True},
    {"parts": ALL - {"transcripts"}},
    {"parts": ("method", "codebook")},
)
NO_CONSENT = ("turns of transcripts", "no consent to quote")
MASKED = ("names and numbers of respondents in texts", "masked")


def counted(left_out: tuple[LeftOut, ...]) -> dict[tuple[str, str], int]:
    """The counts by what and why, in English."""
    return {(entry.what.text, entry.why.text): entry.count for entry in left_out}


def made(study: Study, **options: object) -> tuple[Docx, dict[tuple[str, str], int]]:
    """The document, and what its report counts."""
    report = export_word(study, **options)  # type: ignore[arg-type]
    assert report.path is not None
    return Docx(report.path), counted(report.left_out)


@pytest.mark.parametrize("options", [{}, {"parts": ("findings",)}, {"names": True}])
def test_the_same_is_told_before_as_after(demo_study: Path, options: dict[str, object]) -> None:
    with open_study(demo_study, actor="R1") as study:
        before = sorted(study.folder.rglob("*.docx"))
        foreseen = would_leave_out(study, **options)  # type: ignore[arg-type]
        assert foreseen
        assert sorted(study.folder.rglob("*.docx")) == before
        assert export_word(study, **options).left_out == foreseen  # type: ignore[arg-type]


@pytest.mark.parametrize("options", OPTIONS)
def test_the_file_says_what_was_foreseen(study: Study, options: dict[str, object]) -> None:
    populate(study)
    foreseen = would_leave_out(study, **options)  # type: ignore[arg-type]
    document, told = made(study, **options)
    assert told == counted(foreseen)
    headline = {"id": "Tidak dimuat", "en": "Left out"}[str(options.get("language", "id"))]
    said = [line for line in document.paragraphs("ListBullet") if line.startswith("•")]
    assert len(said) == len(foreseen)
    assert (headline in document.text) == bool(foreseen)


def test_as_many_notes_are_blanked_as_were_foreseen(demo_study: Path) -> None:
    with open_study(demo_study, actor="R1") as study:
        sheets, told = made(study, parts=("observations", "documents"))
        notes = sum(n for (what, _why), n in told.items() if what == "notes on sheets")
        assert 0 < notes == sheets.text.count("[tidak dimuat: ")


def test_turns_of_a_whole_transcript_and_single_ones_add_up(study: Study) -> None:
    for code, quotable in (("G-01", True), ("G-02", True), ("G-03", False)):
        add_person(study, code, quotable=quotable)
        talk, turns = interview(study, code, "Yang pertama", "Yang kedua")
        if code == "G-01":
            talk.mark(turns[0].id, off_record=True)
    withdraw(study, "G-02", ["kutip"], by="R1", reach="quotations")
    document, told = made(study, parts=("transcripts",))
    assert told == {("turns of transcripts", "off the record"): 1, NO_CONSENT: 8}
    assert document.text.count("[tidak dimuat: ") == 1
    assert document.text.count("[Transkrip ini tidak dimuat: ") == 2


def test_names_are_counted_by_the_passages_they_are_masked_in(study: Study) -> None:
    populate(study)
    document, told = made(study, parts=("transcripts",))
    assert told[MASKED] == 1 == sum("[nama]" in line for line in document.paragraphs("Turn"))
    _, told = made(study, parts=("transcripts",), names=True)
    assert MASKED not in told


def test_one_may_stop_and_is_told_of_unknown_parts(demo_study: Path) -> None:
    with open_study(demo_study, actor="R1") as study:
        assert would_leave_out(study, cancelled=lambda: True) == ()
        with pytest.raises(ExportError):
            would_leave_out(study, parts=("pendahuluan",))
