"""Every sentence the program says has an Indonesian translation, and no other is kept."""

from pathlib import Path

import pytest
from scripts import messages

from instrumen.messages import catalog, msg


def test_every_sentence_is_a_literal():
    unclear = [sentence.place for sentence in messages.sentences() if not sentence.literal]
    assert unclear == []


def test_code_and_translations_agree():
    assert list(messages.faults(messages.sentences(), messages.translations())) == []


def test_compiled_catalogues_are_current():
    assert messages.stale() == ()


def test_something_is_translated():
    assert len(messages.translations()) > 20


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty source tree with an empty folder of translations."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    (tmp_path / "id").mkdir()
    return tmp_path


def faults_of(code: Path, python: str, po: str) -> list[str]:
    (code / "a.py").write_text(python, encoding="utf-8")
    (code / "id" / "a.po").write_text(po, encoding="utf-8")
    said = messages.sentences(code)
    return list(messages.faults(said, messages.translations(code / "id")))


def test_a_sentence_without_translation_is_named_with_its_place(code: Path):
    assert faults_of(code, 'msg("Hello {name}")', "") == ["a.py:1: not translated: 'Hello {name}'"]


def test_other_places_are_a_fault(code: Path):
    wrong = faults_of(code, 'c.t("Hello {name}")', 'msgid "Hello {name}"\nmsgstr "Halo {nama}"\n')
    assert len(wrong) == 1
    assert "places" in wrong[0]


def test_an_entry_nobody_says_is_a_fault(code: Path):
    wrong = faults_of(code, "", 'msgid "Hello"\nmsgstr "Halo"\n')
    assert len(wrong) == 1
    assert "nobody" in wrong[0]


def test_an_empty_translation_is_a_fault(code: Path):
    assert len(faults_of(code, 'msg("Hello")', 'msgid "Hello"\nmsgstr ""\n')) == 1


def test_two_forms_of_a_plural_are_one_entry(code: Path):
    po = 'msgid "{n} answer"\nmsgid_plural "{n} answers"\nmsgstr[0] "{n} jawaban"\n'
    assert faults_of(code, 'c.plural("{n} answer", "{n} answers", 2)', po) == []


def test_a_variable_instead_of_a_sentence_is_found(code: Path):
    (code / "a.py").write_text("msg(sentence)", encoding="utf-8")
    assert [found.literal for found in messages.sentences(code)] == [False]


def test_compiling_is_the_same_each_time_and_readable(code: Path):
    po = code / "id" / "a.po"
    po.write_text('msgid "Hello {name}"\nmsgstr "Halo {name}"\n', encoding="utf-8")
    assert messages.stale(code / "id") == (po,)
    po.with_suffix(".mo").write_bytes(messages.compiled(po))
    assert messages.stale(code / "id") == ()


def test_an_unknown_language_speaks_english():
    assert catalog("xx").say(msg("{n} of {all}", n=1, all=2)) == "1 of 2"
