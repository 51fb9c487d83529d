"""One question on paper: its words, and room for the answer by its type."""

from collections.abc import Iterator, Sequence

from instrumen.analysis.frequencies import missing_label
from instrumen.engine import Outcome
from instrumen.export.word.blank.cascades import Group, groups
from instrumen.export.word.blank.form import Form
from instrumen.export.word.blocks import Block, Para, Run
from instrumen.language.model import CHOICE_TYPES, Choice, Question, Type
from instrumen.language.wording import number_words

BOX, CIRCLE = "☐", "○"
_NO_BREAK = "\N{NO-BREAK SPACE}"
_GAP = "\N{EM SPACE}\N{EM SPACE}"
_SHORT_LIST = 75
"""Characters of all choices together up to which they share a line."""
_LONG_LIST = 15
"""Choices from which on they share lines, however many that makes."""
_LINES = {Type.TEXT: 1, Type.OPEN: 6}
_LONG_TEXT = 4


def question_blocks(form: Form, question: Question) -> Iterator[Block]:
    """The question with its number, what it asks for, and where the answer is put."""
    if question.type is Type.CALCULATE:
        if question.label:
            line = f"{form.say(question.label)}: {blank(12)}"
            yield Para((Run(line, italic=True),), "FormAnswer")
        return
    if question.type is Type.NOTE:
        yield Para(form.say(question.label), "FormNote")
        return
    yield Para(_asked(form, question), "FormQuestion", keep_next=True)
    if question.hint:
        yield Para((Run(form.say(question.hint), italic=True),), "FormAnswer", keep_next=True)
    yield from _places(form, question)
    if why := missing_places(form, question):
        yield Para(why, "FormAnswer")


def missing_places(form: Form, question: Question) -> str:
    """`○ tidak tahu  ○ menolak`: the kinds of no answer that the question offers."""
    labels = (form.catalog.say(missing_label(Outcome(kind))) for kind in question.missing)
    return _GAP.join(_kept(f"{CIRCLE} {label}") for label in labels)


def choice_labels(form: Form, question: Question) -> tuple[str, ...]:
    """What can be chosen; the one that stands alone says so, “other” has room for words."""
    labels = [_label(form, question, each) for each in form.instrument.choices_of(question)]
    return (*labels, *_other(form, question))


def _label(form: Form, question: Question, choice: Choice) -> str:
    label = form.say(choice.label) or choice.name
    alone = choice.exclusive and question.type is Type.SELECT_MULTIPLE
    return form.catalog.t("{choice} (this one alone)", choice=label) if alone else label


def _other(form: Form, question: Question) -> tuple[str, ...]:
    return (form.catalog.t("other: {line}", line=blank(20)),) if question.or_other else ()


def blank(characters: int) -> str:
    """A line to write on, inside a line."""
    return "_" * characters


def entry(form: Form, question: Question) -> str:
    """Room for an answer of one line, in the shape that is wanted."""
    t = form.catalog
    match question.type:
        case Type.INTEGER | Type.DECIMAL:
            return blank(14)
        case Type.RANGE:
            return f"{blank(10)} {_range(form, question)}".rstrip()
        case Type.DATE:
            return _date(form, question.precision)
        case Type.TIME:
            return t.t("{line} (hours.minutes)", line=f"{blank(4)} . {blank(4)}")
        case Type.DATETIME:
            clock = t.t("{line} (hours.minutes)", line=f"{blank(4)} . {blank(4)}")
            return f"{_date(form, 'day')}{_GAP}{clock}"
        case Type.GEOPOINT:
            return t.t("latitude {line} longitude {line}", line=blank(14))
        case Type.FILE:
            return t.t("name of the file or number of the sheet: {line}", line=blank(24))
        case _:
            return ""


def _asked(form: Form, question: Question) -> tuple[Run, ...]:
    number = f"{question.number}.\t" if question.number else "\t"
    return (Run(number + form.say(question.label)), *_how(form, question))


def _how(form: Form, question: Question) -> Iterator[Run]:
    """How a list is answered, where a box alone does not tell."""
    t = form.catalog
    if question.type is Type.SELECT_MULTIPLE:
        yield Run(f" {t.t('(mark all that apply)')}", italic=True)
    elif question.type is Type.RANK:
        last = question.top or len(form.instrument.choices_of(question))
        yield Run(f" {t.t('(number them from 1, the first, to {n})', n=last)}", italic=True)


def _places(form: Form, question: Question) -> Iterator[Block]:
    if belonging := groups(form.instrument, question):
        yield from _by_answer(form, question, belonging)
    elif question.type in CHOICE_TYPES:
        yield from _choices(question, choice_labels(form, question))
    elif question.type is Type.ACKNOWLEDGE:
        yield Para(f"{BOX} {form.catalog.t('yes')}", "FormAnswer")
    elif question.type in _LINES:
        yield from _words(form, question)
    else:
        yield Para(entry(form, question), "FormAnswer")


def _by_answer(form: Form, question: Question, belonging: Sequence[Group]) -> Iterator[Block]:
    """A line for each answer that choices depend on, and what can be chosen after it."""
    lines = [
        (f"{form.say(answer.label)}: " if answer else "", [_label(form, question, c) for c in some])
        for answer, some in belonging
    ]
    if question.or_other:
        lines.append(("", [*_other(form, question)]))
    for at, (led_by, labels) in enumerate(lines, 1):
        places = _GAP.join(map(_kept, _marked(question, labels)))
        words = (Run(led_by, italic=True), Run(places))
        yield Para(words if led_by else places, "FormAnswer", keep_next=at < len(lines))


def _marked(question: Question, labels: Sequence[str]) -> list[str]:
    mark = blank(4) if question.type is Type.RANK else BOX
    return [f"{mark} {label}" for label in labels]


def _choices(question: Question, labels: Sequence[str]) -> Iterator[Block]:
    marked = _marked(question, labels)
    if sum(map(len, marked)) <= _SHORT_LIST or len(marked) >= _LONG_LIST:
        yield Para(_GAP.join(map(_kept, marked)), "FormAnswer")
        return
    for at, line in enumerate(marked, 1):
        yield Para(line, "FormChoice", keep_next=at < len(marked))


def _words(form: Form, question: Question) -> Iterator[Block]:
    """Probes to tick, what to listen for, and lines to write on."""
    for probe in question.probes:
        yield Para(f"{BOX} {probe.name}. {form.say(probe.label)}", "FormChoice")
    if question.listen_for:
        heard = form.catalog.t("Listen for: {words}", words=form.say(question.listen_for))
        yield Para((Run(heard, italic=True),), "FormAnswer")
    for _line in range(_LONG_TEXT if question.long else _LINES[question.type]):
        yield Para("\t", "FormLine")


def _date(form: Form, precision: str) -> str:
    t = form.catalog
    year, month = blank(8), f"{blank(4)} / {blank(8)}"
    if precision == "year":
        return t.t("{line} (year)", line=year)
    if precision == "month":
        return t.t("{line} (month/year)", line=month)
    return t.t("{line} (day/month/year)", line=f"{blank(4)} / {month}")


def _range(form: Form, question: Question) -> str:
    if question.start is None or question.end is None:
        return ""
    least, most = (number_words(each, form.language) for each in (question.start, question.end))
    return f"({least}–{most})"


def _kept(text: str) -> str:
    """A short piece that no line ends in."""
    return text.replace(" ", _NO_BREAK) if len(text) <= 30 else text.replace(" ", _NO_BREAK, 1)
