"""The shipped instruments do what their answer scripts say, and the scripts go every way."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from instrumen.cli.test_ import command
from instrumen.engine.scripts import script_of
from instrumen.language.study_file import instrument_files

ROOT = Path(__file__).parents[2]
INSTRUMENTS = [file for file in instrument_files(ROOT) if file.name != "persetujuan.yaml"]


@pytest.mark.parametrize("file", INSTRUMENTS, ids=lambda file: file.stem)
def test_an_instrument_does_what_its_script_says(file: Path):
    assert script_of(file).is_file()
    result = CliRunner().invoke(command, [str(file), "--json"], catch_exceptions=False)
    (played,) = json.loads(result.output)
    assert played["problems"] == []
    assert [(one["test"], one["line"], one["what"]) for one in played["failures"]] == []
    assert [(one["line"], one["what"]) for one in played["unreached"]] == []
    assert played["reached"] == played["branches"]
