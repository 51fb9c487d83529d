"""`study.yaml` from top to bottom."""

from collections.abc import Iterator
from dataclasses import replace

from instrumen.language.design import Design, RespondentGroup, Site
from instrumen.language.nodes import Node, Scalar
from instrumen.language.reading.codebook import (
    read_claims,
    read_codes,
    read_foci,
    read_indicators,
    read_themes,
)
from instrumen.language.reading.context import Context
from instrumen.language.reading.entry import VARIABLE, Entry, open_entry
from instrumen.language.reading.instrument import declared_languages
from instrumen.language.reading.profiles import read_bands, read_profiles
from instrumen.language.reading.roster import (
    open_roster,
    read_derived,
    read_fields,
    read_ineligible,
)
from instrumen.language.reading.texts import read_text
from instrumen.language.reading.unique import Unique
from instrumen.language.text import Text
from instrumen.messages import msg

STUDY_KEYS = frozenset({
    "study", "title", "year", "fictitious", "languages", "profile", "citation", "facts", "sites",
    "groups", "roster", "foci", "themes", "indicators", "codes", "coding_rules", "claims",
    "spread_words", "attainment", "scale_answered_share", "collectors", "profiles", "translations",
})  # fmt: skip
SITE_KEYS = frozenset({"name", "label", "place", "context", "headings"})
RESPONDENT_GROUP_KEYS = frozenset({"name", "label", "prefix", "for"})
_CITATION = "[{code}, {turn}]"
_ANSWERED_SHARE = 0.8


def read_study(context: Context, root: Node) -> Design | None:
    """The design a study file describes, without its instruments and consent; None when the
    file is no study file at all. What could not be read is left out and noted."""
    context = replace(context, languages=declared_languages(root))
    entry = open_entry(context, root, msg("a study"), STUDY_KEYS)
    if entry is None:
        return None
    entry.require("study", "title", "year", "sites", "roster", "profile", "profiles")
    roster = open_roster(entry)
    fields = read_fields(roster) if roster else ()
    return Design(
        id=entry.name("study") if entry.has("study") else "",
        file=context.file,
        title=entry.text("title"),
        year=entry.integer("year", 1900) or 0,
        languages=context.languages,
        facts=_read_facts(entry),
        sites=tuple(_read_sites(entry)),
        groups=tuple(_read_groups(entry)),
        roster=fields,
        derived=read_derived(roster, fields) if roster else (),
        foci=tuple(read_foci(entry)),
        themes=tuple(read_themes(entry)),
        indicators=tuple(read_indicators(entry)),
        codes=tuple(read_codes(entry)),
        claims=tuple(read_claims(entry)),
        coding_rules=tuple(read_text(context, rule) for rule in entry.items("coding_rules")),
        profiles=read_profiles(entry),
        profile=_read_profile_name(entry),
        citation=_read_citation(entry),
        attainment=tuple(read_bands(entry, "attainment")),
        spread_words=tuple(read_bands(entry, "spread_words")),
        scale_answered_share=_read_share(entry),
        collectors=_read_collectors(entry),
        ineligible=read_ineligible(roster, fields) if roster else {},
        fictitious=entry.flag("fictitious"),
        mark=entry.mapping.mark,
    )


def _read_facts(study: Entry) -> dict[str, Text]:
    facts: dict[str, Text] = {}
    for key, value in study.pairs("facts"):
        if not VARIABLE.fullmatch(key.value):
            study.context.error(
                key.mark,
                "name",
                msg("“{name}” cannot be a name", name=key.value[:60]),
                msg("Use letters a–z, digits and _, a letter first, at most 64."),
            )
        facts[key.value] = read_text(study.context, value)
    return facts


def _read_sites(study: Entry) -> Iterator[Site]:
    names = Unique(study.context)
    for entry in study.entries("sites", msg("a site"), SITE_KEYS):
        entry.require("label")
        name = entry.name()
        names.add(name, entry.mark)
        yield Site(
            name=name,
            label=entry.text("label"),
            place=entry.text("place"),
            context=entry.text("context"),
            headings=entry.strings("headings"),
        )


def _read_groups(study: Entry) -> Iterator[RespondentGroup]:
    names, prefixes = Unique(study.context), Unique(study.context)
    for entry in study.entries("groups", msg("a group of respondents"), RESPONDENT_GROUP_KEYS):
        entry.require("label", "prefix", "for")
        name, prefix, for_ = entry.name(), entry.string("prefix"), entry.expression("for")
        names.add(name, entry.mark)
        prefixes.add(prefix, entry.at("prefix"))
        if for_ is not None:
            yield RespondentGroup(name=name, label=entry.text("label"), prefix=prefix, for_=for_)


def _read_profile_name(study: Entry) -> str:
    scalar = study.scalar("profile")
    if scalar is None:
        return ""
    study.context.use("profile", scalar.value, scalar.mark)
    return scalar.value


def _read_citation(study: Entry) -> str:
    scalar = study.scalar("citation")
    if scalar is None:
        return _CITATION
    bare = scalar.value.replace("{code}", "").replace("{turn}", "")
    if scalar.value.count("{turn}") == 1 and "{" not in bare and "}" not in bare:
        return scalar.value
    study.context.error(
        scalar.mark,
        "citation",
        msg("“citation” must hold {turn} once, may hold {code}, and no other braces"),
        msg("Write it like “[{code}, {turn}]”."),
    )
    return _CITATION


def _read_share(study: Entry) -> float:
    share = study.number("scale_answered_share")
    if share is None:
        return _ANSWERED_SHARE
    if not 0 < share <= 1:
        study.context.error(
            study.at("scale_answered_share"),
            "share",
            msg("“scale_answered_share” is a share: more than 0, at most 1"),
            msg("Write 0.8 for 80 %."),
        )
        return _ANSWERED_SHARE
    return share


def _read_collectors(study: Entry) -> dict[str, str]:
    pairs = study.pairs("collectors")
    return {key.value: name.value for key, name in pairs if isinstance(name, Scalar)}
