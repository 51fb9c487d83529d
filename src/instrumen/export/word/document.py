"""One document from beginning to end: cover, contents, chapters, appendices."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from instrumen.export.word.blocks import Block, Divider, Heading, PageBreak, Step
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.front import cover, note
from instrumen.export.word.contents import list_of_tables, table_of_contents
from instrumen.export.word.layout import Section
from instrumen.export.word.left_out import LeftOut, left_out
from instrumen.export.word.parts import PARTS
from instrumen.export.word.privacy import Mask
from instrumen.export.word.stamp import Stamp
from instrumen.export.word.writer import Writer

Progress = Callable[[int, int, str], None]
_BLOCKS_BETWEEN_LOOKS = 50


class Cancelled(Exception):
    """Somebody wants the export to stop."""


class Document:
    """Writes one document. `body` first, then `front`, which knows what the body holds."""

    def __init__(self, brief: Brief, mask: Mask, stamp: Stamp, references: str) -> None:
        self._brief = brief
        self._mask = mask
        self._stamp = stamp
        self._references = references
        self._parts = [part for part in PARTS if part.name in brief.parts]
        self._writer = Writer(brief.profile, brief.language, Section(start=1), mask)

    @property
    def pages(self) -> int:
        """How many pages the body has, estimated."""
        return self._writer.pages

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What it does not show."""
        return left_out(self._brief, self._mask)

    def body(self, progress: Progress, cancelled: Callable[[], bool]) -> Iterator[str]:
        """The chapters and appendices. Raises Cancelled between two blocks."""
        total = sum(1 + part.steps(self._brief) for part in self._parts)
        done, in_appendices = 0, False
        for part in self._parts:
            title = self._brief.catalog.say(part.title)
            progress(done, total, title)
            if part.appendix and not in_appendices:
                in_appendices = True
                yield from self._begin_appendices()
            else:
                yield from self._writer.write([PageBreak()] if done else [])
            for at, block in enumerate(part.blocks(self._brief)):
                if at % _BLOCKS_BETWEEN_LOOKS == 0 and cancelled():
                    raise Cancelled
                if isinstance(block, Step):
                    done += 1
                    progress(done, total, title)
                yield from self._writer.write([block])
            done += 1
        progress(total, total, "")

    def front(self) -> Iterator[str]:
        """The cover and the contents; to be called when the body was written."""
        brief, outline = self._brief, self._writer.outline
        on_cover = Section(title_page=True, references=self._references)
        writer = Writer(brief.profile, brief.language, on_cover, self._mask)
        yield from writer.write(cover(brief, self._stamp))
        yield writer.end_section(
            Section(number_format="lowerRoman", start=1, references=self._references)
        )
        yield from self._listed(writer, brief.catalog.t("Contents"), table_of_contents(outline))
        word = brief.profile.table_caption(brief.language)
        tables = list_of_tables(outline, word)
        yield from self._listed(writer, brief.catalog.t("Tables"), tables)
        yield from writer.write(note(brief, self.left_out))
        yield writer.end_section(Section(start=1))

    def end(self) -> str:
        """The properties of the last section."""
        return self._writer.last_section()

    def _begin_appendices(self) -> Iterator[str]:
        brief = self._brief
        if brief.profile.page_numbers == "restart":
            yield self._writer.end_section(Section(start=1))
        if brief.profile.divider_page:
            word = brief.profile.appendix_word(brief.language).upper()
            yield from self._writer.write([Divider(word)])
        else:
            yield from self._writer.write([PageBreak()])

    @staticmethod
    def _listed(writer: Writer, title: str, lines: Iterable[str]) -> Iterator[str]:
        entries = list(lines)
        if entries:
            blocks: list[Block] = [Heading(title, kind="front")]
            yield from writer.write(blocks)
            yield from entries
            yield from writer.write([PageBreak()])
