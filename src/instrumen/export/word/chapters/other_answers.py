"""In the chapter on questionnaires: the answers that are neither choices nor numbers."""

from collections.abc import Sequence

from instrumen.analysis.frequencies import missing_label
from instrumen.analysis.other_answers import AnswerCount
from instrumen.engine.wording import date_in_words
from instrumen.export.word.blocks import Caption, Row, Table
from instrumen.export.word.brief import Brief
from instrumen.export.word.chapters.instruments import kind_of_answer
from instrumen.export.word.piping import piped
from instrumen.export.word.wording import NOTHING


def other_answers_table(brief: Brief, counts: Sequence[AnswerCount]) -> Table:
    """A row a question: how many answered, with what, and why the others did not. The words
    themselves stand where they are quoted."""
    catalog = brief.catalog
    return Table(
        header=(
            catalog.t("No."),
            catalog.t("Question"),
            catalog.t("Answered"),
            catalog.t("With"),
            catalog.t("Missing"),
        ),
        rows=[_row(brief, count) for count in counts],
        widths=(1.3, 5.2, 1.9, 3.3, 3.3),
        align=("left", "left", "right"),
        caption=Caption(catalog.t("Answers in words, dates, files and places")),
    )


def _row(brief: Brief, count: AnswerCount) -> Row:
    catalog = brief.catalog
    label = piped(brief, count.question.label)
    if count.version:
        label += catalog.t(" (version {version})", version=count.version)
    missing = (f"{catalog.say(missing_label(kind))} {n}" for kind, n in count.missing.items() if n)
    return (
        count.question.number,
        label,
        str(count.valid),
        _given(brief, count),
        ", ".join(missing) or NOTHING,
    )


def _given(brief: Brief, count: AnswerCount) -> str:
    """The kind of answer; of dates and times the first and the last."""
    if not count.first:
        return brief.catalog.say(kind_of_answer(count.instrument, count.question))
    first, last = (date_in_words(each, brief.language) for each in (count.first, count.last))
    return first if first == last else brief.catalog.t("{first} to {last}", first=first, last=last)
