"""What a command may import: start-up is felt at every call."""

import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "sqlite_utils", "docx", "lxml", "babel")


def heavy_after(*arguments: str) -> set[str]:
    """The heavy modules a fresh interpreter has loaded after a command ran."""
    code = (
        "import sys\n"
        "from instrumen.cli.__main__ import cli\n"
        f"cli.main({list(arguments)!r}, standalone_mode=False)\n"
        "print('loaded', *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    last = done.stderr.strip().splitlines()[-1].split()
    assert last[0] == "loaded", done.stderr
    return {name for name in HEAVY if name in last}


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)])
def test_asking_for_version_or_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert heavy_after(*arguments) == set()


def test_checking_an_instrument_loads_neither_database_nor_screen(tmp_path: object) -> None:
    assert heavy_after("new", f"{tmp_path}/study") == set()
    assert heavy_after("check", f"{tmp_path}/study") == set()
