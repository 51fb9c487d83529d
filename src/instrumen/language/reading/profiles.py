"""`profiles:` how Word documents look; and the words for shares."""

import math
from collections.abc import Iterator

from instrumen.language.design import Band, Profile
from instrumen.language.reading.entry import Entry, open_entry
from instrumen.messages import msg

PROFILE_KEYS = frozenset({
    "margins", "font", "size", "line_spacing", "table_caption", "figure_caption", "appendix_word",
    "appendix_numbering", "page_numbers", "divider_page", "block_quote_words",
    "first_line_indent", "heading_numbering",
})  # fmt: skip
BAND_KEYS = frozenset({"min", "label"})
_MARGINS = (4.0, 3.0, 3.0, 4.0)
_MOST_CENTIMETRES = 15.0


def read_profiles(study: Entry) -> dict[str, Profile]:
    """The format profiles by name."""
    found: dict[str, Profile] = {}
    for key, value in study.pairs("profiles"):
        entry = open_entry(study.context, value, msg("a profile"), PROFILE_KEYS)
        if entry is not None:
            found[key.value] = _read_profile(entry, key.value)
    return found


def _read_profile(entry: Entry, name: str) -> Profile:
    return Profile(
        name=name,
        margins=_read_margins(entry),
        font=entry.string("font", "Times New Roman"),
        size=_length(entry, "size", 12, 72),
        line_spacing=_length(entry, "line_spacing", 1.5, 5),
        table_caption=entry.text("table_caption"),
        figure_caption=entry.text("figure_caption"),
        appendix_word=entry.text("appendix_word"),
        appendix_numbering=entry.word("appendix_numbering", ("1", "A"), "1"),
        page_numbers=entry.word("page_numbers", ("continue", "restart"), "continue"),
        divider_page=entry.flag("divider_page", True),
        block_quote_words=_count(entry, "block_quote_words", 40),
        first_line_indent=entry.number("first_line_indent") or 0.0,
        heading_numbering=entry.word("heading_numbering", ("roman", "arabic", "none"), "roman"),
    )


def _count(entry: Entry, key: str, default: int) -> int:
    found = entry.integer(key, 1)
    return default if found is None else found


def _length(entry: Entry, key: str, default: float, most: float) -> float:
    found = entry.number(key)
    if found is None:
        return default
    if 0 < found <= most:
        return found
    entry.context.error(
        entry.at(key),
        "length",
        msg("“{key}” must be between 0 and {most}", key=key, most=f"{most:g}"),
    )
    return default


def _read_margins(entry: Entry) -> tuple[float, float, float, float]:
    if not entry.has("margins"):
        return _MARGINS
    lengths = [_centimetres(text) for text in entry.strings("margins")]
    match lengths:
        case [float(top), float(right), float(bottom), float(left)]:
            return top, right, bottom, left
    entry.context.error(
        entry.at("margins"),
        "margins",
        msg("“margins” are four lengths in centimetres, from 0 to 15"),
        msg("Write them as [top, right, bottom, left], like [4, 3, 3, 4]."),
    )
    return _MARGINS


def _centimetres(text: str) -> float | None:
    try:
        length = float(text)
    except ValueError:
        return None
    return length if math.isfinite(length) and 0 <= length <= _MOST_CENTIMETRES else None


def read_bands(study: Entry, key: str) -> Iterator[Band]:
    """Words for shares, from the highest lower bound down."""
    found: list[Band] = []
    for entry in study.entries(key, msg("a word for a share"), BAND_KEYS):
        entry.require("min", "label")
        least = entry.number("min")
        if least is not None:
            found.append(Band(least=least, label=entry.text("label")))
    yield from sorted(found, key=lambda band: -band.least)
