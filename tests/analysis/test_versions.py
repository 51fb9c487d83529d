"""Answers to several versions of a question: together where nothing changed, apart where people
were asked something else, together again by a decision with a reason."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from instrumen.analysis.frequencies import ItemTable, frequencies
from instrumen.analysis.scales import scales
from instrumen.cli.__main__ import cli
from instrumen.fieldwork.versions import VersionError, join, separate, waiting
from instrumen.language.changes import Effect
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.store.verifying import verify

ASKED_ANEW = ("Bersertifikat?, en: Certified?", "Sudah bersertifikat?, en: Certified yet?")


@pytest.fixture
def changed(field, tmp_path: Path) -> Callable[..., None]:
    """One teacher answers; then words of the questionnaire are changed, and another answers."""

    def change(*replacements: tuple[str, str]) -> None:
        field.answers("angket", field.person("G-01"), {"sertifikat": "ya", "m1": "ss", "m2": "s"})
        file = tmp_path / "questionnaires" / "angket.yaml"
        text = file.read_text(encoding="utf-8")
        for old, new in (*replacements, ('version: "1"', 'version: "2"')):
            assert old in text
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
        field.study.close()
        with open_study(tmp_path, actor="R1") as later:
            again = type(field)(later)
            again.answers("angket", again.person("G-02"), {"sertifikat": "tidak", "m1": "s"})

    return change


@contextmanager
def opened(folder: Path) -> Iterator[Study]:
    with open_study(folder, actor="R1") as study:
        yield study


def tables(study: Study, path: str) -> list[ItemTable]:
    return [table for table in frequencies(study, "angket") if table.path == path and table.rows]


def summed(study: Study, path: str) -> list[tuple[str, int]]:
    return [(table.version, table.rows) for table in tables(study, path)]


@pytest.mark.parametrize(
    "harmless",
    [
        ('name: sertifikat, number: "1"', 'name: sertifikat, number: "7"'),
        ("{id: Latar, en: Background}", "{id: Latar belakang, en: Background}"),
        ("- {name: buku,", "- {name: majalah, label: {id: Majalah, en: M}}\n    - {name: buku,"),
    ],
)
def test_what_is_safe_joins_by_itself(
    harmless: tuple[str, str], changed: Callable[..., None], tmp_path: Path
) -> None:
    changed(harmless)
    with opened(tmp_path) as study:
        assert waiting(study) == ()
        for path in ("sertifikat", "m1"):
            assert summed(study, path) == [("", 2)]


def test_other_words_are_counted_apart_the_other_questions_together(
    changed: Callable[..., None], tmp_path: Path
) -> None:
    changed(ASKED_ANEW)
    with opened(tmp_path) as study:
        assert summed(study, "sertifikat") == [("2", 1), ("1", 1)]
        new, old = tables(study, "sertifikat")
        assert [new.label("en"), old.label("en")] == ["Certified yet?", "Certified?"]
        assert summed(study, "m1") == [("", 2)]
        (apart,) = waiting(study)
        assert (apart.path, apart.effect, apart.answers) == ("sertifikat", Effect.WORDING, 1)


def test_a_decision_joins_them_and_can_be_taken_back(
    changed: Callable[..., None], tmp_path: Path
) -> None:
    changed(ASKED_ANEW)
    with opened(tmp_path) as study:
        assert len(join(study, "angket", "1", "Maknanya tetap")) == 1
        assert waiting(study) == ()
        (table,) = tables(study, "sertifikat")
        assert (table.version, table.rows, table.valid) == ("", 2, 2)
        assert {choice.name: choice.n for choice in table.choices} == {"ya": 1, "tidak": 1}
        kept = study.row("SELECT question, reason, actor FROM version_joins")
        assert kept == ("sertifikat", "Maknanya tetap", "R1")
        assert verify(study).problems == ()
    with opened(tmp_path) as study:
        assert separate(study, "angket", "sertifikat", "Keliru") == 1
        assert summed(study, "sertifikat") == [("2", 1), ("1", 1)]
        assert verify(study).problems == ()


def test_another_condition_score_or_stem_needs_a_decision_too(
    changed: Callable[..., None], tmp_path: Path
) -> None:
    changed(
        ("en: Strongly agree}, score: 4}", "en: Strongly agree}, score: 5}"),
        ("relevant: ${sertifikat} = 'ya'", "relevant: ${sertifikat} = 'tidak'"),
    )
    with opened(tmp_path) as study:
        assert {each.effect for each in waiting(study)} == {Effect.MAPPING}
        assert {"m1", "m2"} <= {each.path for each in waiting(study)}
        (scale,) = scales(study, "angket")
        assert len(scale.scores) + scale.too_few == 1  # those of the present version alone


def test_what_cannot_be_decided_is_refused_in_words(
    changed: Callable[..., None], tmp_path: Path
) -> None:
    changed(("type: select_one ya_tidak, label: {id: Bersertifikat?",
             "type: text, label: {id: Bersertifikat?"))  # fmt: skip
    with opened(tmp_path) as study:
        for question, reason, words in (
            ("sertifikat", "x", "cannot stand in one table"),
            ("sertifikat", "  ", "Say why"),
            ("m1", "x", "waits for a decision"),
            ("tiada", "x", "has no question tiada"),
        ):
            with pytest.raises(VersionError, match=words):
                join(study, "angket", question, reason)
        with pytest.raises(VersionError, match="There is no instrument"):
            join(study, "lain", "m1", "x")
        with pytest.raises(VersionError, match="were not joined"):
            separate(study, "angket", "m1", "x")


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner(env={"INSTRUMEN_LANG": "en"}).invoke(cli, [*arguments, "--study", str(folder)])
    return done.exit_code, done.output


def test_the_commands_say_what_waits_and_record_the_decision(
    changed: Callable[..., None], tmp_path: Path
) -> None:
    changed(ASKED_ANEW)
    assert "1 question is counted apart" in run(tmp_path, "status")[1]
    assert json.loads(run(tmp_path, "status", "--json")[1])["waiting"] == [
        {"instrument": "angket", "question": "sertifikat", "version": "1", "effect": "wording",
         "answers": 1}
    ]  # fmt: skip
    assert "angket sertifikat, version 1" in run(tmp_path, "diff")[1]
    joined = run(tmp_path, "join", "angket", "sertifikat", "--reason", "Maknanya tetap")
    assert joined == (0, "sertifikat: 1 answer to version 1 counted with version 2\n")
    assert "counted apart" not in run(tmp_path, "status")[1]
    again = run(tmp_path, "join", "angket", "sertifikat", "--undo", "--reason", "Keliru")
    assert again == (0, "sertifikat: versions counted apart\n")
    assert "counted apart" in run(tmp_path, "status")[1]
