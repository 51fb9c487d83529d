"""An instrument as a form to print and fill in by hand: what a laptop would ask, on paper.

path = export_blank(instrument, Path("angket.docx"), design=design, language="id")
"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from instrumen.export.word.blank.form import Form
from instrumen.export.word.blank.pages import form_blocks
from instrumen.export.word.layout import Section
from instrumen.export.word.package import Properties, free_name, skeleton, write_package
from instrumen.export.word.writer import Writer
from instrumen.language.design import Design, Profile
from instrumen.language.model import Instrument
from instrumen.language.text import EMPTY, text_of
from instrumen.messages import catalog

__all__ = ["export_blank"]

_MARGINS = (2.0, 2.0, 2.0, 2.0)
_LARGEST = 11.0
_LETTERS = 8
"""How much of the instrument's hash is printed, so that a filled-in sheet finds its version."""


def export_blank(
    instrument: Instrument,
    target: Path,
    *,
    design: Design | None = None,
    language: str = "id",
) -> Path:
    """Write the form as a Word file; where it is (a file that is there already is left alone and
    a numbered name taken). `design` is the study's, for its facts, its sites and its font; a
    form is printed with narrower margins than a thesis. The same instrument gives the same bytes.
    Raises ExportError when it cannot be written."""
    form = Form(instrument, design, language, catalog(language))
    look = _profile(design)
    made = skeleton(look, _properties(form))
    paper = Section(start=1, references=made.references)
    writer = Writer(look, language, paper)
    path = free_name(target)
    write_package(path, made, tuple, writer.write(form_blocks(form)), writer.last_section)
    return path


def _profile(design: Design | None) -> Profile:
    known = design.profiles.get(design.profile) if design else None
    look = known or Profile(
        name="",
        margins=_MARGINS,
        font="Arial",
        size=_LARGEST,
        line_spacing=1.0,
        table_caption=EMPTY,
        figure_caption=EMPTY,
        appendix_word=text_of(""),
    )
    return replace(
        look,
        margins=_MARGINS,
        size=min(look.size, _LARGEST),
        line_spacing=1.0,
        first_line_indent=0.0,
        heading_numbering="none",
    )


def _properties(form: Form) -> Properties:
    instrument, design = form.instrument, form.design
    researcher = design.facts.get("peneliti") if design else None
    title = form.say(instrument.title)
    version = form.catalog.t("version {version}", version=instrument.version)
    return Properties(
        title=title,
        author=form.say(researcher) if researcher else "",
        language=form.language,
        date=datetime(design.year if design else 2000, 1, 1, tzinfo=UTC),
        header=f"{title} · {version} ({instrument.hash[:_LETTERS]})",
        comments=f"{instrument.id} {instrument.version} {instrument.hash}",
    )
