"""Files that are no plain text, whatever their names say."""

from instrumen.messages import Message, msg

_BEGINNINGS: tuple[tuple[bytes, Message], ...] = (
    (b"PK\x03\x04", msg("this is a Word, Excel or LibreOffice file and no plain text")),
    (b"\xd0\xcf\x11\xe0", msg("this is an old Word or Excel file and no plain text")),
    (b"{\\rtf", msg("this is a WordPad file (RTF) and no plain text")),
    (b"%PDF", msg("this is a PDF file and no plain text")),
    (b"<!DOCTYPE", msg("this is a web page (HTML) and no plain text")),
    (b"<html", msg("this is a web page (HTML) and no plain text")),
)


def other_kind(data: bytes) -> Message | None:
    """What kind of file this is, when it begins like one that is no plain text."""
    head = data[:40].removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    return next((what for begin, what in _BEGINNINGS if head.startswith(begin.upper())), None)
