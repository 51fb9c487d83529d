"""The texts of the demo study: every one can be used as it stands."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from instrumen.demo.texts import Plain, Table, items, read_plain, table, word
from instrumen.language import Design
from instrumen.language.model import Type

DEMO = Path(__file__).parents[2] / "demo"
CODED = ("interviews", "open_answers", "observations", "documents")
GUIDES = ("pedoman-wawancara-guru", "pedoman-wawancara-kepala-sekolah")


def read(name: str) -> Table:
    return read_plain(DEMO / f"{name}.yaml")


def coded(plain: Plain) -> Iterator[Table]:
    """Every mapping with a `text`, at any depth."""
    if isinstance(plain, dict):
        if "text" in plain:
            yield plain
        for below in plain.values():
            yield from coded(below)
    elif isinstance(plain, list):
        for below in plain:
            yield from coded(below)


@pytest.mark.parametrize("name", CODED)
def test_stretches_are_in_their_texts_and_codes_in_the_codebook(name: str, design: Design) -> None:
    codes = {code.name: code for code in design.codes}
    for passage in coded(read(name)):
        for mark in items(passage, "codes"):
            assert word(passage, "text").count(word(mark, "stretch")) == 1, mark
            code = codes[word(mark, "code")]
            assert word(mark, "attribute") in ("", *code.attributes), mark


@pytest.mark.parametrize("guide", GUIDES)
def test_every_question_of_a_guide_is_answered(guide: str, design: Design) -> None:
    answers = table(read("interviews"), guide)
    questions = design.instrument[guide].questions
    asked = {name for name, question in questions.items() if question.type is Type.OPEN}
    assert answers.keys() == asked
    for name, pool in answers.items():
        probes = {probe.name for probe in questions[name].probes}
        assert len(items(pool)) >= (6 if guide == GUIDES[0] else 2), name
        assert all(table(answer, "probes").keys() <= probes for answer in items(pool)), name


def test_nobody_says_what_somebody_else_says() -> None:
    said = Counter(word(passage, "text") for passage in coded(read("interviews")))
    assert [text for text, times in said.items() if times > 1] == []


def test_words_in_a_local_language_come_with_a_gloss() -> None:
    local = [passage for passage in coded(read("interviews")) if "language" in passage]
    assert len(local) >= 6
    assert all(word(passage, "gloss") for passage in local)


def test_open_answers_belong_to_text_questions(design: Design) -> None:
    for instrument, questions in read("open_answers").items():
        known = design.instrument[instrument].questions
        assert {known[path].type for path in table(questions)} == {Type.TEXT}


def test_observations_belong_to_text_questions(design: Design) -> None:
    known = design.instrument["lembar-observasi"].questions
    assert {known[path].type for path in read("observations")} == {Type.TEXT}


def test_documents(design: Design) -> None:
    found = read("documents")
    sheet = design.instrument["lembar-dokumentasi"]
    assert [*found, "DG"] == [unit.name for unit in sheet.units]
    assert Counter(word(body, "keberadaan") for body in found.values()) == {
        "ada": 17,
        "sebagian": 2,
        "tidak": 1,
        "tidak_lihat": 1,
    }
    repeats = {path.partition("/")[0] for path in sheet.questions if "/" in path}
    for body in found.values():
        assert table(body).keys() <= sheet.questions.keys() | repeats


def test_findings_stand_on_the_study(design: Design) -> None:
    found = read("findings")
    codes = {code.name for code in design.codes}
    claims = {claim.name: claim for claim in design.claims}
    assert {word(finding, "theme") for finding in items(found, "findings")} == {*design.theme}
    for finding in items(found, "findings"):
        assert {*items(finding, "codes"), *items(finding, "contrary_codes")} <= codes
        assert {*items(finding, "claims")} <= claims.keys()
        assert table(finding, "statement").keys() == {"id", "en"}
    assert table(found, "claims").keys() == claims.keys()
    for name, verdicts in table(found, "claims").items():
        sources = {source.technique for source in claims[name].sources}
        assert table(verdicts).keys() == sources | {"overall"}, name
