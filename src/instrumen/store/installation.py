"""What this laptop remembers outside of studies, in the user's configuration folder: its random
name, drawn once, and who works on it in which study.

`INSTRUMEN_HOME` names another folder (for tests, or a stick that carries its own settings).
"""

import json
import os
import secrets
import sys
from pathlib import Path

_FILE = "installation"
_COLLECTORS = "collectors.json"


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


def remembered_collector(study_id: str) -> str:
    """Who worked on the study last on this laptop; '' when nobody is remembered."""
    return _remembered().get(study_id, "")


def remember_collector(study_id: str, code: str) -> None:
    """Who works on the study on this laptop from now on. Where settings cannot be kept, one is
    asked again next time."""
    file = home() / _COLLECTORS
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({**_remembered(), study_id: code}), encoding="utf-8")
    except OSError:
        pass


def _remembered() -> dict[str, str]:
    try:
        found = json.loads((home() / _COLLECTORS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(code) for key, code in found.items()} if isinstance(found, dict) else {}


def _make(file: Path) -> str:
    drawn = secrets.token_hex(6)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(drawn + "\n", encoding="ascii")
    except OSError:
        pass
    return drawn
