"""Files that answer a question: copied into the study under their hash, or refused in words."""

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from instrumen.cli.__main__ import cli
from instrumen.fieldwork.attachments import (
    AttachmentError,
    attach,
    attachment,
    read_attachment,
    typed_path,
    verify_attachments,
)
from instrumen.fieldwork.population import Respondent
from instrumen.fieldwork.responses import Filling, begin, resume
from instrumen.fieldwork.targets import targets_of
from instrumen.fieldwork.tryout import Tryout
from instrumen.store.opening import open_study
from instrumen.store.study import Study
from instrumen.tui.desk import Desk
from instrumen.tui.pads.base import Asked
from instrumen.tui.pads.intents import GiveText, GoOn
from instrumen.tui.pads.made import pad_for

QUESTION = "      - {name: salam,"
FILE_QUESTION = "      - {name: foto, number: '7', type: file, label: {id: Foto, en: Photo}}\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    """The school's questionnaire, with a question for a file."""
    file = folder / "questionnaires" / "angket.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(QUESTION, FILE_QUESTION + QUESTION), encoding="utf-8")
    return folder


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "Foto Bu Kenanga.JPG"
    path.write_bytes(b"light and shadow")
    return path


@pytest.fixture
def filling(study: Study, teacher: Respondent) -> Filling:
    return begin(study, targets_of(study, teacher)[0])


DIGEST = hashlib.sha256(b"light and shadow").hexdigest()


def test_a_file_is_copied_under_its_hash_and_the_answer_says_both(
    study: Study, photo: Path
) -> None:
    value = attach(study, photo)
    assert value == f"sha256:{DIGEST} Foto Bu Kenanga.JPG"
    copy = attachment(study, value)
    assert copy == study.folder / "attachments" / f"{DIGEST}.jpg"
    assert copy.read_bytes() == photo.read_bytes()


def test_the_same_file_twice_is_there_once(study: Study, photo: Path) -> None:
    assert attach(study, photo) == attach(study, photo)
    assert len(list((study.folder / "attachments").iterdir())) == 1


def test_what_is_no_file_is_refused_in_one_sentence(study: Study, tmp_path: Path) -> None:
    empty, large = tmp_path / "kosong.txt", tmp_path / "besar.wav"
    empty.touch()
    large.write_bytes(bytes(2 * 1024 * 1024))
    for path, word in (
        (tmp_path, "folder"),
        (tmp_path / "tiada.jpg", "no file"),
        (empty, "empty"),
        (large, "2 MB"),
        (tmp_path / ("x" * 400), "could not be copied"),
    ):
        with pytest.raises(AttachmentError) as refused:
            attach(study, path, most=1024 * 1024)
        assert word in str(refused.value)
    assert not (study.folder / "attachments").exists()


def test_a_path_answers_a_file_question(filling: Filling, photo: Path) -> None:
    for typed in (str(photo), f'"{photo}"', str(photo).replace(" ", "\\ "), photo.as_uri()):
        filling.clear("foto")
        assert filling.answer_text("foto", typed).kept
        assert filling.form.value("foto") == f"sha256:{DIGEST} {photo.name}"


def test_a_path_that_leads_nowhere_is_a_finding_and_keeps_the_answer(
    filling: Filling, photo: Path
) -> None:
    filling.answer_text("foto", str(photo))
    before = filling.form.value("foto")
    answered = filling.answer_text("foto", str(photo) + "x")
    assert not answered.kept
    assert not answered.soft
    assert "There is no file" in str(answered.findings[0].message)
    assert filling.form.value("foto") == before


def test_the_answer_as_stored_may_be_given_again(filling: Filling, photo: Path) -> None:
    filling.answer_text("foto", str(photo))
    value = str(filling.form.value("foto"))
    photo.unlink()
    assert filling.answer_text("foto", value).kept
    again = resume(filling.study, filling.response.id)
    assert again.form.value("foto") == value


def test_changed_and_missing_copies_are_told(filling: Filling, photo: Path, folder: Path) -> None:
    filling.answer_text("foto", str(photo))
    study = filling.study
    assert list(verify_attachments(study)) == []
    copy = attachment(study, str(filling.form.value("foto")))
    copy.write_bytes(b"retouched")
    assert [str(p) for p in verify_attachments(study)] == [
        f"The file attachments/{DIGEST}.jpg was changed."
    ]
    copy.unlink()
    assert [DIGEST in str(p) for p in verify_attachments(study)] == [True]
    with pytest.raises(AttachmentError):
        attachment(study, str(filling.form.value("foto")))


def test_verify_says_so(filling: Filling, photo: Path, folder: Path) -> None:
    filling.answer_text("foto", str(photo))
    copy = attachment(filling.study, str(filling.form.value("foto")))
    command = ["verify", "--study", str(folder)]
    assert CliRunner().invoke(cli, command).exit_code == 0
    copy.write_bytes(b"retouched")
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 1
    assert DIGEST in result.output


def test_trying_out_copies_nothing(folder: Path, photo: Path) -> None:
    tryout = Tryout(folder / "questionnaires" / "angket.yaml", roster={"jabatan": "guru"})
    filling = tryout.read()
    assert filling is not None
    assert filling.answer_text("foto", str(photo)).kept
    tryout.study.close()
    assert list(folder.rglob("attachments")) == []


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1)
)
def test_whatever_a_file_is_called_the_copy_is_found_again(
    folder: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "given" / name
    path.parent.mkdir(exist_ok=True)
    try:
        path.write_bytes(name.encode())
    except OSError:  # a name this system does not take
        return
    with open_study(folder) as study:
        value = attach(study, path)
        meant = read_attachment(value)
        assert meant is not None
        assert meant.value == value
        assert "\n" not in value
        assert attachment(study, value).read_bytes() == name.encode()


def test_paths_as_terminals_write_them() -> None:
    assert typed_path("  'C d/e.jpg' ") == Path("C d/e.jpg")
    assert typed_path("file:///a%20b.jpg") == Path("/a b.jpg")
    assert typed_path("~/x.jpg") == Path.home() / "x.jpg"


def test_the_field_shows_the_name_and_stands_when_it_is_not_touched(
    filling: Filling, photo: Path
) -> None:
    filling.answer_text("foto", str(photo))
    step = next(step for step in filling.form.steps() if step.path == "foto")
    pad = pad_for(Asked(filling.form, step, Desk(filling.study, "en")))
    assert pad.text() == f"Foto Bu Kenanga.JPG (sha256 {DIGEST[:8]}…)"
    assert pad.accept(pad.text()) == GoOn()
    assert pad.accept("/x.jpg") == GiveText("foto", "/x.jpg")
