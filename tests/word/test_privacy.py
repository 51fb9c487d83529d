"""Codes instead of names, and only words that may be shown."""

from collections.abc import Callable

import pytest
from word_reader import Docx
from word_school import AGAINST, NAMES, SECRET, add_person, interview, populate

from instrumen.export.word import export_word
from instrumen.export.word.privacy import mask_for
from instrumen.fieldwork.consent import withdraw
from instrumen.store.study import Study

Export = Callable[..., Docx]


def mask(*identities: dict[str, str], exempt: tuple[str, ...] = ()):
    return mask_for(identities, exempt, name_mark="[nama]", number_mark="[nomor]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kata Anggrek Rekaan kemarin", "kata [nama] kemarin"),
        ("ANGGREK  REKAAN, S.Pd. bilang", "[nama]. bilang"),
        ("Bu Anggrek-Rekaan", "Bu [nama]"),
        ("anggrek saja", "anggrek saja"),
        ("XAnggrek Rekaan", "XAnggrek Rekaan"),
        ("NIP 19800101 200501 1 001.", "NIP [nomor]."),
        ("198001012005011001", "[nomor]"),
        ("1980010120050110012", "1980010120050110012"),
        ("tahun 2026", "tahun 2026"),
    ],
)
def test_names_and_numbers_are_masked_however_they_are_written(text: str, shown: str) -> None:
    cover = mask({"nama": "Dra. Anggrek Rekaan, S.Pd.", "nip": "198001012005011001"})
    assert cover(text) == shown
    assert cover.masked == (text != shown)


def test_the_researcher_s_own_name_stays() -> None:
    assert mask({"nama": "Rina Contoh"}, exempt=("Rina Contoh",))("Rina Contoh") == "Rina Contoh"


def test_no_name_of_a_respondent_stands_in_any_part(study: Study, written: Export) -> None:
    populate(study)
    made = written()
    for name in NAMES.values():
        bare = name.partition(",")[0].removeprefix("Dra. ")
        assert bare.casefold() not in made.everything.casefold()
    assert "seperti kata [nama]" in made.text


def test_names_are_shown_on_request_and_said_so(study: Study, written: Export) -> None:
    populate(study)
    made = written(names=True)
    assert all(name in made.text for name in NAMES.values())
    assert "Salinan ini memuat nama" in made.text


def test_words_are_quoted_only_where_the_consent_covers_it(study: Study) -> None:
    populate(study)
    report = export_word(study)
    assert report.path is not None
    text = Docx(report.path).text
    assert "tidak ada sama sekali" not in text
    assert SECRET not in text
    assert "Kalau ditanya, [tidak dimuat]." in text
    told = {(str(entry.what), str(entry.why)): entry.count for entry in report.left_out}
    assert told["quotations", "no consent to quote"] == 1
    assert told["turns of transcripts", "no consent to quote"] == 2
    assert told["names and numbers of respondents in texts", "masked"] >= 1
    assert "kutipan, tanpa persetujuan kutip: 1" in text


def test_a_turn_off_the_record_keeps_its_number_and_loses_its_words(
    study: Study, written: Export
) -> None:
    add_person(study, "G-01")
    talk, turns = interview(study, "G-01", "Yang ini boleh", "Yang ini rahasia")
    talk.mark(turns[1].id, off_record=True)
    made = written()
    assert "Yang ini rahasia" not in made.everything
    assert any(line.startswith("4\tG-01\t[tidak dimuat:") for line in made.paragraphs("Turn"))


def test_who_withdraws_is_no_longer_quoted(study: Study, written: Export) -> None:
    populate(study)
    assert AGAINST in written().text
    withdraw(study, "G-02", ["kutip"], by="R1", reach="quotations")
    made = written()
    assert AGAINST not in made.everything
    assert "Transkrip ini tidak dimuat" in made.text
