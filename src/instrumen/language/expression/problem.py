"""Why a text is no expression."""

from dataclasses import dataclass

from instrumen.messages import Message


@dataclass(frozen=True, slots=True)
class ExpressionProblem:
    """What is wrong and what to do, at `length` characters from `offset` in the source."""

    message: Message
    todo: Message | None
    offset: int
    length: int
