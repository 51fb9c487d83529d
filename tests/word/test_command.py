"""`instrumen export word`."""

from pathlib import Path

from click.testing import CliRunner
from word_school import open_school, populate

from instrumen.cli.export import command


def test_the_command_writes_the_file_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    with open_school(tmp_path / "school") as study:
        populate(study)
    wanted = tmp_path / "hasil.docx"
    arguments = ["word", "--study", str(tmp_path / "school"), "--lang", "en", "-o", str(wanted)]
    done = CliRunner().invoke(command, arguments, env={"INSTRUMEN_LANG": "en"})
    assert done.exit_code == 0, done.output
    assert str(wanted) in done.output
    assert "Left out: quotations, no consent to quote: 1" in done.output
    assert wanted.is_file()
