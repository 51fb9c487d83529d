"""What the analysis declines to do, said as a value: the caller shows the reason."""

from dataclasses import dataclass

from instrumen.messages import Message


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing was recorded; `reason` says why and what to do."""

    reason: Message
