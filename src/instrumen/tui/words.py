"""Words and signs that several screens use for the same thing."""

from collections.abc import Mapping
from textwrap import shorten as _shorten

from instrumen.engine import Answer, FormState, format_value
from instrumen.fieldwork.attachments import read_attachment
from instrumen.fieldwork.consequences import Answered, Overwritten
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
_LABEL, _ANSWER = 40, 30


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


def shorten(text: str, width: int) -> str:
    """A text on one line, cut between words."""
    return _shorten(text, width, placeholder="…") if len(text) > width else " ".join(text.split())


def answer_words(desk: Desk, form: FormState, path: str, answer: Answer) -> str:
    """An answer as people say it: choices by their labels, a file by its name."""
    if answer.missing is not None:
        return desk.say(missing_word(answer.missing))
    if answer.value is None:
        return desk.catalog.t("no answer")
    if (given := read_attachment(answer.value)) is not None:
        return given.short
    question = form.question(path)
    return format_value(question, answer.value, desk.language, form.choices(path))


def told_besides(desk: Desk, form: FormState, answered: Answered) -> list[str]:
    """What became of an answer besides its being saved, a sentence each."""
    told = [_overwritten(desk, form, each) for each in answered.overwritten]
    if answered.replaced_characters:
        told.append(
            desk.catalog.plural(
                "{n} character could not be kept and is marked �",
                "{n} characters could not be kept and are marked �",
                answered.replaced_characters,
            )
        )
    return told


def _overwritten(desk: Desk, form: FormState, done: Overwritten) -> str:
    """`8 How many a month? was set anew: 120 → 96`."""
    number = form.question(done.path).number
    label = shorten(form.label(done.path, desk.language), _LABEL)
    before, now = (
        shorten(answer_words(desk, form, done.path, answer), _ANSWER)
        for answer in (done.before, done.now)
    )
    question = f"{number} {label}".strip()
    return desk.catalog.t(
        "“{question}” was set anew: {before} → {now}", question=question, before=before, now=now
    )
