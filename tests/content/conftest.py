"""The shipped study, read once for all tests of its content."""

from pathlib import Path

import pytest

from instrumen.language import Design, load_design

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def design() -> Design:
    """The study in the repository's own folder."""
    return load_design(ROOT)
