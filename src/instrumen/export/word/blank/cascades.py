"""Choices that depend on an earlier answer (`choice_filter: kota = ${kota}`), as paper can say it:
each group under the answer it belongs to."""

from instrumen.language.expression.syntax import Binary, Name, Reference
from instrumen.language.model import Choice, Instrument, Question

Group = tuple[Choice | None, tuple[Choice, ...]]


def groups(instrument: Instrument, question: Question) -> tuple[Group, ...]:
    """The choices by the answer they are offered after, in the order of the answers; None stands
    before those that no answer leads to. Empty for a question without such a filter: what other
    filters say has no form on paper."""
    column, asked = _compared(question)
    earlier = next((each for each in instrument.questions.values() if each.name == asked), None)
    if earlier is None or not instrument.choices_of(earlier):
        return ()
    choices = instrument.choices_of(question)
    found: list[Group] = []
    for answer in instrument.choices_of(earlier):
        found.append((answer, tuple(c for c in choices if c.extra.get(column) == answer.name)))
    led_to = {choice.name for _answer, members in found for choice in members}
    found.append((None, tuple(choice for choice in choices if choice.name not in led_to)))
    return tuple(group for group in found if group[1])


def _compared(question: Question) -> tuple[str, str]:
    """The column and the question that a filter compares; blanks where it does something else."""
    if question.choice_filter is not None:
        match question.choice_filter.root:
            case Binary("=", Name(column), Reference(asked)):
                return column, asked
            case Binary("=", Reference(asked), Name(column)):
                return column, asked
    return "", ""
