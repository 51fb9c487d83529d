"""A reader of Word files that knows no more than what stands in them."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class Docx:
    """A Word file as a reader finds it."""

    path: Path

    def __post_init__(self) -> None:
        with zipfile.ZipFile(self.path) as packed:
            self.parts = {name: packed.read(name) for name in packed.namelist()}
        self.body = ElementTree.fromstring(self.parts["word/document.xml"])

    @property
    def text(self) -> str:
        """The whole text, a line a paragraph."""
        return "\n".join(self.read(paragraph) for paragraph in self.body.iter(f"{W}p"))

    @property
    def everything(self) -> str:
        """Every part as text, tags taken out."""
        joined = "\n".join(content.decode("utf-8", "replace") for content in self.parts.values())
        return re.sub(r"<[^>]*>", "", joined)

    def paragraphs(self, style: str) -> list[str]:
        """The texts of the paragraphs in a style."""
        return [
            self.read(p) for p in self.body.iter(f"{W}p") if self._value(p, "pPr/pStyle") == style
        ]

    def bookmarks(self) -> dict[str, str]:
        """Bookmark → the text of the paragraph it stands in."""
        return {
            mark.get(f"{W}name", ""): self.read(paragraph)
            for paragraph in self.body.iter(f"{W}p")
            for mark in paragraph.iter(f"{W}bookmarkStart")
        }

    def bookmark_ids(self) -> list[str]:
        return [mark.get(f"{W}id", "") for mark in self.body.iter(f"{W}bookmarkStart")]

    def links(self) -> list[tuple[str, str, str]]:
        """Anchor, words of the link, text of the paragraph it stands in."""
        return [
            (link.get(f"{W}anchor", ""), self.read(link), self.read(paragraph))
            for paragraph in self.body.iter(f"{W}p")
            for link in paragraph.iter(f"{W}hyperlink")
        ]

    def instructions(self) -> list[str]:
        """The codes of all fields."""
        return [(code.text or "").strip() for code in self.body.iter(f"{W}instrText")]

    def tables(self) -> list[list[list[str]]]:
        return [
            [["\n".join(self.read(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
             for row in table.iter(f"{W}tr")]
            for table in self.body.iter(f"{W}tbl")
        ]  # fmt: skip

    @classmethod
    def read(cls, element: ElementTree.Element) -> str:
        """The text of an element as it is read: spaces that keep a line together are spaces."""
        return cls.words(element).replace("\N{NO-BREAK SPACE}", " ")

    @staticmethod
    def words(element: ElementTree.Element) -> str:
        """The text of an element, character by character."""
        pieces = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
        return "".join(
            (node.text or "") if node.tag == f"{W}t" else pieces.get(node.tag, "")
            for run in element.iter(f"{W}r")
            for node in run
        )

    @staticmethod
    def _value(element: ElementTree.Element, path: str) -> str:
        found = element.find("/".join(W + name for name in path.split("/")))
        return found.get(f"{W}val", "") if found is not None else ""
