"""What SQLite says is not what a person should read: each fault in one sentence with a way on."""

import sqlite3
from pathlib import Path

from instrumen.messages import Message, msg


class StoreError(Exception):
    """The study cannot be read or written; `.message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def explain(error: sqlite3.Error, path: Path) -> Message:
    """The sentence for a fault at the database file `path`."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return _sentence(name, path) or msg(
        "{file} could not be used ({reason}). Nothing was changed; try again.",
        file=path.name,
        reason=name or type(error).__name__,
    )


def _sentence(name: str, path: Path) -> Message | None:
    folder = path.parent
    if name.startswith("SQLITE_FULL") or name == "SQLITE_IOERR_WRITE":
        return msg(
            "The last act is not saved yet: the disk that holds {folder} is full or gone. "
            "Free some space or plug the stick in again, then try again.",
            folder=folder,
        )
    if name.startswith("SQLITE_READONLY"):
        return msg(
            "{file} may not be written. Copy the folder {folder} to a place of your own "
            "(Documents, say) and open it there.",
            file=path.name,
            folder=folder,
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return msg("There is no study database that can be opened in {folder}.", folder=folder)
    if name.startswith("SQLITE_BUSY"):
        return msg(
            "Another window is writing to {file} just now. Close it, or wait and try again.",
            file=path.name,
        )
    if name == "SQLITE_IOERR_SHMMAP":
        return msg(
            "{folder} lies on a network share, which cannot keep a study safe. Copy the folder "
            "to this laptop and open it there.",
            folder=folder,
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return msg(
            "{file} is damaged or not a study database. It was left as it is; copy the newest "
            "file of {folder} over it to go back to the last backup.",
            file=path.name,
            folder=folder / "backups",
        )
    return None
