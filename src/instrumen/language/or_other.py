"""What `or_other` adds to a question, in XLSForm's names: the choice `other`, and the text question
NAME_other, which is shown while that choice is chosen."""

from collections.abc import Mapping

from instrumen.language.expression.syntax import Call, Expression, Reference, String
from instrumen.language.model import Choice, Question, Type
from instrumen.language.text import Text
from instrumen.messages import LANGUAGES, catalog

OTHER = "other"


def other_choice(question: Question) -> Choice:
    """The choice of a question whose list has none of that name."""
    label = Text({code: catalog(code).t("Other") for code in (*LANGUAGES, "")})
    return Choice(name=OTHER, label=label, extra={}, mark=question.mark)


def specify_other(question: Question) -> Question:
    """The question behind it. Its label begins with that of the question it belongs to, since
    both are seldom seen together."""
    name, arguments = question.name, (Reference(question.name, 9), String(OTHER, 12))
    chosen = Expression(
        f"selected(${{{name}}}, '{OTHER}')", Call("selected", arguments, 0), question.mark
    )
    return Question(
        name=f"{name}_{OTHER}",
        type=Type.TEXT,
        mark=question.mark,
        label=Text(_labels(question.label)),
        relevant=chosen,
        themes=question.themes,
    )


def _labels(asked: Text) -> Mapping[str, str]:
    return {
        code: catalog(code).t("{question} – which other?", question=asked(code))
        for code in dict.fromkeys((*LANGUAGES, *asked.by_language))
    }
