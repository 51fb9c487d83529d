"""Showing a folder in the system's own file manager."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def open_folder(folder: Path) -> bool:
    """Open `folder`; false when the system has no way (no desktop, say)."""
    if sys.platform == "win32":
        os.startfile(folder)
        return True
    command = "open" if sys.platform == "darwin" else "xdg-open"
    program = shutil.which(command)
    if program is None or not _has_desktop():
        return False
    quiet = subprocess.DEVNULL
    subprocess.Popen([program, str(folder)], stdout=quiet, stderr=quiet, start_new_session=True)
    return True


def _has_desktop() -> bool:
    return sys.platform == "darwin" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
