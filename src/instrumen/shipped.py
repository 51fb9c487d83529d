"""Where the shipped study lies: inside the wheel, or at the top of a checkout."""

import shutil
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped_folder() -> Path:
    """The folder that holds `study.yaml`, `questionnaires/` and `demo/`."""
    packed = _HERE / "_shipped"
    return packed if packed.is_dir() else _HERE.parents[1]


def copy_shipped(folder: Path) -> None:
    """Copy the shipped study file and instruments into `folder`, which is made if need be."""
    shipped = shipped_folder()
    (folder / "exports").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(shipped / "study.yaml", folder / "study.yaml")
    shutil.copytree(
        shipped / "questionnaires",
        folder / "questionnaires",
        ignore=shutil.ignore_patterns(".*"),
        dirs_exist_ok=True,
    )
