"""The parts of a Word file and the zip they travel in.

python-docx makes everything but the body: styles, numbering, settings, headers, footers, core
properties. The body is written to a temporary file first, because the contents that stand before
it are known only after it, and then streamed into the zip: memory does not grow with the document.
A file appears under its name when it is whole, or not at all.
"""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from instrumen.export.word import xml
from instrumen.export.word.stylesheet import apply_styles, language_tag
from instrumen.language.design import Profile
from instrumen.messages import Message, msg

_BODY = "word/document.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEVEL = 1
"""Deflate level: level 6 would take four times as long for a fifth of the size."""
_NEEDLESS = ("stylesWithEffects", "webSettings", "customXml", "thumbnail", "extended-properties")
_COMPATIBILITY = (
    '<w:compat {0}><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class ExportError(Exception):
    """A document could not be written; `.message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the file says about itself; `date` is the data's, so that the same data give the same
    file. `header` is printed on every page but the cover, `warning` on the cover too."""

    title: str
    author: str
    language: str
    date: datetime
    header: str
    warning: str = ""
    comments: str = ""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A document without a body: its other parts by name, and the references by which a section
    names its headers and footers."""

    parts: tuple[tuple[str, bytes], ...]
    references: str


def skeleton(profile: Profile, properties: Properties) -> Skeleton:
    """Everything of a document that does not depend on its body."""
    from docx import Document

    document = Document()
    _drop_needless(document)
    apply_styles(document, profile, properties.language)
    _settings(document, properties.language)
    references = _headers(document, properties)
    _describe(document, properties)
    stream = BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as made:
        names = (name for name in made.namelist() if name != _BODY)
        return Skeleton(tuple((name, made.read(name)) for name in names), references)


def write_package(
    target: Path,
    made: Skeleton,
    front: Callable[[], Iterable[str]],
    body: Iterable[str],
    end: Callable[[], str],
) -> None:
    """Write the document to `target`: `body` is consumed first, then `front` (which may know by
    then what the body holds) is put before it; `end` is the last section's properties. Whatever
    is raised on the way leaves nothing behind. Raises ExportError."""
    with _told(target), tempfile.TemporaryFile() as spool:
        _spool(spool, body)
        length = spool.tell()
        spool.seek(0)
        begin = f"{xml.DECLARATION}<w:document {xml.NAMESPACES}><w:body>{''.join(front())}".encode()
        finish = f"{end()}</w:body></w:document>".encode()
        with _appearing(target) as part, zipfile.ZipFile(part, "w") as packed:
            for name, content in made.parts:
                packed.writestr(_entry(name), content, compresslevel=_LEVEL)
            entry = _entry(_BODY)
            entry.file_size = len(begin) + length + len(finish)
            with packed.open(entry, "w") as stream:
                stream.write(begin)
                shutil.copyfileobj(spool, stream, 1 << 18)
                stream.write(finish)


def free_name(wanted: Path) -> Path:
    """`wanted`, or when it exists `wanted-2`, `-3`, …: a document somebody may have edited is
    never written over."""
    if not wanted.exists():
        return wanted
    number = 2
    while (other := wanted.with_stem(f"{wanted.stem}-{number}")).exists():
        number += 1
    return other


def _spool(spool: IO[bytes], pieces: Iterable[str]) -> None:
    batch: list[str] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece)
        if size > 200_000:
            spool.write("".join(batch).encode())
            batch, size = [], 0
    spool.write("".join(batch).encode())


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """What the disk refuses, as one sentence."""
    try:
        yield
    except OSError as error:
        raise ExportError(
            msg(
                "{file} could not be written ({reason}). Free some space or choose another folder "
                "with -o; no half file was left.",
                file=target,
                reason=error.strerror or type(error).__name__,
            )
        ) from error


@contextmanager
def _appearing(target: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when the block ends well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _drop_needless(document: Any) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for key, relation in list(rels.items()):
            if any(word in relation.reltype for word in _NEEDLESS):
                del rels[key]


def _settings(document: Any, language: str) -> None:
    from docx.oxml import parse_xml

    settings = document.settings.element
    for element in list(settings):
        settings.remove(element)
    comma = "," if language == "id" else "."
    separator = ";" if language == "id" else ","
    for content in (
        '<w:zoom {0} w:percent="100"/>',
        '<w:defaultTabStop {0} w:val="709"/>',
        '<w:characterSpacingControl {0} w:val="doNotCompress"/>',
        _COMPATIBILITY,
        f'<w:themeFontLang {{0}} w:val="{language_tag(language)}"/>',
        f'<w:decimalSymbol {{0}} w:val="{comma}"/>',
        f'<w:listSeparator {{0}} w:val="{separator}"/>',
    ):
        settings.append(parse_xml(content.format(_W)))


def _headers(document: Any, properties: Properties) -> str:
    """Fill the headers and footers of the template's one section; the references to them."""
    from docx.oxml import parse_xml

    section = document.sections[0]
    section.different_first_page_header_footer = True
    warning = xml.run(properties.warning, xml.BOLD) if properties.warning else ""
    between = xml.run(" · ") if warning else ""
    for part, style, content in (
        (section.header, "Header", warning + between + xml.run(properties.header)),
        (section.first_page_header, "Header", warning),
        (section.footer, "Footer", xml.field("PAGE", "1")),
        (section.first_page_footer, "Footer", ""),
    ):
        part.is_linked_to_previous = False
        element = part._element
        for child in list(element):
            element.remove(child)
        inside = xml.paragraph(style, content).replace("<w:p>", f"<w:p {_W}>", 1)
        element.append(parse_xml(inside))
    found = section._sectPr.xpath("w:headerReference|w:footerReference")
    return "".join(_bare(reference.xml) for reference in found)


def _bare(element: str) -> str:
    """An element without the namespace declarations the whole document makes once."""
    name, *attributes = element.removesuffix("/>").split()
    kept = (each for each in attributes if not each.startswith("xmlns:"))
    return f"{' '.join((name, *kept))}/>"


def _describe(document: Any, properties: Properties) -> None:
    core = document.core_properties
    core.title = properties.title[:255]
    core.author = core.last_modified_by = properties.author[:255]
    core.comments = properties.comments[:255]
    core.language = language_tag(properties.language)
    core.subject = core.keywords = core.category = ""
    core.created = core.modified = properties.date.replace(tzinfo=None)
    core.revision = 1
