"""The preview: what is written is seen, what is broken is said, nothing is saved."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from textual.pilot import Pilot

from instrumen.cli.preview import command
from instrumen.fieldwork.tryout import Tryout
from instrumen.tui.preview import PreviewApp


def rewrite(file: Path, old: str, new: str) -> None:
    """Write a file as an editor does; later than before even on a coarse clock."""
    text = file.read_text("utf-8")
    assert old in text
    before = file.stat().st_mtime_ns
    file.write_text(text.replace(old, new), "utf-8")
    os.utime(file, ns=(before + 10_000_000, before + 10_000_000))


class Seen:
    """The preview as somebody sees it who saves the file and looks up."""

    def __init__(self, app: PreviewApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def look(self) -> None:
        """What the timer does twice within a second."""
        self.app.look()
        self.app.look()
        await self.pilot.pause()
        await self.pilot.pause()

    @property
    def text(self) -> str:
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in line).rstrip() for line in lines)


@asynccontextmanager
async def previewed(file: Path, roster: dict[str, str] | None = None) -> AsyncIterator[Seen]:
    tryout = Tryout(file, roster=roster or {}, language="en")
    try:
        app = PreviewApp(tryout, "en")
        async with app.run_test(size=(90, 30)) as pilot:
            await pilot.pause()
            yield Seen(app, pilot)
    finally:
        tryout.study.close()


def files(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


async def test_the_questionnaire_is_shown_and_nothing_is_saved(small: Path, angket: Path):
    before = files(small)
    async with previewed(angket) as seen:
        assert "Attended training?" in seen.text
        assert "nothing is saved" in seen.text
        await seen.press("1")
        assert "How often?" in seen.text
        await seen.press("3", "enter")
        assert "City" in seen.text
        assert "✓ saved" not in seen.text
    assert files(small) == before


async def test_a_change_is_shown_with_place_and_answers_kept(angket: Path):
    async with previewed(angket) as seen:
        await seen.press("1", "3", "enter")
        await seen.press("f3")
        rewrite(angket, "How often?", "How many times?")
        await seen.look()
        assert "How many times?" in seen.text
        assert "3" in seen.text
        assert "The file was read again." in seen.text
        form = seen.app.tryout.filling
        assert form is not None
        assert form.form.value("ikut") == "ya"
        assert form.form.value("berapa") == 3


async def test_text_being_typed_is_kept(angket: Path):
    async with previewed(angket) as seen:
        await seen.press("1", "1", "2")
        rewrite(angket, "How often?", "How many times?")
        await seen.look()
        assert "12" in seen.text


async def test_a_question_that_is_gone_leaves_one_on_the_question_before(angket: Path):
    async with previewed(angket) as seen:
        await seen.press("1", "3", "enter")
        assert "City" in seen.text
        text = angket.read_text("utf-8")
        start, end = text.index("      - name: kota\n"), text.index("      - name: kegiatan")
        rewrite(angket, text[start:end], "")
        await seen.look()
        assert "How often?" in seen.text


async def test_a_broken_file_is_said_and_goes_on_when_it_is_mended(angket: Path):
    async with previewed(angket) as seen:
        await seen.press("1")
        rewrite(angket, "type: integer\n", "type: intger\n")
        await seen.look()
        assert "Did you mean “integer”?" in seen.text
        assert "^^^^^^" in seen.text
        rewrite(angket, "type: intger\n", "type: integr\n")
        await seen.look()
        assert "“integr”" in seen.text
        rewrite(angket, "type: integr\n", "type: integer\n")
        await seen.look()
        assert "How often?" in seen.text
        assert seen.app.tryout.filling is not None
        assert seen.app.tryout.filling.form.value("ikut") == "ya"


async def test_a_file_that_is_broken_from_the_start(angket: Path):
    rewrite(angket, "type: integer\n", "type: intger\n")
    async with previewed(angket) as seen:
        assert "Did you mean “integer”?" in seen.text
        rewrite(angket, "type: intger\n", "type: integer\n")
        await seen.look()
        assert "Attended training?" in seen.text
        await seen.press("escape")
        assert seen.app.return_code == 0


async def test_a_file_in_the_middle_of_being_saved_is_waited_for(angket: Path):
    async with previewed(angket) as seen:
        whole = angket.read_text("utf-8")
        angket.write_text("", "utf-8")
        seen.app.look()
        angket.write_text(whole.replace("Attended", "Joined"), "utf-8")
        await seen.look()
        assert "Joined training?" in seen.text


async def test_a_file_alone_is_shown_too(tmp_path: Path, angket: Path):
    alone = tmp_path / "alone.yaml"
    alone.write_text(angket.read_text("utf-8"), "utf-8")
    async with previewed(alone) as seen:
        assert "Attended training?" in seen.text
        rewrite(alone, "Attended training?", "Attended a course?")
        await seen.look()
        assert "Attended a course?" in seen.text


async def test_roster_fields_are_piped(angket: Path):
    rewrite(angket, "{id: Ikut pelatihan?, en: Attended training?}",
            '{id: "Ikut, ${jabatan}?", en: "Attended, ${jabatan}?"}')  # fmt: skip
    async with previewed(angket, {"jabatan": "guru"}) as seen:
        assert "Attended, Teacher?" in seen.text


async def test_nothing_shown_is_said(angket: Path):
    rewrite(angket, "    title: {id: Bagian, en: Part}\n",
            "    title: {id: Bagian, en: Part}\n    relevant: ${jabatan} = 'guru'\n")  # fmt: skip
    async with previewed(angket) as seen:
        assert "--roster" in seen.text


async def test_finishing_begins_anew(angket: Path):
    async with previewed(angket) as seen:
        await seen.press("2", "1")
        await seen.press("f2")
        await seen.press("f2")
        assert "nothing was saved" in seen.text
        assert "Attended training?" in seen.text
        rewrite(angket, "Attended training?", "Attended a course?")
        await seen.look()
        assert "Attended a course?" in seen.text


async def test_the_end_page_gives_way_to_a_change(angket: Path):
    async with previewed(angket) as seen:
        await seen.press("f2")
        rewrite(angket, "Attended training?", "Attended a course?")
        await seen.look()
        assert "Attended a course?" in seen.text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["tidak-ada.yaml"], "There is no file"), (["x.yaml", "--roster", "guru"], "NAME=VALUE")],
)
def test_what_cannot_be_shown_is_said(tmp_path: Path, arguments: list[str], said: str):
    result = CliRunner().invoke(command, arguments, env={"INSTRUMEN_LANG": "en"})
    assert result.exit_code != 0
    assert said in result.output
