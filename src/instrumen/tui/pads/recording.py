"""Answering intents, carried out on a filling: on disk when this returns."""

from instrumen.fieldwork.responses import Answered, Filling
from instrumen.tui.pads.intents import (
    Clear,
    Give,
    GiveMissing,
    GiveText,
    Intent,
    RemoveMember,
)


def record(filling: Filling, intent: Intent, *, overriding: bool) -> Answered:
    """Answer as a pad wants; `overriding` keeps what was only doubted. An intent that answers
    nothing changes nothing."""
    match intent:
        case Give(path, value):
            return filling.answer(path, value, overriding=overriding)
        case GiveText(path, text):
            return filling.answer_text(path, text, overriding=overriding)
        case GiveMissing(path, missing):
            return filling.answer_missing(path, missing, overriding=overriding)
        case Clear(path):
            return filling.clear(path, overriding=overriding)
        case RemoveMember(path):
            return filling.lower(path, overriding=overriding)
    return Answered(kept=True)
