"""Function calls that need the form around them, compiled: its clock, language, labels, tables and
draws. Source of each: ODK documentation, "Functions"; XForms specification."""

import re
import uuid
from collections.abc import Mapping

from instrumen.engine.code import Code, Compiled, constant, number, text
from instrumen.engine.compilation import Compilation
from instrumen.engine.functions.date import format_date
from instrumen.engine.nodes import Frame, Table
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import Node as Tree
from instrumen.language.expression.syntax import Reference
from instrumen.language.expression.walk import quoted

_TEXT_ID = re.compile(r"(?:.*/)?([^/:]+)(?::(?:label|jr:label))?")
_GUID = "0123456789abcdefghijklmnopqrstuvwxyz"


def choice_name(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`jr:choice-name(name, '${question}')`: the choice's label in the language of the form; ''
    for a name the list does not have."""
    compiler.origin.speaks = True
    named = quoted(arguments[1]) or arguments[1]
    node = compiler.names.find(named.name, compiler.scope) if isinstance(named, Reference) else None
    if node is None:
        return constant("")
    labels = {choice.name: choice.label for choice in node.choices}
    name = text(compiler.single(arguments[0]))

    def run(frame: Frame) -> str:
        label = labels.get(name(frame))
        return label(frame.context.language) if label else ""

    return Code(Of.TEXT, run)


def itext(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`jr:itext('/data/question:label')`: the label of a question in the form's language."""
    compiler.origin.speaks = True
    reference = text(compiler.single(arguments[0]))
    names, scope = compiler.names, compiler.scope

    def run(frame: Frame) -> str:
        found = _TEXT_ID.fullmatch(reference(frame))
        node = names.find(found[1], scope) if found else None
        return node.labels["label"](frame.context.language) if node else ""

    return Code(Of.TEXT, run)


def today(_compiler: Compilation, _arguments: tuple[Tree, ...]) -> Compiled:
    """`today()`, by the clock the form was given."""
    return Code(Of.DATE, lambda frame: frame.context.clock().date().isoformat())


def now(_compiler: Compilation, _arguments: tuple[Tree, ...]) -> Compiled:
    """`now()`: ISO 8601 with milliseconds, and the offset when the clock knows one."""
    return Code(Of.DATE, lambda frame: frame.context.clock().isoformat(timespec="milliseconds"))


def formatted_date(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    compiler.origin.speaks = True
    value, pattern = compiler.single(arguments[0]).run, text(compiler.single(arguments[1]))
    return Code(
        Of.TEXT, lambda frame: format_date(value(frame), pattern(frame), frame.context.language)
    )


def random_number(_compiler: Compilation, _arguments: tuple[Tree, ...]) -> Compiled:
    """`random()`: in [0, 1), drawn from the form's seed."""
    return Code(Of.NUMBER, lambda frame: frame.context.draws.random())


def random_id(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`uuid()`: RFC 4122, version 4; `uuid(n)`: n random letters and digits."""
    if not arguments:
        return Code(
            Of.TEXT,
            lambda frame: str(uuid.UUID(int=frame.context.draws.getrandbits(128), version=4)),
        )
    length = number(compiler.single(arguments[0]))

    def run(frame: Frame) -> str:
        wanted = length(frame)
        return (
            "".join(frame.context.draws.choices(_GUID, k=int(min(wanted, 1000))))
            if wanted > 0
            else ""
        )

    return Code(Of.TEXT, run)


def pulldata(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`pulldata(table, wanted column, key column, key)`: from the first row with that key."""
    table, wanted, column, key = (text(compiler.single(tree)) for tree in arguments)

    def run(frame: Frame) -> str:
        rows: Table = frame.context.tables.get(table(frame), ())
        where, sought = column(frame), key(frame)
        found: Mapping[str, str] = next((row for row in rows if row.get(where) == sought), {})
        return found.get(wanted(frame), "")

    return Code(Of.TEXT, run)
