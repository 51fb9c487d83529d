"""Where the shipped study lies: inside the wheel, or at the top of a checkout."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped_folder() -> Path:
    """The folder that holds `study.yaml`, `questionnaires/` and `demo/`."""
    packed = _HERE / "_shipped"
    return packed if packed.is_dir() else _HERE.parents[1]
