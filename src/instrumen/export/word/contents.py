"""The table of contents and the list of tables: real fields whose results are already there."""

from collections.abc import Iterable, Iterator, Sequence

from instrumen.export.word import xml
from instrumen.export.word.writer import Entry

_DEEPEST = 3


def table_of_contents(outline: Iterable[Entry]) -> Iterator[str]:
    """Headings of three levels and the appendices (by their outline levels)."""
    entries = [
        entry
        for entry in outline
        if entry.kind in ("heading", "appendix") and entry.level <= _DEEPEST
    ]
    return _field(f'TOC \\o "1-{_DEEPEST}" \\h \\z \\u', entries)


def list_of_tables(outline: Iterable[Entry], word: str) -> Iterator[str]:
    """Every caption that begins with `word` (Tabel)."""
    return _field(
        f'TOC \\h \\z \\c "{word}"', [entry for entry in outline if entry.kind == "table"]
    )


def _field(code: str, entries: Sequence[Entry]) -> Iterator[str]:
    for at, entry in enumerate(entries):
        begin = xml.field_begin(code) if at == 0 else ""
        end = xml.field_end() if at == len(entries) - 1 else ""
        yield _line(entry, begin, end)


def _line(entry: Entry, begin: str, end: str) -> str:
    page = xml.field(f"PAGEREF {entry.anchor} \\h", str(entry.page))
    if entry.kind == "table":
        words, style = xml.run(f"{entry.number}. {entry.text}"), "TableofFigures"
    else:
        words, style = _numbered(entry), f"TOC{entry.level}"
    return xml.paragraph(style, begin + xml.link(entry.anchor, words + xml.TAB + page) + end)


def _numbered(entry: Entry) -> str:
    if not entry.number:
        return xml.run(entry.text)
    if entry.kind == "appendix":
        return xml.run(f"{entry.number} {entry.text}")
    return xml.run(entry.number) + xml.TAB + xml.run(entry.text)
