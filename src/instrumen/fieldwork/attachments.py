"""Files that answer a question (a recording, a photo, a scanned page): copied into the study.

A copy lies in `attachments/` under the SHA-256 of its content and the extension, so that no name
of a person stands in a folder; the same file given twice is there once. The answer is a text of
one form: `sha256:<64 hex digits> <the file's own name>`.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from instrumen.messages import Message, msg
from instrumen.store.study import Study
from instrumen.text import keep

FOLDER = "attachments"
MOST_BYTES = 200 * 1024 * 1024
"""The largest file taken: three hours of recorded speech; a study must still fit on a stick."""

_CHUNK = 1 << 20
_LONGEST_NAME = 120
_VALUE = re.compile(r"sha256:([0-9a-f]{64}) (\S.*)", re.DOTALL)
_SUFFIX = re.compile(r"\.[a-z0-9]{1,10}")
_STORED = re.compile(r"([0-9a-f]{64})(?:\.[a-z0-9]{1,10})?")
_QUOTES = "'\""


class AttachmentError(Exception):
    """A file cannot be taken or found; `.message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True, slots=True)
class Attachment:
    """What the answer to a `file` question says: the SHA-256 of the content (hex), and the name
    the file had."""

    digest: str
    name: str

    @property
    def value(self) -> str:
        """The answer as it is stored."""
        return f"sha256:{self.digest} {self.name}"

    @property
    def stored_name(self) -> str:
        """The name of the copy: the digest and the extension."""
        return self.digest + _suffix(self.name)

    @property
    def short(self) -> str:
        """For people: `foto.jpg (sha256 1a2b3c4d…)`."""
        return f"{self.name} (sha256 {self.digest[:8]}…)"


def read_attachment(value: object) -> Attachment | None:
    """What a stored answer says; None when it is none of this form."""
    found = _VALUE.fullmatch(value) if isinstance(value, str) else None
    return Attachment(found[1], found[2]) if found else None


def attach(study: Study, path: Path, *, most: int = MOST_BYTES) -> str:
    """Copy the file at `path` into the study; the answer to store. `most` is the largest size in
    bytes. A study that is only in memory copies nothing. Raises AttachmentError when there is no
    such file, or it is a folder or something else that is no plain file, is empty or too large,
    or cannot be read or written."""
    try:
        _check(path, most)
        with path.open("rb") as source:
            if not study.is_on_disk:
                return Attachment(_copy(source, None), _clean_name(path)).value
            return _take(study.folder / FOLDER, source, _clean_name(path)).value
    except OSError as error:
        raise AttachmentError(
            msg(
                "{file} could not be copied into the study ({reason}). Nothing was changed; free "
                "some space or copy it to this laptop first, then try again.",
                file=path.name,
                reason=error.strerror or type(error).__name__,
            )
        ) from error


def attachment(study: Study, value: str) -> Path:
    """Where the copy of an answer lies. Raises AttachmentError when the answer names no file, or
    the copy is not there."""
    meant = read_attachment(value)
    if meant is None:
        raise AttachmentError(msg("This answer names no file of the study: {value}", value=value))
    path = study.folder / FOLDER / meant.stored_name
    if not path.is_file():
        raise AttachmentError(_missing(meant))
    return path


def typed_path(typed: str) -> Path:
    """The path that a person typed, pasted or dropped on the terminal: in quotes, as a `file:`
    address, with spaces written `\\ `, from the home folder (`~`)."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in _QUOTES:
        text = text[1:-1]
    if text.startswith("file://"):
        return Path(url2pathname(unquote(urlsplit(text).path)))
    plain = Path(text)
    # A terminal on Linux or macOS writes a dropped path as a shell would read it.
    if os.sep == "/" and "\\" in text and not plain.exists():
        plain = Path(re.sub(r"\\(.)", r"\1", text))
    try:
        return plain.expanduser()
    except RuntimeError:
        return plain


def verify_attachments(study: Study) -> Iterator[Message]:
    """What is wrong with the files of a study: a copy that is missing, one whose content is not
    what its name says. Files that no answer names any more are left alone."""
    folder = study.folder / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        named = _STORED.fullmatch(path.name)
        if named and path.is_file() and _digest(path) != named[1]:
            yield msg("The file {folder}/{file} was changed.", folder=FOLDER, file=path.name)
    query = "SELECT DISTINCT plain FROM answers WHERE plain GLOB 'sha256:*' ORDER BY plain"
    for (value,) in study.rows(query):
        meant = read_attachment(value)
        if meant is not None and not (folder / meant.stored_name).is_file():
            yield _missing(meant)


def _check(path: Path, most: int) -> None:
    if path.is_dir():
        raise AttachmentError(msg("{file} is a folder. Name one file in it.", file=path))
    if not path.exists():
        raise AttachmentError(
            msg(
                "There is no file {file}. Drop the file on this window, or type its path.",
                file=path,
            )
        )
    size = path.stat().st_size
    if not path.is_file() or size == 0:
        raise AttachmentError(msg("{file} is empty or no plain file.", file=path))
    if size > most:
        raise AttachmentError(
            msg(
                "{file} has {size} MB, more than the {most} MB taken. Make it smaller (a lower "
                "resolution, a compressed recording), or give a part of it.",
                file=path.name,
                size=_megabytes(size),
                most=_megabytes(most),
            )
        )


def _take(folder: Path, source: IO[bytes], name: str) -> Attachment:
    """Copy and hash in one go; the copy takes its name when it is whole and on disk."""
    folder.mkdir(exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    try:
        with os.fdopen(handle, "wb") as target:
            taken = Attachment(_copy(source, target), name)
            target.flush()
            os.fsync(target.fileno())
        os.replace(part, folder / taken.stored_name)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(part)
        raise
    return taken


def _copy(source: IO[bytes], target: IO[bytes] | None) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _clean_name(path: Path) -> str:
    """The file's name on one line, through the text gate, the extension kept when it is cut."""
    name = " ".join(keep(path.name).split()) or "-"
    if len(name) <= _LONGEST_NAME:
        return name
    suffix = _suffix(name)
    return name[: _LONGEST_NAME - len(suffix) - 1] + "…" + suffix


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _missing(meant: Attachment) -> Message:
    return msg(
        "The file {name} is not in {folder} ({stored}). Copy it there from the laptop it was "
        "given on.",
        name=meant.name,
        folder=FOLDER,
        stored=meant.stored_name,
    )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f}" if size >= 1024 * 1024 else f"{size / 1024 / 1024:.2g}"
