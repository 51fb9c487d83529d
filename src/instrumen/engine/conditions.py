"""Expressions outside an instrument: who is asked (`for:`), which group somebody belongs to, what
a derived field is. There are only fields in scope, no questions."""

import random
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from instrumen.engine.code import Code, boolean
from instrumen.engine.compiler import Compiler
from instrumen.engine.conversion import Scalar, is_blank
from instrumen.engine.given import clock_of, field_value
from instrumen.engine.naming import Names
from instrumen.engine.nodes import Context, Frame, Node, Scope
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import Expression

Fields = Mapping[str, object]

_SCOPE = Scope(parent=None, repeat=None, chain=())


def evaluate(expression: Expression, fields: Fields, *, today: date | None = None) -> Scalar:
    """The value of an expression over fields: a text, a boolean, or a number, whole ones as int.
    A field that is not there reads as '', and so does a number that is none. `today` stands for
    today() and now()."""
    value = _compiled(expression).run(_frame(fields, today))
    if is_blank(value):
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def holds(expression: Expression, fields: Fields, *, today: date | None = None) -> bool:
    """Whether a condition over fields is true."""
    return boolean(_compiled(expression))(_frame(fields, today))


@lru_cache(maxsize=512)
def _compiled(expression: Expression) -> Code:
    return Compiler(Names((), _kind_of, {}), _SCOPE).single(expression.root)


def _kind_of(_node: Node) -> Of:
    return Of.ANY


def _frame(fields: Fields, today: date | None) -> Frame:
    context = Context(
        fields={name: field_value(value, "") for name, value in fields.items()},
        labels={},
        clock=clock_of(today),
        draws=random.Random(0),
        seed="",
        language="",
        tables={},
        last_saved={},
    )
    return Frame(context, _SCOPE)
