"""Translations apart from the texts: the same instrument as with translations in place, names and
codes out of reach, what is missing listed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instrumen.language import load_design, load_instrument, read_instrument, read_instrument_text
from instrumen.language.check import check_path
from instrumen.language.translations import text_paths
from instrumen.language.yaml_reader import read_source, read_yaml

ROOT = Path(__file__).parents[2]

FILE = """\
instrument: bahasa
kind: questionnaire
version: "1"
languages: [id]
title: Angket
choices:
  ya_tidak:
    - {name: ya, label: Ya, score: 1}
    - {name: tidak, label: Tidak, score: 0}
scales:
  - {name: skala, label: Skala, rows: [s1]}
sections:
  - name: a
    title: Bagian
    questions:
      - {name: umur, type: integer, label: Umur, hint: Dalam tahun, required: yes,
         constraints: [{constraint: . > 0, message: Lebih dari 0}]}
      - {name: lagi, type: text, label: "Umur ${umur}, lalu?"}
      - {name: m, type: likert ya_tidak, label: Setuju?, rows: [{name: s1, label: Satu}]}
      - name: anak
        type: repeat
        label: Anak
        questions: [{name: nama, type: text, label: Nama}]
      - {name: g, type: group, label: Grup, questions: [{name: isi, type: note, label: Isi}]}
