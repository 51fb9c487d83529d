"""WordprocessingML in small pieces: each function makes the XML of one thing (ECMA-376, part 1).

Whatever text comes in, well-formed XML comes out: the text gate is applied once more, so that no
character can stop a document.
"""

import re

from instrumen.text import keep

_AWKWARD = re.compile(
    "[^\n\t\x20-\x25\x27-\x3b\x3d\x3f-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_PIECES = re.compile("([\n\t])")
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_CONTROL = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BOLD = "<w:b/>"
ITALIC = "<w:i/>"


def escape(text: str) -> str:
    """Text as it may stand between tags."""
    if _AWKWARD.search(text) is None:
        return text
    return keep(text).translate(_TEXT)


def attribute(text: str) -> str:
    """Text as it may stand between double quotes, on one line."""
    return " ".join(keep(text).split()).translate(_ATTRIBUTE)


def text_of_run(text: str) -> str:
    """The inside of a run: line breaks and tabs become elements, spaces are kept."""
    safe = escape(text)
    if "\n" not in safe and "\t" not in safe:
        return f'<w:t xml:space="preserve">{safe}</w:t>'
    return "".join(
        _CONTROL.get(piece, f'<w:t xml:space="preserve">{piece}</w:t>')
        for piece in _PIECES.split(safe)
    )


def run(text: str, properties: str = "") -> str:
    """A run; `properties` is the inside of its `w:rPr`."""
    if properties:
        return f"<w:r><w:rPr>{properties}</w:rPr>{text_of_run(text)}</w:r>"
    return f"<w:r>{text_of_run(text)}</w:r>"


def unbroken_run(text: str, properties: str) -> str:
    """A run that no line ends in: a citation stays in one piece."""
    inside = "<w:noBreakHyphen/>".join(
        text_of_run(piece.replace(" ", "\N{NO-BREAK SPACE}")) for piece in text.split("-")
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def run_style(name: str) -> str:
    """The run property that names a character style."""
    return f'<w:rStyle w:val="{name}"/>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph; `properties` are further children of its `w:pPr` (in the schema's order)."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def bookmarked(content: str, name: str, number: int) -> str:
    """Content as a place with a name; `number` is unique in the document."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{attribute(name)}"/>'
        f'{content}<w:bookmarkEnd w:id="{number}"/>'
    )


def link(anchor: str, content: str) -> str:
    """Content that leads to a bookmark of the same document."""
    return f'<w:hyperlink w:anchor="{attribute(anchor)}" w:history="1">{content}</w:hyperlink>'


def field(code: str, result: str, properties: str = "") -> str:
    """A field with its last result (a text), so that it reads rightly before anything updates
    it. `properties` are those of its runs."""
    return field_begin(code, properties) + run(result, properties) + field_end(properties)


def field_begin(code: str, properties: str = "") -> str:
    """The opening of a field whose result follows, over several paragraphs if need be."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{looks}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{looks}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r>{looks}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: str = "") -> str:
    """The close of a field."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:fldChar w:fldCharType="end"/></w:r>'


TAB = "<w:r><w:tab/></w:r>"
PAGE_BREAK_BEFORE = "<w:pageBreakBefore/>"
KEEP_NEXT = "<w:keepNext/>"


def justified(align: str) -> str:
    """The paragraph property for an alignment."""
    return f'<w:jc w:val="{align}"/>'


def table_begin(widths: tuple[int, ...], style: str, *, header: bool = True) -> str:
    """The opening of a table of fixed column widths (twentieths of a point)."""
    look = "0420" if header else "0400"
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look}" w:firstRow="{header:d}" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


TABLE_END = "</w:tbl>"


def table_row(cells: str, *, header: bool = False, whole: bool = True) -> str:
    """A row; a header row repeats on each page, a whole one does not break over pages."""
    kept = "<w:cantSplit/>" if whole or header else ""
    repeated = "<w:tblHeader/>" if header else ""
    properties = f"<w:trPr>{kept}{repeated}</w:trPr>" if kept else ""
    return f"<w:tr>{properties}{cells}</w:tr>"


def table_cell(width: int, content: str, span: int = 1) -> str:
    """A cell of paragraphs; `span` is how many columns it covers."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{content}</w:tc>'
