"""Translations apart from the study file and the consent: the same as with translations in
place; names, codes and rules out of reach; what is missing listed."""

import re
import shutil
from pathlib import Path

import pytest

from instrumen.language import load_design
from instrumen.language.canonical import fingerprint
from instrumen.language.check import check_path
from instrumen.language.nodes import Mapping, Node, Scalar
from instrumen.language.reading.context import Context
from instrumen.language.sidecar import with_sidecars
from instrumen.language.study_texts import (
    consent_with_translations,
    each_text_of_consent,
    each_text_of_study,
    study_with_translations,
)
from instrumen.language.translations import text_paths
from instrumen.language.yaml_reader import read_source, read_yaml
from instrumen.store.opening import open_study
from instrumen.store.verifying import verify

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "tests" / "fieldwork" / "school"
IN_PLACE = re.compile(r"\{id: (\"[^\"]*\"|[^,{}\"]*), en: (\"[^\"]*\"|[^,{}\"]*)\}")

IN_LINES = re.compile(r"\n +id: (.*)\n +en: (.*)")


def tree(file: Path, *, beside: bool = False) -> Node:
    source, _ = read_source(file)
    assert source is not None
    root = read_yaml(with_sidecars(source, file).source if beside else source, file)[0]
    assert root is not None
    return root


def english_of(root: Node, each_text: object) -> dict[str, str]:
    found = {}
    for path, node in text_paths(root, each_text).items():
        english = node.get("en") if isinstance(node, Mapping) else None
        if isinstance(english, Scalar):
            found[path] = english.value
    return found


def set_apart(file: Path, each_text: object) -> int:
    """Put the English texts of a file into one beside it; how many there were."""
    words = english_of(tree(file), each_text)
    quoted = (f'"{path}": "{text}"\n' for path, text in words.items())
    file.with_name(f"{file.stem}.en.yaml").write_text("".join(quoted), "utf-8")
    text, inside = IN_PLACE.subn(r"\1", file.read_text("utf-8"))
    text, below = IN_LINES.subn(r" \1", text)
    assert "en:" not in text
    file.write_text(text, "utf-8")
    assert inside + below == len(words)
    return len(words)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INSTRUMEN_HOME", str(tmp_path / "home"))
    study = Path(shutil.copytree(SCHOOL, tmp_path / "study"))
    consent = study / "questionnaires" / "persetujuan.yaml"
    text = consent.read_text("utf-8")
    assert "languages:" not in text
    consent.write_text(text.replace("title:", "languages: [id, en]\ntitle:", 1), "utf-8")
    return study


def test_a_study_file_with_its_english_apart_says_the_same(folder: Path) -> None:
    file = folder / "study.yaml"
    before, design = tree(file), load_design(folder)
    assert set_apart(file, each_text_of_study) > 10
    now = study_with_translations(Context(file, ()), tree(file, beside=True))
    assert fingerprint(now) == fingerprint(before)
    again = load_design(folder)
    assert again.title == design.title
    assert [one.label for one in again.groups] == [one.label for one in design.groups]
    assert [one.values for one in again.roster] == [one.values for one in design.roster]
    assert again.facts == design.facts


def test_a_consent_with_its_english_apart_is_the_same_consent(folder: Path) -> None:
    (file,) = (folder / "questionnaires").glob("persetujuan.yaml")
    before = load_design(folder).consent
    assert before is not None
    set_apart(file, each_text_of_consent)
    now = load_design(folder).consent
    assert now is not None
    assert (now.hash, now.title, now.points) == (before.hash, before.title, before.points)
    root = read_yaml(now.source, file)[0]
    assert root is not None
    assert fingerprint(consent_with_translations(Context(file, ()), root)) == now.hash


def test_kept_texts_with_translations_beside_them_are_verified(folder: Path) -> None:
    set_apart(folder / "questionnaires" / "persetujuan.yaml", each_text_of_consent)
    extra = folder / "questionnaires" / "angket.zh.yaml"
    extra.write_text("title: 问卷\n", "utf-8")
    with open_study(folder) as study:
        assert verify(study).problems == ()


@pytest.mark.parametrize(
    ("file", "each_text"),
    [
        (ROOT / "study.yaml", each_text_of_study),
        (ROOT / "questionnaires" / "persetujuan.yaml", each_text_of_consent),
    ],
    ids=["study", "consent"],
)
def test_the_shipped_texts_all_have_paths(file: Path, each_text: object) -> None:
    """As many as the file has mappings with Indonesian and English."""
    source = file.read_text("utf-8")
    found = english_of(tree(file), each_text)
    assert len(found) == len(re.findall(r"(?:\{|^\s+(?:- )?)id: ", source, re.MULTILINE))


def said(folder: Path, words: str) -> list[tuple[str, int, str, str]]:
    (folder / "study.en.yaml").write_text(words, "utf-8")
    found = check_path(folder / "study.en.yaml")
    return [(each.file.name, each.mark.line, each.severity.value, str(each.what)) for each in found]


def test_codes_and_rules_are_out_of_reach(folder: Path) -> None:
    words = "sites/satu.label: School One\ngroups/guru.prefix: X\nroster/jabatan.name: x\n"
    found = [each for each in said(folder, words) if each[2] == "error"]
    assert found == [
        ("study.en.yaml", 2, "error", "there is no text “groups/guru.prefix”"),
        ("study.en.yaml", 3, "error", "there is no text “roster/jabatan.name”"),
    ]


def test_what_is_missing_is_listed_at_its_text(folder: Path) -> None:
    file = folder / "study.yaml"
    set_apart(file, each_text_of_study)
    kept = (folder / "study.en.yaml").read_text("utf-8").splitlines(keepends=True)
    left_out = [line for line in kept if "groups/guru.label" not in line]
    assert said(folder, "".join(kept)) == []
    ((name, line, severity, what),) = said(folder, "".join(left_out))
    assert (name, severity, what) == ("study.yaml", "warning", "this text is missing in: en")
    assert "{name: guru," in file.read_text("utf-8").splitlines()[line - 1]


def test_what_is_translated_twice_is_refused(folder: Path) -> None:
    ((name, line, severity, what),) = said(folder, "title: Another\n")
    assert (name, line, severity) == ("study.en.yaml", 1, "error")
    assert "already" in what
