"""Questions that stand in tables on paper: a grid for a matrix, a row a member for a repeat."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from instrumen.analysis.frequencies import missing_label
from instrumen.engine import Outcome
from instrumen.export.word.blank.answers import (
    BOX,
    CIRCLE,
    blank,
    choice_labels,
    entry,
    missing_places,
    question_blocks,
)
from instrumen.export.word.blank.form import Form
from instrumen.export.word.blocks import Block, Cell, Para, Row, Run, Table, Words
from instrumen.language.model import CHOICE_TYPES, Item, Matrix, Question, Repeat, Type

_MOST_COLUMNS = 7
"""The most columns of choices beside a statement; with more, each row stands by itself."""
_MOST_ASKED = 6
"""The most questions of a member that fit side by side."""
_FEW_CHOICES = 4
"""Up to so many choices stand in the cell; more are listed below the table."""
_ROWS = 5
_FORMS = 3
"""Members there is room for: as rows of a table, or as forms of their own."""

_TALL = "\n\n"
_WIDTH, _CHOICES_WIDTH = 17.0, 9.6
"""Centimetres of a table, and the most of them that the choices of a grid take."""


def matrix_table(form: Form, matrix: Matrix) -> Iterator[Block]:
    """The stem, and a row a statement with a box a choice."""
    labels = choice_labels(form, matrix.rows[0])
    kinds = list(dict.fromkeys(kind for row in matrix.rows for kind in row.missing))
    if matrix.label:
        yield Para(f"\t{form.say(matrix.label)}", "FormQuestion", keep_next=True)
    if len(labels) + len(kinds) > _MOST_COLUMNS:
        for row in matrix.rows:
            yield from question_blocks(form, row)
        return
    reasons = [form.catalog.say(missing_label(Outcome(kind))) for kind in kinds]
    columns = len(labels) + len(kinds)
    width = min(1.9, _CHOICES_WIDTH / columns)
    yield Table(
        header=(
            form.catalog.t("No."),
            form.catalog.t("Statement or question"),
            *(Cell(label, align="center") for label in (*labels, *reasons)),
        ),
        rows=[
            (
                row.number,
                _stated(form, row),
                *(Cell(BOX, align="center") for _ in labels),
                *(Cell(CIRCLE if k in row.missing else "", align="center") for k in kinds),
            )
            for row in matrix.rows
        ],
        widths=(1.0, _WIDTH - 1.0 - width * columns, *(width,) * columns),
    )


def members_table(form: Form, repeat: Repeat) -> Iterator[Block] | None:
    """A row a member, a column a question; None when its questions do not fit side by side."""
    asked = [item for item in repeat.items if isinstance(item, Question) and item.asks]
    others = any(not isinstance(item, Question) for item in repeat.items)
    if others or not 0 < len(asked) <= _MOST_ASKED:
        return None
    return _members(form, repeat, asked)


def several_forms(
    form: Form,
    repeat: Repeat,
    inside: Callable[[Form, Iterable[Item]], Iterator[Block]],
) -> Iterator[Block]:
    """The questions once a member, for as many as there is room; `inside` writes them."""
    yield _head(form, repeat)
    count = _room(repeat, _FORMS)
    for member in range(1, count + 1):
        title = f"{form.say(repeat.label)} – {member}"
        yield Para((Run(title, bold=True),), "FormAnswer", keep_next=True)
        yield from inside(form, repeat.items)
    if _more_than(repeat, count):
        yield Para((Run(form.catalog.t("More: on a copy of this sheet."), italic=True),), "Note")


def _members(form: Form, repeat: Repeat, asked: Sequence[Question]) -> Iterator[Block]:
    yield _head(form, repeat)
    count = _room(repeat, _ROWS)
    cells = tuple(_cell(form, question) for question in asked)
    rows: list[Row] = [(str(member), *cells) for member in range(1, count + 1)]
    yield Table(
        header=(form.catalog.t("No."), *(_column(form, question) for question in asked)),
        rows=rows,
        widths=(1.0, *(_share(question) for question in asked)),
    )
    for question in asked:
        if _is_listed_below(form, question):
            number = question.number or form.say(question.label)
            labels = "; ".join(choice_labels(form, question))
            yield Para(form.catalog.t("Choices of {number}: {labels}", number=number,
                                      labels=labels), "Note")  # fmt: skip
    if _more_than(repeat, count):
        yield Para((Run(form.catalog.t("More: on a copy of this sheet."), italic=True),), "Note")


def _head(form: Form, repeat: Repeat) -> Para:
    number = f"{repeat.number}.\t" if repeat.number else "\t"
    return Para(number + form.say(repeat.label), "FormQuestion", keep_next=True)


def _room(repeat: Repeat, most: int) -> int:
    return max(1, repeat.least, most if repeat.count else min(repeat.most, most))


def _more_than(repeat: Repeat, count: int) -> bool:
    return repeat.count is not None or repeat.most > count


def _column(form: Form, question: Question) -> Words:
    number = f"{question.number} " if question.number else ""
    runs = [Run(number + form.say(question.label), bold=True)]
    if question.relevant:
        words = form.condition(question.relevant)
        runs.append(Run("\n" + form.catalog.t("only if {condition}", condition=words), italic=True))
    return tuple(runs)


def _cell(form: Form, question: Question) -> str:
    """Room for the answer of one member."""
    if question.type is Type.ACKNOWLEDGE:
        place = BOX
    elif question.type in CHOICE_TYPES and not _is_listed_below(form, question):
        mark = blank(3) if question.type is Type.RANK else BOX
        place = "\n".join(f"{mark} {label}" for label in choice_labels(form, question))
    elif question.type in (Type.DATE, Type.TIME, Type.DATETIME):
        place = "\n" + entry(form, question)
    else:
        place = _TALL
    return "\n".join(filter(None, (place, missing_places(form, question))))


def _is_listed_below(form: Form, question: Question) -> bool:
    return len(form.instrument.choices_of(question)) > _FEW_CHOICES


def _share(question: Question) -> float:
    return 4.0 if question.type in (Type.TEXT, Type.OPEN, *CHOICE_TYPES) else 2.6


def _stated(form: Form, row: Question) -> Words:
    if not row.relevant:
        return form.say(row.label)
    words = form.catalog.t("only if {condition}", condition=form.condition(row.relevant))
    return (Run(form.say(row.label)), Run(f"\n{words}", italic=True))
