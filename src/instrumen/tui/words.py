"""Words and signs that several screens use for the same thing."""

from collections.abc import Mapping

from instrumen.fieldwork.dispositions import Disposition
from instrumen.fieldwork.population import Respondent, field_text
from instrumen.language.design import Design
from instrumen.language.model import Instrument, Missing
from instrumen.messages import Message, msg
from instrumen.tui.desk import Desk

_MISSING = {
    Missing.DONT_KNOW: msg("don't know"),
    Missing.REFUSED: msg("refused"),
    Missing.NOT_APPLICABLE: msg("not applicable"),
}

# Done, begun, problem, not for them, open: told apart without colour.
SIGNS = {
    Disposition.COMPLETE: "✓",
    Disposition.PARTIAL: "✓",
    Disposition.BEGUN: "…",
    Disposition.REFUSAL: "!",
    Disposition.NON_CONTACT: "!",
    Disposition.UNAVAILABLE: "!",
    Disposition.WITHDRAWN: "!",
    Disposition.INELIGIBLE: "–",
    Disposition.NONE: "–",
    Disposition.NOT_SHOWN: "!",
    Disposition.OPEN: "·",
}
NOT_FOR_THEM = " "


def missing_word(missing: Missing) -> Message:
    """A kind of no answer."""
    return _MISSING[missing]


def short_title(instrument: Instrument, desk: Desk) -> str:
    """An instrument's name for narrow places."""
    return desk.say(instrument.short_title or instrument.title)


def group_label(design: Design, name: str, desk: Desk) -> str:
    """A group of respondents by its label."""
    return next((desk.say(group.label) for group in design.groups if group.name == name), name)


def person_name(design: Design, identity: Mapping[str, str]) -> str:
    """What a person is called: the first identity column of the roster."""
    names = (identity.get(field.name, "") for field in design.roster if field.identity)
    return next((name for name in names if name), "")


def person_detail(design: Design, person: Respondent, desk: Desk) -> str:
    """What tells people of a group apart: the first list the roster holds about them (their
    subjects, say), else the first text."""
    for kind in ("list", "text"):
        for field in design.roster:
            value = person.fields.get(field.name)
            if value and not field.identity and field.type == kind:
                return field_text(field, value, desk.language)
    return ""
