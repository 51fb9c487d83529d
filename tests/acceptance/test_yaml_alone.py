"""Another school, another theme, another question, another format: YAML alone changes screens
and Word."""

from pathlib import Path

import pytest
from word_reader import Docx, W

from instrumen.export.word import export_word
from instrumen.fieldwork.responses import begin
from instrumen.fieldwork.targets import targets
from instrumen.store.opening import open_study

QUESTION = """\
      - name: jarak_rumah
        number: "10a"
        type: integer
        label: {id: "Berapa kilometer dari rumah?", en: "How many kilometres from home?"}
        constraint: . >= 0 and . <= 200

"""


def rewrite(file: Path, *changes: tuple[str, str]) -> None:
    """Replace texts in a YAML file, as somebody does in an editor; each must be there."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def words(folder: Path, language: str = "id") -> Docx:
    """The study's document, written anew."""
    with open_study(folder, actor="R1", installation="test") as study:
        report = export_word(study, folder / "exports" / "baru.docx", language=language)
    assert report.path is not None
    return Docx(report.path)


def test_another_school(demo_study: Path) -> None:
    rewrite(demo_study / "study.yaml", ("label: SMP Contoh", "label: Madrasah Rekaan Utara"))
    document = words(demo_study)
    assert "Madrasah Rekaan Utara, Kota Contoh" in document.text.splitlines()[:12]
    population = next(table for table in document.tables() if "Lokasi" in table[0])
    assert {row[0] for row in population[1:-1]} == {"Madrasah Rekaan Utara"}


def test_another_theme(demo_study: Path) -> None:
    rewrite(
        demo_study / "study.yaml",
        ("\nthemes:\n", "\nthemes:\n  - {name: iklim, focus: f4, label: Iklim sekolah rekaan}\n"),
    )
    document = words(demo_study)
    assert any("Iklim sekolah rekaan" in line for line in document.paragraphs("Heading3"))


def test_another_question(demo_study: Path) -> None:
    rewrite(
        demo_study / "questionnaires" / "angket-pegawai.yaml",
        (
            "      - name: kebutuhan\n",
            QUESTION + "      - name: kebutuhan\n",
        ),
    )
    with open_study(demo_study, actor="R1", installation="test") as study:
        target = next(t for t in targets(study) if t.instrument == "angket-pegawai")
        filling = begin(study, target)
        step = next(s for s in filling.form.steps() if s.path == "jarak_rumah")
        assert filling.form.label(step.path) == "Berapa kilometer dari rumah?"
        assert not filling.answer("jarak_rumah", 900).kept
        assert filling.answer("jarak_rumah", 3).kept
    assert "Berapa kilometer dari rumah?" in words(demo_study).text


@pytest.mark.parametrize(("profile", "left"), [("skripsi", 4.0), ("laporan", 2.5)])
def test_another_format(demo_study: Path, profile: str, left: float) -> None:
    rewrite(demo_study / "study.yaml", ("profile: skripsi", f"profile: {profile}"))
    margins = words(demo_study).body.findall(f".//{W}pgMar")
    twentieths_of_a_point_a_cm = 1440 / 2.54
    portrait = {round(int(m.get(f"{W}left", "0")) / twentieths_of_a_point_a_cm, 1) for m in margins}
    assert left in portrait
