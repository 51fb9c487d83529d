"""What comes from outside of the answers: roster fields, facts, defaults, the time."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from instrumen.engine.contract import Value
from instrumen.engine.conversion import Scalar, blank_or_text, number_of
from instrumen.engine.evaluation import plain
from instrumen.engine.nodes import Node
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import String
from instrumen.language.model import MANY_VALUED, Question
from instrumen.language.text import Text


def fields_of(
    facts: Mapping[str, object], roster: Mapping[str, object], language: str
) -> Mapping[str, Scalar]:
    """What names beside the questions mean; a roster field goes before a fact."""
    given = {**facts, **roster}
    return {name: field_value(value, language) for name, value in given.items()}


def labels_of(facts: Mapping[str, object], roster_labels: Mapping[str, Text]) -> Mapping[str, Text]:
    """How such names are said in labels, where that differs by language."""
    texts = {name: value for name, value in facts.items() if isinstance(value, Text)}
    return {**texts, **roster_labels}


def clock_of(today: date | None) -> Callable[[], datetime]:
    """A clock: the machine's, or one that stands still at the beginning of a day."""
    if today is None:
        return datetime.now
    fixed = datetime.combine(today, time())
    return lambda: fixed


def field_value(value: object, language: str) -> Scalar:
    """A roster field or fact as expressions see it: numbers as numbers, several values with
    spaces between, dates in ISO 8601, a blank (None) as ''."""
    if isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, Text):
        return value(language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return " ".join(str(each) for each in value)
    return str(value)


def is_worked_out(node: Node) -> bool:
    """Whether a default is an expression. One that is just written is there before any other, and
    triggers nothing (JavaRosa)."""
    default = node.item.default if isinstance(node.item, Question) else None
    return default is not None and not isinstance(default.root, String)


def default_value(node: Node, value: Scalar) -> Value:
    """A computed default in the shape of an answer to the question."""
    if node.kind is Of.NUMBER:
        return plain(number_of(value))
    text = blank_or_text(value)
    if isinstance(node.item, Question) and node.item.type in MANY_VALUED:
        return list(text.split())
    return text
