"""Versions of an instrument that are kept in the study open for ever, however strict the program
has become since."""

from pathlib import Path

import pytest

from instrumen.fieldwork.instrument_changes import changes_since
from instrumen.fieldwork.population import add_respondent
from instrumen.fieldwork.responses import form_of, response, resume
from instrumen.fieldwork.versions import waiting
from instrumen.language import read_instrument_text, read_kept_text
from instrumen.language.canonical import fingerprint
from instrumen.language.problems import Severity
from instrumen.language.yaml_reader import read_yaml
from instrumen.store.events import Act
from instrumen.store.faults import StoreError
from instrumen.store.instruments import instrument_of
from instrumen.store.study import Study
from instrumen.store.verifying import verify


def kept(study: Study, *changes: tuple[str, str]) -> str:
    """Keep the questionnaire with other words, as a program without these checks would have;
    its hash."""
    file = study.folder / "questionnaires" / "angket.yaml"
    source = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    root, _problems = read_yaml(source, Path("angket.yaml"))
    assert root is not None
    digest = fingerprint(root)
    study.keep_text("instrument", "angket", "0", digest, source)
    return digest


# What each of them breaks is refused when an instrument is opened today.
STRICTER = {
    "a choice there is none of": ("${sertifikat} = 'ya'", "${sertifikat} = 'sudah'"),
    "a name with a sign": ("name: lama\n", "name: lama-kerja\n"),
    "a name that stands twice": ("name: s2,", "name: s1,"),
    "a key nobody knows": ("number: 2a", "nomor: 2a"),
    "a calculation that needs itself": ('"sum(${jam})"', '"sum(${jam}) + ${jam_semua}"'),
}


@pytest.mark.parametrize("change", STRICTER.values(), ids=STRICTER)
def test_what_is_refused_today_opens_when_it_was_kept(
    study: Study, change: tuple[str, str]
) -> None:
    digest = kept(study, change)
    source = study.row("SELECT source FROM texts WHERE hash=?", (digest,))
    assert source is not None
    assert read_instrument_text(str(source[0]), Path("angket.yaml"))[0] is None
    person = add_respondent(study, "satu", {"jabatan": "guru"}, {"nama": "Melati Contoh"})
    begun = {
        "instrument": "angket", "subject_kind": "respondent", "subject": person.code,
        "site": "satu", "unit": "", "round": 1, "instance": 1, "mode": "read_out",
        "respondents": [person.code],
    }  # fmt: skip
    study.record(
        Act("response.begun", "r-old", "", {**begun}, digest),
        Act("answer.set", "r-old", "cerita", "Dahulu"),
        Act("answer.set", "r-old", "sertifikat", "ya"),
    )
    form = form_of(study, response(study, "r-old"))
    assert form.value("cerita") == "Dahulu"
    assert any(step.path == "cerita" for step in form.steps())
    assert [one.responses for one in changes_since(study)] == [1]
    waiting(study)
    filling = resume(study, "r-old")
    assert filling.answer("cerita", "Kini").kept
    filling.finish()
    assert verify(study).problems == ()


def test_what_was_found_then_are_warnings() -> None:
    text = Path(__file__).parents[1] / "fieldwork/school/questionnaires/angket.yaml"
    source = text.read_text(encoding="utf-8")
    broken = source.replace("${sertifikat} = 'ya'", "${sertifikat} = 'sudah'")
    instrument, problems = read_kept_text(broken, Path("angket.yaml"))
    assert instrument is not None
    assert "unknown-choice" in {problem.rule for problem in problems}
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert (
        read_kept_text(source, Path("x.yaml"))[0] == read_instrument_text(source, Path("x.yaml"))[0]
    )


@pytest.mark.parametrize(
    "change",
    [
        ("relevant: ${sertifikat} = 'ya'", "relevant: ${sertifikat} = ("),
        ('"sum(${jam})"', '"jumlahkan(${jam})"'),
        ("type: likert setuju", "type: skala setuju"),
    ],
)
def test_what_cannot_be_built_is_said_in_a_sentence(study: Study, change: tuple[str, str]) -> None:
    with pytest.raises(StoreError) as told:
        instrument_of(study, kept(study, change))
    assert "angket.yaml" in str(told.value.message)
