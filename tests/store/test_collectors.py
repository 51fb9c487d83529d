"""Who works on a laptop is asked once and remembered."""

from pathlib import Path

import pytest

from instrumen.shipped import copy_shipped
from instrumen.store.installation import remember_collector, remembered_collector
from instrumen.store.opening import open_study


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with two collectors, on a laptop that remembers nothing."""
    monkeypatch.setenv("INSTRUMEN_HOME", str(tmp_path / "home"))
    copy_shipped(tmp_path / "study")
    return tmp_path / "study"


def test_with_several_collectors_nobody_is_assumed(folder: Path) -> None:
    with open_study(folder) as study:
        assert len(study.design.collectors) > 1
        assert study.actor == ""


def test_a_remembered_collector_is_the_actor_of_the_next_opening(folder: Path) -> None:
    with open_study(folder) as study:
        remember_collector(study.design.id, "R2")
    with open_study(folder) as study:
        assert study.actor == "R2"


def test_somebody_who_left_the_study_is_not_assumed(folder: Path) -> None:
    with open_study(folder) as study:
        remember_collector(study.design.id, "R99")
    with open_study(folder) as study:
        assert study.actor == ""


def test_damaged_settings_are_no_obstacle(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "collectors.json").write_text("[1,", encoding="utf-8")
    assert remembered_collector("x") == ""
    remember_collector("x", "R1")
    assert remembered_collector("x") == "R1"
