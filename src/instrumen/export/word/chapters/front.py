"""What stands before the first chapter: the cover, and a note on the document itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from instrumen.analysis.findings import Status, findings
from instrumen.export.word.blocks import Block, Heading, Para, Run
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.numbered import quoted_texts
from instrumen.export.word.left_out import LeftOut
from instrumen.export.word.stamp import Stamp
from instrumen.export.word.wording import day

_EXAMPLE = defaultdict(lambda: "…", code="G-07", turn="12")


def cover(brief: Brief, stamp: Stamp) -> Iterator[Block]:
    """Title, researcher, institution, place, date of the data, draft or final, data stamp."""
    design, catalog = brief.design, brief.catalog
    yield Para(brief.say(design.title), "Title")
    yield Para(catalog.t("Transcripts and summarised findings per theme"), "Subtitle")
    for name in ("peneliti", "lembaga"):
        if name in design.facts:
            yield Para(brief.say(design.facts[name]), "CoverText")
    for site in design.sites:
        place = brief.say(site.place)
        yield Para(", ".join(filter(None, (brief.say(site.label), place))), "CoverText")
    yield Para(str(design.year), "CoverText")
    yield Para((Run(_state(brief), bold=True),), "CoverState")
    date = day(stamp.date.isoformat(), catalog)
    yield Para(catalog.t("Data as of {date}", date=date), "CoverNote")
    yield Para(
        catalog.t("Data stamp {digest} · {n} events", digest=stamp.digest, n=stamp.events),
        "CoverNote",
    )
    if design.fictitious:
        yield Para(catalog.t("All people and data in this document are fictitious."), "CoverNote")


def note(brief: Brief, left_out: Sequence[LeftOut]) -> Iterator[Block]:
    """How to read the document, and what it leaves out."""
    catalog = brief.catalog
    yield Heading(catalog.t("About this document"), kind="front")
    yield Para(
        catalog.t(
            "People appear under codes; the list of names is kept apart. A citation such as "
            "{citation} names the respondent and the place and leads to the words in the "
            "appendix; turns of a later session carry its number (2/1). “n of N” counts distinct "
            "people: N are those who were asked with an instrument that could bring it up.",
            citation=_example(brief),
        )
    )
    if brief.identities:
        yield Para(
            (Run(catalog.t("This copy shows names. Do not hand it on."), bold=True),), "BodyText"
        )
    if left_out:
        yield Para(catalog.t("Left out of this document:"), keep_next=True)
    for entry in left_out:
        words = catalog.t(
            "{what}, {why}: {count}",
            what=entry.what,
            why=entry.why,
            count=entry.count,
        )
        yield Para(f"•\t{words}", "ListBullet")


def _state(brief: Brief) -> str:
    every = findings(brief.study)
    if every and all(found.status is Status.FINAL for found in every):
        return brief.catalog.t("Final")
    return brief.catalog.t("Draft")


def _example(brief: Brief) -> str:
    """A citation as the reader meets it."""
    quoted = next(iter(quoted_texts(brief)), None)
    return quoted.citation if quoted else brief.design.citation.format_map(_EXAMPLE)
