"""Which laptop this is: a random name, drawn once and kept in the user's configuration folder.

`INSTRUMEN_HOME` names another folder (for tests, or a stick that carries its own settings).
"""

import os
import secrets
import sys
from pathlib import Path

_FILE = "installation"


def home() -> Path:
    """The folder of the user's settings; it need not exist."""
    chosen = os.environ.get("INSTRUMEN_HOME")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "instrumen"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "instrumen"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "instrumen"


def installation_id() -> str:
    """The name of this installation, made at its first use. Where settings cannot be kept it is
    drawn anew each time: it only says where an event came from, nothing depends on it."""
    file = home() / _FILE
    try:
        return file.read_text(encoding="ascii").strip() or _make(file)
    except (OSError, ValueError):
        return _make(file)


def _make(file: Path) -> str:
    drawn = secrets.token_hex(6)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(drawn + "\n", encoding="ascii")
    except OSError:
        pass
    return drawn
