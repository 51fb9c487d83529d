"""A received zip file is looked at before it is opened: a 300 MB sheet fits into 2.6 MB."""

import zipfile
from pathlib import Path, PurePosixPath

from instrumen.language.xlsform.notes import XLSFormError
from instrumen.messages import msg

MOST_BYTES = 100 * 1024 * 1024
MOST_RATIO = 200
MOST_ENTRIES = 2_000


def check_archive(path: Path) -> None:
    """Raise XLSFormError when the zip file at `path` is none, is broken, would unpack to more
    than 100 MB or 200 times its size, has more than 2,000 entries, or one outside of itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise XLSFormError(
            msg(
                "{file} is no Excel workbook, or it is damaged. Save it anew as .xlsx.",
                file=path.name,
            )
        ) from None
    size = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MOST_ENTRIES or size > MOST_BYTES or size / packed > MOST_RATIO:
        raise XLSFormError(
            msg(
                "{file} unpacks to far more than a form can hold, so it is not opened.",
                file=path.name,
            )
        )
    if any(_leads_out(entry.filename) for entry in entries):
        raise XLSFormError(
            msg("{file} holds files that point outside of it, so it is not opened.", file=path.name)
        )


def _leads_out(name: str) -> bool:
    place = PurePosixPath(name.replace("\\", "/"))
    return place.is_absolute() or ".." in place.parts or ":" in name
