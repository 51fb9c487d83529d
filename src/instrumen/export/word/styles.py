"""The paragraph styles of a document as a table of plain data, made from a format profile.

Everything a supervisor may want to change is a real Word style; `stylesheet.py` writes them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from instrumen.language.design import Profile

CM = 567
"""Twentieths of a point in a centimetre."""

HEADINGS, APPENDICES = 1, 2
"""The numberings of the document: of headings and of appendices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style. Sizes are in points, distances in points before and after, indents in
    centimetres (a negative `first` hangs); `line` is a multiple, 0: as its base says."""

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    color: str = ""
    align: str = ""
    before: float = 0
    after: float = 0
    line: float = 1.0
    left: float = 0
    right: float = 0
    first: float = 0
    keep_next: bool = False
    outline: int | None = None
    numbering: tuple[int, int] | None = None
    tabs: tuple[tuple[str, float], ...] = ()
    leader: bool = False


def text_width(profile: Profile, *, landscape: bool = False) -> float:
    """The width of the text area of A4 paper in centimetres."""
    _top, right, _bottom, left = profile.margins
    return (29.7 if landscape else 21.0) - left - right


def paragraph_styles(profile: Profile) -> tuple[Style, ...]:
    """Every paragraph style of a document in this profile."""
    return (*_body(profile), *_headings(profile), *_lists(profile), *_tables(profile),
            *_forms(profile))  # fmt: skip


def _body(profile: Profile) -> Iterator[Style]:
    size, line = profile.size, profile.line_spacing
    yield Style(id="Title", name="Title", size=size + 4, bold=True, align="center", before=96,
                after=24, line=1.15)  # fmt: skip
    yield Style(id="Subtitle", name="Subtitle", size=size + 1, align="center", after=12)
    yield Style(id="CoverText", name="Cover Text", align="center", after=6)
    yield Style(id="CoverState", name="Cover State", align="center", before=48, after=24)
    yield Style(id="CoverNote", name="Cover Note", size=size - 2, align="center", after=4)
    yield Style(id="BodyText", name="Body Text", align="both", after=6, line=line,
                first=profile.first_line_indent)  # fmt: skip
    yield Style(id="Statement", name="Finding Statement", bold=True, align="both", after=6,
                line=min(line, 1.25), keep_next=True)  # fmt: skip
    yield Style(id="Quote", name="Quote", align="both", left=1.0, after=6, line=min(line, 1.25))
    yield Style(id="BlockText", name="Block Text", align="both", left=1.0, right=0.75, before=3,
                after=8)  # fmt: skip
    yield Style(id="ListBullet", name="List Bullet", align="both", left=0.75, first=-0.5, after=3,
                line=min(line, 1.25), tabs=(("left", 0.75),))  # fmt: skip
    yield Style(id="Note", name="Note", size=size - 2, before=2, after=8)
    yield Style(id="Reference", name="Reference", align="both", left=1.0, first=-1.0, after=6)
    yield Style(id="Turn", name="Transcript Turn", size=size - 1, left=2.6, first=-2.6, after=4,
                tabs=(("left", 0.9), ("left", 2.6)))  # fmt: skip
    yield Style(id="Interviewer", name="Transcript Interviewer", based="Turn", italic=True,
                left=2.6, first=-2.6, after=4)  # fmt: skip
    yield Style(id="TurnNote", name="Transcript Note", size=size - 3, left=2.6, after=4,
                color="595959")  # fmt: skip
    yield Style(id="Divider", name="Divider", size=size + 8, bold=True, align="center", before=260)


def _headings(profile: Profile) -> Iterator[Style]:
    numbered = profile.heading_numbering != "none"
    size = profile.size
    look = ((size + 2, 0, 18), (size + 1, 18, 8), (size, 14, 6), (size, 10, 4))
    for level, (points, before, after) in enumerate(look, 1):
        yield Style(id=f"Heading{level}", name=f"heading {level}", next="BodyText", size=points,
                    bold=level < 4, italic=level == 4, before=before, after=after, keep_next=True,
                    align="center" if level == 1 and profile.heading_numbering == "roman" else "",
                    outline=level - 1,
                    numbering=(HEADINGS, level - 1) if numbered else None)  # fmt: skip
    for style_id, name, outline in (
        ("FrontHeading", "Front Heading", None),
        ("PlainHeading", "Heading Without Number", 0),
    ):
        yield Style(id=style_id, name=name, next="BodyText", size=size + 2, bold=True,
                    align="center", after=18, keep_next=True, outline=outline)  # fmt: skip
    yield Style(id="AppendixPart", name="Appendix Part", next="BodyText", size=size + 1, bold=True,
                before=18, after=6, keep_next=True, outline=1)  # fmt: skip
    yield Style(id="Appendix", name="Appendix Heading", next="BodyText", size=size + 2, bold=True,
                after=14, keep_next=True, outline=0, numbering=(APPENDICES, 0))  # fmt: skip


def _lists(profile: Profile) -> Iterator[Style]:
    edge = text_width(profile)
    for level, left, number in ((1, 0.0, 0.9), (2, 0.75, 0.9), (3, 1.5, 1.3)):
        yield Style(id=f"TOC{level}", name=f"toc {level}", left=left + number, first=-number,
                    after=3, tabs=(("left", left + number), ("right", edge)), leader=True,
                    bold=level == 1)  # fmt: skip
    yield Style(id="TableofFigures", name="table of figures", left=0.9, first=-0.9,
                after=3, tabs=(("right", edge),), leader=True)  # fmt: skip
    yield Style(id="Header", name="header", size=9, color="595959", align="right")
    yield Style(id="Footer", name="footer", size=10, align="center")
    yield Style(id="SectionEnd", name="Section End", size=1)


def _tables(profile: Profile) -> Iterator[Style]:
    size = min(profile.size - 2, 10)
    yield Style(id="Caption", name="caption", next="BodyText", size=profile.size - 1, bold=True,
                before=10, after=4, keep_next=True)  # fmt: skip
    yield Style(id="TableText", name="Table Text", size=size, before=1, after=1)
    yield Style(id="TableDense", name="Table Text Dense", size=size - 1, before=0.5, after=0.5)
    yield Style(id="TableEnd", name="Table End", size=2, after=6)
    yield Style(id="TableHeader", name="Table Header", based="TableText", size=size, bold=True,
                before=2, after=2, keep_next=True)  # fmt: skip


def _forms(profile: Profile) -> Iterator[Style]:
    """A form to fill in by hand: questions hang on their numbers, answers stand below them."""
    size, edge = min(profile.size, 11), text_width(profile)
    yield Style(id="FormTitle", name="Form Title", size=size + 3, bold=True, align="center",
                after=4)  # fmt: skip
    yield Style(id="FormAbout", name="Form About", size=size - 1, after=4)
    yield Style(id="FormNote", name="Form Note", size=size, before=6, after=3)
    yield Style(id="FormSkip", name="Form Skip", size=size - 1, before=9)
    yield Style(id="FormQuestion", name="Form Question", size=size, before=8, after=2, left=1.1,
                first=-1.1, tabs=(("left", 1.1),), keep_next=True)  # fmt: skip
    yield Style(id="FormAnswer", name="Form Answer", size=size - 1, left=1.1, before=2, after=2)
    yield Style(id="FormChoice", name="Form Choice", size=size - 1, left=1.7, first=-0.6, after=1)
    yield Style(id="FormLine", name="Form Line", size=size - 1, left=1.1, before=9,
                tabs=(("right", edge),), leader=True)  # fmt: skip
