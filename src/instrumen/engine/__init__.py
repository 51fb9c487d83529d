"""Filling in one instrument, in memory. See `docs.md`."""

from instrumen.engine.build import compile_instrument
from instrumen.engine.conditions import evaluate, holds
from instrumen.engine.contract import (
    Answer,
    Finding,
    Outcome,
    Refused,
    Standing,
    Step,
    UnknownPath,
    Value,
)
from instrumen.engine.nodes import Table
from instrumen.engine.state import FormState
from instrumen.engine.values import format_value, parse_value

__all__ = [
    "Answer",
    "Finding",
    "FormState",
    "Outcome",
    "Refused",
    "Standing",
    "Step",
    "Table",
    "UnknownPath",
    "Value",
    "compile_instrument",
    "evaluate",
    "format_value",
    "holds",
    "parse_value",
]
