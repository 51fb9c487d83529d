"""Which pad answers which step."""

from instrumen.language.model import Matrix, Question, Repeat, Type
from instrumen.tui.pads.base import Asked, Pad
from instrumen.tui.pads.choices import ManyPad, OnePad, RankPad
from instrumen.tui.pads.likert import GridPad
from instrumen.tui.pads.repeats import RepeatPad
from instrumen.tui.pads.silent import AcknowledgePad, NotePad
from instrumen.tui.pads.typed import FilePad, TypedPad

_BY_TYPE: dict[Type, type[Pad]] = {
    Type.SELECT_ONE: OnePad,
    Type.LIKERT: OnePad,
    Type.SELECT_MULTIPLE: ManyPad,
    Type.RANK: RankPad,
    Type.ACKNOWLEDGE: AcknowledgePad,
    Type.NOTE: NotePad,
    Type.CALCULATE: NotePad,
    Type.FILE: FilePad,
}


def pad_for(asked: Asked) -> Pad:
    """A fresh pad for a step."""
    match asked.step.item:
        case Matrix():
            return GridPad(asked)
        case Repeat():
            return RepeatPad(asked)
        case Question(type=kind):
            return _BY_TYPE.get(kind, TypedPad)(asked)
    return NotePad(asked)
