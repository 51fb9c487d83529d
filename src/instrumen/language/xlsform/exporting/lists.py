"""The sheet of choices: the lists of the instrument, and those that other programs need."""

from instrumen.language.model import OTHER, Choice, Instrument, Missing, Question, other_choice
from instrumen.language.xlsform.columns import of_choices
from instrumen.language.xlsform.exporting.cells import Cells
from instrumen.language.xlsform.exporting.pen import Pen, number
from instrumen.language.xlsform.names import free
from instrumen.language.xlsform.notes import Became, Note
from instrumen.messages import msg

_REASONS = {
    Missing.DONT_KNOW: msg("Does not know"),
    Missing.REFUSED: msg("Does not want to answer"),
    Missing.NOT_APPLICABLE: msg("Does not apply"),
}


def list_of(instrument: Instrument, item: Question) -> str:
    """The list of a question in the form. The choice that `or_other` adds stands in the list
    itself, or in a second one where other questions use the list without it."""
    if not _adds_other(instrument, item) or item.choices not in _plain(instrument):
        return item.choices
    return free(f"{item.choices}_or_other", instrument.choices)


def or_other_of(instrument: Instrument, item: Question) -> str:
    """How the import finds back what `or_other` was: '' where it is not, `yes` where the list has
    that choice itself, `added` where it was added, `added LIST` where it was added to a copy."""
    if not _adds_other(instrument, item):
        return "yes" if item.or_other else ""
    listed = list_of(instrument, item)
    return "added" if listed == item.choices else f"added {item.choices}"


def add_lists(pen: Pen) -> None:
    """All lists, those of reasons for no answer last."""
    instrument = pen.instrument
    added = {
        list_of(instrument, item): item
        for item in instrument.questions.values()
        if _adds_other(instrument, item)
    }
    for name, listed in instrument.choices.items():
        others = (other_choice(added[name]),) if name in added else ()
        _add_list(pen, name, (*listed.choices, *others))
    for name in added.keys() - instrument.choices.keys():
        item = added[name]
        _add_list(pen, name, (*instrument.choices_of(item), other_choice(item)))
    for reasons, name in pen.missing.items():
        for reason in reasons:
            cells = {"list_name": name, "name": reason.value}
            pen.message(cells, "label", _REASONS[reason])
            pen.sheets.choices.append(cells)


def _add_list(pen: Pen, name: str, choices: tuple[Choice, ...]) -> None:
    for choice in choices:
        cells: Cells = {"list_name": name, "name": choice.name}
        pen.text(cells, "label", choice.label)
        if choice.score is not None:
            cells["score"] = number(choice.score)
        if choice.exclusive:
            cells["exclusive"] = "yes"
        for key, text in choice.extra.items():
            if ":" not in key:  # no program's heading can hold it
                cells[of_choices(key)] = text
        pen.sheets.choices.append(cells)
    for key in dict.fromkeys(key for choice in choices for key in choice.extra if ":" in key):
        what = msg("the column “{name}” of the choices is left out", name=key)
        pen.sheets.notes.append(Note("choices", 0, Became.LEFT_OUT, what))


def _adds_other(instrument: Instrument, item: Question) -> bool:
    return item.or_other and instrument.choice(item, OTHER) is None


def _plain(instrument: Instrument) -> frozenset[str]:
    """The lists that some question uses without `or_other`."""
    return frozenset(q.choices for q in instrument.questions.values() if not q.or_other)