"""

WORDS = {
    "title": "Questionnaire",
    "choices/ya_tidak/ya.label": "Yes",
    "choices/ya_tidak/tidak.label": "No",
    "scales/skala.label": "Scale",
    "sections/a.title": "Part",
    "umur.label": "Age",
    "umur.hint": "In years",
    "umur.constraints/1.message": "More than 0",
    "lagi.label": "Age ${umur}, what next?",
    "m.label": "Agree?",
    "s1.label": "One",
    "anak.label": "Children",
    "anak/nama.label": "Name",
    "g.label": "Group",
    "isi.label": "Content",
}


def lines(words: dict[str, str]) -> str:
    return "".join(f'"{path}": "{text}"\n' for path, text in words.items())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "bahasa.yaml"
    made.write_text(FILE, "utf-8")
    return made


def beside(file: Path, words: str) -> list[tuple[str, int, str]]:
    """What is said with these translations beside the file: file, line, sentence."""
    file.with_name("bahasa.en.yaml").write_text(words, "utf-8")
    problems = read_instrument(file)[1]
    return [(each.file.name, each.mark.line, str(each.what)) for each in problems]


def test_every_text_has_a_path(file: Path):
    root = read_yaml(FILE, file)[0]
    assert root is not None
    assert list(text_paths(root)) == list(WORDS)


def test_all_translated_is_the_instrument_with_translations_in_place(file: Path):
    assert beside(file, lines(WORDS)) == []
    apart = load_instrument(file)
    text = FILE.replace("languages: [id]", "languages: [id, en]")
    root = read_yaml(FILE, file)[0]
    assert root is not None
    for path, node in text_paths(root).items():
        key = path.rpartition(".")[2]
        said = getattr(node, "value")  # noqa: B009
        for written in (f"{key}: {said}", f'{key}: "{said}"'):
            text = text.replace(written, f'{key}: {{id: "{said}", en: "{WORDS[path]}"}}', 1)
    inside, problems = read_instrument_text(text, file)
    assert problems == ()
    assert inside is not None
    assert apart.hash == inside.hash
    assert apart.languages == ("id", "en")
    assert apart.questions["anak/nama"].label("en") == "Name"
    assert apart.questions["anak/nama"].label("id") == "Nama"


def test_the_kept_source_has_the_translations_in_it(file: Path):
    beside(file, lines(WORDS))
    apart = load_instrument(file)
    file.with_name("bahasa.en.yaml").unlink()
    again, problems = read_instrument_text(apart.source, Path("elsewhere.yaml"))
    assert problems == ()
    assert again is not None
    assert again.hash == apart.hash
    assert again.title("en") == "Questionnaire"


def test_what_is_missing_is_listed_at_its_text(file: Path):
    less = {path: words for path, words in WORDS.items() if path not in ("umur.hint", "g.label")}
    beside(file, lines(less))
    instrument, problems = read_instrument(file)
    assert [(each.file.name, each.mark.line, str(each.todo)) for each in problems] == [
        ("bahasa.yaml", 16, "Add “umur.hint: …” to the translations."),
        ("bahasa.yaml", 24, "Add “g.label: …” to the translations."),
    ]
    assert instrument is not None
    assert instrument.questions["umur"].hint("en") == "Dalam tahun"


@pytest.mark.parametrize(
    ("words", "line", "said"),
    [
        ('umr.label: "x"', 1, "there is no text “umr.label”"),
        ("# kosong\numur.name: x", 2, "there is no text “umur.name”"),
        ("choices/ya_tidak/ya.name: x", 1, "there is no text “choices/ya_tidak/ya.name”"),
        ("umur.label: [x]", 1, "the translation of “umur.label” must be one text"),
        ("umur.label: ${umr}", 1, "“umr” is no question of this file"),
        ("lagi.label: Next?", 1, "this translation leaves out ${umur}"),
        ("- x", 1, "translations are written line by line"),
        ("umur.label: x\numur.label: y", 2, "“umur.label” is here twice"),
    ],
)
def test_a_mistake_is_said_where_it_stands(file: Path, words: str, line: int, said: str):
    found = [one for one in beside(file, words) if one[0] == "bahasa.en.yaml"]
    assert (found[0][1], found[0][2]) == (line, said) or said in found[0][2], found


def test_a_text_that_is_translated_already_is_not_overwritten(file: Path):
    file.write_text(FILE.replace("label: Umur,", "label: {id: Umur, en: Age},", 1), "utf-8")
    file.write_text(file.read_text("utf-8").replace("[id]", "[id, en]"), "utf-8")
    found = beside(file, "umur.label: Old\n")
    assert ("bahasa.en.yaml", 1, "“umur.label” has a text in “en” already") in found


def test_a_file_that_does_not_say_its_language(file: Path):
    file.write_text(FILE.replace("languages: [id]\n", ""), "utf-8")
    found = beside(file, lines(WORDS))
    assert [said for _, _, said in found] == [
        "translations need to know the language they start from"
    ]


def test_translations_in_the_file_itself(file: Path):
    rows = "".join(f"    {line}\n" for line in lines(WORDS).splitlines())
    inside, problems = read_instrument_text(f"{FILE}translations:\n  en:\n{rows}", file)
    assert problems == ()
    beside(file, lines(WORDS))
    assert inside is not None
    assert inside.hash == load_instrument(file).hash


def test_check_takes_them_for_what_they_are(file: Path):
    beside(file, "umr.label: x\n")
    sidecar = file.with_name("bahasa.en.yaml")
    found = [problem for problem in check_path(sidecar) if problem.file == sidecar]
    assert [problem.rule for problem in found] == ["translation"]
    assert {problem.file.name for problem in check_path(file.parent)} == {
        "bahasa.yaml", "bahasa.en.yaml",
    }  # fmt: skip


def test_a_study_reads_them(small: Path, angket: Path):
    text = angket.read_text("utf-8")
    angket.write_text(
        text.replace("{id: Berapa kali?, en: How often?}", "{id: Berapa kali?}"), "utf-8"
    )
    angket.with_name("angket.en.yaml").write_text("berapa.label: How many times?\n", "utf-8")
    instrument = load_design(small).instrument["angket"]
    assert instrument.questions["berapa"].label("en") == "How many times?"


@pytest.mark.parametrize("name", ["angket-guru", "lembar-observasi", "pedoman-wawancara-guru"])
def test_the_shipped_texts_all_have_paths(name: str):
    """As many as the file has mappings with Indonesian and English."""
    file = ROOT / "questionnaires" / f"{name}.yaml"
    source, _ = read_source(file)
    assert source is not None
    root = read_yaml(source, file)[0]
    assert root is not None
    assert len(text_paths(root)) == source.count("{id: ") + source.count("  id: ")


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(list(WORDS)), st.text(min_size=1, max_size=20)))
def test_any_words_are_kept_as_they_are(tmp_path_factory: pytest.TempPathFactory, words):
    """What a YAML file can hold comes through unchanged, whatever signs it has."""
    import json

    folder = tmp_path_factory.mktemp("t")
    file = folder / "bahasa.yaml"
    file.write_text(FILE, "utf-8")
    sidecar = "".join(f"{json.dumps(path)}: {json.dumps(text)}\n" for path, text in words.items())
    file.with_name("bahasa.en.yaml").write_text(sidecar + "# akhir\n", "utf-8")
    instrument, problems = read_instrument(file)
    if instrument is None:
        assert any(str(problem.severity) == "error" for problem in problems)
        return
    for path, text in words.items():
        if path.endswith(".label") and path.split(".")[0] in instrument.questions:
            assert instrument.questions[path.split(".")[0]].label("en") == text
