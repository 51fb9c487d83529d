"""The shipped study and its instruments: complete, bilingual, consistent with themselves."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from instrumen.language import Design, Instrument, read_design
from instrumen.language.model import Matrix, Question, Repeat, Type
from instrumen.language.text import Text

ROOT = Path(__file__).parents[2]
SCALE_RANGES = {
    "skala_pedagogik": (12, 3),
    "skala_diri": (4, 0),
    "skala_profesional": (10, 2),
    "skala_kompetensi": (26, 5),
    "skala_kendala": (6, 0),
    "skala_dukungan": (5, 0),
}


def test_it_loads_without_an_error_or_a_warning() -> None:
    design, problems = read_design(ROOT)
    assert design is not None
    assert [str(problem.what) for problem in problems] == []


def test_the_six_instruments_and_the_consent(design: Design) -> None:
    techniques = {instrument.id: instrument.technique for instrument in design.instruments}
    assert techniques == {
        "angket-guru": "A/G",
        "angket-pegawai": "A/P",
        "pedoman-wawancara-guru": "W/G",
        "pedoman-wawancara-kepala-sekolah": "W/KS",
        "lembar-observasi": "O",
        "lembar-dokumentasi": "D",
    }
    assert design.consent is not None
    assert [s.name for s in design.consent.scopes] == ["ikut", "rekam", "kutip", "hubungi", "arsip"]
    assert [s.name for s in design.consent.scopes if s.condition] == ["ikut"]
    assert len(design.consent.points) == 8
    assert len(design.consent.reasons) == 5


def test_every_text_is_in_both_languages(design: Design) -> None:
    lacking = {
        str(text.by_language)
        for text in texts(design)
        if text.by_language.keys() not in ({"id", "en"}, {""})
    }
    assert not lacking


def test_labels_of_questions_and_choices_are_translated(design: Design) -> None:
    """Not merely the same in every language: written for both."""
    for instrument in design.instruments:
        for path, question in instrument.questions.items():
            assert question.label.by_language.keys() == {"id", "en"}, path
        for known in instrument.choices.values():
            for choice in known.choices:
                assert choice.label.by_language.keys() == {"id", "en"}, choice.name


def test_the_teachers_questionnaire_has_fifty_numbers_in_order(design: Design) -> None:
    asked = numbers(design.instrument["angket-guru"])
    whole = list(dict.fromkeys(int(re.match(r"\d+", number)[0]) for number in asked))  # type: ignore[index]
    assert whole == list(range(1, 51))
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("instrument", "prefix", "count"),
    [("pedoman-wawancara-guru", "WG", 15), ("pedoman-wawancara-kepala-sekolah", "WK", 14)],
)
def test_guides(design: Design, instrument: str, prefix: str, count: int) -> None:
    guide = design.instrument[instrument].questions.values()
    asked = [question for question in guide if question.type is Type.OPEN]
    assert [q.number for q in asked] == [f"{prefix}{n:02}" for n in range(1, count + 1)]
    assert all(question.listen_for for question in asked)
    assert all(question.probes for question in asked if question.number != "WK14")
    notes = [question for question in guide if question.type is Type.TEXT]
    assert len(notes) == 5  # the interviewer's own


def test_matrices_and_repeats(design: Design) -> None:
    rows = {
        item.name: len(item.rows)
        for instrument in design.instruments
        for item in instrument.items
        if isinstance(item, Matrix)
    }
    assert rows == {
        "b_sk": 26,
        "e_kendala": 7,
        "f_dukungan": 5,
        "b_layanan": 9,
        "c_indikator": 20,
        "d_lingkungan": 5,
    }
    repeats = {
        (instrument.technique, item.name, item.least, item.most)
        for instrument in design.instruments
        for item in instrument.items
        if isinstance(item, Repeat)
    }
    assert repeats == {
        ("A/G", "mengajar", 1, 5),
        ("A/G", "pelatihan", 1, 15),
        ("A/P", "pelatihan", 1, 10),
        ("D", "angka", 0, 30),
        ("O", "cuplikan", 6, 24),
        ("O", "kutipan", 0, 20),
    }


def test_scales_and_their_reversed_rows(design: Design) -> None:
    instrument = design.instrument["angket-guru"]
    reverse = {path for path, question in instrument.questions.items() if question.reverse}
    assert reverse == {"sk02b", "sk04b", "sk05b", "sk10b", "sk11b"}
    found = {s.name: (len(s.rows), len(reverse & {*s.rows})) for s in instrument.scales}
    assert found == SCALE_RANGES
    for scale in instrument.scales:
        assert {instrument.questions[row].type for row in scale.rows} == {Type.LIKERT}


def test_documents(design: Design) -> None:
    units = design.instrument["lembar-dokumentasi"].units
    assert [unit.name for unit in units] == [*(f"D-{n:02}" for n in range(1, 22)), "DG"]
    assert all(unit.themes for unit in units)


def test_claims_and_the_questions_that_name_them_agree(design: Design) -> None:
    """A question says `claims: [c3]` exactly when claim C3 names it as a place."""
    for claim in design.claims:
        assert len({source.technique for source in claim.sources}) >= 2, claim.name
        for instrument in design.instruments:
            listed = {
                path
                for source in claim.sources
                if source.technique == instrument.technique
                for place in source.places
                for path in at(instrument, place)
            }
            marked = {p for p, q in instrument.questions.items() if claim.name in q.claims}
            assert marked == listed, (claim.name, instrument.id)
    assert [claim.name for claim in design.claims] == [f"c{n}" for n in range(1, 11)]


def test_the_document_sheet_offers_the_claims_of_the_study(design: Design) -> None:
    offered = design.instrument["lembar-dokumentasi"].choices["klaim"].choices
    for choice, claim in zip(offered, design.claims, strict=True):
        assert choice.name == claim.name
        for language in design.languages:
            expected = f"{claim.name.upper()} {claim.label(language)}".rstrip(".")
            assert choice.label(language) == expected


def test_choice_lists_shared_by_instruments_are_the_same_everywhere(design: Design) -> None:
    seen: dict[str, list[tuple[str, Mapping[str, str]]]] = {}
    for instrument in design.instruments:
        for name, known in instrument.choices.items():
            if name == "pendidikan":  # staff may also have left school earlier
                continue
            choices = [(choice.name, choice.label.by_language) for choice in known.choices]
            assert seen.setdefault(name, choices) == choices, (instrument.id, name)


def test_codebook(design: Design) -> None:
    codes = {code.name: code for code in design.codes}
    for number in range(1, 14):
        assert codes[f"k.sk{number:02}"].attributes == ("kuat", "lemah")
    assert {code.parent for code in design.codes} - {""} == {"u.a"}
    assert [code.name for code in design.codes if not code.exported] == ["x.diminta_rahasia"]
    assert {c.name for c in design.codes if not c.theme} == {n for n in codes if n.startswith("x.")}
    assert len(design.coding_rules) == 6


def test_bands_leave_no_gap(design: Design) -> None:
    for bands in (design.attainment, design.spread_words):
        bounds = [band.least for band in bands]
        assert bounds == sorted(bounds, reverse=True)
        assert bounds[-1] == 0


def test_the_roster_keeps_names_and_numbers_apart(design: Design) -> None:
    identity = {field.name for field in design.roster if field.identity}
    assert identity == {"nama", "nip", "nuptk", "kontak"}
    assert [field.name for field in design.roster if field.opt_in] == ["kontak"]
    headings = [heading.casefold() for field in design.roster for heading in field.headings]
    assert len(headings) == len(set(headings))
    never = {"nik", "no kk", "nama ibu kandung", "agama", "npwp", "email", "nomor rekening bank"}
    assert not never & set(headings)


def at(instrument: Instrument, place: str) -> Iterator[str]:
    """The questions a place of a claim means: one by name, or all of an indicator."""
    for path, question in instrument.questions.items():
        if place == question.name or place in question.indicators:
            yield path


def numbers(instrument: Instrument) -> list[str]:
    """The numbers paper prints, repeats included, in the order of the file."""
    found: list[str] = []
    for item in instrument.items:
        match item:
            case Question():
                found.append(item.number)
            case Matrix():
                found += [row.number for row in item.rows]
            case Repeat():
                found += [item.number, *(q.number for q in item.items if isinstance(q, Question))]
    return [number for number in found if number]


def texts(value: object) -> Iterator[Text]:
    """Every text anywhere below a dataclass."""
    if isinstance(value, Text):
        if value:
            yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for below in value.values():
            yield from texts(below)
    elif isinstance(value, tuple | list):
        for below in value:
            yield from texts(below)
