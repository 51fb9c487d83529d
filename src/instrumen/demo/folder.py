"""The folder of a demo study: made, recognised as one, and made anew."""

import shutil
from pathlib import Path

from instrumen.messages import Message, msg
from instrumen.shipped import copy_shipped, shipped_folder
from instrumen.store.study import DATABASE

NOTICE = "DATA-REKAAN.txt"
_STUDY = ("study.yaml", "questionnaires", DATABASE)
_NOTICE_TEXT = """\
Data rekaan / Fictitious data

id: Folder ini dibuat oleh “instrumen demo”. Semua orang, jawaban, dan dokumen di dalamnya rekaan.
    Perintah itu membuat isinya baru setiap kali: jangan menyimpan data sungguhan di sini.
en: This folder was made by “instrumen demo”. All people, answers and documents in it are invented.
    That command makes everything in it anew each time: do not keep real data here.
"""


class DemoError(Exception):
    """No demo study can be made here; `.message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


def prepare_folder(folder: Path) -> Path:
    """Empty a demo folder, or make one; returns the folder of the demo's texts.

    Raises DemoError when it holds a study that is no demo, or cannot be written.
    """
    is_demo = (folder / NOTICE).is_file()
    if not is_demo and any((folder / name).exists() for name in _STUDY):
        raise DemoError(
            msg(
                "{folder} holds a study that is not a demo; nothing was changed. Name another "
                "folder, one that does not exist yet.",
                folder=folder,
            )
        )
    try:
        if is_demo:
            _empty(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NOTICE).write_text(_NOTICE_TEXT, encoding="utf-8")
        copy_shipped(folder)
    except OSError as error:
        raise DemoError(
            msg(
                "{folder} cannot be written ({reason}). Name a folder of your own.",
                folder=folder,
                reason=error.strerror or type(error).__name__,
            )
        ) from error
    return shipped_folder() / "demo"


def _empty(folder: Path) -> None:
    """Take away what an earlier demo left: database, backups, instruments, documents."""
    for name in ("questionnaires", "backups", "exports"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for file in folder.glob(f"{DATABASE}*"):
        file.unlink()
