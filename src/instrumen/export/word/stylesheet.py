"""Styles and numberings as Word writes them: `word/styles.xml` and `word/numbering.xml`."""

from collections.abc import Iterator
from typing import Any

from instrumen.export.word.styles import APPENDICES, CM, HEADINGS, Style, paragraph_styles
from instrumen.export.word.xml import attribute
from instrumen.language.design import Profile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HIDDEN = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
_NUMERAL = {"1": "decimal", "A": "upperLetter"}
_LANGUAGE_TAGS = {"id": "id-ID", "en": "en-GB"}
_WORDS_OWN = {
    "Title", "Subtitle", "Body Text", "Quote", "Block Text", "List Bullet", "caption", "header",
    "footer", "table of figures", "toc 1", "toc 2", "toc 3",
    "heading 1", "heading 2", "heading 3", "heading 4",
}  # fmt: skip


def language_tag(language: str) -> str:
    """The BCP 47 tag Word's proofing knows for a language of the program."""
    return _LANGUAGE_TAGS.get(language, language)


def apply_styles(document: Any, profile: Profile, language: str) -> None:
    """Put the profile's styles and numberings in place of those of a python-docx document."""
    from docx.oxml import parse_xml

    styles = document.styles.element
    for element in list(styles):
        if not element.tag.endswith("}latentStyles"):
            styles.remove(element)
    styles.insert(0, parse_xml(_defaults(profile, language)))
    for xml in (*_builtin_styles(), *map(_style_xml, paragraph_styles(profile)), _hyperlink()):
        styles.append(parse_xml(xml))
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    for xml in _numberings(profile, language):
        numbering.append(parse_xml(xml))


def _defaults(profile: Profile, language: str) -> str:
    font = attribute(profile.font)
    half_points = round(profile.size * 2)
    return (
        f'<w:docDefaults {_W}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" '
        f'w:eastAsia="{font}" w:cs="{font}"/><w:sz w:val="{half_points}"/>'
        f'<w:szCs w:val="{half_points}"/><w:lang w:val="{language_tag(language)}" '
        'w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _builtin_styles() -> Iterator[str]:
    yield _default_style("paragraph", "Normal", "Normal", "<w:qFormat/>")
    yield _default_style("character", "DefaultParagraphFont", "Default Paragraph Font", _HIDDEN)
    yield _default_style("numbering", "NoList", "No List", _HIDDEN)
    sides = (("top", 0), ("left", 85), ("bottom", 0), ("right", 85))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    table = (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )
    yield _default_style("table", "TableNormal", "Normal Table", _HIDDEN + table)
    yield (
        f'<w:style {_W} w:type="table" w:customStyle="1" w:styleId="DataTable">'
        '<w:name w:val="Data Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{_line('top', 8, '000000')}{_line('bottom', 8, '000000')}{_line('insideH', 4, 'BFBFBF')}"
        '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f"<w:tcBorders>{_line('bottom', 8, '000000')}</w:tcBorders>"
        '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _default_style(kind: str, style_id: str, name: str, rest: str) -> str:
    return (
        f'<w:style {_W} w:type="{kind}" w:default="1" w:styleId="{style_id}">'
        f'<w:name w:val="{name}"/>{rest}</w:style>'
    )


def _line(side: str, eighths: int, color: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{color}"/>'


def _hyperlink() -> str:
    return (
        f'<w:style {_W} w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
        '<w:rPr><w:color w:val="1F3864"/></w:rPr></w:style>'
    )


def _style_xml(style: Style) -> str:
    custom = "" if style.name in _WORDS_OWN else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style {_W} w:type="paragraph"{custom} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based}"/>{following}'
        f"<w:qFormat/><w:pPr>{_paragraph_properties(style)}</w:pPr>"
        f"<w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


def _paragraph_properties(style: Style) -> str:
    parts = []
    if style.keep_next:
        parts.append("<w:keepNext/><w:keepLines/>")
    if style.numbering:
        number, level = style.numbering
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    if style.tabs:
        parts.append(f"<w:tabs>{''.join(_tab(style, *tab) for tab in style.tabs)}</w:tabs>")
    parts.append(
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
    )
    if (style.left or style.first or style.right) and not style.numbering:
        kind = "hanging" if style.first < 0 else "firstLine"
        parts.append(
            f'<w:ind w:left="{round(style.left * CM)}" w:right="{round(style.right * CM)}" '
            f'w:{kind}="{abs(round(style.first * CM))}"/>'
        )
    if style.align:
        parts.append(f'<w:jc w:val="{style.align}"/>')
    if style.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{style.outline}"/>')
    return "".join(parts)


def _tab(style: Style, kind: str, at: float) -> str:
    leader = ' w:leader="dot"' if style.leader and kind == "right" else ""
    return f'<w:tab w:val="{kind}"{leader} w:pos="{round(at * CM)}"/>'


def _run_properties(style: Style) -> str:
    parts = ["<w:b/>" if style.bold else "", "<w:i/>" if style.italic else ""]
    if style.color:
        parts.append(f'<w:color w:val="{style.color}"/>')
    if style.size:
        half_points = round(style.size * 2)
        parts.append(f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>')
    return "".join(parts)


def _numberings(profile: Profile, language: str) -> Iterator[str]:
    levels = "".join(_heading_level(profile, level) for level in range(4))
    yield _abstract(HEADINGS, levels)
    word = attribute(profile.appendix_word(language))
    yield _abstract(
        APPENDICES, _level(0, _NUMERAL[profile.appendix_numbering], f"{word} %1", "Appendix", 0)
    )
    for number in (HEADINGS, APPENDICES):
        yield f'<w:num {_W} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'


def _abstract(number: int, levels: str) -> str:
    return (
        f'<w:abstractNum {_W} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _heading_level(profile: Profile, level: int) -> str:
    style = f"Heading{level + 1}"
    if profile.heading_numbering == "roman":
        kind = ("upperRoman", "upperLetter", "decimal", "lowerLetter")[level]
        return _level(level, kind, f"%{level + 1}.", style, 0 if level == 0 else 0.75)
    mark = ".".join(f"%{above}" for above in range(1, level + 2))
    return _level(level, "decimal", mark, style, (0.9, 1.1, 1.4, 1.7)[level])


def _level(level: int, kind: str, mark: str, style: str, hanging: float) -> str:
    indent = round(hanging * CM)
    suffix = "tab" if hanging else "space"
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{style}"/><w:suff w:val="{suffix}"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>'
        "</w:lvl>"
    )
