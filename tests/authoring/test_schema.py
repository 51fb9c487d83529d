"""The JSON Schemas: what the reader takes they take, what it refuses by form they refuse."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from instrumen.cli.schema import command
from instrumen.language import read_instrument_text
from instrumen.language.json_schema import FILES, json_schema
from instrumen.language.reading.questions import TYPES
from instrumen.language.study_file import instrument_files

ROOT = Path(__file__).parents[2]
SHIPPED = [ROOT / "study.yaml", *instrument_files(ROOT)]


def wrong(kind: str, data: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(json_schema(kind)).iter_errors(data)]


def parsed(text: str) -> Any:
    """As an editor reads it; libyaml, as the program."""
    return yaml.load(text, yaml.CSafeLoader)


def loaded(file: Path) -> Any:
    return parsed(file.read_text("utf-8"))


@pytest.mark.parametrize("kind", FILES)
def test_it_is_a_schema_of_the_draft_it_names(kind: str):
    schema = json_schema(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("kind", FILES)
def test_no_key_is_without_a_kind_of_value(kind: str):
    schema = json_schema(kind)
    parts = [schema, *schema["$defs"].values()]
    bare = [key for part in parts for key, value in part.get("properties", {}).items() if not value]
    assert bare == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_shipped_files_are_right(file: Path):
    data = loaded(file)
    kind = next(kind for kind in FILES if kind in data)
    assert wrong(kind, data) == []


def test_small_files_are_right(small: Path, angket: Path):
    assert wrong("study", loaded(small / "study.yaml")) == []
    assert wrong("instrument", loaded(angket)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: questionnaire", "kind: questionaire"),
        ('version: "1"\n', ""),
        ("title: {id: Angket, en: Questionnaire}", "titel: Angket"),
        ("type: select_one ya_tidak", "type: select_one"),
        ("type: integer\n", "type: intger\n"),
        ("missing: [dk, rf]", "missing: [dd]"),
        ("        max: 3\n", "        max: tiga\n"),
        ("- name: berapa", "- name: 2kali"),
        ("calculation:", "kalkulasi:"),
        ("        required: yes\n", "        required: yes\n        top: 2\n"),
        ("label: {id: Isi, en: Content}", "labels: Isi"),
    ],
)
def test_what_the_reader_refuses_by_its_form_is_refused(angket: Path, old: str, new: str):
    text = angket.read_text("utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    assert read_instrument_text(broken, angket)[0] is None
    assert wrong("instrument", parsed(broken)) != []


def test_every_type_of_question_has_its_keys(angket: Path):
    """A question of any type with the keys all have is right for both; so is one with a key of
    another type wrong for both."""
    for type_ in TYPES:
        data = loaded(angket) | ({"kind": "interview"} if type_ == "open" else {})
        listed = " kota" if type_ in ("select_one", "select_multiple", "rank", "likert") else ""
        question: dict[str, Any] = {"name": "x", "type": type_ + listed, "label": "X"}
        question |= {"questions": []} if type_ in ("group", "repeat") else {}
        question |= {"calculation": "1"} if type_ == "calculate" else {}
        question |= {"start": 1, "end": 5} if type_ == "range" else {}
        data["sections"][0]["questions"].append(question)
        assert wrong("instrument", data) == [], type_
        assert read(data, angket) == [], type_
        question["precision" if type_ != "date" else "top"] = "2"
        assert wrong("instrument", data) != [], type_
        assert read(data, angket) != [], type_


def test_what_is_required_the_reader_requires_too(angket: Path):
    schema, data = json_schema("instrument"), loaded(angket)
    for key in schema["required"]:
        less = copy.deepcopy(data)
        del less[key]
        assert any(f"no “{key}”" in said or "consent" in said for said in read(less, angket)), key


def test_the_command_prints_or_writes(tmp_path: Path):
    printed = CliRunner().invoke(command, ["study"]).output
    assert json.loads(printed) == json_schema("study")
    file = tmp_path / "instrument.schema.json"
    CliRunner().invoke(command, ["-o", str(file)])
    assert json.loads(file.read_text("utf-8")) == json_schema("instrument")
    choice = next(p for p in command.params if p.name == "file")
    assert tuple(choice.type.choices) == FILES  # type: ignore[attr-defined]


def read(data: Any, file: Path) -> list[str]:
    """What the reader says of the same data, errors only."""
    problems = read_instrument_text(yaml.safe_dump(data, allow_unicode=True), file)[1]
    return [str(problem.what) for problem in problems if problem.severity == "error"]
