"""Appendix: the consent as it was shown, with its scopes and how often each was granted."""

from collections.abc import Iterator

from instrumen.export.word.blocks import Appendix, Block, Para, Run
from instrumen.export.word.brief import Brief
from instrumen.export.word.piping import piped


def consent_chapter(brief: Brief) -> Iterator[Block]:
    """The text with its version; places that differ from person to person stay open."""
    catalog, consent = brief.catalog, brief.design.consent
    yield Appendix(catalog.t("Consent"))
    if consent is None:
        yield Para(catalog.t("This study has no consent text."))
        return
    yield Para((Run(brief.say(consent.title), bold=True),), keep_next=True)
    yield Para(catalog.t("Version {version}", version=consent.version), "Note")
    yield Para(piped(brief, consent.opening))
    for number, point in enumerate(consent.points, 1):
        yield Para(f"{number}.\t{piped(brief, point)}", "ListBullet")
    yield Para((Run(catalog.t("Asked one by one"), bold=True),), keep_next=True)
    for scope in consent.scopes:
        yield Para(f"☐\t{piped(brief, scope.label)}", "ListBullet")
    if consent.additions:
        yield Para((Run(catalog.t("Added in special cases"), bold=True),), keep_next=True)
    for addition in consent.additions.values():
        yield Para(f"•\t{piped(brief, addition)}", "ListBullet")
