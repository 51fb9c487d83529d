"""Expressions: text → tree → text, and the table of functions. What a tree means is the
engine's business; whether it makes sense in an instrument is the checker's."""

from instrumen.language.expression.functions import FUNCTIONS, Function, Of
from instrumen.language.expression.parser import parse_expression
from instrumen.language.expression.printer import print_expression
from instrumen.language.expression.problem import ExpressionProblem
from instrumen.language.expression.walk import references, walk

__all__ = [
    "FUNCTIONS",
    "ExpressionProblem",
    "Function",
    "Of",
    "parse_expression",
    "print_expression",
    "references",
    "walk",
]
